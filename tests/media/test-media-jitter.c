/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A line that is calm, rough, and calm again, told packet by packet. */

#include "media-jitter.h"

#define FRAME_US 20000

typedef struct
{
  MediaJitter jitter;
  gint64      sound_us;
} Line;

/* A packet each 20 ms, each so late; gives the delay after the last. */
static guint
play (Line *line,
      guint n_packets,
      guint lateness_ms)
{
  guint delay_ms = 0;

  for (guint i = 0; i < n_packets; i++)
    {
      delay_ms = media_jitter_feed (&line->jitter, 5000000 + line->sound_us + (gint64) lateness_ms * 1000,
                                    line->sound_us);
      line->sound_us += FRAME_US;
    }

  return delay_ms;
}

static void
test_calm (void)
{
  Line line = { 0 };

  g_assert_cmpuint (play (&line, 1, 0), ==, MEDIA_JITTER_MIN_MS);
  g_assert_cmpuint (play (&line, 1000, 0), ==, MEDIA_JITTER_MIN_MS);
}

static void
test_rise_at_once (void)
{
  Line line = { 0 };

  play (&line, 500, 0);
  g_assert_cmpuint (play (&line, 1, 150), ==, MEDIA_JITTER_MIN_MS);
  g_assert_cmpuint (play (&line, 1, 140), ==, 160);
}

/* Ten seconds are remembered; then a hundredth of real time. */
static void
test_fall_slowly (void)
{
  Line line = { 0 };
  guint before, after;

  play (&line, 500, 0);
  before = play (&line, 2, 180);
  g_assert_cmpuint (before, ==, 200);
  g_assert_cmpuint (play (&line, 400, 0), ==, before);
  play (&line, 200, 0);
  after = play (&line, 50, 0);
  before = after;
  after = play (&line, 50, 0);
  g_assert_cmpuint (before - after, >=, 8);
  g_assert_cmpuint (before - after, <=, 12);
  g_assert_cmpuint (play (&line, 2000, 0), ==, MEDIA_JITTER_MIN_MS);
}

/* TRUST F14 */
static void
test_bounds (void)
{
  Line line = { 0 };

  for (guint i = 0; i < 500; i++)
    g_assert_cmpuint (play (&line, 1, i % 2 * 500), <=, MEDIA_JITTER_MAX_MS);
  g_assert_cmpuint (play (&line, 2, 500), ==, MEDIA_JITTER_MAX_MS);
}

/* 100 ppm, as bad as sound cards are, for ten minutes. */
static void
test_drift (void)
{
  Line line = { 0 };
  guint delay_ms = 0;

  for (guint i = 0; i < 30000; i++)
    delay_ms = play (&line, 1, i / 500);
  g_assert_cmpuint (delay_ms, ==, MEDIA_JITTER_MIN_MS);
}

/* A sender who begins to count anew is not late. */
static void
test_jump (void)
{
  Line line = { 0 };

  play (&line, 100, 0);
  line.sound_us += (gint64) 3600 * G_USEC_PER_SEC;
  g_assert_cmpuint (media_jitter_feed (&line.jitter, 9000000, line.sound_us), ==, MEDIA_JITTER_MIN_MS);
  g_assert_cmpuint (media_jitter_feed (&line.jitter, 9020000, line.sound_us + FRAME_US), ==, MEDIA_JITTER_MIN_MS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-jitter/calm", test_calm);
  g_test_add_func ("/media-jitter/rise-at-once", test_rise_at_once);
  g_test_add_func ("/media-jitter/fall-slowly", test_fall_slowly);
  g_test_add_func ("/media-jitter/bounds", test_bounds);
  g_test_add_func ("/media-jitter/drift", test_drift);
  g_test_add_func ("/media-jitter/jump", test_jump);

  return g_test_run ();
}
