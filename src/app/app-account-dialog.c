/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: an address and a password make an account; everything else is optional. What is wrong
 * with a field is said at the field, and nothing is lost by a mistake. */

#include "app-account-dialog.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-failure.h"
#include "app-media-page.h"
#include "app-server-finder.h"
#include "phone-words.h"

struct _AppAccountDialog
{
  AdwDialog parent_instance;

  Phone *phone;
  PhoneAccount *account;
  gboolean busy;

  GtkEditable *address;
  GtkLabel *address_error;
  GtkEditable *password;
  GtkEditable *display_name;
  GtkEditable *server;
  GtkLabel *server_error;
  AppServerFinder *finder;
  GtkWidget *advanced;
  GtkStack *save_stack;
  GtkLabel *save_label;
};

G_DEFINE_FINAL_TYPE (AppAccountDialog, app_account_dialog, ADW_TYPE_DIALOG)

enum
{
  PROP_PHONE = 1,
  PROP_ACCOUNT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static char *
dup_field (GtkEditable *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (field)));
}

static void
clear_field (GtkEditable *field,
             GtkLabel    *label)
{
  gtk_label_set_text (label, "");
  gtk_widget_remove_css_class (GTK_WIDGET (field), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID);
}

/* Colour, words and the accessible state say the same. */
static void
mark_field (GtkEditable  *field,
            GtkLabel     *label,
            const GError *error)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (field);
  g_autofree char *text = phone_words_for_error (error);

  gtk_label_set_text (label, text);
  gtk_widget_add_css_class (GTK_WIDGET (field), "error");
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_announce (accessible, text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
update_save (AppAccountDialog *self)
{
  g_autofree char *address = dup_field (self->address);
  gboolean complete = *address != '\0' && (self->account != NULL || *gtk_editable_get_text (self->password) != '\0');

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.save", complete && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.search", *address != '\0' && !self->busy);
}

static void
address_changed_cb (AppAccountDialog *self)
{
  clear_field (self->address, self->address_error);
  update_save (self);
}

static void
server_changed_cb (AppAccountDialog *self)
{
  g_autofree char *server = dup_field (self->server);

  clear_field (self->server, self->server_error);
  app_server_finder_set_chosen (self->finder, server);
}

static void
set_busy (AppAccountDialog *self,
          gboolean          busy)
{
  self->busy = busy;
  gtk_stack_set_visible_child_name (self->save_stack, busy ? "busy" : "label");
  update_save (self);
}

static gboolean
check_address (AppAccountDialog *self,
               const char       *address)
{
  g_autoptr (GError) error = NULL;

  if (phone_check_address (address, &error))
    return TRUE;
  mark_field (self->address, self->address_error, error);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
  return FALSE;
}

static gboolean
check_server (AppAccountDialog *self,
              const char       *server)
{
  g_autoptr (GError) error = NULL;

  if (*server == '\0' || phone_check_server (server, &error))
    return TRUE;
  mark_field (self->server, self->server_error, error);
  gtk_widget_grab_focus (GTK_WIDGET (self->server));
  return FALSE;
}

/* A complaint about a field belongs to the field; the rest is a toast, and the dialog stays. */
static void
show_failure (AppAccountDialog *self,
              const GError     *error)
{
  if (g_error_matches (error, PHONE_ERROR, PHONE_ERROR_BAD_ADDRESS)
      || g_error_matches (error, PHONE_ERROR, PHONE_ERROR_EXISTS))
    mark_field (self->address, self->address_error, error);
  else if (g_error_matches (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER))
    mark_field (self->server, self->server_error, error);
  else
    app_failure_show (GTK_WIDGET (self->address), error);
}

static void
finish (AppAccountDialog *self,
        gboolean          done,
        const GError     *error)
{
  set_busy (self, FALSE);
  if (done)
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    show_failure (self, error);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (AppAccountDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = phone_add_account_finish (PHONE_PHONE (source), result, &error) != NULL;

  finish (self, done, error);
}

static void
updated_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (AppAccountDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = phone_update_account_finish (PHONE_PHONE (source), result, &error);

  finish (self, done, error);
}

/* With the account's own server: either it is what a person wrote, or it was found. */
static void
keep (AppAccountDialog *self,
      const char       *server)
{
  g_autofree char *address = dup_field (self->address);
  g_autofree char *display_name = dup_field (self->display_name);
  const char *password = gtk_editable_get_text (self->password);

  set_busy (self, TRUE);
  if (self->account == NULL)
    phone_add_account_async (self->phone, address, password, server, display_name, NULL, added_cb,
                             g_object_ref (self));
  else
    phone_update_account_async (self->phone, self->account, *password != '\0' ? password : NULL, server,
                                display_name, NULL, updated_cb, g_object_ref (self));
}

static void
plain_question_response_cb (AppAccountDialog *self,
                            const char       *response,
                            AdwAlertDialog   *question)
{
  PhoneFinding *best = phone_probe_get_best (phone_get_probe (self->phone));

  if (!g_str_equal (response, "use") || best == NULL)
    return;
  gtk_editable_set_text (self->server, phone_finding_get_server (best));
  gtk_widget_activate_action (GTK_WIDGET (self), "account.save", NULL);
}

/* Never from secure to plain without a yes: what is said on a plain line can be heard by others. */
static void
ask_about_plain (AppAccountDialog *self)
{
  AdwDialog *question =
    adw_alert_dialog_new (_("Open Line?"),
                          _("The only server found for this address does not encrypt. Others on the way could read "
                            "your messages, and see whom you call."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _("_Cancel"), "use", _("_Use It"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "use", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (question, "response", G_CALLBACK (plain_question_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (question, GTK_WIDGET (self));
}

/* Returns: (transfer full) (nullable): the server; otherwise the person has been told */
static char *
take_search (AppAccountDialog *self,
             GAsyncResult     *result)
{
  g_autoptr (GError) error = NULL;
  char *server = app_server_finder_search_finish (self->finder, result, &error);

  set_busy (self, FALSE);
  if (g_error_matches (error, PHONE_ERROR, PHONE_ERROR_ONLY_PLAIN))
    ask_about_plain (self);
  else if (server == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mark_field (self->server, self->server_error, error);
  return server;
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (AppAccountDialog) self = user_data;
  g_autofree char *server = take_search (self, result);

  if (server != NULL)
    gtk_editable_set_text (self->server, server);
}

static void
search (AppAccountDialog    *self,
        GAsyncReadyCallback  callback)
{
  g_autofree char *address = dup_field (self->address);

  clear_field (self->server, self->server_error);
  set_busy (self, TRUE);
  app_server_finder_search_async (self->finder, self->phone, address, callback, g_object_ref (self));
}

static void
searched_to_save_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (AppAccountDialog) self = user_data;
  g_autofree char *server = take_search (self, result);

  if (server == NULL)
    return;
  gtk_editable_set_text (self->server, server);
  keep (self, server);
}

static void
search_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppAccountDialog *self = APP_ACCOUNT_DIALOG (widget);
  g_autofree char *address = dup_field (self->address);

  if (check_address (self, address))
    search (self, searched_cb);
}

static void
finder_chosen_cb (AppAccountDialog *self,
                  const char       *server)
{
  gtk_editable_set_text (self->server, server);
}

static void
save_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AppAccountDialog *self = APP_ACCOUNT_DIALOG (widget);
  g_autofree char *address = dup_field (self->address);
  g_autofree char *server = dup_field (self->server);

  if ((self->account == NULL && !check_address (self, address)) || !check_server (self, server))
    return;
  if (*server == '\0')
    search (self, searched_to_save_cb);
  else
    keep (self, server);
}

static void
show_media_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  app_media_page_push (APP_ACCOUNT_DIALOG (widget)->advanced, APP_ACCOUNT_DIALOG (widget)->account);
}

static void
set_text (GtkEditable *field,
          const char  *text)
{
  gtk_editable_set_text (field, text != NULL ? text : "");
}

static void
set_account (AppAccountDialog *self,
             PhoneAccount     *account)
{
  if (account == NULL || !g_set_object (&self->account, account))
    return;
  adw_dialog_set_title (ADW_DIALOG (self), _("Edit Account"));
  gtk_label_set_text (self->save_label, _("Save"));
  set_text (self->address, phone_account_get_address (account));
  gtk_editable_set_editable (self->address, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password), _("New Password"));
  set_text (self->display_name, phone_account_get_display_name (account));
  set_text (self->server, phone_account_get_server (account));
  gtk_widget_set_visible (self->advanced, TRUE);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->password));
  update_save (self);
}

static void
app_account_dialog_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  AppAccountDialog *self = APP_ACCOUNT_DIALOG (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_account_dialog_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  AppAccountDialog *self = APP_ACCOUNT_DIALOG (object);

  switch (id)
    {
    case PROP_PHONE:
      g_set_object (&self->phone, g_value_get_object (value));
      break;
    case PROP_ACCOUNT:
      set_account (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_account_dialog_dispose (GObject *object)
{
  AppAccountDialog *self = APP_ACCOUNT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_ACCOUNT_DIALOG);
  g_clear_object (&self->account);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_account_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AppAccountDialog, address);
  gtk_widget_class_bind_template_child (widget_class, AppAccountDialog, address_error);
  gtk_widget_class_bind_template_child (widget_class, AppAccountDialog, password);
  gtk_widget_class_bind_template_child (widget_class, AppAccountDialog, display_name);
  gtk_widget_class_bind_template_child (widget_class, AppAccountDialog, server);
  gtk_widget_class_bind_template_child (widget_class, AppAccountDialog, server_error);
  gtk_widget_class_bind_template_child (widget_class, AppAccountDialog, finder);
  gtk_widget_class_bind_template_child (widget_class, AppAccountDialog, advanced);
  gtk_widget_class_bind_template_child (widget_class, AppAccountDialog, save_stack);
  gtk_widget_class_bind_template_child (widget_class, AppAccountDialog, save_label);
}

static void
app_account_dialog_class_init (AppAccountDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_account_dialog_get_property;
  object_class->set_property = app_account_dialog_set_property;
  object_class->dispose = app_account_dialog_dispose;

  /**
   * AppAccountDialog:phone: (nullable)
   *
   * The phone that gets the account.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, flags);
  /**
   * AppAccountDialog:account: (nullable)
   *
   * The account to edit; %NULL to add one.
   */
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, PHONE_TYPE_ACCOUNT, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-account-dialog.ui");
  bind_children (widget_class);
  app_closures_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "account.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "account.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "account.show-media", NULL, show_media_cb);
  g_type_ensure (APP_TYPE_SERVER_FINDER);
}

static void
activate_save (AppAccountDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "account.save", NULL);
}

static void
app_account_dialog_init (AppAccountDialog *self)
{
  GtkEditable *fields[4];

  gtk_widget_init_template (GTK_WIDGET (self));
  fields[0] = self->address;
  fields[1] = self->password;
  fields[2] = self->display_name;
  fields[3] = self->server;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_signal_connect_object (fields[i], "entry-activated", G_CALLBACK (activate_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->address, "changed", G_CALLBACK (address_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->password, "changed", G_CALLBACK (update_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->server, "changed", G_CALLBACK (server_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "chosen", G_CALLBACK (finder_chosen_cb), self, G_CONNECT_SWAPPED);
  update_save (self);
}

/**
 * app_account_dialog_new:
 * @phone: a phone
 * @account: (nullable): the account to edit; %NULL to add one
 *
 * Returns: (transfer floating): a dialog that closes when the account has been kept
 */
AppAccountDialog *
app_account_dialog_new (Phone        *phone,
                        PhoneAccount *account)
{
  return g_object_new (APP_TYPE_ACCOUNT_DIALOG, "phone", phone, "account", account, NULL);
}
