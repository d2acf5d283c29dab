/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whatever can be done in the window is an action with a name, so that a button, a key, a
 * notification and a test all do the same thing. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-account-dialog.h"
#include "app-call-page.h"
#include "app-closures.h"
#include "app-diagnostics-dialog.h"
#include "app-failure.h"
#include "app-import-dialog.h"
#include "app-person-account.h"
#include "app-preferences-dialog.h"
#include "app-provision-dialog.h"
#include "app-shortcuts-dialog.h"
#include "app-window-private.h"
#include "phone-account-find.h"

static PhoneAccount *
find_account (AppWindow  *self,
              const char *id)
{
  return phone_account_find (phone_get_accounts (self->phone), id, NULL);
}

static gboolean
is_at_home (PhoneAccount *account,
            const char   *target)
{
  g_autofree char *plain = app_closures_plain_address (target);
  const char *domain = strrchr (plain, '@');
  const char *own = strrchr (phone_account_get_address (account), '@');

  return domain != NULL && own != NULL && g_ascii_strcasecmp (domain, own) == 0;
}

/*< private >
 * Somebody at the domain of one of the accounts is reached through that account, anybody else through the one that was
 * chosen to call; NULL: none was. */
PhoneAccount *
app_window_choose_account (AppWindow  *self,
                           const char *target)
{
  GListModel *accounts = phone_get_accounts (self->phone);
  guint n = g_list_model_get_n_items (accounts);
  PhoneAccount *preferred = app_person_account_find (self->phone, target);

  if (preferred != NULL)
    return preferred;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);

      if (is_at_home (account, target))
        return account;
    }
  return app_accounts_get_chosen (self->accounts);
}

static void
use_account_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_object_set (APP_WINDOW (widget)->accounts, "chosen-id", g_variant_get_string (parameter, NULL), NULL);
}

static void
show_section (AppWindow  *self,
              const char *section)
{
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  app_sidebar_show_section (self->sidebar, section);
  app_sidebar_focus_section (self->sidebar);
}

static void
show_section_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  show_section (APP_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
new_call_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);

  app_dial_page_set_text (app_sidebar_get_dial_page (self->sidebar), "");
  show_section (self, "keypad");
}

static void
call (AppWindow    *self,
      PhoneAccount *account,
      const char   *target)
{
  g_autoptr (GError) error = NULL;
  PhoneCall *placed = phone_call (self->phone, account, target, &error);

  if (placed == NULL)
    app_failure_show (GTK_WIDGET (self->stack), error);
  else
    app_window_show_call (self, placed);
}

static void
call_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  const char *target = g_variant_get_string (parameter, NULL);

  call (self, app_window_choose_account (self, target), target);
}

/* Whoever it is about, it is this account's business: its mailbox, for one. */
static void
call_from_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  PhoneAccount *account;
  const char *id = NULL;
  const char *target = NULL;

  g_variant_get (parameter, "(&s&s)", &id, &target);
  account = find_account (self, id);
  if (account != NULL)
    call (self, account, target);
}

static void
voicemail_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  PhoneAccount *account = app_accounts_find_mailbox (self->accounts);

  if (account == NULL)
    app_failure_say (GTK_WIDGET (self->stack), _("Your server has not told where your voicemail is."));
  else
    call (self, account, phone_voicemail_get_address (phone_account_get_voicemail (account)));
}

static void
message_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  const char *target = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;
  PhoneConversation *conversation = phone_open_conversation (
    self->phone, app_window_choose_account (self, target), target, &error);

  if (conversation == NULL)
    app_failure_show (GTK_WIDGET (self->stack), error);
  else
    app_window_show_conversation (self, conversation);
}

static void
watch_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  const char *target = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;

  if (phone_watch (self->phone, app_window_choose_account (self, target), target,
                   PHONE_WATCH_PRESENCE | PHONE_WATCH_LAMP, &error) == NULL)
    app_failure_show (GTK_WIDGET (self->stack), error);
}

static void
unwatch_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  const char *target = g_variant_get_string (parameter, NULL);
  PhoneContactState *watched = phone_find_watched (self->phone, target);
  g_autoptr (GError) error = NULL;

  if (watched != NULL
      && !phone_unwatch (self->phone, phone_contact_state_get_account (watched), target, &error) && error != NULL)
    app_failure_show (GTK_WIDGET (self->stack), error);
}

static void
show_call_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  g_autoptr (PhoneCall) call = app_window_find_call (self, g_variant_get_string (parameter, NULL));

  if (call != NULL)
    app_window_show_call (self, call);
}

static void
leave_call_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  app_window_leave_call (APP_WINDOW (widget));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (AppWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_call_answer_finish (PHONE_CALL (source), result, &error))
    app_failure_show (GTK_WIDGET (self->stack), error);
}

static void
answer_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  g_autoptr (PhoneCall) call = app_window_find_call (self, g_variant_get_string (parameter, NULL));

  if (call == NULL || phone_call_get_state (call) != PHONE_CALL_STATE_INCOMING)
    return;
  app_window_show_call (self, call);
  phone_call_answer_async (call, NULL, answered_cb, g_object_ref (self));
}

static void
answer_with_video_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  g_autoptr (PhoneCall) call = app_window_find_call (APP_WINDOW (widget), g_variant_get_string (parameter, NULL));

  if (call != NULL && phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING
      && phone_video_is_offered (phone_call_get_video (call)))
    phone_video_set_wanted (phone_call_get_video (call), TRUE);
  answer_cb (widget, name, parameter);
}

static void
decline_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_autoptr (PhoneCall) call = app_window_find_call (APP_WINDOW (widget), g_variant_get_string (parameter, NULL));

  if (call != NULL && phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING)
    phone_call_decline (call);
}

static void
hang_up_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_autoptr (PhoneCall) call = app_window_find_call (APP_WINDOW (widget), g_variant_get_string (parameter, NULL));

  if (call != NULL)
    phone_call_hang_up (call);
}

/* Keys reach the call one is looking at, wherever the focus is. */
static void
forward_to_call (GtkWidget  *widget,
                 const char *action)
{
  AdwNavigationPage *page = adw_navigation_split_view_get_content (APP_WINDOW (widget)->split_view);

  if (APP_IS_CALL_PAGE (page))
    gtk_widget_activate_action (GTK_WIDGET (page), action, NULL);
}

static void
mute_shown_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  forward_to_call (widget, "call.mute");
}

static void
keypad_shown_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  forward_to_call (widget, "call.keypad");
}

static void
hang_up_shown_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  forward_to_call (widget, "call.hang-up");
}

static void
find_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  app_sidebar_start_search (self->sidebar);
}

static void
import_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);

  adw_dialog_present (ADW_DIALOG (app_import_dialog_new (self->phone, GTK_WIDGET (self->stack), NULL)), widget);
}

static void
set_up_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  const char *offer = parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL;

  adw_dialog_present (ADW_DIALOG (app_provision_dialog_new (self->phone, GTK_WIDGET (self->stack), offer)), widget);
}

static void
add_account_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  adw_dialog_present (ADW_DIALOG (app_account_dialog_new (APP_WINDOW (widget)->phone, NULL)), widget);
}

static void
edit_account_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  PhoneAccount *account = find_account (self, g_variant_get_string (parameter, NULL));

  if (account != NULL)
    adw_dialog_present (ADW_DIALOG (app_account_dialog_new (self->phone, account)), widget);
}

static void
try_now_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  PhoneAccount *account = find_account (APP_WINDOW (widget), g_variant_get_string (parameter, NULL));

  if (account != NULL)
    phone_account_go_online (account);
}

static void
practice_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (!app_window_is_practising (self) && phone_start_practice (self->phone, &error) == NULL)
    app_failure_show (GTK_WIDGET (self->stack), error);
  else
    app_window_show_practice (self);
}

static void
diagnostics_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  adw_dialog_present (ADW_DIALOG (app_diagnostics_dialog_new (phone_get_trace (APP_WINDOW (widget)->phone))), widget);
}

static void
preferences_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  adw_dialog_present (ADW_DIALOG (app_preferences_dialog_new (APP_WINDOW (widget)->phone)), widget);
}

static void
call_settings_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  AppPreferencesDialog *dialog = app_preferences_dialog_new (APP_WINDOW (widget)->phone);

  app_preferences_dialog_show_calls (dialog, g_variant_get_string (parameter, NULL));
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
shortcuts_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  adw_dialog_present (ADW_DIALOG (app_shortcuts_dialog_new ()), widget);
}

/*< private >
 * Gives the class all its actions; those with a target take an account's id, a call's id or an address.
 */
void
app_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *target;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.new-call", NULL, new_call_cb },
    { "win.show-section", "s", show_section_cb },
    { "win.use-account", "s", use_account_cb },
    { "win.find", NULL, find_cb },
    { "win.call", "s", call_cb },
    { "win.call-from", "(ss)", call_from_cb },
    { "win.voicemail", NULL, voicemail_cb },
    { "win.message", "s", message_cb },
    { "win.watch", "s", watch_cb },
    { "win.unwatch", "s", unwatch_cb },
    { "win.show-call", "s", show_call_cb },
    { "win.leave-call", NULL, leave_call_cb },
    { "win.answer", "s", answer_cb },
    { "win.answer-with-video", "s", answer_with_video_cb },
    { "win.decline", "s", decline_cb },
    { "win.hang-up", "s", hang_up_cb },
    { "win.mute-shown", NULL, mute_shown_cb },
    { "win.keypad-shown", NULL, keypad_shown_cb },
    { "win.hang-up-shown", NULL, hang_up_shown_cb },
    { "win.add-account", NULL, add_account_cb },
    { "win.import", NULL, import_cb },
    { "win.set-up", NULL, set_up_cb },
    { "win.set-up-by", "s", set_up_cb },
    { "win.edit-account", "s", edit_account_cb },
    { "win.try-now", "s", try_now_cb },
    { "win.practice", NULL, practice_cb },
    { "win.diagnostics", NULL, diagnostics_cb },
    { "win.preferences", NULL, preferences_cb },
    { "win.call-settings", "s", call_settings_cb },
    { "win.shortcuts", NULL, shortcuts_cb },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].target, actions[i].activate);
  app_window_install_help_actions (widget_class);
  gtk_widget_class_install_property_action (widget_class, "win.presence", "presence");
  app_window_install_people_actions (widget_class);
  app_window_install_search_actions (widget_class);
  app_window_install_block_actions (widget_class);
  app_window_install_call_actions (widget_class);
}
