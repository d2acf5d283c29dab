/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever hears badly wants to know whether it is the line, and since when. A word is enough until then; who
 * asks is shown the last minutes. */

#include "app-call-quality.h"

#include "app-closures.h"
#include "app-quality-graph.h"
#include "app-quality-words.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppCallQuality
{
  AdwBin parent_instance;

  PhoneCall *call;
  GSignalGroup *signals;
  GSignalGroup *quality_signals;
  GSignalGroup *reading_signals;
  GtkWidget *button;
  GtkImage *icon;
  GtkLabel *word;
  AppQualityGraph *graph;
  GtkLabel *sound;
  GtkLabel *loss;
  GtkLabel *remote_loss;
  GtkLabel *delay;
  GtkLabel *codec;
};

G_DEFINE_FINAL_TYPE (AppCallQuality, app_call_quality, ADW_TYPE_BIN)

enum
{
  PROP_CALL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
show_row (GtkLabel   *label,
          const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  gtk_label_set_text (label, text != NULL ? text : "");
}

static void
show_button (AppCallQuality *self,
             PhoneGrade      grade)
{
  const char *word = app_quality_words_for_grade (grade);
  /* Translators: %s is “Good”, “Fair” or “Poor”. */
  g_autofree char *name = g_strdup_printf (_("Sound: %s"), word);

  gtk_image_set_from_icon_name (self->icon, app_quality_words_get_icon (grade));
  gtk_label_set_text (self->word, word);
  gtk_label_set_text (self->sound, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_numbers (AppCallQuality   *self,
              PhoneCallQuality *quality)
{
  PhoneReading *last = phone_call_quality_get_last (quality);
  double remote = phone_reading_get_remote_loss (last);
  g_autofree char *loss = app_quality_words_for_share (
    app_quality_words_get_loss (phone_call_quality_get_readings (quality)));
  g_autofree char *remote_loss = remote > 0 ? app_quality_words_for_share (remote) : NULL;
  g_autofree char *delay = app_quality_words_for_delay (phone_reading_get_round_trip (last));

  show_row (self->loss, loss);
  show_row (self->remote_loss, remote_loss);
  show_row (self->delay, delay);
  show_row (self->codec, phone_call_quality_get_codec_text (quality));
}

/* Until something was measured there is no word for it, and then there is nothing to press. */
static void
show (AppCallQuality *self)
{
  PhoneCallQuality *quality = self->call != NULL ? phone_call_get_quality (self->call) : NULL;
  gboolean sound = quality != NULL && app_closures_call_has_sound (NULL, phone_call_get_state (self->call));
  PhoneGrade grade = sound ? app_quality_words_get_grade (phone_call_quality_get_readings (quality))
                           : PHONE_GRADE_UNKNOWN;

  gtk_widget_set_visible (GTK_WIDGET (self), grade != PHONE_GRADE_UNKNOWN);
  if (grade == PHONE_GRADE_UNKNOWN)
    return;
  show_button (self, grade);
  show_numbers (self, quality);
}

static void
set_call (AppCallQuality *self,
          PhoneCall      *call)
{
  PhoneCallQuality *quality = call != NULL ? phone_call_get_quality (call) : NULL;
  GListModel *readings = quality != NULL ? phone_call_quality_get_readings (quality) : NULL;

  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->signals, call);
  g_signal_group_set_target (self->quality_signals, quality);
  g_signal_group_set_target (self->reading_signals, readings);
  app_quality_graph_set_readings (self->graph, readings);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CALL]);
}

static void
app_call_quality_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      g_value_set_object (value, APP_CALL_QUALITY (object)->call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_quality_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      set_call (APP_CALL_QUALITY (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_quality_dispose (GObject *object)
{
  AppCallQuality *self = APP_CALL_QUALITY (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->quality_signals);
  g_clear_object (&self->reading_signals);
  g_clear_object (&self->call);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_QUALITY);
  G_OBJECT_CLASS (app_call_quality_parent_class)->dispose (object);
}

static void
app_call_quality_class_init (AppCallQualityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_call_quality_get_property;
  object_class->set_property = app_call_quality_set_property;
  object_class->dispose = app_call_quality_dispose;

  /**
   * AppCallQuality:call: (nullable)
   *
   * The call that is spoken of.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_QUALITY_GRAPH);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-quality.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallQuality, icon);
  gtk_widget_class_bind_template_child (widget_class, AppCallQuality, word);
  gtk_widget_class_bind_template_child (widget_class, AppCallQuality, graph);
  gtk_widget_class_bind_template_child (widget_class, AppCallQuality, sound);
  gtk_widget_class_bind_template_child (widget_class, AppCallQuality, loss);
  gtk_widget_class_bind_template_child (widget_class, AppCallQuality, remote_loss);
  gtk_widget_class_bind_template_child (widget_class, AppCallQuality, delay);
  gtk_widget_class_bind_template_child (widget_class, AppCallQuality, codec);
  app_closures_bind (widget_class);
}

static void
app_call_quality_init (AppCallQuality *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_CALL);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (show), self);
  self->quality_signals = g_signal_group_new (PHONE_TYPE_CALL_QUALITY);
  g_signal_group_connect_swapped (self->quality_signals, "notify::codec-text", G_CALLBACK (show), self);
  self->reading_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->reading_signals, "items-changed", G_CALLBACK (show), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->button = adw_bin_get_child (ADW_BIN (self));
}
