/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said when a call moves to another path: what of the offer is new (RFC 8839 4.4.1.1, RFC 8842 4), and what
 * happens when it is given up, crossed by another, or ignored. What is heard meanwhile is in
 * test-media-session-renewal.c. */

#include "media-move.h"
#include "media-pipeline-private.h"
#include "media-session-private.h"
#include "media-threads.h"

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* Nobody reads the o= line of a peer; here it counts. */
static MediaSdp *
get_offer (UaDescriptionHandler *from)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = pair_get (from, &error);
  g_auto (GStrv) words = NULL;
  MediaSdp *sdp = NULL;

  g_assert_no_error (error);
  sdp = media_sdp_parse (text, &error);
  g_assert_no_error (error);
  words = g_strsplit (strstr (text, "o=- "), " ", 4);
  sdp->session_id = g_ascii_strtoull (words[1], NULL, 10);
  sdp->version = g_ascii_strtoull (words[2], NULL, 10);

  return sdp;
}

static char *
offer_pcma (const char *description)
{
  g_autoptr (GRegex) regex = g_regex_new ("m=audio (\\d+) (\\S+)[^\r]*", 0, 0, NULL);

  return g_regex_replace (regex, description, -1, 0, "m=audio \\1 \\2 8 126", 0, NULL);
}

static void
assert_anew (const MediaSdp *before,
             const MediaSdp *after)
{
  g_assert_cmpstr (before->ufrag, !=, after->ufrag);
  g_assert_cmpstr (before->pwd, !=, after->pwd);
  g_assert_cmpstr (before->fingerprint, !=, after->fingerprint);
  g_assert_cmpuint (after->candidates->len, >, 0);
  g_assert_cmpint (after->setup, ==, MEDIA_SETUP_ACTPASS);
}

/* RFC 8839 4.4.1.1, RFC 8842 4, RFC 3264 8: what of the offer is new, and what is not. */
static void
test_offer (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autoptr (MediaSdp) plain = NULL;
  g_autoptr (MediaSdp) renewed = NULL;
  const MediaLine *line_before, *line_after;

  pair_exchange (pair->caller, pair->callee, offer_pcma);
  pair_wait (pair, move_both_hear);
  plain = get_offer (pair->callee);
  ua_description_handler_rollback (pair->callee);

  ua_description_handler_renew (pair->callee);
  ua_description_handler_renew (pair->callee);
  renewed = get_offer (pair->callee);
  assert_anew (plain, renewed);
  g_assert_cmpuint (renewed->session_id, ==, plain->session_id);
  g_assert_cmpuint (renewed->version, >, plain->version);
  g_assert_cmpuint (renewed->lines->len, ==, plain->lines->len);
  line_before = g_ptr_array_index (plain->lines, 0);
  line_after = g_ptr_array_index (renewed->lines, 0);
  g_assert_cmpstr (line_before->mid, ==, line_after->mid);
  g_assert_cmpuint (renewed->formats->len, ==, plain->formats->len);
  for (guint i = 0; i < plain->formats->len; i++)
    {
      const MediaFormat *before = &g_array_index (plain->formats, MediaFormat, i);
      const MediaFormat *after = &g_array_index (renewed->formats, MediaFormat, i);

      g_assert_cmpuint (before->payload, ==, after->payload);
      g_assert_true (before->codec == after->codec);
    }
  g_assert_true (move_both_hear (pair));

  pair_free (pair);
}

/* A move that the far end refuses leaves the call where it was, and is offered again. */
static void
test_rollback (void)
{
  Pair *pair = move_new_call ();
  guint n_files = count_files ();
  g_autoptr (MediaSdp) first = NULL;
  g_autoptr (MediaSdp) second = NULL;

  ua_description_handler_renew (pair->caller);
  first = get_offer (pair->caller);
  ua_description_handler_rollback (pair->caller);
  g_assert_cmpuint (count_files (), ==, n_files);
  pair_wait (pair, move_both_hear);

  second = get_offer (pair->caller);
  assert_anew (first, second);
  g_assert_cmpuint (second->version, >, first->version);
  ua_description_handler_rollback (pair->caller);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, move_nobody_moves);
  pair_wait (pair, move_both_hear);

  pair_free (pair);
}

/* An offer that is still being made is called off, and whoever waits is told. */
static void
test_rollback_while_gathering (void)
{
  Pair *pair = move_new_call ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ua_description_handler_renew (pair->caller);
  ua_description_handler_get_description_async (pair->caller, NULL, pair_result_cb, &result);
  ua_description_handler_rollback (pair->caller);
  g_assert_null (ua_description_handler_get_description_finish (pair->caller, pair_wait_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_assert_true (pair_is_connected (pair));
  pair_wait (pair, move_both_hear);

  pair_free (pair);
}

/* Both move at once: one offer is given up (491), the other answered, and that has moved both. */
static void
test_glare (void)
{
  Pair *pair = move_new_call ();
  g_autoptr (GError) error = NULL;
  g_autofree char *given_up = NULL;
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (MediaSdp) answered = NULL;
  g_autoptr (MediaSdp) next = NULL;

  ua_description_handler_renew (pair->caller);
  ua_description_handler_renew (pair->callee);
  given_up = pair_get (pair->caller, &error);
  offer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  ua_description_handler_rollback (pair->caller);
  g_assert_true (pair_set (pair->caller, offer, &error));
  answer = pair_get (pair->caller, &error);
  g_assert_no_error (error);
  g_assert_true (pair_set (pair->callee, answer, &error));
  pair_wait (pair, move_nobody_moves);
  pair_wait (pair, move_both_hear);

  answered = media_sdp_parse (answer, NULL);
  next = get_offer (pair->caller);
  g_assert_true (media_sdp_same_transport (answered, next));

  pair_free (pair);
}

/* Asked for while the offer of another move is out: the one after that moves again. */
static void
test_while_offered (void)
{
  Pair *pair = move_new_call ();
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (MediaSdp) first = NULL;
  g_autoptr (MediaSdp) second = NULL;

  ua_description_handler_renew (pair->caller);
  offer = pair_get (pair->caller, &error);
  ua_description_handler_renew (pair->caller);
  g_assert_true (pair_set (pair->callee, offer, &error));
  answer = pair_get (pair->callee, &error);
  g_assert_true (pair_set (pair->caller, answer, &error));
  g_assert_no_error (error);

  /* At once, before the first has arrived anywhere. */
  first = media_sdp_parse (offer, NULL);
  second = get_offer (pair->caller);
  assert_anew (first, second);
  ua_description_handler_rollback (pair->caller);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, move_nobody_moves);
  pair_wait (pair, move_both_hear);

  pair_free (pair);
}

/* Where there is nothing to renew, nothing happens. */
static void
test_nothing_to_renew (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");

  ua_description_handler_renew (pair->caller);
  g_assert_cmpint (media_session_get_state (pair_caller (pair)), ==, MEDIA_STATE_NEW);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, move_both_hear);
  ua_description_handler_close (pair->caller);
  ua_description_handler_renew (pair->caller);
  g_assert_cmpint (media_session_get_state (pair_caller (pair)), ==, MEDIA_STATE_CLOSED);

  pair_free (pair);
}

static char *
substitute (const char *text,
            const char *find,
            const char *replace)
{
  g_autoptr (GRegex) regex = g_regex_new (find, 0, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, replace, 0, NULL);
}

/* RFC 8839 4.4.2: who does not start anew, though asked to, breaks the rules; as long as the old path carries, the
 * call does not. An answer that is neither the old nor new is no answer. */
static void
test_ignored (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (pair->caller, &error);
  g_autofree char *renewed = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *half = NULL;
  gpointer before;

  pair_set (pair->callee, offer, NULL);
  answer = pair_get (pair->callee, &error);
  g_assert_true (pair_set (pair->caller, answer, &error));
  pair_wait (pair, move_both_hear);
  before = pair_caller (pair)->pipeline;

  ua_description_handler_renew (pair->caller);
  renewed = pair_get (pair->caller, &error);
  half = substitute (answer, "sha-256 ..:..", "sha-256 00:01");
  g_assert_false (pair_set (pair->caller, half, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE);
  g_clear_error (&error);

  g_assert_true (pair_set (pair->caller, answer, &error));
  g_assert_no_error (error);
  g_assert_true (pair_caller (pair)->pipeline == before);
  g_assert_null (pair_caller (pair)->fresh);
  pair_wait (pair, move_both_hear);

  /* And the next hold is as plain as ever. */
  ua_description_handler_set_hold (pair->callee, TRUE);
  pair_exchange (pair->callee, pair->caller, NULL);
  pair_wait (pair, move_both_hear_nothing);

  pair_free (pair);
}

/* baresip 1.1 answers a later offer with the actpass of its own first one. What its part in DTLS is was settled long ago. */
static void
test_answered_with_actpass (void)
{
  Pair *pair = move_new_call ();
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *open = NULL;

  ua_description_handler_set_hold (pair->callee, TRUE);
  offer = pair_get (pair->callee, &error);
  g_assert_true (pair_set (pair->caller, offer, &error));
  answer = pair_get (pair->caller, &error);
  open = substitute (answer, "a=setup:(active|passive)", "a=setup:actpass");
  g_assert_cmpstr (open, !=, answer);
  g_assert_true (pair_set (pair->callee, open, &error));
  g_assert_no_error (error);
  pair_wait (pair, move_both_hear_nothing);

  ua_description_handler_set_hold (pair->callee, FALSE);
  pair_exchange (pair->callee, pair->caller, NULL);
  pair_wait (pair, move_both_hear);

  pair_free (pair);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-session-renewal-offer/offer", test_offer);
  g_test_add_func ("/media-session-renewal-offer/rollback", test_rollback);
  g_test_add_func ("/media-session-renewal-offer/rollback-while-gathering", test_rollback_while_gathering);
  g_test_add_func ("/media-session-renewal-offer/glare", test_glare);
  g_test_add_func ("/media-session-renewal-offer/while-offered", test_while_offered);
  g_test_add_func ("/media-session-renewal-offer/nothing-to-renew", test_nothing_to_renew);
  g_test_add_func ("/media-session-renewal-offer/ignored", test_ignored);
  g_test_add_func ("/media-session-renewal-offer/answered-with-actpass", test_answered_with_actpass);

  return media_threads_run_tests ();
}
