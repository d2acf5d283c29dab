/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls over a line that loses, delays and repeats packets by a seed: how much of a voice is heard, with Opus's
 * correction and, beside it in the same run, without (issue 5, "must show" 4; TRUST F14). */

#include "media-ear.h"
#include "media-pair.h"
#include "media-playout.h"
#include "media-lossy.h"
#include "media-session-private.h"
#include "media-pipeline-private.h"
#include "media-threads.h"
#include "media-voice.h"

#define SECONDS 7

typedef struct
{
  Pair        pair;
  MediaRelay *relay;
  MediaVoice *voice;
} Line;

static UaDescriptionHandler *
make_session (gboolean    with_correction,
              const char *codec)
{
  g_autoptr (MediaSettings) settings = media_settings_new ("tone:300", "none");
  const char *const codecs[] = { codec, NULL };

  settings->without_correction = !with_correction;
  if (codec != NULL)
    settings->codecs = g_strdupv ((char **) codecs);

  return UA_DESCRIPTION_HANDLER (media_session_new (settings));
}

static void
connect_through (Line *line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (line->pair.caller, &error);
  g_autofree char *answer = NULL, *offer_seen = NULL, *answer_seen = NULL;

  g_assert_no_error (error);
  offer_seen = relay_rewrite (line->relay, 0, offer);
  pair_set (line->pair.callee, offer_seen, &error);
  g_assert_no_error (error);
  answer = pair_get (line->pair.callee, &error);
  g_assert_no_error (error);
  answer_seen = relay_rewrite (line->relay, 1, answer);
  pair_set (line->pair.caller, answer_seen, &error);
  g_assert_no_error (error);
  pair_wait (&line->pair, pair_is_connected);
}

static Line *
line_new (const MediaWeather *weather,
          gboolean            with_correction,
          const char         *codec)
{
  Line *line = g_new0 (Line, 1);

  line->pair.caller = make_session (with_correction, codec);
  line->pair.callee = make_session (with_correction, codec);
  line->pair.caller_tones = g_string_new (NULL);
  line->pair.callee_tones = g_string_new (NULL);
  pair_watch (&line->pair, line->pair.caller, line->pair.caller_tones);
  pair_watch (&line->pair, line->pair.callee, line->pair.callee_tones);
  line->relay = relay_new (weather);
  connect_through (line);
  line->voice = voice_new (pair_caller (&line->pair), pair_callee (&line->pair));

  return line;
}

static void
line_free (Line *line)
{
  g_assert_true (pair_is_connected (&line->pair));
  g_assert_cmpuint (line->pair.n_failed, ==, 0);
  g_clear_pointer (&line->voice, voice_free);
  ua_description_handler_close (line->pair.caller);
  ua_description_handler_close (line->pair.callee);
  g_assert_finalize_object (line->pair.caller);
  g_assert_finalize_object (line->pair.callee);
  relay_free (line->relay);
  g_string_free (line->pair.caller_tones, TRUE);
  g_string_free (line->pair.callee_tones, TRUE);
  g_free (line);
}

static guint
line_get_delay (Line *line)
{
  return media_playout_get_delay_ms (pair_callee (&line->pair)->pipeline->pipeline);
}

static void
listen (Line *line,
        double seconds)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) (seconds * 3 * G_USEC_PER_SEC);
  guint source = g_timeout_add (20, pair_tick_cb, NULL);

  while (voice_get_seconds (line->voice) < seconds && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_cmpfloat (voice_get_seconds (line->voice), >=, seconds);
}

static MediaHeard
report (Line       *line,
        const char *name)
{
  MediaHeard heard = voice_compare (line->voice);
  guint n_packets, n_lost;

  relay_count (line->relay, 0, &n_packets, &n_lost);
  g_test_message ("%s: of %u packets %u lost (%.1f %%): right %.1f %%, made up %.1f %%, missing %.1f %%", name, n_packets,
                  n_lost, 100.0 * n_lost / n_packets, 100 * heard.right, 100 * heard.made_up, 100 * heard.missing);

  return heard;
}

/* WISHES 5 */
static void
test_loss (gconstpointer data)
{
  const MediaWeather weather = { .seed = 5, .loss = GPOINTER_TO_INT (data) / 100.0 };
  Line *with = line_new (&weather, TRUE, "opus");
  Line *without = line_new (&weather, FALSE, "opus");
  MediaHeard corrected, concealed;

  listen (with, SECONDS);
  listen (without, SECONDS);
  corrected = report (with, "with correction");
  concealed = report (without, "without");
  g_assert_cmpfloat (corrected.right, >, concealed.right);
  g_assert_cmpfloat (1 - corrected.right, <, (1 - concealed.right) * 0.75);
  line_free (with);
  line_free (without);
}

static void
wait_seconds (double seconds)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
  guint source = g_timeout_add (20, pair_tick_cb, NULL);

  while (g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

/* TRUST F14: every packet up to half a second late, so that most come out of order, some twice, some never. */
static void
test_storm (void)
{
  const MediaWeather weather = { .seed = 14, .loss = 0.05, .duplicate = 0.1, .jitter_ms = 500 };
  Line *line = line_new (&weather, TRUE, "opus");
  MediaHeard heard;
  guint delay_ms;

  listen (line, 6);
  delay_ms = line_get_delay (line);
  heard = report (line, "half a second of jitter");
  g_test_message ("they wait %u ms for each other", delay_ms);
  g_assert_cmpuint (delay_ms, >=, 250);
  g_assert_cmpfloat (heard.missing, <, 0.5);
  line_free (line);
}

/* The longest silence while the delay grows and shrinks under a tone. */
static double
change_delay (void)
{
  const MediaWeather calm = { .seed = 7 };
  Line *line = line_new (&calm, TRUE, "opus");
  MediaEar *ear;
  guint before, during, after;
  double silence_ms;

  voice_free (g_steal_pointer (&line->voice));
  wait_seconds (2);
  ear = ear_new_at_speaker (pair_callee (&line->pair));
  wait_seconds (1);
  before = line_get_delay (line);
  /* Little by little, so that no packet comes later than it may and all silence is that of the change. */
  for (guint jitter_ms = 20; jitter_ms <= 120; jitter_ms += 10)
    {
      const MediaWeather rougher = { .seed = 7, .jitter_ms = jitter_ms };

      relay_set_weather (line->relay, &rougher);
      wait_seconds (0.3);
    }
  during = line_get_delay (line);
  relay_set_weather (line->relay, &calm);
  wait_seconds (12.5);
  after = line_get_delay (line);
  g_test_message ("delay %u, %u, %u ms; longest silence %.1f ms", before, during, after, ear_get_silence_ms (ear));
  g_assert_cmpuint (during, >=, before + 30);
  g_assert_cmpuint (after, <, during);
  silence_ms = ear_get_silence_ms (ear);
  ear_free (ear);
  line_free (line);

  return silence_ms;
}

/* A machine that stands still for a moment adds silence of its own and never takes any away, so the least of three
 * says how much the change makes. */
static void
test_change (void)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < 3 && least > 20; i++)
    least = MIN (least, change_delay ());
  g_assert_cmpfloat (least, <=, 20);
}

/* What is lost of the old codecs is made up for too (ITU-T G.711, appendix I). */
static void
test_concealed (void)
{
  const MediaWeather weather = { .seed = 11, .loss = 0.1 };
  const char *const codecs[] = { "G722", "PCMA" };
  Line *lines[] = { line_new (&weather, TRUE, codecs[0]), line_new (&weather, TRUE, codecs[1]) };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      MediaHeard heard;

      listen (lines[i], 5);
      heard = report (lines[i], codecs[i]);
      g_assert_cmpfloat (heard.right, >, 0.6);
      g_assert_cmpfloat (heard.missing, <, 0.05);
      line_free (lines[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  g_test_add_data_func ("/media-session-loss/5", GINT_TO_POINTER (5), test_loss);
  g_test_add_data_func ("/media-session-loss/10", GINT_TO_POINTER (10), test_loss);
  g_test_add_data_func ("/media-session-loss/20", GINT_TO_POINTER (20), test_loss);
  g_test_add_func ("/media-session-loss/storm", test_storm);
  g_test_add_func ("/media-session-loss/change", test_change);
  g_test_add_func ("/media-session-loss/concealed", test_concealed);

  return media_threads_run_tests ();
}
