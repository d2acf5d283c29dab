/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One association by itself: what happens when nobody is at the other end. How two of them talk is in
 * test-media-session.c. */

#include "media-error.h"
#include "media-pair.h"
#include "media-pipeline.h"
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

  g_test_add_func ("/media-pipeline/not-open", test_not_open);
  g_test_add_func ("/media-pipeline/offer", test_offer);
  g_test_add_func ("/media-pipeline/nobody-there", test_nobody_there);

  return media_threads_run_tests ();
}
