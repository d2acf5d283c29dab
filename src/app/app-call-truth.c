/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who talks cannot know that nobody hears, or who else listens. The page says both while the call goes on:
 * a sentence that comes and goes, and a padlock that tells more when it is asked. */

#include "app-call-truth.h"

#include "app-call-quality.h"
#include "app-closures.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppCallTruth
{
  AdwBin parent_instance;

  PhoneCall *call;
  GSignalGroup *signals;
  GSignalGroup *quality_signals;
  GtkRevealer *revealer;
  GtkLabel *verdict;
  GtkWidget *unmute;
  GtkWidget *padlock;
  GtkImage *padlock_icon;
  GtkLabel *padlock_text;
  GtkWidget *popover;
  GtkLabel *security;
  GtkWidget *words_box;
  GtkLabel *words;
  GtkLabel *codec;
  GtkLabel *path;
};

G_DEFINE_FINAL_TYPE (AppCallTruth, app_call_truth, ADW_TYPE_BIN)

enum
{
  PROP_CALL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* Nothing is said twice to whoever hears the screen, and a sentence that goes keeps its words until it is gone. */
static void
show_verdict (AppCallTruth *self,
              const char   *text,
              const char   *verdict)
{
  if (text != NULL && g_strcmp0 (gtk_label_get_text (self->verdict), text) != 0)
    gtk_label_set_text (self->verdict, text);
  /* The sentence is a second old: who has unmuted since must not be muted again. */
  if (text != NULL)
    gtk_widget_set_visible (self->unmute, g_strcmp0 (verdict, "muted-talking") == 0 && phone_call_is_muted (self->call));
  gtk_revealer_set_reveal_child (self->revealer, text != NULL);
}

static void
show_line (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* Only who can compare words has a key of their own with the far end; else the servers on the way know it too. */
static void
show_padlock (AppCallTruth     *self,
              PhoneCallQuality *quality)
{
  const char *words = phone_call_quality_get_comparison_words (quality);
  gboolean secure = phone_call_quality_is_secure (quality);
  const char *state = !secure ? _("Not secure") : words != NULL ? _("Encrypted") : _("Encrypted to the exchange");

  gtk_image_set_from_icon_name (self->padlock_icon, secure ? "channel-secure-symbolic" : "channel-insecure-symbolic");
  gtk_label_set_text (self->padlock_text, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->padlock), GTK_ACCESSIBLE_PROPERTY_LABEL, state, -1);
  show_line (self->security, phone_call_quality_get_security_text (quality));
  show_line (self->words, words);
  gtk_widget_set_visible (self->words_box, words != NULL);
  show_line (self->codec, phone_call_quality_get_codec_text (quality));
  show_line (self->path, phone_call_quality_get_path_text (quality));
}

static void
show (AppCallTruth *self)
{
  PhoneCallQuality *quality = self->call != NULL ? phone_call_get_quality (self->call) : NULL;
  gboolean sound = quality != NULL && app_closures_call_has_sound (NULL, phone_call_get_state (self->call));

  show_verdict (self, sound ? phone_call_quality_get_verdict_text (quality) : NULL,
                sound ? phone_call_quality_get_verdict (quality) : NULL);
  gtk_widget_set_visible (self->padlock, sound && phone_call_quality_get_security_text (quality) != NULL);
  if (sound)
    show_padlock (self, quality);
}

/* Whatever can be selected is so when it gets the focus first, and nobody asked for that. */
static void
popover_shown_cb (AppCallTruth *self)
{
  gtk_label_select_region (self->words, 0, 0);
}

static void
set_call (AppCallTruth *self,
          PhoneCall    *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->signals, call);
  g_signal_group_set_target (self->quality_signals, call != NULL ? phone_call_get_quality (call) : NULL);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CALL]);
}

static void
app_call_truth_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      g_value_set_object (value, APP_CALL_TRUTH (object)->call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_truth_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      set_call (APP_CALL_TRUTH (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_truth_dispose (GObject *object)
{
  AppCallTruth *self = APP_CALL_TRUTH (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->quality_signals);
  g_clear_object (&self->call);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_TRUTH);
  G_OBJECT_CLASS (app_call_truth_parent_class)->dispose (object);
}

static void
app_call_truth_class_init (AppCallTruthClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_call_truth_get_property;
  object_class->set_property = app_call_truth_set_property;
  object_class->dispose = app_call_truth_dispose;

  /**
   * AppCallTruth:call: (nullable)
   *
   * The call that is spoken of.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_CALL_QUALITY);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-truth.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallTruth, revealer);
  gtk_widget_class_bind_template_child (widget_class, AppCallTruth, verdict);
  gtk_widget_class_bind_template_child (widget_class, AppCallTruth, unmute);
  gtk_widget_class_bind_template_child (widget_class, AppCallTruth, padlock);
  gtk_widget_class_bind_template_child (widget_class, AppCallTruth, padlock_icon);
  gtk_widget_class_bind_template_child (widget_class, AppCallTruth, padlock_text);
  gtk_widget_class_bind_template_child (widget_class, AppCallTruth, popover);
  gtk_widget_class_bind_template_child (widget_class, AppCallTruth, security);
  gtk_widget_class_bind_template_child (widget_class, AppCallTruth, words_box);
  gtk_widget_class_bind_template_child (widget_class, AppCallTruth, words);
  gtk_widget_class_bind_template_child (widget_class, AppCallTruth, codec);
  gtk_widget_class_bind_template_child (widget_class, AppCallTruth, path);
}

static void
app_call_truth_init (AppCallTruth *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_CALL);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (show), self);
  g_signal_group_connect_swapped (self->signals, "notify::muted", G_CALLBACK (show), self);
  self->quality_signals = g_signal_group_new (PHONE_TYPE_CALL_QUALITY);
  g_signal_group_connect_swapped (self->quality_signals, "notify", G_CALLBACK (show), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (popover_shown_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
