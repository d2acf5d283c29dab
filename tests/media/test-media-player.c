/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A sound is played as often as was asked for, ends when it should, and never goes on after its end. */

#include "media-player.h"

#include "media-cadence.h"
#include "media-pair.h"
#include "media-threads.h"

#include <gst/gst.h>

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
wait_until_ms (gint64 ms)
{
  gint64 deadline = g_get_monotonic_time () + ms * 1000;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);

  while (g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
wait_for (MediaPlayer *player,
          guint       *n_finished)
{
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);

  while (*n_finished == 0 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpuint (*n_finished, ==, 1);
  g_assert_cmpfloat (media_player_get_level (player), <=, -100);
}

static void
test_rounds (void)
{
  g_autoptr (GBytes) round = media_cadence_render ("425/200,0/100", 5000);
  guint n_finished = 0;
  gint64 begin = g_get_monotonic_time ();
  MediaPlayer *player = media_player_new (round, 3, "none");

  g_signal_connect_swapped (player, "finished", G_CALLBACK (count_cb), &n_finished);
  wait_for (player, &n_finished);
  g_test_message ("%d ms", (int) ((g_get_monotonic_time () - begin) / 1000));
  g_assert_cmpint (g_get_monotonic_time () - begin, >, 700 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 2500 * 1000);
  g_assert_finalize_object (player);
}

/* From the return of the call on there is nothing, and nothing is said. */
static void
test_stop (void)
{
  g_autoptr (GBytes) round = media_cadence_render ("425/200,0/100", 5000);
  guint n_finished = 0;
  guint n_metered = 0;
  guint before;
  MediaPlayer *player = media_player_new (round, 0, "none");

  g_signal_connect_swapped (player, "finished", G_CALLBACK (count_cb), &n_finished);
  g_signal_connect_swapped (player, "metered", G_CALLBACK (count_cb), &n_metered);
  while (media_player_get_level (player) < -40)
    g_main_context_iteration (NULL, TRUE);
  media_player_stop (player);
  before = n_metered;
  g_assert_cmpfloat (media_player_get_level (player), <=, -100);
  wait_until_ms (400);
  g_assert_cmpuint (n_metered, ==, before);
  g_assert_cmpuint (n_finished, ==, 0);
  media_player_stop (player);
  g_assert_finalize_object (player);
}

/* A speaker that is not there costs its sound, and nothing hangs. */
static void
test_no_speaker (void)
{
  g_autoptr (GBytes) round = media_cadence_render ("425/200", 5000);
  guint n_finished = 0;
  MediaPlayer *player = media_player_new (round, 1, "no-such-speaker");

  g_signal_connect_swapped (player, "finished", G_CALLBACK (count_cb), &n_finished);
  wait_for (player, &n_finished);
  g_assert_finalize_object (player);
}

/* A speaker that breaks while it rings: something else rings, and ends as the first would have. */
static void
test_breaks (void)
{
  g_autoptr (GBytes) round = media_cadence_render ("425/200", 5000);
  guint n_finished = 0;
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);
  MediaPlayer *player;

  gst_util_set_object_arg (G_OBJECT (sink), "state-error", "paused-to-playing");
  player = media_player_new_with_sink (round, 2, sink);
  g_signal_connect_swapped (player, "finished", G_CALLBACK (count_cb), &n_finished);
  wait_for (player, &n_finished);
  g_assert_finalize_object (player);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  g_test_add_func ("/media-player/rounds", test_rounds);
  g_test_add_func ("/media-player/stop", test_stop);
  g_test_add_func ("/media-player/breaks", test_breaks);
  g_test_add_func ("/media-player/no-speaker", test_no_speaker);

  return media_threads_run_tests ();
}
