/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: nobody may forget that every word is kept. As long as a call is recorded this is on the screen, on its
 * page, over its picture and in a conference, with the time since it began. */

#include "app-record-mark.h"

#include "app-closures.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppRecordMark
{
  AdwBin parent_instance;

  PhoneCall *call;
  GSignalGroup *signals;
  GtkWidget *dot;
  GtkLabel *text;
  GtkWidget *stop;
};

G_DEFINE_FINAL_TYPE (AppRecordMark, app_record_mark, ADW_TYPE_BIN)

enum
{
  PROP_CALL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
show (AppRecordMark *self)
{
  PhoneRecording *recording = self->call != NULL ? phone_call_get_recording (self->call) : NULL;
  PhoneRecordingState state = recording != NULL ? phone_recording_get_state (recording) : PHONE_RECORDING_STATE_OFF;
  gboolean recorded = state == PHONE_RECORDING_STATE_RECORDING;

  gtk_widget_set_visible (GTK_WIDGET (self), recorded || state == PHONE_RECORDING_STATE_FINISHING);
  gtk_widget_set_visible (self->dot, recorded);
  gtk_widget_set_visible (self->stop, recorded);
  if (recorded)
    {
      g_autofree char *time = app_closures_duration (self, phone_recording_get_duration (recording));
      /* Translators: %s is for how long a call has been recorded. */
      g_autofree char *text = g_strdup_printf (_("Recording · %s"), time);

      gtk_label_set_text (self->text, text);
    }
  else if (state == PHONE_RECORDING_STATE_FINISHING)
    gtk_label_set_text (self->text, _("Saving the recording…"));
}

/* Once, and not every second with the time. */
static void
state_cb (AppRecordMark *self)
{
  PhoneRecordingState state = phone_recording_get_state (phone_call_get_recording (self->call));

  show (self);
  if (state == PHONE_RECORDING_STATE_RECORDING && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), _("This call is being recorded"),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
stop_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  phone_call_stop_recording (APP_RECORD_MARK (widget)->call);
}

static void
set_call (AppRecordMark *self,
          PhoneCall     *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->signals, call != NULL ? phone_call_get_recording (call) : NULL);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CALL]);
}

static void
app_record_mark_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      g_value_set_object (value, APP_RECORD_MARK (object)->call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_record_mark_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      set_call (APP_RECORD_MARK (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_record_mark_dispose (GObject *object)
{
  AppRecordMark *self = APP_RECORD_MARK (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->call);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_RECORD_MARK);
  G_OBJECT_CLASS (app_record_mark_parent_class)->dispose (object);
}

static void
app_record_mark_class_init (AppRecordMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_record_mark_get_property;
  object_class->set_property = app_record_mark_set_property;
  object_class->dispose = app_record_mark_dispose;

  /**
   * AppRecordMark:call: (nullable)
   *
   * The call that may be recorded.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-record-mark.ui");
  gtk_widget_class_bind_template_child (widget_class, AppRecordMark, dot);
  gtk_widget_class_bind_template_child (widget_class, AppRecordMark, text);
  gtk_widget_class_bind_template_child (widget_class, AppRecordMark, stop);
  gtk_widget_class_install_action (widget_class, "record-mark.stop", NULL, stop_cb);
}

static void
app_record_mark_init (AppRecordMark *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_RECORDING);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::duration", G_CALLBACK (show), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
