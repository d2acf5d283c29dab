/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the preferences show of microphone and speaker; what real devices do is in test-media-probe.c. */

#include "phone-sound-check.h"
#include "phone-world.h"

/* −30 dBFS is the middle of the bar. */
static void
test_level (World         *world,
            gconstpointer  data)
{
  PhoneSoundCheck *check = phone_sound_check_new (world->phone);

  phone_set_sound (world->phone, "tone:500:-30", "none");
  g_assert_cmpfloat (phone_sound_check_get_level (check), <=, 0);
  phone_sound_check_start_microphone (check);
  wait_until (phone_sound_check_get_level (check) > 0.45 && phone_sound_check_get_level (check) < 0.55);
  phone_sound_check_stop_microphone (check);
  g_assert_cmpfloat (phone_sound_check_get_level (check), <=, 0);
  phone_sound_check_play_speaker (check);
  g_assert_null (phone_sound_check_get_error_text (check));
  g_assert_finalize_object (check);
}

static void
test_missing (World         *world,
              gconstpointer  data)
{
  g_autoptr (PhoneSoundCheck) check = phone_sound_check_new (world->phone);

  g_setenv ("PULSE_SERVER", "unix:/nonexistent", TRUE);
  g_setenv ("PIPEWIRE_REMOTE", "/nonexistent", TRUE);
  phone_set_sound (world->phone, "no-such-microphone", "none");
  phone_sound_check_start_microphone (check);
  wait_until (phone_sound_check_get_error_text (check) != NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/phone-sound-check/level", World, NULL, world_set_up, test_level, world_tear_down);
  g_test_add ("/phone-sound-check/missing", World, NULL, world_set_up, test_missing, world_tear_down);

  return g_test_run ();
}
