/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who rings how, and what is heard of keys. */

#include "phone-practice.h"

#include "phone-private.h"
#include "phone-sounds-private.h"

static void
test_settings (World         *world,
               gconstpointer  data)
{
  PhoneSounds *sounds = phone_get_sounds (world->phone);
  g_autoptr (GVariant) ringtones = NULL;
  const char *const rows[] = { "bell", "sip:bob@Example.ORG", "bob@example.org", "sip:bob@example.org;transport=tcp" };
  g_auto (GStrv) names = phone_sounds_list_ringtones ();

  g_assert_true (g_strv_contains ((const char *const *) names, "bell"));
  g_assert_cmpstr (phone_sounds_get_territory (sounds), ==, "");
  phone_sounds_set_territory (sounds, "GB");
  g_assert_cmpstr (phone_sounds_get_territory (sounds), ==, "GB");
  phone_sounds_set_territory (sounds, NULL);
  g_assert_cmpstr (phone_sounds_get_territory (sounds), ==, "");

  g_assert_null (phone_sounds_get_ringtone (sounds, ""));
  phone_sounds_set_ringtone (sounds, rows[1], rows[0]);
  /* However the address is written. */
  for (guint i = 1; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (phone_sounds_get_ringtone (sounds, rows[i]), ==, rows[0]);
  g_assert_null (phone_sounds_get_ringtone (sounds, "carol@example.org"));

  /* As settings keep them, and give them back. */
  g_object_get (sounds, "ringtones", &ringtones, NULL);
  g_assert_cmpuint (g_variant_n_children (ringtones), ==, 1);
  phone_sounds_set_ringtone (sounds, "bob@example.org", NULL);
  g_assert_null (phone_sounds_get_ringtone (sounds, "bob@example.org"));
  g_object_set (sounds, "ringtones", ringtones, NULL);
  g_assert_cmpstr (phone_sounds_get_ringtone (sounds, "bob@example.org"), ==, "bell");
}

/* The caller's own tune, else the account's, else everybody's. */
static void
test_choose (World         *world,
             gconstpointer  data)
{
  PhoneSounds *sounds = phone_get_sounds (world->phone);
  g_autoptr (PhoneCall) call = world_be_called (world);
  const char *account = phone_account_get_id (phone_call_get_account (call));

  g_assert_null (phone_sounds_choose (sounds, call));
  phone_sounds_set_ringtone (sounds, "", "steps");
  g_assert_cmpstr (phone_sounds_choose (sounds, call), ==, "steps");
  phone_sounds_set_ringtone (sounds, account, "wood");
  g_assert_cmpstr (phone_sounds_choose (sounds, call), ==, "wood");
  phone_sounds_set_ringtone (sounds, phone_call_get_remote_address (call), "bell");
  g_assert_cmpstr (phone_sounds_choose (sounds, call), ==, "bell");
  phone_call_decline (call);
}

/* Keys that are pressed in a call are heard here, too, unless that is not wanted; a number that is sent at once is not. */
static void
test_keys (World         *world,
           gconstpointer  data)
{
  PhoneSounds *sounds = phone_get_sounds (world->phone);
  PhoneCall *call;

  world_practise (world);
  call = world_call (world, "echo");
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  g_assert_true (phone_call_send_digits (call, "123", NULL));
  g_assert_false (phone_sounds_are_heard (sounds));
  g_assert_true (phone_call_send_digits (call, "5", NULL));
  g_assert_true (phone_sounds_are_heard (sounds));
  wait_until (!phone_sounds_are_heard (sounds));
  phone_sounds_set_key_sounds (sounds, FALSE);
  g_assert_true (phone_call_send_digits (call, "5", NULL));
  g_assert_false (phone_sounds_are_heard (sounds));
}

#define add(name, func) g_test_add ("/phone/sounds/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("settings", test_settings);
  add ("choose", test_choose);
  add ("keys", test_keys);
  return g_test_run ();
}
