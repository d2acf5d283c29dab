/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the way to everyone one has talked to or written with, above the lines that say whether
 * one can be reached at all. */

#include "app-sidebar.h"

#include "app-call-row.h"
#include "app-conversation-list.h"
#include "app-history-list.h"
#include "app-people-list.h"
#include "app-search-page.h"
#include "app-status-bar.h"

struct _AppSidebar
{
  AdwNavigationPage parent_instance;

  Phone *phone;
  PhoneConversation *current;
  GSignalGroup *call_signals;
  GSignalGroup *account_signals;

  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkListBox *calls;
  AdwInlineViewSwitcher *switcher;
  AdwViewStack *stack;
  GtkWidget *practice;
  GtkListBox *accounts;
};

G_DEFINE_FINAL_TYPE (AppSidebar, app_sidebar, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_PHONE = 1,
  PROP_CURRENT,
  PROP_CROWDED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
show_calls_of (AppSidebar *self,
               GListModel *calls)
{
  gtk_widget_set_visible (GTK_WIDGET (self->calls), g_list_model_get_n_items (calls) > 0);
}

static void
calls_changed_cb (AppSidebar *self,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GListModel *calls)
{
  show_calls_of (self, calls);
}

static void
show_accounts_of (AppSidebar *self,
                  GListModel *accounts)
{
  guint n = g_list_model_get_n_items (accounts);
  gboolean practice = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);

      practice = practice || phone_account_is_practice (account);
    }
  gtk_widget_set_visible (self->practice, practice);
}

static void
accounts_changed_cb (AppSidebar *self,
                     guint       position,
                     guint       removed,
                     guint       added,
                     GListModel *accounts)
{
  show_accounts_of (self, accounts);
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
calls_row_activated_cb (AppSidebar *self,
                        AppCallRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-call", "s", phone_call_get_id (app_call_row_get_call (row)));
}

static void
set_phone (AppSidebar *self,
           Phone      *phone)
{
  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->call_signals, phone_get_calls (phone));
  g_signal_group_set_target (self->account_signals, phone_get_accounts (phone));
  gtk_list_box_bind_model (self->calls, phone_get_calls (phone), create_call_row, NULL, NULL);
  gtk_list_box_bind_model (self->accounts, phone_get_accounts (phone), create_status_row, NULL, NULL);
  show_calls_of (self, phone_get_calls (phone));
  show_accounts_of (self, phone_get_accounts (phone));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

/* Half a word is worse than a picture, which has the whole word as its tooltip. */
static void
set_crowded (AppSidebar *self,
             gboolean    crowded)
{
  adw_inline_view_switcher_set_display_mode (self->switcher, crowded ? ADW_INLINE_VIEW_SWITCHER_ICONS
                                                                     : ADW_INLINE_VIEW_SWITCHER_LABELS);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CROWDED]);
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
    case PROP_CROWDED:
      g_value_set_boolean (value, adw_inline_view_switcher_get_display_mode (APP_SIDEBAR (object)->switcher)
                                    == ADW_INLINE_VIEW_SWITCHER_ICONS);
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
    case PROP_CROWDED:
      set_crowded (APP_SIDEBAR (object), g_value_get_boolean (value));
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
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, switcher);
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
  /**
   * AppSidebar:crowded:
   *
   * Whether letters are so large, or the window so narrow, that words do not fit.
   */
  props[PROP_CROWDED] = g_param_spec_boolean ("crowded", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_CONVERSATION_LIST);
  g_type_ensure (APP_TYPE_HISTORY_LIST);
  g_type_ensure (APP_TYPE_PEOPLE_LIST);
  g_type_ensure (APP_TYPE_SEARCH_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-sidebar.ui");
  bind_children (widget_class);
}

static void
app_sidebar_init (AppSidebar *self)
{
  self->call_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->call_signals, "items-changed", G_CALLBACK (calls_changed_cb), self);
  self->account_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->account_signals, "items-changed", G_CALLBACK (accounts_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), g_get_application_name ());
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);

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
 * app_sidebar_show_people:
 * @self: a sidebar
 *
 * Shows whom one knows.
 */
void
app_sidebar_show_people (AppSidebar *self)
{
  g_return_if_fail (APP_IS_SIDEBAR (self));

  adw_view_stack_set_visible_child_name (self->stack, "people");
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
