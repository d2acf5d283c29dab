/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Another microphone in the middle of a sentence. */

#include "app-call-sound.h"

#include "app-test.h"
#include "scripted-people.h"
#include "scripted-phone.h"
#include "scripted-sound.h"

/* W10 */
static void
test_choose (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneDevices *devices = phone_get_devices (phone);
  g_autoptr (PhoneAccount) account = NULL;
  g_autoptr (PhoneCall) call = NULL;
  AppTest test;
  gpointer popover;

  scripted_devices_unplug_all ();
  scripted_devices_plug (PHONE_DEVICE_KIND_MICROPHONE, "webcam", "Webcam");
  scripted_devices_plug (PHONE_DEVICE_KIND_SPEAKER, "headset", "Headset");
  scripted_people_fill (phone);
  account = g_list_model_get_item (phone_get_accounts (phone), 0);
  call = scripted_call_new (account, "Jonas", "jonas@example.org", FALSE);
  app_test_open (&test, phone);
  scripted_phone_add_call (phone, call);
  app_test_act (&test, "win.show-call", phone_call_get_id (call));
  scripted_call_set_state (call, PHONE_CALL_STATE_ACTIVE);
  app_test_settle ();

  gtk_menu_button_popup (app_test_find (app_test_find (test.window, APP_TYPE_CALL_SOUND), GTK_TYPE_MENU_BUTTON));
  app_test_settle ();
  popover = app_test_find (app_test_find (test.window, APP_TYPE_CALL_SOUND), GTK_TYPE_POPOVER);
  g_assert_nonnull (popover);
  app_test_audit (popover);
  app_test_press (popover, "Webcam");
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_MICROPHONE), ==, "webcam");
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_SPEAKER), ==, "");
  app_test_press (popover, "Headset");
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_SPEAKER), ==, "headset");

  scripted_devices_unplug (PHONE_DEVICE_KIND_SPEAKER, "headset");
  scripted_devices_plug (PHONE_DEVICE_KIND_SPEAKER, "hall", "Hall");
  app_test_settle ();
  g_assert_true (app_test_reads (popover, "Headset (not connected)"));
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_SPEAKER), ==, "headset");
  app_test_press (popover, "Hall");
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_SPEAKER), ==, "hall");
  app_test_settle ();
  g_assert_false (app_test_reads (popover, "Headset (not connected)"));

  gtk_popover_popdown (popover);
  app_test_settle ();
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_MICROPHONE), ==, "webcam");
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/call-sound/choose", test_choose);
  return g_test_run ();
}
