/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was decided about sounds and recordings is there again after the next start. */

#include "app-phone-settings.h"

#include "phone-devices.h"
#include "phone-message-rules.h"
#include "phone-recording-rules.h"
#include "phone-sounds.h"

static Phone *
start (void)
{
  Phone *phone = phone_new ("/nonexistent", "/nonexistent");

  app_phone_settings_bind (phone);
  return phone;
}

static void
test_kept (void)
{
  Phone *phone = start ();

  g_assert_cmpint (phone_recording_rules_get_consent (phone_get_recording_rules (phone)), ==, PHONE_RECORDING_CONSENT_ASK);
  g_assert_true (phone_sounds_get_key_sounds (phone_get_sounds (phone)));
  phone_recording_rules_set_consent (phone_get_recording_rules (phone), PHONE_RECORDING_CONSENT_NEVER);
  phone_recording_rules_set_announced (phone_get_recording_rules (phone), TRUE);
  g_assert_true (phone_message_rules_get_delivery_receipts (phone_get_message_rules (phone)));
  g_object_set (phone_get_message_rules (phone), "delivery-receipts", FALSE, "read-receipts", TRUE, "typing", TRUE, NULL);
  phone_sounds_set_key_sounds (phone_get_sounds (phone), FALSE);
  phone_sounds_set_territory (phone_get_sounds (phone), "JP");
  phone_sounds_set_ringtone (phone_get_sounds (phone), "bob@example.org", "bell");
  g_assert_finalize_object (phone);

  phone = start ();
  g_assert_cmpint (phone_recording_rules_get_consent (phone_get_recording_rules (phone)), ==,
                   PHONE_RECORDING_CONSENT_NEVER);
  g_assert_true (phone_recording_rules_get_announced (phone_get_recording_rules (phone)));
  g_assert_false (phone_message_rules_get_delivery_receipts (phone_get_message_rules (phone)));
  g_assert_true (phone_message_rules_get_read_receipts (phone_get_message_rules (phone)));
  g_assert_true (phone_message_rules_get_typing (phone_get_message_rules (phone)));
  g_assert_false (phone_sounds_get_key_sounds (phone_get_sounds (phone)));
  g_assert_cmpstr (phone_sounds_get_territory (phone_get_sounds (phone)), ==, "JP");
  g_assert_cmpstr (phone_sounds_get_ringtone (phone_get_sounds (phone), "bob@example.org"), ==, "bell");
  g_assert_finalize_object (phone);
}

/* W10 */
static void
test_devices (void)
{
  Phone *phone = start ();
  PhoneDevices *devices = phone_get_devices (phone);

  for (guint kind = 0; kind <= PHONE_DEVICE_KIND_CAMERA; kind++)
    g_assert_cmpstr (phone_devices_get_chosen (devices, (PhoneDeviceKind) kind), ==, "");
  g_assert_true (phone_devices_get_cancel_echo (devices));
  phone_devices_choose (devices, PHONE_DEVICE_KIND_SPEAKER, "headset");
  phone_device_names_add (phone_devices_get_names (devices), "headset", "Jabra Evolve2");
  phone_devices_set_ring_on_all (devices, TRUE);
  phone_devices_set_adjust_level (devices, FALSE);
  g_assert_finalize_object (phone);

  phone = start ();
  devices = phone_get_devices (phone);
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_SPEAKER), ==, "headset");
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_MICROPHONE), ==, "");
  g_assert_cmpstr (phone_device_names_find (phone_devices_get_names (devices), "headset"), ==, "Jabra Evolve2");
  g_assert_true (phone_devices_get_ring_on_all (devices));
  g_assert_false (phone_devices_get_adjust_level (devices));
  g_assert_true (phone_devices_get_suppress_noise (devices));
  g_assert_finalize_object (phone);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app-phone-settings/kept", test_kept);
  g_test_add_func ("/app-phone-settings/devices", test_devices);

  return g_test_run ();
}
