/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is photographed of devices: none but the system's, many with long names, and one that was unplugged. */

#include "shots-sound.h"

#include "app-call-sound.h"
#include "app-sound-page.h"
#include "phone-sounds.h"
#include "scripted-phone.h"
#include "scripted-sound.h"

static AppSoundPage *
open_page (ShotsScene *scene)
{
  AdwDialog *dialog;

  shots_people (scene);
  gtk_widget_activate_action (GTK_WIDGET (scene->window), "win.preferences", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (scene->window));
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "sound");
  shots_spin (200);
  return shots_find (GTK_WIDGET (dialog), APP_TYPE_SOUND_PAGE);
}

static gpointer
get_child (AppSoundPage *page,
           const char   *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (page), APP_TYPE_SOUND_PAGE, name);
}

static void
plug (void)
{
  scripted_devices_unplug_all ();
  scripted_devices_plug (PHONE_DEVICE_KIND_MICROPHONE, "built-in", "Built-in Audio Analog Stereo");
  scripted_devices_plug (PHONE_DEVICE_KIND_MICROPHONE, "webcam", "HD Pro Webcam C920 Analog Stereo");
  scripted_devices_plug (PHONE_DEVICE_KIND_MICROPHONE, "jabra",
                         "Jabra Evolve2 65 Flex Mono Fallback, Office on the Third Floor");
  scripted_devices_plug (PHONE_DEVICE_KIND_SPEAKER, "built-in", "Built-in Audio Analog Stereo");
  scripted_devices_plug (PHONE_DEVICE_KIND_SPEAKER, "hdmi", "Raptor Lake High Definition Audio Controller HDMI / DisplayPort 1 Output");
  scripted_devices_plug (PHONE_DEVICE_KIND_SPEAKER, "jabra", "Jabra Evolve2 65 Flex Analog Stereo");
}

void
shots_sound_page (ShotsScene *scene)
{
  scripted_devices_unplug_all ();
  open_page (scene);
}

void
shots_sound_many (ShotsScene *scene)
{
  PhoneDevices *devices = phone_get_devices (scene->phone);
  AppSoundPage *page;

  plug ();
  phone_devices_choose (devices, PHONE_DEVICE_KIND_MICROPHONE, "jabra");
  phone_devices_choose (devices, PHONE_DEVICE_KIND_SPEAKER, "hdmi");
  page = open_page (scene);
  scripted_devices_unplug (PHONE_DEVICE_KIND_SPEAKER, "hdmi");
  gtk_toggle_button_set_active (get_child (page, "test_microphone"), TRUE);
  scripted_sound_speak (0.6);
}

void
shots_sound_list (ShotsScene *scene)
{
  AppSoundPage *page;

  plug ();
  phone_devices_choose (phone_get_devices (scene->phone), PHONE_DEVICE_KIND_MICROPHONE, "jabra");
  page = open_page (scene);
  gtk_widget_activate (get_child (page, "microphone"));
}

void
shots_sound_rings (ShotsScene *scene)
{
  AppSoundPage *page;

  plug ();
  phone_devices_set_ring_on_all (phone_get_devices (scene->phone), TRUE);
  phone_sounds_set_territory (phone_get_sounds (scene->phone), "GB");
  page = open_page (scene);
  gtk_toggle_button_set_active (get_child (page, "listen"), TRUE);
  gtk_widget_grab_focus (get_child (page, "announced"));
}

void
shots_sound_call (ShotsScene *scene)
{
  PhoneDevices *devices = phone_get_devices (scene->phone);
  PhoneCall *call;
  GtkWidget *button;

  plug ();
  phone_devices_choose (devices, PHONE_DEVICE_KIND_MICROPHONE, "jabra");
  phone_devices_choose (devices, PHONE_DEVICE_KIND_SPEAKER, "jabra");
  shots_people (scene);
  call = shots_start_call (scene, PHONE_CALL_STATE_ACTIVE);
  scripted_call_set_levels (call, 0.6, 0.4);
  shots_spin (200);
  button = shots_find (shots_find (GTK_WIDGET (scene->window), APP_TYPE_CALL_SOUND), GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  shots_spin (200);
  scripted_devices_unplug (PHONE_DEVICE_KIND_SPEAKER, "jabra");
}
