/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Real calls between two sessions, cut in ways that people meet: what each side says of it, and how soon. */

#include "media-pair.h"

#include "media-pipeline-private.h"
#include "media-session-private.h"
#include "media-threads.h"

#define SOON_S 3.0
#define GOOD_S 10

static gint64 begun_us;

static Pair *
new_call_with (const char *caller_microphone)
{
  Pair *pair = pair_new (caller_microphone, "tone:440:-20");

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  media_truth_set_answered (media_session_get_truth (pair_caller (pair)), TRUE);
  media_truth_set_answered (media_session_get_truth (pair_callee (pair)), TRUE);

  return pair;
}

static Pair *
new_call (void)
{
  return new_call_with ("tone:1000:-20");
}

static MediaVerdict
get_verdict (MediaSession *session)
{
  return media_truth_get_verdict (media_session_get_truth (session));
}

static guint
count_readings (MediaSession *session)
{
  return g_list_model_get_n_items (G_LIST_MODEL (media_truth_get_history (media_session_get_truth (session))));
}

static gboolean
both_have_readings (Pair *pair)
{
  return count_readings (pair_caller (pair)) > 4 && count_readings (pair_callee (pair)) > 4;
}

static const MediaNumbers *
get_last (MediaSession *session)
{
  return media_reading_get_numbers (media_history_get_last (media_truth_get_history (media_session_get_truth (session))));
}

static void
iterate_for (guint seconds)
{
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

/* Waits until @session says @verdict, and tells how long it took since begun_us. */
static void
expect_soon (MediaSession *session,
             MediaVerdict  verdict)
{
  gint64 deadline = begun_us + PAIR_DEADLINE_US;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);
  double took_s;

  while (get_verdict (session) != verdict && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  took_s = (double) (g_get_monotonic_time () - begun_us) / G_USEC_PER_SEC;
  g_test_message ("verdict %d after %.2f s", verdict, took_s);
  g_assert_cmpint (get_verdict (session), ==, verdict);
  g_assert_cmpfloat (took_s, <, SOON_S);
}

static void
note_verdict_cb (MediaTruth *truth,
                 GParamSpec *pspec,
                 guint      *n_verdicts)
{
  g_test_message ("unasked verdict %d", media_truth_get_verdict (truth));
  *n_verdicts += 1;
}

static void
watch_verdicts (Pair  *pair,
                guint *n_verdicts)
{
  g_signal_connect (media_session_get_truth (pair_caller (pair)), "notify::verdict", G_CALLBACK (note_verdict_cb),
                    n_verdicts);
  g_signal_connect (media_session_get_truth (pair_callee (pair)), "notify::verdict", G_CALLBACK (note_verdict_cb),
                    n_verdicts);
}

static void
test_good_call (void)
{
  guint n_verdicts = 0;
  Pair *pair = new_call ();
  const MediaNumbers *numbers;
  MediaSummary summary;

  watch_verdicts (pair, &n_verdicts);
  iterate_for (GOOD_S);
  g_assert_cmpuint (n_verdicts, ==, 0);

  numbers = get_last (pair_caller (pair));
  g_assert_cmpuint (count_readings (pair_caller (pair)), >=, GOOD_S - 2);
  g_assert_cmpfloat (numbers->sent_rate, >, 8000);
  g_assert_cmpfloat (numbers->received_rate, >, 8000);
  g_assert_cmpfloat (numbers->received_rate, <, 200000);
  g_assert_cmpfloat (numbers->mos, >, 3.8);
  g_assert_cmpfloat (numbers->loss_overall, <, 0.05);
  g_assert_cmpfloat_with_epsilon (numbers->local_level, -20, 3);
  g_assert_cmpfloat_with_epsilon (numbers->remote_level, -20, 3);
  g_assert_cmpstr (numbers->stats->local_path, ==, "host");
  g_assert_nonnull (numbers->stats->remote_address);
  g_assert_cmpfloat (numbers->stats->buffer_ms, >, 0);
  g_assert_cmpuint (numbers->stats->remote_highest, >, 0);
  media_truth_get_summary (media_session_get_truth (pair_caller (pair)), &summary);
  g_assert_cmpuint (summary.n_seconds, >=, GOOD_S - 3);
  g_assert_cmpfloat (summary.mos, >, 3.8);
  g_assert_cmpfloat (summary.worst_mos, <=, summary.mos);

  pair_free (pair);
}

/* Two people read the same words to each other, and a second call has others. */
static void
test_words (void)
{
  g_autofree char *before = NULL;

  for (guint i = 0; i < 2; i++)
    {
      Pair *pair = new_call ();
      const MediaSecrecy *ours, *theirs;

      pair_wait (pair, both_have_readings);
      ours = media_truth_get_secrecy (media_session_get_truth (pair_caller (pair)));
      theirs = media_truth_get_secrecy (media_session_get_truth (pair_callee (pair)));
      g_assert_cmpint (ours->kind, ==, MEDIA_SECRECY_DTLS);
      g_assert_true (g_str_has_prefix (ours->cipher, "AES_CM_128_HMAC_SHA1_"));
      g_assert_nonnull (ours->words);
      g_assert_cmpstr (ours->words, ==, theirs->words);
      g_assert_cmpstr (ours->words, !=, before);
      g_test_message ("%s", ours->words);
      g_set_str (&before, ours->words);
      pair_free (pair);
    }
}

static GstElement *
dup_element (MediaSession *session,
             const char   *name)
{
  return gst_bin_get_by_name (GST_BIN (session->pipeline->pipeline), name);
}

/* Their program goes on and their sound does not: a valve shut that should be open. */
static void
test_nothing_is_sent (void)
{
  Pair *pair = new_call ();
  g_autoptr (GstElement) valve = NULL;

  pair_wait (pair, both_have_readings);
  valve = dup_element (pair_callee (pair), "send");
  begun_us = g_get_monotonic_time ();
  g_object_set (valve, "drop", TRUE, NULL);
  expect_soon (pair_callee (pair), MEDIA_VERDICT_NOT_HEARD);
  expect_soon (pair_caller (pair), MEDIA_VERDICT_NOTHING_ARRIVES);

  g_object_set (valve, "drop", FALSE, NULL);
  begun_us = g_get_monotonic_time ();
  expect_soon (pair_callee (pair), MEDIA_VERDICT_NONE);
  expect_soon (pair_caller (pair), MEDIA_VERDICT_NONE);
  pair_free (pair);
}

static GstPadProbeReturn
lose_cb (GstPad          *pad,
         GstPadProbeInfo *info,
         gpointer         user_data)
{
  return GST_PAD_PROBE_DROP;
}

/* A router that lets sound through in one direction and reports in both. */
static void
test_nothing_arrives (void)
{
  Pair *pair = new_call ();
  g_autoptr (GstElement) rtpbin = NULL;
  g_autoptr (GstPad) pad = NULL;

  pair_wait (pair, both_have_readings);
  rtpbin = dup_element (pair_callee (pair), "rtpbin");
  pad = gst_element_get_static_pad (rtpbin, "recv_rtp_sink_0");
  begun_us = g_get_monotonic_time ();
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST, lose_cb, NULL, NULL);
  expect_soon (pair_callee (pair), MEDIA_VERDICT_NOTHING_ARRIVES);
  expect_soon (pair_caller (pair), MEDIA_VERDICT_NOT_HEARD);
  g_assert_cmpint (get_verdict (pair_callee (pair)), ==, MEDIA_VERDICT_NOTHING_ARRIVES);

  pair_free (pair);
}

static void
test_muted_talking (void)
{
  Pair *pair = new_call ();

  pair_wait (pair, both_have_readings);
  begun_us = g_get_monotonic_time ();
  media_session_set_muted (pair_caller (pair), TRUE);
  expect_soon (pair_caller (pair), MEDIA_VERDICT_MUTED_TALKING);
  g_assert_cmpint (get_verdict (pair_callee (pair)), ==, MEDIA_VERDICT_NONE);

  begun_us = g_get_monotonic_time ();
  media_session_set_muted (pair_caller (pair), FALSE);
  expect_soon (pair_caller (pair), MEDIA_VERDICT_NONE);
  pair_free (pair);
}

static void
test_silent_microphone (void)
{
  Pair *pair;

  pair = new_call_with ("silence");
  begun_us = g_get_monotonic_time ();
  expect_soon (pair_caller (pair), MEDIA_VERDICT_MICROPHONE_SILENT);
  g_assert_cmpint (get_verdict (pair_callee (pair)), ==, MEDIA_VERDICT_NONE);

  pair_free (pair);
}

/* Before the answer an announcement may be silent, and a microphone may be kept shut. */
static void
test_early_media (void)
{
  Pair *pair = new_call_with ("silence");
  guint n_verdicts = 0;

  media_truth_set_answered (media_session_get_truth (pair_caller (pair)), FALSE);
  media_truth_set_answered (media_session_get_truth (pair_callee (pair)), FALSE);
  watch_verdicts (pair, &n_verdicts);
  iterate_for (5);
  g_assert_cmpuint (n_verdicts, ==, 0);

  pair_free (pair);
}

static void
test_hold (void)
{
  Pair *pair = new_call ();
  guint n_verdicts = 0;

  watch_verdicts (pair, &n_verdicts);
  pair_wait (pair, both_have_readings);
  ua_description_handler_set_hold (pair->caller, TRUE);
  pair_exchange (pair->caller, pair->callee, NULL);
  iterate_for (5);
  ua_description_handler_set_hold (pair->caller, FALSE);
  pair_exchange (pair->caller, pair->callee, NULL);
  iterate_for (4);
  g_assert_cmpuint (n_verdicts, ==, 0);

  pair_free (pair);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-truth/good-call", test_good_call);
  g_test_add_func ("/media-truth/words", test_words);
  g_test_add_func ("/media-truth/nothing-is-sent", test_nothing_is_sent);
  g_test_add_func ("/media-truth/nothing-arrives", test_nothing_arrives);
  g_test_add_func ("/media-truth/muted-talking", test_muted_talking);
  g_test_add_func ("/media-truth/silent-microphone", test_silent_microphone);
  g_test_add_func ("/media-truth/early-media", test_early_media);
  g_test_add_func ("/media-truth/hold", test_hold);

  return media_threads_run_tests ();
}
