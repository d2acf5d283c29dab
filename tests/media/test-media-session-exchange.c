/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Offers and answers that go wrong, come at the wrong time, or are closed in the middle. */

#include "media-pair.h"
#include "media-sdp.h"
#include "media-threads.h"

static char *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "media", "sdp", name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static guint
count_sockets (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      n += target != NULL && g_str_has_prefix (target, "socket:");
    }

  return n;
}

/* webrtcbin runs in a thread of its own from the moment it is not NULL any more. */
static guint
count_webrtc_threads (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  const char *task;
  guint n = 0;

  while ((task = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", task, "comm", NULL);
      g_autofree char *name = NULL;

      n += g_file_get_contents (path, &name, NULL, NULL) && g_str_has_prefix (name, "webrtc");
    }

  return n;
}

/* TRUST 3.5, figure 17: an offer from a stranger opens nothing before somebody accepts. */
static void
test_accept_gate (void)
{
  Pair *pair = pair_new ("tone:1000", "tone:440");
  g_autofree char *offer = load ("chromium-offer.sdp");
  guint sockets = count_sockets ();
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  g_assert_true (pair_set (pair->callee, offer, &error));
  g_assert_cmpint (media_session_get_state (pair_callee (pair)), ==, MEDIA_STATE_NEW);
  g_assert_cmpuint (count_sockets (), ==, sockets);
  g_assert_cmpuint (count_webrtc_threads (), ==, 0);

  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  g_assert_cmpint (media_session_get_state (pair_callee (pair)), ==, MEDIA_STATE_CONNECTING);
  g_assert_cmpuint (count_sockets (), >, sockets);
  g_assert_cmpuint (count_webrtc_threads (), >, 0);

  ua_description_handler_close (pair->callee);
  g_assert_cmpuint (count_sockets (), ==, sockets);
  pair_free (pair);
}

/* What a browser or a gateway offers is answered in its own frame and numbers. */
static void
test_answer_to (gconstpointer data)
{
  const char *const *row = data;
  Pair *pair = pair_new ("tone:1000", "tone:440");
  g_autofree char *offer_text = load (row[0]);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (MediaSdp) offer = media_sdp_parse (offer_text, NULL);
  g_autoptr (MediaSdp) answer = NULL;

  g_assert_true (pair_set (pair->callee, offer_text, &error));
  text = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, row[1]));
  answer = media_sdp_parse (text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->lines->len, ==, offer->lines->len);
  g_assert_cmpuint (answer->audio, ==, offer->audio);
  g_assert_cmpint (answer->bundle, ==, offer->bundle);
  g_assert_cmpint (answer->setup, ==, MEDIA_SETUP_ACTIVE);
  g_assert_cmpuint (answer->candidates->len, >, 0);
  for (guint i = 0; i < offer->lines->len; i++)
    {
      const MediaLine *theirs = g_ptr_array_index (offer->lines, i);
      const MediaLine *ours = g_ptr_array_index (answer->lines, i);

      g_assert_cmpstr (ours->mid, ==, theirs->mid);
      g_assert_cmpstr (ours->protocol, ==, theirs->protocol);
    }

  pair_free (pair);
}

static const char *const answers[][2] = {
  { "chromium-offer.sdp", " UDP/TLS/RTP/SAVPF 111 110\r\n" },
  { "chromium-video-offer.sdp", " UDP/TLS/RTP/SAVPF 111 110\r\n" },
  { "asterisk-offer.sdp", " UDP/TLS/RTP/SAVPF 107 101\r\n" },
  { "freeswitch-hold-offer.sdp", "a=recvonly\r\n" },
};

/* A call is closed at each of these moments; the one who still waits is told. */
typedef enum
{
  MOMENT_NEW,
  MOMENT_OFFER_TAKEN,
  MOMENT_OFFERING,
  MOMENT_OFFERED,
  MOMENT_ANSWERING,
  MOMENT_ANSWERED,
  MOMENT_ACCEPTING,
  MOMENT_ACCEPTED,
  MOMENT_CONNECTED,
  N_MOMENTS
} Moment;

typedef struct
{
  Pair         *pair;
  GAsyncResult *offering;
  GAsyncResult *answering;
  GAsyncResult *accepting;
} Scene;

static void
play_until_offered (Scene  *scene,
                    Moment  moment)
{
  if (moment < MOMENT_OFFERING)
    return;
  ua_description_handler_get_description_async (scene->pair->caller, NULL, pair_result_cb, &scene->offering);
  if (moment > MOMENT_OFFERING)
    pair_wait_result (&scene->offering);
}

static void
play_until_answered (Scene  *scene,
                     Moment  moment)
{
  g_autofree char *offer = NULL;

  if (moment == MOMENT_OFFER_TAKEN)
    offer = load ("chromium-offer.sdp");
  else if (moment >= MOMENT_ANSWERING)
    offer = ua_description_handler_get_description_finish (scene->pair->caller, scene->offering, NULL);
  if (offer == NULL)
    return;

  g_assert_true (pair_set (scene->pair->callee, offer, NULL));
  if (moment == MOMENT_OFFER_TAKEN)
    return;
  ua_description_handler_get_description_async (scene->pair->callee, NULL, pair_result_cb, &scene->answering);
  if (moment > MOMENT_ANSWERING)
    pair_wait_result (&scene->answering);
}

static void
play_until_connected (Scene  *scene,
                      Moment  moment)
{
  g_autofree char *answer = NULL;

  if (moment < MOMENT_ACCEPTING)
    return;
  answer = ua_description_handler_get_description_finish (scene->pair->callee, scene->answering, NULL);
  ua_description_handler_set_description_async (scene->pair->caller, answer, NULL, pair_result_cb,
                                                &scene->accepting);
  if (moment > MOMENT_ACCEPTING)
    pair_wait_result (&scene->accepting);
  if (moment == MOMENT_CONNECTED)
    pair_wait (scene->pair, pair_is_connected);
}

/* Whoever still waited when the call was closed. */
static void
finish_waiting (Scene  *scene,
                Moment  moment)
{
  g_autoptr (GError) error = NULL;
  UaDescriptionHandler *caller = scene->pair->caller;
  UaDescriptionHandler *callee = scene->pair->callee;

  if (moment == MOMENT_OFFERING)
    ua_description_handler_get_description_finish (caller, pair_wait_result (&scene->offering), &error);
  else if (moment == MOMENT_ANSWERING)
    ua_description_handler_get_description_finish (callee, pair_wait_result (&scene->answering), &error);
  else if (moment == MOMENT_ACCEPTING)
    ua_description_handler_set_description_finish (caller, pair_wait_result (&scene->accepting), &error);
  else
    return;
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE);
}

static void
test_close (gconstpointer data)
{
  Moment moment = GPOINTER_TO_UINT (data);
  Scene scene = { .pair = pair_new ("tone:1000", "tone:440") };

  play_until_offered (&scene, moment);
  play_until_answered (&scene, moment);
  play_until_connected (&scene, moment);

  ua_description_handler_close (scene.pair->caller);
  ua_description_handler_close (scene.pair->callee);
  g_assert_cmpint (media_session_get_state (pair_caller (scene.pair)), ==, MEDIA_STATE_CLOSED);
  finish_waiting (&scene, moment);
  g_clear_object (&scene.offering);
  g_clear_object (&scene.answering);
  g_clear_object (&scene.accepting);
  pair_free (scene.pair);
}

/* Cancelling stops the waiting and nothing else. */
static void
test_cancel (void)
{
  Pair *pair = pair_new ("tone:1000", "tone:440");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  ua_description_handler_get_description_async (pair->caller, cancellable, pair_result_cb, &result);
  g_cancellable_cancel (cancellable);
  text = ua_description_handler_get_description_finish (pair->caller, pair_wait_result (&result), &error);
  g_assert_null (text);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (media_session_get_state (pair_caller (pair)), ==, MEDIA_STATE_GATHERING);

  g_clear_object (&result);
  pair_free (pair);
}

static gboolean
callee_hears_1000 (Pair *pair)
{
  return pair_hears (pair_callee (pair), 1000);
}

/* An offer nobody took is withdrawn; the next one works. */
static void
test_rollback (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autofree char *theirs = load ("chromium-offer.sdp");
  g_autofree char *offer = pair_get (pair->caller, NULL);

  g_assert_nonnull (offer);
  ua_description_handler_rollback (pair->caller);
  g_assert_cmpint (media_session_get_state (pair_caller (pair)), ==, MEDIA_STATE_NEW);

  g_assert_true (pair_set (pair->callee, theirs, NULL));
  ua_description_handler_rollback (pair->callee);

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, callee_hears_1000);
  pair_free (pair);
}

static void
test_wrong_order (void)
{
  Pair *pair = pair_new ("tone:1000", "tone:440");
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (pair->caller, NULL);

  g_assert_null (pair_get (pair->caller, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE);
  g_clear_error (&error);

  g_assert_true (pair_set (pair->callee, offer, NULL));
  g_assert_false (pair_set (pair->callee, offer, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE);
  g_clear_error (&error);

  g_assert_false (ua_description_handler_send_dtmf (pair->callee, "1", 100, 60, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE);
  g_clear_error (&error);

  ua_description_handler_close (pair->caller);
  g_assert_null (pair_get (pair->caller, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE);

  pair_free (pair);
}

/* A text that makes no sense changes nothing. */
static void
test_nonsense (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autoptr (GError) error = NULL;
  const char *stream = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 40000 TCP/RTP/AVP 0\r\n";

  g_assert_false (pair_set (pair->callee, "v=0\r\nm=nonsense", &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION);
  g_clear_error (&error);
  g_assert_false (pair_set (pair->callee, stream, &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE);

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, callee_hears_1000);
  pair_free (pair);
}

/* An answer to our own offer with one change: it is refused for what is wrong with it. */
static const struct
{
  const char *name;
  const char *find; /* a regular expression */
  const char *replace;
  int         code;
} answer_changes[] = {
  { "refused", "m=audio \\d+", "m=audio 0", MEDIA_ERROR_INCOMPATIBLE },
  { "actpass", "a=setup:active", "a=setup:actpass", MEDIA_ERROR_DESCRIPTION },
  { "one-more-line", "$", "m=video 0 RTP/AVP 96\r\n", MEDIA_ERROR_DESCRIPTION },
  { "line-moved", "m=audio", "m=video 0 RTP/AVP 96\r\nm=audio", MEDIA_ERROR_DESCRIPTION },
};

static char *
substitute (const char *text,
            const char *find,
            const char *replace)
{
  g_autoptr (GRegex) regex = g_regex_new (find, G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  char *result = g_regex_replace (regex, text, -1, 0, replace, 0, NULL);

  g_assert_cmpstr (result, !=, text);
  return result;
}

static void
test_bad_answer (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = pair_get (pair->caller, NULL);
  g_autofree char *answer = NULL;
  g_autofree char *changed = NULL;

  pair_set (pair->callee, offer, NULL);
  answer = pair_get (pair->callee, NULL);
  changed = substitute (answer, answer_changes[row].find, answer_changes[row].replace);
  g_assert_false (pair_set (pair->caller, changed, &error));
  g_assert_error (error, MEDIA_ERROR, answer_changes[row].code);

  /* The offer is still open for a better answer. */
  g_assert_true (pair_set (pair->caller, answer, NULL));
  pair_wait (pair, callee_hears_1000);
  pair_free (pair);
}

static gboolean
somebody_failed (Pair *pair)
{
  return pair->n_failed > 0;
}

/* RFC 8827 5.1: whoever answers DTLS with another certificate hears nothing. */
static void
test_wrong_fingerprint (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  g_autofree char *offer = pair_get (pair->caller, NULL);
  g_autofree char *answer = NULL;
  g_autofree char *forged = NULL;

  pair_set (pair->callee, offer, NULL);
  answer = pair_get (pair->callee, NULL);
  forged = substitute (answer, "sha-256 ..:..", "sha-256 00:01");
  g_assert_true (pair_set (pair->caller, forged, NULL));
  pair_wait (pair, somebody_failed);
  g_assert_cmpint (media_session_get_state (pair_caller (pair)), ==, MEDIA_STATE_FAILED);
  g_assert_true (pair_hears_nothing (pair_callee (pair)));
  g_assert_true (pair_hears_nothing (pair_caller (pair)));

  pair->n_failed = 0;
  pair_free (pair);
}

/* The far end moves the call to another machine: a new offer with new ICE and DTLS (RFC 8839 4.4.1). */
static void
test_moved (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");
  Pair *other = pair_new ("tone:1500:-20", "tone:440:-20");
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, callee_hears_1000);

  pair_exchange (other->caller, pair->callee, NULL);
  while (!pair_hears (pair_callee (pair), 1500) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (pair_hears (pair_callee (pair), 1500));
  while (!pair_hears (pair_caller (other), 440) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (pair_hears (pair_caller (other), 440));

  pair_free (other);
  pair_free (pair);
}

static gboolean
callee_has_device_error (Pair *pair)
{
  return media_session_get_device_error (pair_callee (pair)) != NULL;
}

/* F19: no microphone is no reason to have no call. */
static void
test_missing_microphone (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "no-such-microphone");

  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, callee_hears_1000);
  pair_wait (pair, callee_has_device_error);
  g_assert_error (media_session_get_device_error (pair_callee (pair)), MEDIA_ERROR, MEDIA_ERROR_DEVICE);

  pair_free (pair);
}

static void
add_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/media-session-exchange/answer-to/", answers[i][0], NULL);

      g_test_add_data_func (path, answers[i], test_answer_to);
    }
  for (guint i = 0; i < G_N_ELEMENTS (answer_changes); i++)
    {
      g_autofree char *path = g_strconcat ("/media-session-exchange/bad-answer/", answer_changes[i].name,
                                           NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_bad_answer);
    }
  for (guint i = 0; i < N_MOMENTS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/media-session-exchange/close/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_close);
    }
}

int
main (int    argc,
      char **argv)
{
  /* A desk without a sound server: a server would put another microphone in the place of the missing one. */
  g_assert_true (g_setenv ("PULSE_SERVER", "unix:/nonexistent", TRUE));
  g_assert_true (g_setenv ("PIPEWIRE_REMOTE", "nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-session-exchange/accept-gate", test_accept_gate);
  add_rows ();
  g_test_add_func ("/media-session-exchange/cancel", test_cancel);
  g_test_add_func ("/media-session-exchange/rollback", test_rollback);
  g_test_add_func ("/media-session-exchange/wrong-order", test_wrong_order);
  g_test_add_func ("/media-session-exchange/nonsense", test_nonsense);
  g_test_add_func ("/media-session-exchange/wrong-fingerprint", test_wrong_fingerprint);
  g_test_add_func ("/media-session-exchange/moved", test_moved);
  g_test_add_func ("/media-session-exchange/missing-microphone", test_missing_microphone);

  return media_threads_run_tests ();
}
