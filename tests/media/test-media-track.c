/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A voice lies where its time says, for ten minutes and with a clock of its own. */

#include "media-threads.h"
#include "media-track.h"

#include <math.h>
#include <string.h>

#define ORIGIN G_GINT64_CONSTANT (5000000000)
#define PIECE 480u
#define PULSE_EVERY_S 10
#define MINUTES 10
#define MS (MEDIA_TRACK_RATE / 1000)

static gint64
to_ns (double seconds)
{
  return ORIGIN + (gint64) (seconds * 1e9);
}

static void
test_gap (void)
{
  g_autoptr (MediaTrack) track = media_track_new (ORIGIN);
  MediaTrackPen pen = { 0 };
  gint16 said[PIECE];
  gint16 heard[5 * PIECE];

  for (guint i = 0; i < PIECE; i++)
    said[i] = 1000;
  media_track_put (track, &pen, to_ns (0.010), said, PIECE);
  media_track_put (track, &pen, to_ns (0.030), said, PIECE);
  media_track_take (track, heard, 5 * PIECE);
  for (guint i = 0; i < 5 * PIECE; i++)
    g_assert_cmpint (heard[i], ==, i / PIECE == 1 || i / PIECE == 3 ? 1000 : 0);
  /* What was taken is silence for whoever comes too late, and taken once. */
  media_track_put (track, &pen, to_ns (0.010), said, PIECE);
  media_track_take (track, heard, 5 * PIECE);
  for (guint i = 0; i < 5 * PIECE; i++)
    g_assert_cmpint (heard[i], ==, 0);
}

static void
test_two_voices (void)
{
  g_autoptr (MediaTrack) track = media_track_new (ORIGIN);
  MediaTrackPen one = { 0 };
  MediaTrackPen other = { 0 };
  gint16 said[PIECE];
  gint16 heard[PIECE];

  for (guint i = 0; i < PIECE; i++)
    said[i] = i < PIECE / 2 ? 1000 : 30000;
  media_track_put (track, &one, ORIGIN, said, PIECE);
  media_track_put (track, &other, ORIGIN, said, PIECE);
  media_track_take (track, heard, PIECE);
  g_assert_cmpint (heard[0], ==, 2000);
  g_assert_cmpint (heard[PIECE - 1], ==, G_MAXINT16);
}

/* What was said just before the recording began is no part of it. */
static void
test_before (void)
{
  g_autoptr (MediaTrack) track = media_track_new (ORIGIN);
  MediaTrackPen pen = { 0 };
  gint16 said[PIECE];
  gint16 heard[PIECE];

  for (guint i = 0; i < PIECE; i++)
    said[i] = 1000;
  media_track_put (track, &pen, to_ns (-0.005), said, PIECE);
  media_track_take (track, heard, PIECE);
  for (guint i = 0; i < PIECE; i++)
    g_assert_cmpint (heard[i], ==, i < PIECE / 2 ? 1000 : 0);
}

/* A disk that sleeps for long costs what nobody could keep, and nothing more. */
static void
test_overrun (void)
{
  g_autoptr (MediaTrack) track = media_track_new (ORIGIN);
  MediaTrackPen pen = { 0 };
  gint16 said[PIECE];
  gint16 heard[PIECE];

  for (guint i = 0; i < PIECE; i++)
    said[i] = 1000;
  media_track_put (track, &pen, to_ns (MEDIA_TRACK_SECONDS + 1), said, PIECE);
  for (guint i = 0; i < 100 * (MEDIA_TRACK_SECONDS + 2); i++)
    {
      media_track_take (track, heard, PIECE);
      g_assert_cmpint (heard[0], ==, 0);
    }
}

/* A pulse of a sample's width in a quiet hum, every ten seconds of its own clock, and the time of it as it is stamped. */
static void
speak (MediaTrack    *track,
       MediaTrackPen *pen,
       guint64        piece,
       double         rate,
       double         jitter)
{
  gint16 said[PIECE];
  guint64 first = piece * PIECE;

  for (guint i = 0; i < PIECE; i++)
    said[i] = (first + i) % (PULSE_EVERY_S * MEDIA_TRACK_RATE) == 240 ? 20000 : 10;
  media_track_put (track, pen, to_ns ((double) first / rate + jitter), said, PIECE);
}

/* CONTRACT: two tracks are within 20 ms after ten minutes, with clocks that are 200 ppm apart and times that wobble. */
static void
test_ten_minutes (void)
{
  static const double rates[] = { 48000 * 1.0001, 48000 * 0.9999 };
  gint16 heard[PIECE];
  int worst = 0;

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      g_autoptr (MediaTrack) track = media_track_new (ORIGIN);
      MediaTrackPen pen = { 0 };
      guint n_pulses = 0;

      for (guint64 piece = 0; piece < MINUTES * 60 * 100; piece++)
        {
          speak (track, &pen, piece, rates[r], 0.003 * ((int) (piece % 3) - 1) / 2);
          if (piece < 100)
            continue;
          media_track_take (track, heard, PIECE);
          for (guint i = 0; i < PIECE; i++)
            {
              double wanted = (n_pulses * PULSE_EVERY_S * MEDIA_TRACK_RATE + 240) / rates[r] * MEDIA_TRACK_RATE;

              if (heard[i] < 10000)
                continue;
              n_pulses++;
              worst = MAX (worst, (int) fabs ((double) ((piece - 100) * PIECE + i) - wanted));
            }
        }
      g_assert_cmpuint (n_pulses, >=, MINUTES * 60 / PULSE_EVERY_S - 1);
      g_assert_cmpuint (n_pulses, <=, MINUTES * 60 / PULSE_EVERY_S + 1);
    }
  g_test_message ("astray by %.2f ms at most", (double) worst / MS);
  g_assert_cmpint (worst, <, 10 * (int) MS);
}

/* A jump is followed at once, and nothing is heard twice because of it. */
static void
test_jump (void)
{
  g_autoptr (MediaTrack) track = media_track_new (ORIGIN);
  MediaTrackPen pen = { 0 };
  gint16 said[PIECE];
  gint16 heard[10 * PIECE];

  for (guint i = 0; i < PIECE; i++)
    said[i] = 1000;
  media_track_put (track, &pen, to_ns (0), said, PIECE);
  media_track_put (track, &pen, to_ns (0.050), said, PIECE);
  media_track_put (track, &pen, to_ns (0.035), said, PIECE);
  media_track_put (track, &pen, to_ns (0.060), said, PIECE);
  media_track_take (track, heard, 10 * PIECE);
  for (guint i = 0; i < 10 * PIECE; i++)
    g_assert_cmpint (heard[i], <=, 1000);
  g_assert_cmpint (heard[0], ==, 1000);
  g_assert_cmpint (heard[2 * PIECE], ==, 0);
  g_assert_cmpint (heard[5 * PIECE], ==, 1000);
  g_assert_cmpint (heard[6 * PIECE + 10], ==, 1000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media-track/before", test_before);
  g_test_add_func ("/media-track/gap", test_gap);
  g_test_add_func ("/media-track/two-voices", test_two_voices);
  g_test_add_func ("/media-track/overrun", test_overrun);
  g_test_add_func ("/media-track/ten-minutes", test_ten_minutes);
  g_test_add_func ("/media-track/jump", test_jump);

  return media_threads_run_tests ();
}
