/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the button below a reason leads to the very place where it is mended, and not to one from where one has to
 * look for it. */

#include "app-account-dialog.h"
#include "app-certificate-view.h"
#include "app-line-test-page.h"
#include "app-preferences-dialog.h"
#include "app-why.h"
#include "app-window-private.h"
#include "phone-account-find.h"

static PhoneAccount *
find_account (AppWindow *self,
              GVariant  *id)
{
  return phone_account_find (phone_get_accounts (self->phone), g_variant_get_string (id, NULL), NULL);
}

static void
edit_media_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  PhoneAccount *account = find_account (self, parameter);
  AppAccountDialog *dialog;

  if (account == NULL)
    return;
  dialog = app_account_dialog_new (self->phone, account);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "account.show-media", NULL);
}

/* The server may have been put right meanwhile: then there is nothing to compare. */
static void
compare_keys_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  PhoneAccount *account = find_account (APP_WINDOW (widget), parameter);

  if (account != NULL)
    app_certificate_view_ask (widget, account);
}

static void
sound_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppPreferencesDialog *dialog = app_preferences_dialog_new (APP_WINDOW (widget)->phone);

  adw_dialog_present (ADW_DIALOG (dialog), widget);
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "sound");
}

static void
line_test_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  PhoneAccount *account = find_account (self, parameter);

  if (account != NULL)
    adw_dialog_present (ADW_DIALOG (app_line_test_page_new (self->phone, account)), widget);
}

/* Whose line one means who has one. */
static void
test_line_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  PhoneAccount *account = phone_get_default_account (self->phone);

  if (account != NULL)
    adw_dialog_present (ADW_DIALOG (app_line_test_page_new (self->phone, account)), widget);
}

static void
why_past_call_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  AppWindow *self = APP_WINDOW (widget);
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (PhoneWhy) why = NULL;
  const char *address;
  gint64 at;

  g_variant_get (parameter, "(&sx)", &address, &at);
  time = g_date_time_new_from_unix_local (at);
  why = phone_find_why_past_call (self->phone, address, time);
  app_why_present (widget, why, phone_get_default_account (self->phone));
}

/*< private >
 * The actions that help where something failed.
 */
void
app_window_install_help_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.edit-media", "s", edit_media_cb);
  gtk_widget_class_install_action (widget_class, "win.compare-keys", "s", compare_keys_cb);
  gtk_widget_class_install_action (widget_class, "win.sound", NULL, sound_cb);
  gtk_widget_class_install_action (widget_class, "win.line-test", "s", line_test_cb);
  gtk_widget_class_install_action (widget_class, "win.test-line", NULL, test_line_cb);
  gtk_widget_class_install_action (widget_class, "win.why-past-call", "(sx)", why_past_call_cb);
}
