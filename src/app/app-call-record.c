/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what somebody says is theirs. Before a call is recorded the person's own rule is looked at, the person is
 * asked whether all agree, and then where the file goes; to stop it is one press. */

#include "app-call-record.h"

#include "app-closures.h"
#include "app-failure.h"
#include "app-recording-news.h"
#include "phone-recording-rules.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#define NAME_CHARACTERS 60

struct _AppCallRecord
{
  AdwBin parent_instance;

  Phone *phone;
  PhoneCall *call;
  GSignalGroup *signals;
  GSignalGroup *recording_signals;
  GtkButton *button;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (AppCallRecord, app_call_record, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_CALL,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static PhoneRecordingState
get_state (AppCallRecord *self)
{
  return self->call != NULL ? phone_recording_get_state (phone_call_get_recording (self->call))
                            : PHONE_RECORDING_STATE_OFF;
}

static void
show (AppCallRecord *self)
{
  PhoneRecordingState state = get_state (self);
  gboolean recorded = state == PHONE_RECORDING_STATE_RECORDING;
  gboolean sound = self->call != NULL && app_closures_call_has_sound (NULL, phone_call_get_state (self->call));

  gtk_button_set_icon_name (self->button, recorded ? "media-playback-stop-symbolic" : "media-record-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), recorded ? _("Stop Recording") : _("Record"));
  /* Translators: below a button that ends a recording. */
  gtk_label_set_text (self->caption, recorded ? C_("recording", "Stop") : _("Record"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.toggle",
                                 sound && state != PHONE_RECORDING_STATE_FINISHING);
}

static void
begin (AppCallRecord *self,
       GFile         *file)
{
  g_autoptr (GError) error = NULL;

  if (phone_call_start_recording (self->call, file, &error))
    app_recording_news_follow (GTK_WIDGET (self), phone_call_get_recording (self->call));
  else
    app_failure_show (GTK_WIDGET (self), error);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (AppCallRecord) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (self->call == NULL || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  if (file != NULL)
    begin (self, file);
  else
    app_failure_show (GTK_WIDGET (self), error);
}

static void
ask_place (AppCallRecord *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = app_call_record_dup_file_name (phone_call_get_remote_name (self->call), now);
  const char *music = g_get_user_special_dir (G_USER_DIRECTORY_MUSIC);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _("Record To"));
  gtk_file_dialog_set_accept_label (dialog, _("_Record"));
  gtk_file_dialog_set_initial_name (dialog, name);
  if (music != NULL && g_file_test (music, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GFile) folder = g_file_new_for_path (music);

      gtk_file_dialog_set_initial_folder (dialog, folder);
    }
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, place_chosen_cb,
                        g_object_ref (self));
}

static void
consent_cb (AppCallRecord  *self,
            const char     *response,
            AdwAlertDialog *dialog)
{
  if (!g_str_equal (response, "agree") || self->call == NULL)
    return;
  phone_recording_set_agreed (phone_call_get_recording (self->call), TRUE);
  ask_place (self);
}

static void
ask_consent (AppCallRecord *self)
{
  g_autofree char *name = app_closures_name (NULL, phone_call_get_remote_name (self->call));
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("All Agree?"), NULL));

  /* Translators: %s is a person one is talking to. */
  adw_alert_dialog_format_body (dialog, _("Ask %s and everybody else who hears before you record. In many places the law "
                                          "wants it."), name);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "agree", _("All _Agree"), NULL);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (consent_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
start (AppCallRecord *self)
{
  PhoneRecordingConsent consent = phone_recording_rules_get_consent (phone_get_recording_rules (self->phone));

  if (consent == PHONE_RECORDING_CONSENT_NEVER)
    {
      g_autoptr (GError) error = g_error_new_literal (PHONE_RECORDING_ERROR, PHONE_RECORDING_ERROR_FORBIDDEN,
                                                      "the rule is never to record");

      app_failure_show (GTK_WIDGET (self), error);
    }
  else if (consent == PHONE_RECORDING_CONSENT_ASK && !phone_recording_get_agreed (phone_call_get_recording (self->call)))
    ask_consent (self);
  else
    ask_place (self);
}

static void
toggle_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppCallRecord *self = APP_CALL_RECORD (widget);

  if (get_state (self) == PHONE_RECORDING_STATE_RECORDING)
    phone_call_stop_recording (self->call);
  else
    start (self);
}

static void
set_call (AppCallRecord *self,
          PhoneCall     *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->signals, call);
  g_signal_group_set_target (self->recording_signals, call != NULL ? phone_call_get_recording (call) : NULL);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CALL]);
}

static void
app_call_record_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_CALL_RECORD (object)->phone);
      break;
    case PROP_CALL:
      g_value_set_object (value, APP_CALL_RECORD (object)->call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_record_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  AppCallRecord *self = APP_CALL_RECORD (object);

  switch (id)
    {
    case PROP_PHONE:
      if (g_set_object (&self->phone, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CALL:
      set_call (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_record_dispose (GObject *object)
{
  AppCallRecord *self = APP_CALL_RECORD (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->recording_signals);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_RECORD);
  G_OBJECT_CLASS (app_call_record_parent_class)->dispose (object);
}

static void
app_call_record_class_init (AppCallRecordClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_call_record_get_property;
  object_class->set_property = app_call_record_set_property;
  object_class->dispose = app_call_record_dispose;

  /**
   * AppCallRecord:phone: (nullable)
   *
   * Whose rules hold.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, flags);
  /**
   * AppCallRecord:call: (nullable)
   *
   * The call that may be recorded.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-record.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallRecord, button);
  gtk_widget_class_bind_template_child (widget_class, AppCallRecord, caption);
  gtk_widget_class_install_action (widget_class, "record.toggle", NULL, toggle_cb);
}

static void
app_call_record_init (AppCallRecord *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_CALL);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (show), self);
  self->recording_signals = g_signal_group_new (PHONE_TYPE_RECORDING);
  g_signal_group_connect_swapped (self->recording_signals, "notify::state", G_CALLBACK (show), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_call_record_dup_file_name:
 * @name: who calls, as they say themselves
 * @time: when
 *
 * What a recording is called unless the person calls it otherwise. What comes from outside can neither leave the folder nor
 * hide the file.
 *
 * Returns: (transfer full): such as "Anna 2026-11-21 14.05.opus"
 */
char *
app_call_record_dup_file_name (const char *name,
                               GDateTime  *time)
{
  g_autofree char *moment = g_date_time_format (time, "%Y-%m-%d %H.%M");
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autofree char *cut = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), NAME_CHARACTERS));
  g_autofree char *clean = g_strstrip (g_strdelimit (g_steal_pointer (&cut), "/\\:*?\"<>|\n\r\t", '_'));

  if (*clean == '\0')
    return g_strdup_printf ("%s.opus", moment);
  if (*clean == '.')
    *clean = '_';
  return g_strdup_printf ("%s %s.opus", clean, moment);
}
