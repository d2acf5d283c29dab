/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was decided about sounds and recordings is there again after the next start. */

#include "app-phone-settings.h"

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app-phone-settings/kept", test_kept);

  return g_test_run ();
}
