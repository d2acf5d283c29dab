/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One association by itself: what happens when nobody is at the other end. How two of them talk is in
 * test-media-session.c. */

#include "media-error.h"
#include "media-pair.h"
#include "media-pipeline-private.h"
#include "media-threads.h"

typedef struct
{
  MediaSdp *described;
  GError   *failure;
} Heard;

static void
described_cb (MediaPipeline *pipeline,
              gpointer       sdp,
              Heard         *heard)
{
  heard->described = media_sdp_copy (sdp);
}

static void
failed_cb (MediaPipeline *pipeline,
           const GError  *error,
           Heard         *heard)
{
  heard->failure = g_error_copy (error);
}

static MediaPipeline *
new_pipeline (Heard *heard)
{
  g_autoptr (MediaSettings) settings = media_settings_new ("tone:440", "none");
  MediaPipeline *pipeline = media_pipeline_new (settings);

  g_signal_connect (pipeline, "described", G_CALLBACK (described_cb), heard);
  g_signal_connect (pipeline, "failed", G_CALLBACK (failed_cb), heard);

  return pipeline;
}

static void
heard_clear (Heard *heard)
{
  g_clear_pointer (&heard->described, media_sdp_unref);
  g_clear_error (&heard->failure);
}

static void
wait_until_described (Heard *heard)
{
  while (heard->described == NULL && heard->failure == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (heard->failure);
}

static void
test_not_open (void)
{
  Heard heard = { 0 };
  g_autoptr (MediaPipeline) pipeline = new_pipeline (&heard);

  media_pipeline_set_muted (pipeline, TRUE);
  media_pipeline_set_direction (pipeline, MEDIA_DIRECTION_SEND);
  g_assert_false (media_pipeline_send_tones (pipeline, "1", 100, 60));
  g_assert_cmpfloat (media_pipeline_get_local_level (pipeline), <=, -100);
  media_pipeline_close (pipeline);
  media_pipeline_close (pipeline);
}

static void
no_speaker_yet_cb (MediaPipeline *pipeline,
                   gpointer       sdp,
                   gboolean      *was_open)
{
  *was_open = pipeline->sink != NULL;
}

static void
assert_described_first (MediaProfile profile)
{
  Heard heard = { 0 };
  g_autoptr (MediaPipeline) pipeline = new_pipeline (&heard);
  gboolean was_open = TRUE;

  media_pipeline_set_profile (pipeline, profile);
  g_signal_connect (pipeline, "described", G_CALLBACK (no_speaker_yet_cb), &was_open);
  g_assert_true (media_pipeline_open (pipeline, FALSE, NULL));
  media_pipeline_offer (pipeline, NULL);
  wait_until_described (&heard);
  g_assert_false (was_open);
  while (pipeline->sink == NULL)
    g_main_context_iteration (NULL, TRUE);

  media_pipeline_close (pipeline);
  heard_clear (&heard);
}

/* The far end is not kept waiting for our devices, whose opening takes longer than a description: they come after it, and
 * by themselves. */
static void
test_described_before_devices (void)
{
  assert_described_first (MEDIA_PROFILE_WEBRTC);
  assert_described_first (MEDIA_PROFILE_PLAIN);
}

static void
answer_at_once_cb (MediaPipeline *pipeline,
                   gpointer       sdp,
                   MediaSdp      *answer)
{
  media_pipeline_accept (pipeline, answer);
}

static void
accepted_cb (MediaPipeline *pipeline,
             guint         *n_accepted)
{
  ++*n_accepted;
}

/* Their answer comes before our devices are open: these are opened once. */
static void
test_answered_before_devices (void)
{
  Heard offer = { 0 }, answer = { 0 }, ours = { 0 };
  g_autoptr (MediaPipeline) caller = new_pipeline (&offer);
  g_autoptr (MediaPipeline) callee = new_pipeline (&answer);
  g_autoptr (MediaPipeline) hasty = new_pipeline (&ours);
  guint n_accepted = 0;

  g_assert_true (media_pipeline_open (caller, TRUE, NULL));
  media_pipeline_offer (caller, NULL);
  wait_until_described (&offer);
  g_assert_true (media_pipeline_open (callee, TRUE, NULL));
  media_pipeline_answer (callee, offer.described, MEDIA_SETUP_ACTIVE);
  wait_until_described (&answer);

  g_signal_connect (hasty, "described", G_CALLBACK (answer_at_once_cb), answer.described);
  g_signal_connect (hasty, "accepted", G_CALLBACK (accepted_cb), &n_accepted);
  g_assert_true (media_pipeline_open (hasty, TRUE, NULL));
  media_pipeline_offer (hasty, NULL);
  while (n_accepted == 0 || hasty->source == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (ours.failure);
  g_assert_cmpuint (n_accepted, ==, 1);

  media_pipeline_close (hasty);
  media_pipeline_close (caller);
  media_pipeline_close (callee);
  heard_clear (&offer);
  heard_clear (&answer);
  heard_clear (&ours);
}

/* Whoever hangs up in between opens none at all. */
static void
test_closed_before_devices (void)
{
  Heard heard = { 0 };
  g_autoptr (MediaPipeline) pipeline = new_pipeline (&heard);

  g_assert_true (media_pipeline_open (pipeline, FALSE, NULL));
  media_pipeline_offer (pipeline, NULL);
  wait_until_described (&heard);
  media_pipeline_close (pipeline);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (pipeline->sink);
  heard_clear (&heard);
}

/* What we offer: everything we can, over UDP alone, all candidates in it. */
static void
test_offer (void)
{
  Heard heard = { 0 };
  g_autoptr (MediaPipeline) pipeline = new_pipeline (&heard);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (media_pipeline_open (pipeline, TRUE, &error));
  media_pipeline_offer (pipeline, NULL);
  wait_until_described (&heard);
  text = media_sdp_write (heard.described);
  g_assert_nonnull (strstr (text, " UDP/TLS/RTP/SAVPF 111 9 0 8 13 110 126\r\n"));
  g_assert_nonnull (strstr (text, "a=setup:actpass\r\n"));
  g_assert_nonnull (strstr (text, "a=group:BUNDLE "));
  g_assert_nonnull (strstr (text, " 127.0.0.1 "));
  g_assert_null (strstr (text, "TCP"));

  heard_clear (&heard);
}

/* WISHES 5: nobody there is said within seconds, once, and everything is given back. */
static void
test_nobody_there (void)
{
  Heard ours = { 0 }, theirs = { 0 };
  g_autoptr (MediaPipeline) pipeline = new_pipeline (&ours);
  MediaPipeline *gone = new_pipeline (&theirs);
  gint64 begin;

  g_assert_true (media_pipeline_open (gone, TRUE, NULL));
  media_pipeline_offer (gone, NULL);
  wait_until_described (&theirs);
  media_pipeline_close (gone);
  g_assert_finalize_object (gone);

  g_assert_true (media_pipeline_open (pipeline, TRUE, NULL));
  media_pipeline_answer (pipeline, theirs.described, MEDIA_SETUP_ACTIVE);
  wait_until_described (&ours);
  begin = g_get_monotonic_time ();
  while (ours.failure == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (ours.failure, MEDIA_ERROR, MEDIA_ERROR_CONNECTIVITY);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 30 * G_USEC_PER_SEC);
  g_assert_false (media_pipeline_send_tones (pipeline, "1", 100, 60));

  heard_clear (&ours);
  heard_clear (&theirs);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (MediaEngine) engine = NULL;

  g_test_init (&argc, &argv, NULL);
  engine = media_engine_new ();

  g_test_add_func ("/media-pipeline/described-before-devices", test_described_before_devices);
  g_test_add_func ("/media-pipeline/answered-before-devices", test_answered_before_devices);
  g_test_add_func ("/media-pipeline/closed-before-devices", test_closed_before_devices);
  g_test_add_func ("/media-pipeline/not-open", test_not_open);
  g_test_add_func ("/media-pipeline/offer", test_offer);
  g_test_add_func ("/media-pipeline/nobody-there", test_nobody_there);

  return media_threads_run_tests ();
}
