/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: everybody one has written with is one click away, and the one whose conversation is
 * open is marked. Strangers who wrote wait in a list of their own behind it; who is blocked is in neither. */

#include "app-conversation-list.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-conversation-row.h"
#include "app-press.h"
#include "app-row-menu.h"
#include "app-search.h"

struct _AppConversationList
{
  AdwBin parent_instance;

  Phone *phone;
  char *search;
  PhoneConversation *current;
  GtkFilterListModel *let_in;
  GtkFilterListModel *requests;
  GtkFilterListModel *shown; /* one of the two, searched */
  gboolean showing_requests;
  GtkStack *stack;
  GtkWidget *requests_button;
  GtkImage *requests_icon;
  GtkLabel *requests_title;
  GtkLabel *requests_count;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (AppConversationList, app_conversation_list, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_SEARCH,
  PROP_CURRENT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
shown_changed_cb (AppConversationList *self)
{
  gtk_stack_set_visible_child_name (self->stack, app_search_page (self->shown));
}

static gboolean
is_let_in (gpointer item,
           gpointer user_data)
{
  return phone_conversation_get_standing (item) < PHONE_STANDING_REQUEST;
}

static gboolean
is_request (gpointer item,
            gpointer user_data)
{
  return phone_conversation_get_standing (item) == PHONE_STANDING_REQUEST;
}

static void
show_requests (AppConversationList *self,
               gboolean             requests)
{
  self->showing_requests = requests;
  gtk_filter_list_model_set_model (self->shown, G_LIST_MODEL (requests ? self->requests : self->let_in));
}

static void requests_changed_cb (AppConversationList *self);

/* Not while the list that is left tells of its change: those who show it have not heard of that yet. */
static gboolean
leave_requests_cb (gpointer data)
{
  AppConversationList *self = data;

  if (self->requests != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->requests)) == 0)
    {
      show_requests (self, FALSE);
      requests_changed_cb (self);
    }
  return G_SOURCE_REMOVE;
}

/* The way there, and the way back. */
static void
requests_changed_cb (AppConversationList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->requests));
  g_autofree char *count = g_strdup_printf ("%u", n);

  if (n == 0 && self->showing_requests)
    g_idle_add_full (G_PRIORITY_DEFAULT, leave_requests_cb, g_object_ref (self), g_object_unref);
  gtk_widget_set_visible (self->requests_button, n > 0);
  gtk_image_set_from_icon_name (self->requests_icon,
                                self->showing_requests ? "go-previous-symbolic" : "contact-new-symbolic");
  gtk_label_set_label (self->requests_title, self->showing_requests ? _("All Messages") : _("Message Requests"));
  gtk_label_set_label (self->requests_count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->requests_count), !self->showing_requests);
}

static void
requests_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AppConversationList *self = APP_CONVERSATION_LIST (widget);

  show_requests (self, !self->showing_requests);
  requests_changed_cb (self);
}

static GtkFilterListModel *
filter_new (Phone               *phone,
            GtkCustomFilterFunc  func)
{
  return gtk_filter_list_model_new (g_object_ref (phone_get_conversations (phone)),
                                    GTK_FILTER (gtk_custom_filter_new (func, NULL, NULL)));
}

static void
mark_row (AppConversationList *self,
          GParamSpec          *pspec,
          GtkListItem         *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (self->current != NULL && gtk_list_item_get_item (item) == (gpointer) self->current)
    gtk_widget_add_css_class (row, "current");
  else
    gtk_widget_remove_css_class (row, "current");
}

static void
item_changed_cb (GtkListItem         *item,
                 GParamSpec          *pspec,
                 AppConversationList *self)
{
  mark_row (self, pspec, item);
}

static void
row_setup_cb (AppConversationList      *self,
              GtkListItem              *item,
              GtkSignalListItemFactory *factory)
{
  GtkWidget *row = g_object_new (APP_TYPE_CONVERSATION_ROW, NULL);

  app_press_offer_around (row);
  gtk_list_item_set_child (item, row);
  g_object_bind_property (item, "item", row, "conversation", G_BINDING_DEFAULT);
  g_signal_connect_object (item, "notify::item", G_CALLBACK (item_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self, "notify::current", G_CALLBACK (mark_row), item, G_CONNECT_DEFAULT);
}

static void
activate_cb (AppConversationList *self,
             guint                position)
{
  g_autoptr (PhoneConversation) conversation = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.message", "s", phone_conversation_get_address (conversation));
}

static void
set_phone (AppConversationList *self,
           Phone               *phone)
{
  static const char *const searched[] = { "title", "address", NULL };
  g_autoptr (GtkSelectionModel) rows = NULL;

  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  self->let_in = filter_new (phone, is_let_in);
  self->requests = filter_new (phone, is_request);
  self->shown = app_search_new (G_LIST_MODEL (self->let_in), PHONE_TYPE_CONVERSATION, G_OBJECT (self), searched);
  g_signal_connect_object (self->requests, "items-changed", G_CALLBACK (requests_changed_cb), self, G_CONNECT_SWAPPED);
  requests_changed_cb (self);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (shown_changed_cb), self, G_CONNECT_SWAPPED);
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown))));
  gtk_list_view_set_model (self->list, rows);
  shown_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

static void
app_conversation_list_get_property (GObject    *object,
                                    guint       id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  AppConversationList *self = APP_CONVERSATION_LIST (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_CURRENT:
      g_value_set_object (value, self->current);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_conversation_list_set_property (GObject      *object,
                                    guint         id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  AppConversationList *self = APP_CONVERSATION_LIST (object);

  switch (id)
    {
    case PROP_PHONE:
      set_phone (self, g_value_get_object (value));
      break;
    case PROP_SEARCH:
      if (g_set_str (&self->search, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CURRENT:
      if (g_set_object (&self->current, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_conversation_list_dispose (GObject *object)
{
  AppConversationList *self = APP_CONVERSATION_LIST (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->let_in);
  g_clear_object (&self->requests);
  g_clear_object (&self->current);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CONVERSATION_LIST);
  G_OBJECT_CLASS (app_conversation_list_parent_class)->dispose (object);
}

static void
app_conversation_list_finalize (GObject *object)
{
  g_free (APP_CONVERSATION_LIST (object)->search);
  G_OBJECT_CLASS (app_conversation_list_parent_class)->finalize (object);
}

static void
app_conversation_list_class_init (AppConversationListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_conversation_list_get_property;
  object_class->set_property = app_conversation_list_set_property;
  object_class->dispose = app_conversation_list_dispose;
  object_class->finalize = app_conversation_list_finalize;

  /**
   * AppConversationList:phone: (nullable)
   *
   * The phone whose list is shown; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, flags);
  /**
   * AppConversationList:search: (nullable)
   *
   * What is searched for.
   */
  props[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  /**
   * AppConversationList:current: (nullable)
   *
   * The conversation that is open beside the list.
   */
  props[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, PHONE_TYPE_CONVERSATION, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-conversation-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AppConversationList, stack);
  gtk_widget_class_bind_template_child (widget_class, AppConversationList, requests_button);
  gtk_widget_class_bind_template_child (widget_class, AppConversationList, requests_icon);
  gtk_widget_class_bind_template_child (widget_class, AppConversationList, requests_title);
  gtk_widget_class_bind_template_child (widget_class, AppConversationList, requests_count);
  gtk_widget_class_bind_template_child (widget_class, AppConversationList, list);
  gtk_widget_class_install_action (widget_class, "conversations.requests", NULL, requests_cb);
}

static void
app_conversation_list_init (AppConversationList *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (rows, "setup", G_CALLBACK (row_setup_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, rows);
  app_row_menu_add_menu_keys (GTK_WIDGET (self->list));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
}
