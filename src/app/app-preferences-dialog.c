/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the accounts one has, each to be edited or removed, and what becomes of their calls. */

#include "app-preferences-dialog.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-failure.h"
#include "app-messages-page.h"
#include "app-people-page.h"
#include "app-policy-page.h"
#include "app-remote-page.h"
#include "app-running-group.h"
#include "app-sound-page.h"
#include "phone-account-find.h"

struct _AppPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  Phone *phone;
  GtkListBox *accounts;
  AppPolicyPage *calls;
};

G_DEFINE_FINAL_TYPE (AppPreferencesDialog, app_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (AppPreferencesDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_remove_account_finish (PHONE_PHONE (source), result, &error))
    app_failure_show (GTK_WIDGET (self->accounts), error);
}

static PhoneAccount *
find_account (AppPreferencesDialog *self,
              const char           *id)
{
  return phone_account_find (phone_get_accounts (self->phone), id, NULL);
}

static void
asked_to_remove_cb (AppPreferencesDialog *self,
                    const char           *response,
                    AdwAlertDialog       *dialog)
{
  PhoneAccount *account = find_account (self, g_object_get_data (G_OBJECT (dialog), "account-id"));

  if (account == NULL || !g_str_equal (response, "remove"))
    return;
  phone_remove_account_async (self->phone, account, NULL, removed_cb, g_object_ref (self));
}

/* The password goes with the account and cannot be had back: the one place where a question is due. */
static void
remove_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppPreferencesDialog *self = APP_PREFERENCES_DIALOG (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  PhoneAccount *account = find_account (self, id);
  AdwAlertDialog *dialog;

  if (account == NULL)
    return;
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Remove It?"), NULL));
  /* Translators: %s is the address of an account. */
  adw_alert_dialog_format_body (dialog, _("%s can no longer be called here. Past calls and messages stay."),
                                phone_account_get_address (account));
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "account-id", g_strdup (id), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (asked_to_remove_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static GtkWidget *
create_button (const char *icon_name,
               const char *tooltip,
               const char *action_name,
               const char *id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  return button;
}

static gboolean
state_to_subtitle (GBinding     *binding,
                   const GValue *from,
                   GValue       *to,
                   gpointer      user_data)
{
  g_value_take_string (to, app_closures_status_title (NULL, g_value_get_enum (from)));
  return TRUE;
}

static GtkWidget *
create_account_row (gpointer item,
                    gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  const char *id = phone_account_get_id (item);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), phone_account_get_address (item));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  g_object_bind_property_full (item, "state", row, "subtitle", G_BINDING_SYNC_CREATE, state_to_subtitle, NULL, NULL,
                               NULL);
  if (!phone_account_is_practice (item))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               create_button ("document-edit-symbolic", _("Edit Account"), "win.edit-account", id));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             create_button ("user-trash-symbolic", _("Remove Account"), "preferences.remove", id));
  return row;
}

static void
accounts_changed_cb (AppPreferencesDialog *self)
{
  guint n = g_list_model_get_n_items (phone_get_accounts (self->phone));

  gtk_widget_set_visible (GTK_WIDGET (self->accounts), n > 0);
}

static void
set_phone (AppPreferencesDialog *self,
           Phone                *phone)
{
  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  gtk_list_box_bind_model (self->accounts, phone_get_accounts (phone), create_account_row, self, NULL);
  g_signal_connect_object (phone_get_accounts (phone), "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self);
}

static void
app_preferences_dialog_get_property (GObject    *object,
                                     guint       id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_PREFERENCES_DIALOG (object)->phone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_preferences_dialog_set_property (GObject      *object,
                                     guint         id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      set_phone (APP_PREFERENCES_DIALOG (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_preferences_dialog_dispose (GObject *object)
{
  AppPreferencesDialog *self = APP_PREFERENCES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_preferences_dialog_parent_class)->dispose (object);
}

static void
app_preferences_dialog_class_init (AppPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_preferences_dialog_get_property;
  object_class->set_property = app_preferences_dialog_set_property;
  object_class->dispose = app_preferences_dialog_dispose;

  /**
   * AppPreferencesDialog:phone: (nullable)
   *
   * The phone whose accounts are listed.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_POLICY_PAGE);
  g_type_ensure (APP_TYPE_RUNNING_GROUP);
  g_type_ensure (APP_TYPE_SOUND_PAGE);
  g_type_ensure (APP_TYPE_MESSAGES_PAGE);
  g_type_ensure (APP_TYPE_PEOPLE_PAGE);
  g_type_ensure (APP_TYPE_REMOTE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AppPreferencesDialog, accounts);
  gtk_widget_class_bind_template_child (widget_class, AppPreferencesDialog, calls);
  gtk_widget_class_install_action (widget_class, "preferences.remove", "s", remove_cb);
}

static void
app_preferences_dialog_init (AppPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_preferences_dialog_new:
 * @phone: a phone
 *
 * Returns: (transfer floating): a dialog about it
 */
AppPreferencesDialog *
app_preferences_dialog_new (Phone *phone)
{
  return g_object_new (APP_TYPE_PREFERENCES_DIALOG, "phone", phone, NULL);
}

/**
 * app_preferences_dialog_show_calls:
 * @self: a dialog
 * @account_id: the id of an account
 *
 * Turns to what becomes of the calls of that account.
 */
void
app_preferences_dialog_show_calls (AppPreferencesDialog *self,
                                   const char           *account_id)
{
  g_return_if_fail (APP_IS_PREFERENCES_DIALOG (self));

  app_policy_page_choose (self->calls, account_id);
  adw_preferences_dialog_set_visible_page (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->calls));
}
