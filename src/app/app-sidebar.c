/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the way to everyone one has talked to or written with, above the lines that say whether
 * one can be reached at all. */

#include "app-sidebar.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-call-row.h"
#include "app-conversation-row.h"
#include "app-history-row.h"
#include "app-status-bar.h"
#include "app-trash.h"

struct _AppSidebar
{
  AdwNavigationPage parent_instance;

  Phone *phone;
  AppTrash *trash;
  PhoneConversation *current;
  GtkFilterListModel *shown_messages;
  GtkFilterListModel *shown_history;
  GSignalGroup *call_signals;
  GSignalGroup *account_signals;

  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkListBox *calls;
  AdwViewStack *stack;
  GtkStack *messages_stack;
  GtkStack *history_stack;
  GtkListView *messages;
  GtkListView *history;
  GtkWidget *practice;
  GtkListBox *accounts;
};

G_DEFINE_FINAL_TYPE (AppSidebar, app_sidebar, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_PHONE = 1,
  PROP_CURRENT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
show_fitting_page (GtkStack           *stack,
                   GtkFilterListModel *shown)
{
  GListModel *all = gtk_filter_list_model_get_model (shown);

  if (g_list_model_get_n_items (G_LIST_MODEL (shown)) > 0)
    gtk_stack_set_visible_child_name (stack, "list");
  else if (all == NULL || g_list_model_get_n_items (all) == 0)
    gtk_stack_set_visible_child_name (stack, "empty");
  else
    gtk_stack_set_visible_child_name (stack, "none");
}

static void
shown_messages_changed_cb (AppSidebar *self)
{
  show_fitting_page (self->messages_stack, self->shown_messages);
}

static void
shown_history_changed_cb (AppSidebar *self)
{
  show_fitting_page (self->history_stack, self->shown_history);
}

static void
calls_changed_cb (AppSidebar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->calls), g_list_model_get_n_items (phone_get_calls (self->phone)) > 0);
}

static void
accounts_changed_cb (AppSidebar *self)
{
  GListModel *accounts = phone_get_accounts (self->phone);
  guint n = g_list_model_get_n_items (accounts);
  gboolean practice = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);

      practice = practice || phone_account_is_practice (account);
    }
  gtk_widget_set_visible (self->practice, practice);
}

static GtkWidget *
create_call_row (gpointer item,
                 gpointer user_data)
{
  return app_call_row_new (item);
}

static GtkWidget *
create_status_row (gpointer item,
                   gpointer user_data)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *bar = app_status_bar_new ();

  g_object_set (bar, "account", item, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), bar);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, bar, NULL, -1);
  return row;
}

static void
row_deleted_cb (AppHistoryRow *row,
                GtkListItem   *item)
{
  AppSidebar *self = APP_SIDEBAR (gtk_widget_get_ancestor (GTK_WIDGET (row), APP_TYPE_SIDEBAR));
  PhoneHistoryEntry *entry = gtk_list_item_get_item (item);

  app_trash_throw (self->trash, entry);
}

static void
history_setup_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  GtkWidget *row = g_object_new (APP_TYPE_HISTORY_ROW, NULL);

  g_object_bind_property (item, "item", row, "entry", G_BINDING_DEFAULT);
  g_signal_connect_object (row, "deleted", G_CALLBACK (row_deleted_cb), item, G_CONNECT_DEFAULT);
  gtk_list_item_set_child (item, row);
}

/* Keys act on the row that has the focus, which is the list's own around ours. */
static gboolean
history_key_cb (GtkWidget *list,
                GVariant  *action,
                gpointer   user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (!APP_IS_HISTORY_ROW (row))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (row, g_variant_get_string (action, NULL), NULL);
  return GDK_EVENT_STOP;
}

static void
add_history_keys (AppSidebar *self)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } bindings[] = {
    { GDK_KEY_Delete, 0, "row.delete" },
    { GDK_KEY_Menu, 0, "row.menu" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "row.menu" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (bindings[i].key, bindings[i].modifiers),
                                                gtk_callback_action_new (history_key_cb, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (bindings[i].action));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self->history), controller);
}

static void
mark_row (AppSidebar  *self,
          GParamSpec  *pspec,
          GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (self->current != NULL && gtk_list_item_get_item (item) == (gpointer) self->current)
    gtk_widget_add_css_class (row, "current");
  else
    gtk_widget_remove_css_class (row, "current");
}

static void
item_changed_cb (GtkListItem *item,
                 GParamSpec  *pspec,
                 AppSidebar  *self)
{
  mark_row (self, pspec, item);
}

static void
messages_setup_cb (AppSidebar               *self,
                   GtkListItem              *item,
                   GtkSignalListItemFactory *factory)
{
  GtkWidget *row = g_object_new (APP_TYPE_CONVERSATION_ROW, NULL);

  gtk_list_item_set_child (item, row);
  g_object_bind_property (item, "item", row, "conversation", G_BINDING_DEFAULT);
  g_signal_connect_object (item, "notify::item", G_CALLBACK (item_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self, "notify::current", G_CALLBACK (mark_row), item, G_CONNECT_DEFAULT);
}

static void
messages_activate_cb (AppSidebar *self,
                      guint       position)
{
  g_autoptr (PhoneConversation) conversation = g_list_model_get_item (G_LIST_MODEL (self->shown_messages), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.message", "s", phone_conversation_get_address (conversation));
}

static void
history_activate_cb (AppSidebar *self,
                     guint       position)
{
  g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->shown_history), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.message", "s", phone_history_entry_get_address (entry));
}

static void
calls_row_activated_cb (AppSidebar *self,
                        AppCallRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-call", "s", phone_call_get_id (app_call_row_get_call (row)));
}

static GtkFilter *
name_filter_new (AppSidebar *self,
                 GType       type,
                 const char *name,
                 const char *address)
{
  GtkAnyFilter *any = gtk_any_filter_new ();
  const char *fields[] = { name, address };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkStringFilter *filter = gtk_string_filter_new (gtk_property_expression_new (type, NULL, fields[i]));

      g_object_bind_property (self->search_entry, "text", filter, "search", G_BINDING_SYNC_CREATE);
      gtk_multi_filter_append (GTK_MULTI_FILTER (any), GTK_FILTER (filter));
    }
  return GTK_FILTER (any);
}

static void
show_messages_of (AppSidebar *self,
                  Phone      *phone)
{
  GtkFilter *filter = name_filter_new (self, PHONE_TYPE_CONVERSATION, "title", "address");

  self->shown_messages = gtk_filter_list_model_new (g_object_ref (phone_get_conversations (phone)), filter);
  g_signal_connect_object (self->shown_messages, "items-changed",
                           G_CALLBACK (shown_messages_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->messages, GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown_messages)))));
  shown_messages_changed_cb (self);
}

static void
show_history_of (AppSidebar *self,
                 Phone      *phone)
{
  GtkFilter *filter = name_filter_new (self, PHONE_TYPE_HISTORY_ENTRY, "name", "address");
  g_autoptr (GListModel) kept = NULL;

  self->trash = app_trash_new (phone_get_history (phone));
  kept = app_trash_list_kept (self->trash);
  self->shown_history = gtk_filter_list_model_new (g_steal_pointer (&kept), filter);
  g_signal_connect_object (self->shown_history, "items-changed",
                           G_CALLBACK (shown_history_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->history, GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown_history)))));
  shown_history_changed_cb (self);
}

static void
toast_wanted_cb (AppSidebar *self,
                 AdwToast   *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), g_object_ref (toast));
}

static void
set_phone (AppSidebar *self,
           Phone      *phone)
{
  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  show_messages_of (self, phone);
  show_history_of (self, phone);
  g_signal_connect_object (self->trash, "toast-wanted", G_CALLBACK (toast_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_group_set_target (self->call_signals, phone_get_calls (phone));
  g_signal_group_set_target (self->account_signals, phone_get_accounts (phone));
  gtk_list_box_bind_model (self->calls, phone_get_calls (phone), create_call_row, NULL, NULL);
  gtk_list_box_bind_model (self->accounts, phone_get_accounts (phone), create_status_row, NULL, NULL);
  calls_changed_cb (self);
  accounts_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

static void
app_sidebar_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_SIDEBAR (object)->phone);
      break;
    case PROP_CURRENT:
      g_value_set_object (value, APP_SIDEBAR (object)->current);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_sidebar_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      set_phone (APP_SIDEBAR (object), g_value_get_object (value));
      break;
    case PROP_CURRENT:
      app_sidebar_set_current (APP_SIDEBAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_sidebar_dispose (GObject *object)
{
  AppSidebar *self = APP_SIDEBAR (object);

  g_clear_object (&self->call_signals);
  g_clear_object (&self->account_signals);
  g_clear_object (&self->shown_messages);
  g_clear_object (&self->shown_history);
  g_clear_object (&self->trash);
  g_clear_object (&self->current);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_SIDEBAR);
  G_OBJECT_CLASS (app_sidebar_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, search_bar);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, calls);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, messages_stack);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, history_stack);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, messages);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, history);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, practice);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, accounts);
}

static void
app_sidebar_class_init (AppSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_sidebar_get_property;
  object_class->set_property = app_sidebar_set_property;
  object_class->dispose = app_sidebar_dispose;

  /**
   * AppSidebar:phone: (nullable)
   *
   * The phone whose lists are shown; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppSidebar:current: (nullable)
   *
   * The conversation that is open beside the list.
   */
  props[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, PHONE_TYPE_CONVERSATION,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-sidebar.ui");
  bind_children (widget_class);
}

static void
app_sidebar_init (AppSidebar *self)
{
  g_autoptr (GtkListItemFactory) past = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) written = gtk_signal_list_item_factory_new ();

  self->call_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->call_signals, "items-changed", G_CALLBACK (calls_changed_cb), self);
  self->account_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->account_signals, "items-changed", G_CALLBACK (accounts_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), g_get_application_name ());
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);

  g_signal_connect (past, "setup", G_CALLBACK (history_setup_cb), NULL);
  gtk_list_view_set_factory (self->history, past);
  add_history_keys (self);
  g_signal_connect_object (written, "setup", G_CALLBACK (messages_setup_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->messages, written);
  g_signal_connect_object (self->messages, "activate", G_CALLBACK (messages_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "activate", G_CALLBACK (history_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calls, "row-activated", G_CALLBACK (calls_row_activated_cb), self, G_CONNECT_SWAPPED);
}

/**
 * app_sidebar_start_search:
 * @self: a sidebar
 *
 * Opens the search field and puts the cursor in it.
 */
void
app_sidebar_start_search (AppSidebar *self)
{
  g_return_if_fail (APP_IS_SIDEBAR (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * app_sidebar_show_calls:
 * @self: a sidebar
 *
 * Shows the past calls.
 */
void
app_sidebar_show_calls (AppSidebar *self)
{
  g_return_if_fail (APP_IS_SIDEBAR (self));

  adw_view_stack_set_visible_child_name (self->stack, "calls");
}

/**
 * app_sidebar_set_current:
 * @self: a sidebar
 * @conversation: (nullable): the conversation that is open beside the list
 *
 * Marks the row of @conversation.
 */
void
app_sidebar_set_current (AppSidebar        *self,
                         PhoneConversation *conversation)
{
  g_return_if_fail (APP_IS_SIDEBAR (self));

  if (g_set_object (&self->current, conversation))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CURRENT]);
}
