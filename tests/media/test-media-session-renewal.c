/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call moves to another path (RFC 8445 9, RFC 8839 4.4, RFC 8842 4) and is the same call afterwards: what each
 * side hears, for how long it heard nothing, and that nothing of the path before is left. */

#include "media-move.h"
#include "media-pipeline-private.h"
#include "media-session-private.h"
#include "media-threads.h"

#define MAX_GAP_MS 1000
#define N_RENEWALS 20
/* ICE asks for consent until it has not been given for 30 s (RFC 7675 5.1). */
#define LOST_US (45 * G_USEC_PER_SEC)

static gboolean
callee_hears_nothing (Pair *pair)
{
  return pair_hears_nothing (pair_callee (pair));
}

/* What comes out at the speakers of a handler, whichever pipeline it comes from: buffers of a steady tone, so the
 * longest time between two of them is the longest silence. */
typedef struct
{
  GMutex         mutex;
  gint64         last_at;
  gint64         longest; /* µs; under the mutex, like the one above */
  MediaPipeline *watched; /* the last; compared only */
} Gap;

static Gap *
gap_new (void)
{
  Gap *gap = g_atomic_rc_box_new0 (Gap);

  g_mutex_init (&gap->mutex);
  return gap;
}

static void
gap_clear (gpointer data)
{
  Gap *gap = data;

  g_mutex_clear (&gap->mutex);
}

static void
gap_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, gap_clear);
}

static int
gap_get_ms (Gap *gap)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&gap->mutex);

  return (int) (gap->longest / 1000);
}

static GstPadProbeReturn
speaker_cb (GstPad          *pad,
            GstPadProbeInfo *info,
            gpointer         user_data)
{
  Gap *gap = user_data;
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&gap->mutex);

  if (gap->last_at != 0)
    gap->longest = MAX (gap->longest, now - gap->last_at);
  gap->last_at = now;

  return GST_PAD_PROBE_OK;
}

static void
gap_watch (Gap         *gap,
           MediaSession *handler)
{
  MediaPipeline *newest = handler->fresh != NULL ? handler->fresh : handler->pipeline;
  g_autoptr (GstPad) pad = NULL;

  if (newest == gap->watched)
    return;
  gap->watched = newest;
  pad = gst_element_get_static_pad (newest->sink, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, speaker_cb, g_atomic_rc_box_acquire (gap), gap_unref);
}

static void
assert_short (Gap *gap)
{
  g_test_message ("nothing was heard for %d ms at most", gap_get_ms (gap));
  g_assert_cmpint (gap_get_ms (gap), >, 0);
  g_assert_cmpint (gap_get_ms (gap), <, MAX_GAP_MS);
  gap_unref (gap);
}

/* Both sides move: an offer afresh from @from, with the gaps at both ears. */
static void
renew_and_measure (Pair                 *pair,
                   UaDescriptionHandler *from,
                   UaDescriptionHandler *to)
{
  Gap *from_gap = gap_new ();
  Gap *to_gap = gap_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;

  gap_watch (from_gap, MEDIA_SESSION (from));
  gap_watch (to_gap, MEDIA_SESSION (to));
  ua_description_handler_renew (from);
  offer = pair_get (from, &error);
  g_assert_no_error (error);
  gap_watch (from_gap, MEDIA_SESSION (from));
  g_assert_true (pair_set (to, offer, &error));
  answer = pair_get (to, &error);
  g_assert_no_error (error);
  gap_watch (to_gap, MEDIA_SESSION (to));
  g_assert_true (pair_set (from, answer, &error));
  pair_wait (pair, move_nobody_moves);
  pair_wait (pair, move_both_hear);
  assert_short (from_gap);
  assert_short (to_gap);
}

static void
count_cb (GObject    *object,
          GParamSpec *property,
          guint      *n)
{
  (*n)++;
}

/* F9: whoever asks for the move, and however often, the call stays connected all the while. */
static void
test_in_turn (void)
{
  Pair *pair = move_new_call ();
  guint n_changes = 0;

  g_signal_connect (pair->caller, "notify::media-state", G_CALLBACK (count_cb), &n_changes);
  g_signal_connect (pair->callee, "notify::media-state", G_CALLBACK (count_cb), &n_changes);
  renew_and_measure (pair, pair->caller, pair->callee);
  renew_and_measure (pair, pair->callee, pair->caller);
  renew_and_measure (pair, pair->caller, pair->callee);
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_true (pair_is_connected (pair));

  pair_free (pair);
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

/* With a gateway's numbers the new path speaks the codec of the old. */
static void
test_other_codec (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");

  pair_exchange (pair->caller, pair->callee, offer_pcma);
  pair_wait (pair, move_both_hear);
  renew_and_measure (pair, pair->callee, pair->caller);
  g_assert_cmpstr (media_session_get_codec (pair_caller (pair)), ==, "PCMA");
  g_assert_cmpstr (media_session_get_codec (pair_callee (pair)), ==, "PCMA");

  pair_free (pair);
}

static void
test_held (void)
{
  Pair *pair = move_new_call ();
  g_autoptr (MediaSdp) offer = NULL;

  ua_description_handler_set_hold (pair->caller, TRUE);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, move_both_hear_nothing);

  ua_description_handler_renew (pair->caller);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, move_nobody_moves);
  g_assert_true (move_both_hear_nothing (pair));
  ua_description_handler_renew (pair->caller);
  offer = get_offer (pair->caller);
  g_assert_cmpint (offer->direction, ==, MEDIA_DIRECTION_SEND);
  ua_description_handler_rollback (pair->caller);

  ua_description_handler_set_hold (pair->caller, FALSE);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, move_both_hear);

  pair_free (pair);
}

static void
test_muted (void)
{
  Pair *pair = move_new_call ();

  media_session_set_muted (pair_caller (pair), TRUE);
  pair_wait (pair, callee_hears_nothing);
  ua_description_handler_renew (pair->caller);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, move_nobody_moves);
  pair_wait (pair, move_caller_hears_440);
  g_assert_true (callee_hears_nothing (pair));

  media_session_set_muted (pair_caller (pair), FALSE);
  pair_wait (pair, move_both_hear);

  pair_free (pair);
}

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* Nothing of a path stays behind: no pipeline, no descriptor. */
static void
test_many (void)
{
  Pair *pair = move_new_call ();
  guint n_files = 0;

  for (guint i = 0; i < N_RENEWALS; i++)
    {
      gpointer before = pair_caller (pair)->pipeline;

      g_object_add_weak_pointer (before, &before);
      renew_and_measure (pair, i % 2 == 0 ? pair->caller : pair->callee,
                         i % 2 == 0 ? pair->callee : pair->caller);
      g_assert_null (before);
      if (n_files == 0)
        n_files = count_files ();
    }
  g_assert_cmpuint (count_files (), ==, n_files);

  pair_free (pair);
}

typedef struct
{
  guint64 sent;
  guint64 received;
  guint   n;
} Numbers;

static void
stats_cb (MediaSession *handler,
          GParamSpec  *property,
          Numbers     *numbers)
{
  const MediaStats *stats = media_session_get_stats (handler);

  g_assert_cmpuint (stats->packets_sent, >=, numbers->sent);
  g_assert_cmpuint (stats->packets_received, >=, numbers->received);
  numbers->sent = stats->packets_sent;
  numbers->received = stats->packets_received;
  numbers->n++;
}

/* The numbers of a call count on. */
static void
test_stats (void)
{
  Pair *pair = move_new_call ();
  Numbers numbers = { 0 };
  guint64 before;
  guint n;

  g_signal_connect (pair->caller, "notify::stats", G_CALLBACK (stats_cb), &numbers);
  while (numbers.sent < 75)
    g_main_context_iteration (NULL, TRUE);
  before = numbers.sent;
  renew_and_measure (pair, pair->caller, pair->callee);
  n = numbers.n;
  while (numbers.n < n + 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (numbers.sent, >, before + 25);

  pair_free (pair);
}

static gboolean
callee_got_tones (Pair *pair)
{
  return pair->callee_tones->len >= 10;
}

/* Keys that were pressed before the move and not sent yet go the new way. */
static void
test_tones (void)
{
  Pair *pair = move_new_call ();
  g_autoptr (GError) error = NULL;

  g_assert_true (ua_description_handler_send_dtmf (pair->caller, "1234567890", 100, 100, &error));
  ua_description_handler_renew (pair->caller);
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, callee_got_tones);
  g_assert_cmpstr (pair->callee_tones->str, ==, "1234567890");

  pair_free (pair);
}

static void
changed_cb (UaDescriptionHandler *handler,
            guint                *n)
{
  (*n)++;
}

static gboolean
caller_lost_it (Pair *pair)
{
  return media_session_get_state (pair_caller (pair)) == MEDIA_STATE_CONNECTING;
}

static gboolean
caller_failed (Pair *pair)
{
  return pair->n_failed > 0;
}

/* F10: nobody answers at the other end of the path any more. The call is kept for a while and asks for a new offer,
 * which may bring the sound back; without one it fails when patience ends. */
static void
test_lost (void)
{
  Pair *pair = move_new_call ();
  Pair *impatient = move_new_call ();
  Pair *other = pair_new ("silence", "tone:700:-20");
  guint n_changed = 0;
  gint64 begin = g_get_monotonic_time ();
  gint64 deadline;

  g_signal_connect (pair->caller, "changed", G_CALLBACK (changed_cb), &n_changed);
  media_session_set_patience (pair_caller (impatient), 200);
  ua_description_handler_close (pair->callee);
  ua_description_handler_close (impatient->callee);

  deadline = begin + LOST_US;
  while (!caller_lost_it (pair) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (caller_lost_it (pair));
  g_test_message ("lost after %d ms", (int) ((g_get_monotonic_time () - begin) / 1000));
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_true (pair_hears_nothing (pair_caller (pair)));
  g_assert_cmpuint (pair->n_failed, ==, 0);
  g_assert_false (ua_description_handler_send_dtmf (pair->caller, "1", 100, 60, NULL));

  pair_exchange (pair->caller, other->callee, NULL);
  while (!pair_hears (pair_caller (pair), 700))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (media_session_get_state (pair_caller (pair)), ==, MEDIA_STATE_CONNECTED);

  pair_wait (impatient, caller_failed);
  g_assert_cmpint (media_session_get_state (pair_caller (impatient)), ==, MEDIA_STATE_FAILED);
  impatient->n_failed = 0;
  pair_free (impatient);
  pair_free (other);
  pair_free (pair);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-session-renewal/in-turn", test_in_turn);
  g_test_add_func ("/media-session-renewal/other-codec", test_other_codec);
  g_test_add_func ("/media-session-renewal/held", test_held);
  g_test_add_func ("/media-session-renewal/muted", test_muted);
  g_test_add_func ("/media-session-renewal/many", test_many);
  g_test_add_func ("/media-session-renewal/stats", test_stats);
  g_test_add_func ("/media-session-renewal/tones", test_tones);
  g_test_add_func ("/media-session-renewal/lost", test_lost);

  return media_threads_run_tests ();
}
