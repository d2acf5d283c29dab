/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What one speaks into, hears from and is rung by, as a person finds, tries and keeps it. */

#include "app-sound-page.h"

#include "app-test.h"
#include "phone-recording-rules.h"
#include "phone-sounds.h"
#include "scripted-people.h"
#include "scripted-sound.h"

static const char long_name[] = "Jabra Evolve2 65 Flex Analog Stereo Headset of the Office on the Third Floor";

static AdwDialog *
get_dialog (AppTest *test)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (test->window));
}

static AppSoundPage *
open_page (AppTest *test,
           Phone   *phone)
{
  scripted_devices_unplug_all ();
  scripted_devices_plug (PHONE_DEVICE_KIND_MICROPHONE, "built-in", "Built-in Microphone");
  scripted_devices_plug (PHONE_DEVICE_KIND_MICROPHONE, "headset", long_name);
  scripted_devices_plug (PHONE_DEVICE_KIND_SPEAKER, "built-in", "Built-in Speaker");
  scripted_devices_plug (PHONE_DEVICE_KIND_SPEAKER, "hall", "Hall");
  scripted_people_fill (phone);
  app_test_open (test, phone);
  app_test_act (test, "win.preferences", NULL);
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (get_dialog (test)), "sound");
  app_test_settle ();
  return app_test_find (get_dialog (test), APP_TYPE_SOUND_PAGE);
}

static AdwComboRow *
get_row (AppSoundPage *page,
         const char   *name)
{
  return ADW_COMBO_ROW (gtk_widget_get_template_child (GTK_WIDGET (page), APP_TYPE_SOUND_PAGE, name));
}

static GtkWidget *
get_widget (AppSoundPage *page,
            const char   *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (page), APP_TYPE_SOUND_PAGE, name));
}

/* W10 */
static void
test_choose (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneDevices *devices = phone_get_devices (phone);
  AppTest test;
  AppSoundPage *page = open_page (&test, phone);

  app_test_audit (page);
  g_assert_true (app_test_reads (page, "System Default"));
  adw_combo_row_set_selected (get_row (page, "microphone"), 2);
  adw_combo_row_set_selected (get_row (page, "ringer"), 2);
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_MICROPHONE), ==, "headset");
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_RINGER), ==, "hall");
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_SPEAKER), ==, "");
  app_test_settle ();
  g_assert_true (app_test_reads (page, long_name));

  adw_dialog_force_close (get_dialog (&test));
  app_test_settle ();
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_MICROPHONE), ==, "headset");
  app_test_close (&test);
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_RINGER), ==, "hall");
}

/* W10: unplugged it is still the chosen one, says so, and is itself again when it returns. */
static void
test_unplug (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneDevices *devices = phone_get_devices (phone);
  g_autofree char *gone = g_strconcat (long_name, " (not connected)", NULL);
  AppTest test;
  AppSoundPage *page = open_page (&test, phone);

  adw_combo_row_set_selected (get_row (page, "microphone"), 2);
  scripted_devices_unplug (PHONE_DEVICE_KIND_MICROPHONE, "headset");
  app_test_settle ();
  g_assert_true (app_test_reads (page, gone));
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_MICROPHONE), ==, "headset");

  scripted_devices_unplug (PHONE_DEVICE_KIND_MICROPHONE, "built-in");
  app_test_settle ();
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_MICROPHONE), ==, "headset");
  g_assert_true (app_test_reads (page, gone));

  scripted_devices_plug (PHONE_DEVICE_KIND_MICROPHONE, "headset", long_name);
  app_test_settle ();
  g_assert_true (app_test_reads (page, long_name));
  g_assert_false (app_test_reads (page, gone));
  app_test_close (&test);

  phone_devices_choose (devices, PHONE_DEVICE_KIND_SPEAKER, "sold");
  page = open_page (&test, phone);
  g_assert_true (app_test_reads (page, "A Device That Is Not Connected"));
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_SPEAKER), ==, "sold");
  app_test_close (&test);
}

/* W51: nothing is opened before a person asks for it, and nothing stays open when they look away. */
static void
test_microphone (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;
  AppSoundPage *page = open_page (&test, phone);
  GtkWidget *level = get_widget (page, "level");

  g_assert_cmpuint (scripted_sound_get_open (), ==, 0);
  g_assert_false (gtk_widget_get_mapped (level));
  app_test_press (page, "Test Microphone");
  app_test_settle ();
  g_assert_cmpuint (scripted_sound_get_open (), ==, 1);
  g_assert_true (gtk_widget_get_mapped (level));
  scripted_sound_speak (0.5);
  g_assert_cmpfloat_with_epsilon (gtk_level_bar_get_value (GTK_LEVEL_BAR (level)), 0.5, 0.01);
  app_test_press (page, "Test Microphone");
  g_assert_cmpuint (scripted_sound_get_open (), ==, 0);

  app_test_press (page, "Test Microphone");
  scripted_sound_fail ("The microphone is not there.");
  app_test_settle ();
  g_assert_true (app_test_reads (page, "The microphone is not there."));
  g_assert_false (gtk_widget_get_mapped (level));

  app_test_press (page, "Test Microphone");
  g_assert_cmpuint (scripted_sound_get_open (), ==, 1);
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (get_dialog (&test)), "calls");
  app_test_settle ();
  g_assert_cmpuint (scripted_sound_get_open (), ==, 0);

  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (get_dialog (&test)), "sound");
  app_test_settle ();
  app_test_press (page, "Test Microphone");
  adw_dialog_force_close (get_dialog (&test));
  app_test_settle ();
  g_assert_cmpuint (scripted_sound_get_open (), ==, 0);
  app_test_close (&test);
}

/* W51 */
static void
test_listen (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneSounds *sounds = phone_get_sounds (phone);
  AppTest test;
  AppSoundPage *page = open_page (&test, phone);
  guint played = scripted_sound_get_played ();

  app_test_press (page, "Test Speaker");
  g_assert_cmpuint (scripted_sound_get_played (), ==, played + 1);

  app_test_press (page, "Test Ringing");
  g_assert_cmpstr (scripted_sound_get_ringing (), ==, "");
  adw_combo_row_set_selected (get_row (page, "ringtone"), 1);
  g_assert_cmpstr (phone_sounds_get_ringtone (sounds, ""), ==, "bell");
  g_assert_cmpstr (scripted_sound_get_ringing (), ==, "bell");
  app_test_press (page, "Test Ringing");
  g_assert_null (scripted_sound_get_ringing ());

  phone_sounds_set_ringtone (sounds, "", "file:///music/Grandma%20calls.ogg");
  app_test_settle ();
  g_assert_true (app_test_reads (page, "Grandma calls.ogg"));
  adw_combo_row_set_selected (get_row (page, "ringtone"), 0);
  g_assert_null (phone_sounds_get_ringtone (sounds, ""));
  adw_combo_row_set_selected (get_row (page, "ringtone"), 5);
  g_assert_cmpstr (phone_sounds_get_ringtone (sounds, ""), ==, "file:///music/Grandma%20calls.ogg");

  app_test_press (page, "Test Ringing");
  app_test_close (&test);
  g_assert_null (scripted_sound_get_ringing ());
}

/* W9, W11 */
static void
test_rules (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneDevices *devices = phone_get_devices (phone);
  PhoneRecordingRules *rules = phone_get_recording_rules (phone);
  AppTest test;
  AppSoundPage *page = open_page (&test, phone);

  adw_switch_row_set_active (ADW_SWITCH_ROW (get_widget (page, "ring_on_all")), TRUE);
  g_assert_true (phone_devices_get_ring_on_all (devices));
  g_assert_false (gtk_widget_is_sensitive (get_widget (page, "ringer")));
  adw_switch_row_set_active (ADW_SWITCH_ROW (get_widget (page, "cancel_echo")), FALSE);
  adw_switch_row_set_active (ADW_SWITCH_ROW (get_widget (page, "adjust_level")), FALSE);
  g_assert_false (phone_devices_get_cancel_echo (devices));
  g_assert_true (phone_devices_get_suppress_noise (devices));
  g_assert_false (phone_devices_get_adjust_level (devices));

  adw_combo_row_set_selected (get_row (page, "territory"), 2);
  g_assert_cmpstr (phone_sounds_get_territory (phone_get_sounds (phone)), ==, "DE");
  g_assert_true (app_test_reads (page, "Germany"));

  g_assert_cmpuint (adw_combo_row_get_selected (get_row (page, "consent")), ==, PHONE_RECORDING_CONSENT_ASK);
  adw_combo_row_set_selected (get_row (page, "consent"), PHONE_RECORDING_CONSENT_NEVER);
  g_assert_cmpint (phone_recording_rules_get_consent (rules), ==, PHONE_RECORDING_CONSENT_NEVER);
  g_assert_false (gtk_widget_is_sensitive (get_widget (page, "announced")));
  phone_recording_rules_set_consent (rules, PHONE_RECORDING_CONSENT_ALLOWED);
  g_assert_cmpuint (adw_combo_row_get_selected (get_row (page, "consent")), ==, PHONE_RECORDING_CONSENT_ALLOWED);
  adw_switch_row_set_active (ADW_SWITCH_ROW (get_widget (page, "announced")), TRUE);
  g_assert_true (phone_recording_rules_get_announced (rules));
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/sound-page/choose", test_choose);
  g_test_add_func ("/app/sound-page/unplug", test_unplug);
  g_test_add_func ("/app/sound-page/microphone", test_microphone);
  g_test_add_func ("/app/sound-page/listen", test_listen);
  g_test_add_func ("/app/sound-page/rules", test_rules);
  return g_test_run ();
}
