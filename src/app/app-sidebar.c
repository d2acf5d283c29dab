/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the way to everyone one has talked to or written with, above the lines that say whether
 * one can be reached at all. */

#include "app-sidebar.h"

#include "app-account-button.h"
#include "app-call-row.h"
#include "app-conversation-list.h"
#include "app-dial-page.h"
#include "app-history-list.h"
#include "app-news.h"
#include "app-people-list.h"
#include "app-search-page.h"
#include "app-section-names.h"
#include "app-status-list.h"

struct _AppSidebar
{
  AdwNavigationPage parent_instance;

  Phone *phone;
  PhoneConversation *current;
  GSignalGroup *call_signals;
  GSignalGroup *account_signals;
  AppNews *news;
  gboolean collapsed;
  gboolean crowded;

  AppAccountButton *account_button;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkListBox *calls;
  GtkWidget *switcher;
  AdwViewSwitcherBar *switcher_bar;
  AdwViewStack *stack;
  AdwViewStackPage *calls_page;
  AdwViewStackPage *messages_page;
  AppDialPage *dial_page;
  GtkWidget *practice;
};

G_DEFINE_FINAL_TYPE (AppSidebar, app_sidebar, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_PHONE = 1,
  PROP_CURRENT,
  PROP_COLLAPSED,
  PROP_CROWDED,
  PROP_SECTION,
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

static void
calls_row_activated_cb (AppSidebar *self,
                        AppCallRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-call", "s", phone_call_get_id (app_call_row_get_call (row)));
}

static void
show_badge (AdwViewStackPage *page,
            guint             number)
{
  adw_view_stack_page_set_badge_number (page, number);
  adw_view_stack_page_set_needs_attention (page, number > 0);
}

/* What is counted needs to be looked at; what is not, does not. */
static void
show_news (AppSidebar *self)
{
  show_badge (self->calls_page,
              self->phone != NULL ? phone_history_get_unseen_missed (phone_get_history (self->phone)) : 0);
  show_badge (self->messages_page, app_news_get_unread (self->news));
  app_section_names_set (self->stack, self->switcher);
  app_section_names_set (self->stack, GTK_WIDGET (self->switcher_bar));
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
  app_news_set_phone (self->news, phone);
  g_signal_connect_object (phone_get_history (phone), "notify::unseen-missed", G_CALLBACK (show_news), self,
                           G_CONNECT_SWAPPED);
  show_news (self);
  show_calls_of (self, phone_get_calls (phone));
  show_accounts_of (self, phone_get_accounts (phone));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

/* Within reach of a thumb when the window is as wide as a hand. Half a word is worse than a picture, which has the whole
 * word as its tooltip. */
static void
arrange (AppSidebar *self)
{
  gtk_widget_set_visible (self->switcher, !self->collapsed && !self->crowded);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, self->collapsed && !self->crowded);
}

/* What is typed goes where it makes sense: on the keypad it is an address, elsewhere a search. */
static void
section_changed_cb (AppSidebar *self)
{
  gboolean dialling = g_strcmp0 (app_sidebar_get_section (self), "keypad") == 0;

  if (self->news == NULL)
    return;
  gtk_search_bar_set_key_capture_widget (self->search_bar, dialling ? NULL : GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SECTION]);
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
    case PROP_COLLAPSED:
      g_value_set_boolean (value, APP_SIDEBAR (object)->collapsed);
      break;
    case PROP_CROWDED:
      g_value_set_boolean (value, APP_SIDEBAR (object)->crowded);
      break;
    case PROP_SECTION:
      g_value_set_string (value, app_sidebar_get_section (APP_SIDEBAR (object)));
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
    case PROP_COLLAPSED:
      APP_SIDEBAR (object)->collapsed = g_value_get_boolean (value);
      arrange (APP_SIDEBAR (object));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CROWDED:
      APP_SIDEBAR (object)->crowded = g_value_get_boolean (value);
      arrange (APP_SIDEBAR (object));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SECTION:
      app_sidebar_show_section (APP_SIDEBAR (object), g_value_get_string (value));
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
  g_clear_object (&self->news);
  g_clear_object (&self->current);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_SIDEBAR);
  G_OBJECT_CLASS (app_sidebar_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, account_button);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, search_bar);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, calls);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, switcher);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, calls_page);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, messages_page);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, dial_page);
  gtk_widget_class_bind_template_child (widget_class, AppSidebar, practice);
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
   * AppSidebar:collapsed:
   *
   * Whether the sidebar fills the window.
   */
  props[PROP_COLLAPSED] = g_param_spec_boolean ("collapsed", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppSidebar:crowded:
   *
   * Whether letters are so large, or the window so narrow, that words do not fit.
   */
  props[PROP_CROWDED] = g_param_spec_boolean ("crowded", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppSidebar:section:
   *
   * What is shown: "people", "calls", "messages" or "keypad".
   */
  props[PROP_SECTION] = g_param_spec_string ("section", NULL, NULL, NULL,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_ACCOUNT_BUTTON);
  g_type_ensure (APP_TYPE_CONVERSATION_LIST);
  g_type_ensure (APP_TYPE_DIAL_PAGE);
  g_type_ensure (APP_TYPE_HISTORY_LIST);
  g_type_ensure (APP_TYPE_PEOPLE_LIST);
  g_type_ensure (APP_TYPE_STATUS_LIST);
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
  app_dial_page_take_keys (self->dial_page, GTK_WIDGET (self));
  self->news = app_news_new ();
  g_signal_connect_object (self->news, "notify", G_CALLBACK (show_news), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stack, "notify::visible-child-name", G_CALLBACK (section_changed_cb), self,
                           G_CONNECT_SWAPPED);
  app_sidebar_show_section (self, "messages");
  show_news (self);
  arrange (self);

  g_signal_connect_object (self->calls, "row-activated", G_CALLBACK (calls_row_activated_cb), self, G_CONNECT_SWAPPED);
}

/**
 * app_sidebar_set_accounts:
 * @self: a sidebar
 * @accounts: what is chosen among
 *
 * Has one choose the account that calls.
 */
void
app_sidebar_set_accounts (AppSidebar  *self,
                          AppAccounts *accounts)
{
  g_return_if_fail (APP_IS_SIDEBAR (self));

  g_object_set (self->account_button, "accounts", accounts, NULL);
}

/**
 * app_sidebar_start_search:
 * @self: a sidebar
 *
 * Opens the search field and puts the cursor in it. The keypad has nothing to search, the people have.
 */
void
app_sidebar_start_search (AppSidebar *self)
{
  g_return_if_fail (APP_IS_SIDEBAR (self));

  if (g_strcmp0 (app_sidebar_get_section (self), "keypad") == 0)
    app_sidebar_show_section (self, "people");
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * app_sidebar_get_section:
 * @self: a sidebar
 *
 * Returns: (transfer none) (nullable): "people", "calls", "messages" or "keypad"; %NULL while it is taken apart
 */
const char *
app_sidebar_get_section (AppSidebar *self)
{
  g_return_val_if_fail (APP_IS_SIDEBAR (self), NULL);

  return self->stack != NULL ? adw_view_stack_get_visible_child_name (self->stack) : NULL;
}

/**
 * app_sidebar_show_section:
 * @self: a sidebar
 * @section: "people", "calls", "messages" or "keypad"; anything else is ignored, as it may come from a file
 *
 * Shows that part of the sidebar.
 */
void
app_sidebar_show_section (AppSidebar *self,
                          const char *section)
{
  g_return_if_fail (APP_IS_SIDEBAR (self));

  if (section != NULL && adw_view_stack_get_child_by_name (self->stack, section) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, section);
}

/**
 * app_sidebar_focus_section:
 * @self: a sidebar
 *
 * Puts the keyboard into what is shown: the address on the keypad, the list elsewhere.
 */
void
app_sidebar_focus_section (AppSidebar *self)
{
  GtkWidget *shown;

  g_return_if_fail (APP_IS_SIDEBAR (self));

  shown = adw_view_stack_get_visible_child (self->stack);
  if (shown == GTK_WIDGET (self->dial_page))
    app_dial_page_focus (self->dial_page);
  else
    gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD);
}

/**
 * app_sidebar_get_dial_page:
 * @self: a sidebar
 *
 * Returns: (transfer none): where an address is entered
 */
AppDialPage *
app_sidebar_get_dial_page (AppSidebar *self)
{
  g_return_val_if_fail (APP_IS_SIDEBAR (self), NULL);

  return self->dial_page;
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
  app_sidebar_show_section (self, "calls");
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
  app_sidebar_show_section (self, "people");
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
