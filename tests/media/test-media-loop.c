/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A far end that sends back whatever it gets: it is heard, and it gets nothing twice. */

#include "media-loop.h"
#include "media-threads.h"

#define N_FRAMES 100
#define LONGEST_S 10

typedef struct
{
  GstElement *pipeline;
  GstElement *rtpbin;
  gint        n_sent;
  gint        n_heard;
} Line;

static GstPadProbeReturn
count_cb (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  g_atomic_int_inc ((gint *) user_data);
  return GST_PAD_PROBE_OK;
}

static GstCaps *
request_pt_map_cb (GstElement *rtpbin,
                   guint       session,
                   guint       payload,
                   gpointer    user_data)
{
  return gst_caps_from_string ("application/x-rtp, media=audio, encoding-name=PCMU, clock-rate=8000, payload=0");
}

static void
pad_added_cb (GstElement *rtpbin,
              GstPad     *pad,
              gpointer    user_data)
{
  Line *line = user_data;
  GstElement *end;
  g_autoptr (GstPad) sink = NULL;

  if (!g_str_has_prefix (GST_OBJECT_NAME (pad), "recv_rtp_src_"))
    return;
  end = gst_element_factory_make ("fakesink", NULL);
  g_object_set (end, "sync", FALSE, "async", FALSE, NULL);
  gst_bin_add (GST_BIN (line->pipeline), end);
  sink = gst_element_get_static_pad (end, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, count_cb, &line->n_heard, NULL);
  g_assert_cmpint (gst_pad_link (pad, sink), ==, GST_PAD_LINK_OK);
  gst_element_sync_state_with_parent (end);
}

static void
handoff_cb (GstElement *end,
            GstBuffer  *buffer,
            GstPad     *pad,
            gpointer    user_data)
{
  GstBuffer *copy = gst_buffer_copy_deep (buffer);
  GstFlowReturn flow;

  GST_BUFFER_PTS (copy) = GST_BUFFER_DTS (copy) = GST_CLOCK_TIME_NONE;
  g_signal_emit_by_name (user_data, "push-buffer", copy, &flow);
  gst_buffer_unref (copy);
}

/* What leaves comes in again, sound and reports alike; @count may be NULL. */
static void
echo (Line       *line,
      const char *kind,
      gint       *count)
{
  GstElement *end = gst_element_factory_make ("fakesink", NULL);
  GstElement *begin = gst_element_factory_make ("appsrc", NULL);
  g_autofree char *from = g_strdup_printf ("send_%s_src_0", kind);
  g_autofree char *to = g_strdup_printf ("recv_%s_sink_0", kind);
  g_autofree char *type = g_strdup_printf ("application/x-%s", kind);
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple (type);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (end, "sink");

  g_object_set (begin, "is-live", TRUE, "do-timestamp", TRUE, "format", GST_FORMAT_TIME, "caps", caps, NULL);
  g_object_set (end, "sync", FALSE, "async", FALSE, "signal-handoffs", TRUE, NULL);
  g_signal_connect_data (end, "handoff", G_CALLBACK (handoff_cb), begin, NULL, 0);
  gst_bin_add_many (GST_BIN (line->pipeline), end, begin, NULL);
  if (count != NULL)
    gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, count_cb, count, NULL);
  g_assert_true (gst_element_link_pads (line->rtpbin, from, end, "sink"));
  g_assert_true (gst_element_link_pads (begin, "src", line->rtpbin, to));
}

static void
build (Line *line)
{
  g_autoptr (GstElement) voice = NULL;

  line->pipeline = gst_pipeline_new (NULL);
  line->rtpbin = gst_element_factory_make ("rtpbin", "rtpbin");
  voice = gst_parse_bin_from_description ("audiotestsrc is-live=true samplesperbuffer=160 num-buffers=" G_STRINGIFY (N_FRAMES)
                                          " ! audio/x-raw,rate=8000,channels=1 ! mulawenc ! rtppcmupay name=pay",
                                          TRUE, NULL);
  g_object_set (line->rtpbin, "latency", 20u, NULL);
  media_loop_attach (line->rtpbin);
  g_signal_connect_data (line->rtpbin, "pad-added", G_CALLBACK (pad_added_cb), line, NULL, 0);
  g_signal_connect_data (line->rtpbin, "request-pt-map", G_CALLBACK (request_pt_map_cb), NULL, NULL, 0);
  gst_bin_add_many (GST_BIN (line->pipeline), gst_object_ref (voice), line->rtpbin, NULL);
  g_assert_true (gst_element_link_pads (voice, "src", line->rtpbin, "send_rtp_sink_0"));
  echo (line, "rtp", &line->n_sent);
  echo (line, "rtcp", NULL);
}

static gboolean
is_over (Line *line)
{
  return g_atomic_int_get (&line->n_sent) >= N_FRAMES && g_atomic_int_get (&line->n_heard) >= N_FRAMES * 9 / 10;
}

static void
test_echo (void)
{
  Line line = { 0 };
  gint64 deadline = g_get_monotonic_time () + LONGEST_S * G_USEC_PER_SEC;

  build (&line);
  gst_element_set_state (line.pipeline, GST_STATE_PLAYING);
  while (!is_over (&line) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  gst_element_set_state (line.pipeline, GST_STATE_NULL);

  g_assert_cmpint (line.n_sent, ==, N_FRAMES);
  g_assert_cmpint (line.n_heard, >=, N_FRAMES * 9 / 10);
  g_object_unref (line.pipeline);
}

int
main (int   argc,
      char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-loop/echo", test_echo);

  return media_threads_run_tests ();
}
