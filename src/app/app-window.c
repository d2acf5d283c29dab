/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: one window in which every page is one step away, and which is as useful at the width of
 * a hand as at the width of a desk. */

#include "app-window.h"

#include "config.h"

#include "app-call-after.h"
#include "app-call-page.h"
#include "app-closures.h"
#include "app-conversation-page.h"
#include "app-failure.h"
#include "app-home-page.h"
#include "app-network-banner.h"
#include "app-practice-page.h"
#include "app-settings.h"
#include "app-welcome-page.h"
#include "app-several.h"
#include "app-window-private.h"
#include "phone-mood.h"

G_DEFINE_FINAL_TYPE (AppWindow, app_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_PHONE = 1,
  PROP_PRESENCE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* On a narrow window the list is not beside the page but before it, and nothing in it is open; nor does it show the calls
 * while a page is in front of it. */
static void
mark_current (AppWindow *self)
{
  AdwNavigationPage *page = adw_navigation_split_view_get_content (self->split_view);
  gboolean collapsed = adw_navigation_split_view_get_collapsed (self->split_view);
  gboolean beside = !collapsed || adw_navigation_split_view_get_show_content (self->split_view);

  app_sidebar_set_current (self->sidebar, beside && APP_IS_CONVERSATION_PAGE (page)
                                            ? app_conversation_page_get_conversation (APP_CONVERSATION_PAGE (page))
                                            : NULL);
  app_call_bar_set_needed (self->call_bar, collapsed && beside, app_window_get_shown_call (self));
}

static void
set_content (AppWindow         *self,
             AdwNavigationPage *page,
             gboolean           show)
{
  if (adw_navigation_split_view_get_content (self->split_view) != page)
    adw_navigation_split_view_set_content (self->split_view, page);
  if (show)
    adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/*< private >
 * Whether one of the accounts is the practice account.
 */
gboolean
app_window_is_practising (AppWindow *self)
{
  GListModel *accounts = phone_get_accounts (self->phone);
  guint n = g_list_model_get_n_items (accounts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);

      if (phone_account_is_practice (account))
        return TRUE;
    }
  return FALSE;
}

/*< private >
 * The live call of that id, or %NULL.
 */
PhoneCall *
app_window_find_call (AppWindow  *self,
                      const char *id)
{
  GListModel *calls = phone_get_calls (self->phone);
  guint n = g_list_model_get_n_items (calls);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      if (g_strcmp0 (phone_call_get_id (call), id) == 0)
        return g_steal_pointer (&call);
    }
  return NULL;
}

/*< private >
 * The call whose page is shown, or %NULL.
 */
PhoneCall *
app_window_get_shown_call (AppWindow *self)
{
  AdwNavigationPage *page = adw_navigation_split_view_get_content (self->split_view);

  return APP_IS_CALL_PAGE (page) ? app_call_page_get_call (APP_CALL_PAGE (page)) : NULL;
}

/*< private >
 * Returns from a call's page to where one was before.
 */
void
app_window_leave_call (AppWindow *self)
{
  g_autoptr (AdwNavigationPage) before = g_steal_pointer (&self->before_call);

  if (app_window_get_shown_call (self) == NULL)
    return;
  set_content (self, before != NULL ? before : self->home, FALSE);
  adw_navigation_split_view_set_show_content (self->split_view, self->content_before_call);
  app_window_tell_waiting (self);
}

/*< private >
 * Shows what is there when nothing is chosen.
 */
void
app_window_show_home (AppWindow *self)
{
  set_content (self, self->home, FALSE);
}

/* The call that is talked on now; NULL: none. */
static PhoneCall *
find_talk (AppWindow *self)
{
  GListModel *calls = phone_get_calls (self->phone);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      if (phone_call_get_state (call) == PHONE_CALL_STATE_ACTIVE)
        return g_steal_pointer (&call);
    }
  return NULL;
}

/* A call that ended as calls do needs no reading, and a talk leaves by itself; one that failed keeps its page and says why. Who still talks to somebody,
 * as those who are left of a conference do, stays with them. */
static void
calls_changed_cb (AppWindow *self)
{
  PhoneCall *shown = app_window_get_shown_call (self);
  g_autoptr (PhoneCall) alive = NULL;
  g_autoptr (PhoneCall) talk = NULL;

  if (shown == NULL || phone_call_get_state (shown) != PHONE_CALL_STATE_ENDED
      || phone_call_get_end_text (shown) != NULL)
    return;
  alive = app_window_find_call (self, phone_call_get_id (shown));
  if (alive != NULL)
    return;
  talk = find_talk (self);
  if (talk != NULL)
    app_window_show_call (self, talk);
  else if (!app_call_after_holds (shown))
    app_window_leave_call (self);
}

/* Whoever has an account of their own has come to make calls. */
static gboolean
has_own_account (AppWindow *self)
{
  GListModel *accounts = phone_get_accounts (self->phone);
  guint n = g_list_model_get_n_items (accounts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);

      if (!phone_account_is_practice (account))
        return TRUE;
    }
  return FALSE;
}

static void
make_home (AppWindow *self)
{
  gboolean practising = !has_own_account (self);
  AdwNavigationPage *old = self->home;
  gboolean shown = old == NULL || adw_navigation_split_view_get_content (self->split_view) == old;

  if (old != NULL && APP_IS_PRACTICE_PAGE (old) == practising)
    return;
  self->home = practising ? ADW_NAVIGATION_PAGE (app_practice_page_new (self->phone))
                          : ADW_NAVIGATION_PAGE (app_home_page_new (self->sidebar));
  g_object_ref_sink (self->home);
  if (shown)
    set_content (self, self->home, practising);
  if (!practising && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "welcome"))
    app_sidebar_show_section (self->sidebar, "keypad");
  g_clear_object (&old);
}

static void
accounts_changed_cb (AppWindow *self)
{
  gboolean any = g_list_model_get_n_items (phone_get_accounts (self->phone)) > 0;

  if (!self->ready)
    return;
  if (any)
    make_home (self);
  gtk_stack_set_visible_child_name (self->stack, any ? "main" : "welcome");
  /* Who let others know before still does. */
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRESENCE]);
}

static gboolean
app_window_close_request (GtkWindow *window)
{
  if (app_window_ask_to_close (APP_WINDOW (window)))
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (app_window_parent_class)->close_request (window);
}

static void
restore_state (AppWindow *self)
{
  self->settings = app_settings_new ();
  if (self->settings == NULL)
    return;
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "section", self->sidebar, "section", G_SETTINGS_BIND_DEFAULT);
}

static void
set_phone (AppWindow *self,
           Phone     *phone)
{
  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  /* Before anybody shows an account. */
  self->accounts = app_accounts_new (phone);
  app_sidebar_set_accounts (self->sidebar, self->accounts);
  app_several_follow_requests (GTK_WIDGET (self), phone);
  g_signal_connect_object (phone, "incoming-call", G_CALLBACK (app_window_tell_incoming), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone_get_calls (phone), "items-changed", G_CALLBACK (calls_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (phone_get_accounts (phone), "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
app_window_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_WINDOW (object)->phone);
      break;
    case PROP_PRESENCE:
      if (APP_WINDOW (object)->phone != NULL)
        g_value_set_enum (value, phone_get_presence (APP_WINDOW (object)->phone));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_window_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      set_phone (APP_WINDOW (object), g_value_get_object (value));
      break;
    case PROP_PRESENCE:
      if (APP_WINDOW (object)->phone != NULL)
        phone_mood_set_state (APP_WINDOW (object)->phone, g_value_get_enum (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_window_dispose (GObject *object)
{
  AppWindow *self = APP_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_WINDOW);
  g_clear_object (&self->before_call);
  g_clear_object (&self->home);
  g_clear_object (&self->settings);
  g_clear_object (&self->accounts);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_window_parent_class)->dispose (object);
}

static void
app_window_class_init (AppWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_window_get_property;
  object_class->set_property = app_window_set_property;
  object_class->dispose = app_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = app_window_close_request;

  /**
   * AppWindow:phone: (nullable)
   *
   * The phone shown.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * AppWindow:presence:
   *
   * What others may know of the person; the choice of the menu.
   */
  props[PROP_PRESENCE] = g_param_spec_enum ("presence", NULL, NULL, PHONE_TYPE_PRESENCE_STATE,
                                            PHONE_PRESENCE_STATE_UNKNOWN,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_CALL_BAR);
  g_type_ensure (APP_TYPE_NETWORK_BANNER);
  g_type_ensure (APP_TYPE_SIDEBAR);
  g_type_ensure (APP_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AppWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, AppWindow, call_bar);
  app_closures_bind (widget_class);
  app_window_install_actions (widget_class);
}

static void
app_window_init (AppWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_title (GTK_WINDOW (self), g_get_application_name ());
  gtk_window_set_icon_name (GTK_WINDOW (self), APPLICATION_ID);
  if (DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  g_signal_connect_object (self->split_view, "notify::content", G_CALLBACK (mark_current), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split_view, "notify::collapsed", G_CALLBACK (mark_current), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split_view, "notify::show-content", G_CALLBACK (mark_current), self,
                           G_CONNECT_SWAPPED);
  restore_state (self);
}

/**
 * app_window_new:
 * @application: (nullable): the application
 * @phone: the phone to show
 *
 * Returns: (transfer none): a window that says it is loading
 */
AppWindow *
app_window_new (AdwApplication *application,
                Phone          *phone)
{
  return g_object_new (APP_TYPE_WINDOW, "application", application, "phone", phone, NULL);
}

/**
 * app_window_set_ready:
 * @self: a window
 *
 * Ends the loading page: the accounts are known.
 */
void
app_window_set_ready (AppWindow *self)
{
  g_return_if_fail (APP_IS_WINDOW (self));

  self->ready = TRUE;
  accounts_changed_cb (self);
}

/**
 * app_window_show_practice:
 * @self: a window
 *
 * Shows the practice lines.
 */
void
app_window_show_practice (AppWindow *self)
{
  g_return_if_fail (APP_IS_WINDOW (self));

  if (APP_IS_PRACTICE_PAGE (self->home))
    set_content (self, self->home, TRUE);
  else
    set_content (self, ADW_NAVIGATION_PAGE (app_practice_page_new (self->phone)), TRUE);
}

/**
 * app_window_show_call:
 * @self: a window
 * @call: a call
 *
 * Shows the page of @call; leaving it returns to the page shown now.
 */
void
app_window_show_call (AppWindow *self,
                      PhoneCall *call)
{
  AdwNavigationPage *current;

  g_return_if_fail (APP_IS_WINDOW (self));
  g_return_if_fail (PHONE_IS_CALL (call));

  current = adw_navigation_split_view_get_content (self->split_view);
  if (!APP_IS_CALL_PAGE (current))
    {
      g_set_object (&self->before_call, current);
      self->content_before_call = adw_navigation_split_view_get_show_content (self->split_view);
    }
  if (app_window_get_shown_call (self) != call)
    set_content (self, ADW_NAVIGATION_PAGE (app_call_page_new (self->phone, call)), FALSE);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/**
 * app_window_show_conversation:
 * @self: a window
 * @conversation: a conversation
 *
 * Shows the page of @conversation.
 */
void
app_window_show_conversation (AppWindow         *self,
                              PhoneConversation *conversation)
{
  AdwNavigationPage *current;

  g_return_if_fail (APP_IS_WINDOW (self));
  g_return_if_fail (PHONE_IS_CONVERSATION (conversation));

  current = adw_navigation_split_view_get_content (self->split_view);
  if (APP_IS_CONVERSATION_PAGE (current)
      && app_conversation_page_get_conversation (APP_CONVERSATION_PAGE (current)) == conversation)
    adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  else
    set_content (self, ADW_NAVIGATION_PAGE (app_conversation_page_new (self->phone, conversation)), TRUE);
}
