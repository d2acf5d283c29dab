/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever sits before a silent call has no time to look for the right microphone. Here it is found, tried
 * and kept beforehand; nothing is opened until a person presses a button, and nothing stays open when they look away. */

#include "app-sound-page.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-device-row.h"
#include "app-sound-tones.h"
#include "phone-recording-rules.h"
#include "phone-sound-check.h"
#include "phone-sounds.h"

struct _AppSoundPage
{
  AdwPreferencesPage parent_instance;

  Phone *phone;
  AppSoundTones *tones;
  PhoneSoundCheck *microphone_check; /* NULL: the page was never seen */
  PhoneSoundCheck *speaker_check;
  AdwComboRow *microphone;
  AdwComboRow *speaker;
  AdwComboRow *ringer;
  AdwComboRow *ringtone;
  AdwComboRow *territory;
  AdwComboRow *consent;
  GtkToggleButton *test_microphone;
  GtkToggleButton *listen;
  GtkWidget *test_speaker;
  GtkWidget *choose_ringtone;
};

G_DEFINE_FINAL_TYPE (AppSoundPage, app_sound_page, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const struct
{
  const char *property;
  const char *row;
} switches[] = {
  { "cancel-echo", "cancel_echo" },
  { "suppress-noise", "suppress_noise" },
  { "adjust-level", "adjust_level" },
  { "ring-on-all", "ring_on_all" },
};

static gpointer
get_child (AppSoundPage *self,
           const char   *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self), APP_TYPE_SOUND_PAGE, name);
}

static gboolean
app_sound_page_may_record (gpointer owner,
                           guint    consent)
{
  return consent != PHONE_RECORDING_CONSENT_NEVER;
}

static void
test_microphone_cb (AppSoundPage *self)
{
  gboolean active = gtk_toggle_button_get_active (self->test_microphone);

  gtk_button_set_label (GTK_BUTTON (self->test_microphone), active ? _("Stop") : _("Test"));
  if (active)
    phone_sound_check_start_microphone (self->microphone_check);
  else
    phone_sound_check_stop_microphone (self->microphone_check);
}

/* A bar that cannot move says the wrong thing about the microphone. */
static void
microphone_error_cb (AppSoundPage *self)
{
  if (phone_sound_check_get_error_text (self->microphone_check) != NULL)
    gtk_toggle_button_set_active (self->test_microphone, FALSE);
}

/* Who tries one after the other wants to see each. */
static void
microphone_chosen_cb (AppSoundPage *self)
{
  if (gtk_toggle_button_get_active (self->test_microphone))
    phone_sound_check_start_microphone (self->microphone_check);
}

static void
test_speaker_cb (AppSoundPage *self)
{
  phone_sound_check_play_speaker (self->speaker_check);
}

static void
listen_cb (AppSoundPage *self)
{
  gboolean active = gtk_toggle_button_get_active (self->listen);

  gtk_button_set_label (GTK_BUTTON (self->listen), active ? _("Stop") : _("Play"));
  if (active)
    phone_sound_check_play_ringtone (self->speaker_check, app_sound_tones_get_ringtone (self->tones));
  else
    phone_sound_check_stop_ringtone (self->speaker_check);
}

static void
ringtone_changed_cb (AppSoundPage *self)
{
  phone_sound_check_prepare_ringtone (self->speaker_check, app_sound_tones_get_ringtone (self->tones));
  if (gtk_toggle_button_get_active (self->listen))
    phone_sound_check_play_ringtone (self->speaker_check, app_sound_tones_get_ringtone (self->tones));
}

static void
bind_device (AppSoundPage   *self,
             AdwComboRow    *row,
             PhoneDeviceKind kind)
{
  g_autoptr (PhoneDeviceList) list = phone_device_list_new (phone_get_devices (self->phone), kind);

  app_device_row_bind (row, list);
}

static PhoneSoundCheck *
create_check (AppSoundPage *self,
              const char   *error_label)
{
  PhoneSoundCheck *check = phone_sound_check_new (self->phone);

  g_object_bind_property (check, "error-text", get_child (self, error_label), "label", G_BINDING_SYNC_CREATE);
  return check;
}

static void
bind_switches (AppSoundPage *self)
{
  const GBindingFlags flags = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;
  PhoneRecordingRules *rules = phone_get_recording_rules (self->phone);

  for (gsize n = 0; n < G_N_ELEMENTS (switches); n++)
    g_object_bind_property (phone_get_devices (self->phone), switches[n].property, get_child (self, switches[n].row),
                            "active", flags);
  g_object_bind_property (phone_get_sounds (self->phone), "key-sounds", get_child (self, "key_sounds"), "active", flags);
  g_object_bind_property (rules, "announced", get_child (self, "announced"), "active", flags);
}

static void
consent_chosen_cb (AppSoundPage *self)
{
  guint selected = adw_combo_row_get_selected (self->consent);

  if (selected <= PHONE_RECORDING_CONSENT_ALLOWED)
    phone_recording_rules_set_consent (phone_get_recording_rules (self->phone), (PhoneRecordingConsent) selected);
}

static void
show_consent (AppSoundPage *self)
{
  adw_combo_row_set_selected (self->consent,
                              phone_recording_rules_get_consent (phone_get_recording_rules (self->phone)));
}

static void
bind_consent (AppSoundPage *self)
{
  show_consent (self);
  g_signal_connect_object (phone_get_recording_rules (self->phone), "notify::consent", G_CALLBACK (show_consent), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->consent, "notify::selected", G_CALLBACK (consent_chosen_cb), self, G_CONNECT_SWAPPED);
}

static void
bind_tests (AppSoundPage *self)
{
  self->microphone_check = create_check (self, "microphone_error");
  self->speaker_check = create_check (self, "speaker_error");
  g_object_bind_property (self->microphone_check, "level", get_child (self, "level"), "value", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->microphone_check, "notify::error-text", G_CALLBACK (microphone_error_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (phone_get_devices (self->phone), "notify::microphone", G_CALLBACK (microphone_chosen_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone_get_sounds (self->phone), "notify::ringtones", G_CALLBACK (ringtone_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Devices are watched once somebody looks at them, and not before. */
static void
app_sound_page_map (GtkWidget *widget)
{
  AppSoundPage *self = APP_SOUND_PAGE (widget);

  GTK_WIDGET_CLASS (app_sound_page_parent_class)->map (widget);
  if (self->phone == NULL || self->microphone_check != NULL)
    return;

  bind_device (self, self->microphone, PHONE_DEVICE_KIND_MICROPHONE);
  bind_device (self, self->speaker, PHONE_DEVICE_KIND_SPEAKER);
  bind_device (self, self->ringer, PHONE_DEVICE_KIND_RINGER);
  self->tones = app_sound_tones_new (phone_get_sounds (self->phone), self->ringtone, self->territory);
  bind_tests (self);
  bind_switches (self);
  bind_consent (self);
  ringtone_changed_cb (self);
}

/* Nobody is listened to, and nothing rings, behind another page. */
static void
app_sound_page_unmap (GtkWidget *widget)
{
  AppSoundPage *self = APP_SOUND_PAGE (widget);

  gtk_toggle_button_set_active (self->test_microphone, FALSE);
  gtk_toggle_button_set_active (self->listen, FALSE);
  GTK_WIDGET_CLASS (app_sound_page_parent_class)->unmap (widget);
}

static void
choose_ringtone_cb (AppSoundPage *self)
{
  app_sound_tones_choose_file (self->tones, GTK_WIDGET (self));
}

static void
app_sound_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_SOUND_PAGE (object)->phone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_sound_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      if (g_set_object (&APP_SOUND_PAGE (object)->phone, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_sound_page_dispose (GObject *object)
{
  AppSoundPage *self = APP_SOUND_PAGE (object);

  /* Whoever else holds a check must not keep a microphone open. */
  if (self->microphone_check != NULL)
    g_object_run_dispose (G_OBJECT (self->microphone_check));
  if (self->speaker_check != NULL)
    g_object_run_dispose (G_OBJECT (self->speaker_check));
  g_clear_object (&self->microphone_check);
  g_clear_object (&self->speaker_check);
  g_clear_object (&self->tones);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_SOUND_PAGE);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_sound_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const char *const names[] = { "level", "microphone_error", "speaker_error", "key_sounds", "announced" };

  for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
    gtk_widget_class_bind_template_child_full (widget_class, names[n], FALSE, 0);
  for (gsize n = 0; n < G_N_ELEMENTS (switches); n++)
    gtk_widget_class_bind_template_child_full (widget_class, switches[n].row, FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, AppSoundPage, microphone);
  gtk_widget_class_bind_template_child (widget_class, AppSoundPage, speaker);
  gtk_widget_class_bind_template_child (widget_class, AppSoundPage, ringer);
  gtk_widget_class_bind_template_child (widget_class, AppSoundPage, ringtone);
  gtk_widget_class_bind_template_child (widget_class, AppSoundPage, territory);
  gtk_widget_class_bind_template_child (widget_class, AppSoundPage, consent);
  gtk_widget_class_bind_template_child (widget_class, AppSoundPage, test_microphone);
  gtk_widget_class_bind_template_child (widget_class, AppSoundPage, listen);
  gtk_widget_class_bind_template_child (widget_class, AppSoundPage, test_speaker);
  gtk_widget_class_bind_template_child (widget_class, AppSoundPage, choose_ringtone);
}

static void
app_sound_page_class_init (AppSoundPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_sound_page_get_property;
  object_class->set_property = app_sound_page_set_property;
  object_class->dispose = app_sound_page_dispose;
  widget_class->map = app_sound_page_map;
  widget_class->unmap = app_sound_page_unmap;

  /**
   * AppSoundPage:phone: (nullable)
   *
   * The phone whose sounds they are; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-sound-page.ui");
  bind_children (widget_class);
  app_closures_bind (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, app_sound_page_may_record);
}

static void
app_sound_page_init (AppSoundPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->test_microphone, "toggled", G_CALLBACK (test_microphone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test_speaker, "clicked", G_CALLBACK (test_speaker_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->listen, "toggled", G_CALLBACK (listen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choose_ringtone, "clicked", G_CALLBACK (choose_ringtone_cb), self, G_CONNECT_SWAPPED);
}
