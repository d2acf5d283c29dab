/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls between two handlers, by what each of them hears. */

#include "media-pair.h"
#include "media-threads.h"

static gboolean
callee_hears_1000 (Pair *pair)
{
  return pair_hears (pair_callee (pair), 1000);
}

static gboolean
caller_hears_1000 (Pair *pair)
{
  return pair_hears (pair_caller (pair), 1000);
}

static gboolean
both_hear (Pair *pair)
{
  return pair_hears (pair_caller (pair), 440) && callee_hears_1000 (pair);
}

static gboolean
callee_hears_nothing (Pair *pair)
{
  return pair_hears_nothing (pair_callee (pair));
}

static gboolean
both_hear_nothing (Pair *pair)
{
  return pair_hears_nothing (pair_caller (pair)) && callee_hears_nothing (pair);
}

static gboolean
local_level_shows (Pair *pair)
{
  return ABS (media_session_get_local_level (pair_caller (pair)) + 20) < 2;
}

static Pair *
new_call (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, both_hear);

  return pair;
}

static void
test_both_ways (void)
{
  Pair *pair = new_call ();

  pair_wait (pair, local_level_shows);
  g_assert_cmpstr (media_session_get_codec (pair_caller (pair)), ==, "opus");
  g_assert_cmpstr (media_session_get_codec (pair_callee (pair)), ==, "opus");
  g_assert_null (media_session_get_device_error (pair_caller (pair)));

  pair_free (pair);
}

static void
test_echo (void)
{
  Pair *pair = pair_new ("tone:1000:-20", NULL);

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, caller_hears_1000);
  pair_wait (pair, callee_hears_1000);

  pair_free (pair);
}

/* The echo line of the practice exchange may also be the one that calls. */
static void
test_echo_calls (void)
{
  Pair *pair = pair_new ("tone:1000:-20", NULL);

  pair_exchange (pair->callee, pair->caller, NULL);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, caller_hears_1000);

  pair_free (pair);
}

static gboolean
callee_has_stats (Pair *pair)
{
  const MediaStats *stats = media_session_get_stats (pair_callee (pair));

  return stats != NULL && stats->packets_received > 25 && stats->packets_sent > 25;
}

static void
test_stats (void)
{
  Pair *pair = new_call ();
  const MediaStats *stats;

  pair_wait (pair, callee_has_stats);
  stats = media_session_get_stats (pair_callee (pair));
  g_assert_cmpstr (stats->codec, ==, "opus");
  g_assert_cmpuint (stats->packets_lost, <, 25);
  g_assert_cmpfloat (stats->jitter_ms, <, 100);
  g_assert_cmpfloat (stats->remote_loss, <, 0.5);

  pair_free (pair);
}

/* Muting sends silence: packets go on, nobody takes it for a broken line. */
static void
test_mute (void)
{
  Pair *pair = new_call ();
  guint64 before;

  media_session_set_muted (pair_caller (pair), TRUE);
  g_assert_true (media_session_is_muted (pair_caller (pair)));
  pair_wait (pair, callee_hears_nothing);
  g_assert_true (local_level_shows (pair));

  pair_wait (pair, callee_has_stats);
  before = media_session_get_stats (pair_callee (pair))->packets_received;
  while (media_session_get_stats (pair_callee (pair))->packets_received < before + 25)
    g_main_context_iteration (NULL, TRUE);

  g_object_set (pair->caller, "muted", FALSE, NULL);
  pair_wait (pair, both_hear);

  pair_free (pair);
}

static void
assert_line (const char *description,
             const char *line)
{
  g_auto (GStrv) lines = g_strsplit (description, "\r\n", -1);

  if (!g_strv_contains ((const char *const *) lines, line))
    g_error ("no line '%s' in:\n%s", line, description);
}

/* An offer from @from and its answer, with the directions they must carry. */
static void
exchange_directions (UaDescriptionHandler *from,
                     UaDescriptionHandler *to,
                     const char           *offered,
                     const char           *answered)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (from, &error);
  g_autofree char *answer = NULL;

  g_assert_no_error (error);
  assert_line (offer, offered);
  assert_line (offer, "a=setup:actpass");
  g_assert_true (pair_set (to, offer, &error));
  answer = pair_get (to, &error);
  g_assert_no_error (error);
  assert_line (answer, answered);
  g_assert_null (strstr (answer, "actpass"));
  g_assert_true (pair_set (from, answer, &error));
  g_assert_no_error (error);
}

/* RFC 3264 8.4 */
static void
test_hold_and_resume (void)
{
  Pair *pair = new_call ();

  ua_description_handler_set_hold (pair->caller, TRUE);
  exchange_directions (pair->caller, pair->callee, "a=sendonly", "a=recvonly");
  pair_wait (pair, both_hear_nothing);

  /* Held from both ends: nothing flows, and the offer must say so. */
  ua_description_handler_set_hold (pair->callee, TRUE);
  exchange_directions (pair->callee, pair->caller, "a=inactive", "a=inactive");

  ua_description_handler_set_hold (pair->callee, FALSE);
  exchange_directions (pair->callee, pair->caller, "a=sendrecv", "a=sendonly");
  ua_description_handler_set_hold (pair->caller, FALSE);
  exchange_directions (pair->caller, pair->callee, "a=sendrecv", "a=sendrecv");
  pair_wait (pair, both_hear);
  g_assert_true (pair_is_connected (pair));

  pair_free (pair);
}

/* A hold the far end refuses leaves the call as it was. */
static void
test_refused_hold (void)
{
  Pair *pair = new_call ();
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = NULL;

  ua_description_handler_set_hold (pair->caller, TRUE);
  offer = pair_get (pair->caller, &error);
  g_assert_no_error (error);
  ua_description_handler_rollback (pair->caller);
  ua_description_handler_set_hold (pair->caller, FALSE);
  pair_wait (pair, both_hear);

  exchange_directions (pair->caller, pair->callee, "a=sendrecv", "a=sendrecv");
  pair_free (pair);
}

static gboolean
callee_got_tones (Pair *pair)
{
  return g_str_equal (pair->callee_tones->str, "159*0#D");
}

static gboolean
caller_got_tones (Pair *pair)
{
  return g_str_equal (pair->caller_tones->str, "8#");
}

/* RFC 4733; lower case is typed, upper case arrives. */
static void
test_tones (void)
{
  Pair *pair = new_call ();
  g_autoptr (GError) error = NULL;

  g_assert_true (ua_description_handler_send_dtmf (pair->caller, "159*", 100, 60, &error));
  g_assert_true (ua_description_handler_send_dtmf (pair->caller, "0#d", 100, 60, &error));
  g_assert_no_error (error);
  pair_wait (pair, callee_got_tones);
  g_assert_cmpstr (pair->caller_tones->str, ==, "");
  g_assert_true (ua_description_handler_send_dtmf (pair->callee, "8#", 100, 60, &error));
  pair_wait (pair, caller_got_tones);
  pair_wait (pair, both_hear);

  g_assert_false (ua_description_handler_send_dtmf (pair->caller, "12x", 100, 60, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_NO_TONES);

  pair_free (pair);
}

/* Offers one codec by leaving the others out of the m= line, as a gateway would. */
static char *
keep_formats (const char *description,
              const char *formats)
{
  g_autoptr (GRegex) regex = g_regex_new ("(m=audio \\d+ \\S+)[^\r]*", 0, 0, NULL);
  g_autofree char *replacement = g_strdup_printf ("\\1 %s", formats);

  return g_regex_replace (regex, description, -1, 0, replacement, 0, NULL);
}

static char *
keep_opus (const char *description)
{
  return keep_formats (description, "0 111 110");
}

static char *
keep_opus_with_slow_tones (const char *description)
{
  return keep_formats (description, "111 126");
}

static char *
keep_g722 (const char *description)
{
  return keep_formats (description, "9 0 126");
}

static char *
keep_pcmu (const char *description)
{
  return keep_formats (description, "0 8 126");
}

static char *
keep_pcma (const char *description)
{
  return keep_formats (description, "8 126");
}

static char *
keep_pcma_without_tones (const char *description)
{
  return keep_formats (description, "8");
}

static const struct
{
  const char  *path;
  PairRewrite  rewrite;
  const char  *codec;
  gboolean     tones;
} codecs[] = {
  { "/media-session/codec/opus-though-second", keep_opus, "opus", TRUE },
  { "/media-session/codec/opus-with-tones-of-8000", keep_opus_with_slow_tones, "opus", TRUE },
  { "/media-session/codec/g722", keep_g722, "G722", TRUE },
  { "/media-session/codec/pcmu", keep_pcmu, "PCMU", TRUE },
  { "/media-session/codec/pcma", keep_pcma, "PCMA", TRUE },
  { "/media-session/codec/pcma-without-tones", keep_pcma_without_tones, "PCMA", FALSE },
};

static void
test_codec (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autoptr (GError) error = NULL;

  g_assert_false (ua_description_handler_can_send_dtmf (pair->caller));
  pair_exchange (pair->caller, pair->callee, codecs[row].rewrite);
  pair_wait (pair, both_hear);
  g_assert_cmpstr (media_session_get_codec (pair_caller (pair)), ==, codecs[row].codec);
  g_assert_cmpstr (media_session_get_codec (pair_callee (pair)), ==, codecs[row].codec);

  g_assert_true (ua_description_handler_can_send_dtmf (pair->caller) == codecs[row].tones);
  g_assert_true (ua_description_handler_can_send_dtmf (pair->callee) == codecs[row].tones);
  if (codecs[row].tones)
    {
      g_assert_true (ua_description_handler_send_dtmf (pair->caller, "159*0#D", 80, 60, &error));
      pair_wait (pair, callee_got_tones);
    }
  else
    {
      g_assert_false (ua_description_handler_send_dtmf (pair->caller, "1", 80, 60, &error));
      g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_NO_TONES);
    }

  pair_free (pair);
}

/* CONTRACT U25: which of our errors are a cause of their own for those who cannot read them. */
static void
test_judge (void)
{
  static const struct
  {
    MediaError         code;
    UaDescriptionFault fault;
  } rows[] = {
    { MEDIA_ERROR_DEVICE, UA_DESCRIPTION_FAULT_DENIED },
    { MEDIA_ERROR_MISSING, UA_DESCRIPTION_FAULT_UNSUPPORTED },
    { MEDIA_ERROR_CONNECTIVITY, UA_DESCRIPTION_FAULT_SILENT },
    { MEDIA_ERROR_PIPELINE, UA_DESCRIPTION_FAULT_OTHER },
  };
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (MEDIA_ERROR, rows[i].code, "why");

      g_assert_cmpint (ua_description_handler_judge (pair->caller, error), ==, rows[i].fault);
    }
  pair_free (pair);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-session/both-ways", test_both_ways);
  g_test_add_func ("/media-session/echo", test_echo);
  g_test_add_func ("/media-session/echo-calls", test_echo_calls);
  g_test_add_func ("/media-session/stats", test_stats);
  g_test_add_func ("/media-session/mute", test_mute);
  g_test_add_func ("/media-session/hold-and-resume", test_hold_and_resume);
  g_test_add_func ("/media-session/refused-hold", test_refused_hold);
  g_test_add_func ("/media-session/tones", test_tones);
  g_test_add_func ("/media-session/judge", test_judge);
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    g_test_add_data_func (codecs[i].path, GUINT_TO_POINTER (i), test_codec);

  return media_threads_run_tests ();
}
