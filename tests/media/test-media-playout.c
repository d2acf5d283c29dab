/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Packets that come in lumps: the delay grows to the lump, the pipeline's latency does not, and what leaves the decoder
 * has no seams. */

#include "media-jitter.h"
#include "media-playout.h"
#include "media-threads.h"

#include <gst/rtp/rtp.h>

#define FRAME 160
#define FRAME_US 20000
#define LUMP 8

typedef struct
{
  GstElement  *pipeline;
  GstElement  *source;
  GstPad      *end;
  guint        n_sent;
  gint64       begun_at;
  /* Of the streaming thread. */
  GstClockTime expected;
  int          n_seams;
  int          n_frames;
} Line;

static GstPadProbeReturn
end_cb (GstPad          *pad,
        GstPadProbeInfo *info,
        gpointer         user_data)
{
  Line *line = user_data;
  GstBuffer *frame = GST_PAD_PROBE_INFO_BUFFER (info);

  if (GST_CLOCK_TIME_IS_VALID (line->expected) &&
      ABS ((gint64) GST_BUFFER_PTS (frame) - (gint64) line->expected) > (gint64) GST_MSECOND)
    g_atomic_int_inc (&line->n_seams);
  line->expected = GST_BUFFER_PTS (frame) +
                   gst_util_uint64_scale (gst_buffer_get_size (frame) / sizeof (gint16), GST_SECOND, 48000);
  g_atomic_int_inc (&line->n_frames);

  return GST_PAD_PROBE_OK;
}

static GstElement *
add_bin (Line       *line,
         const char *description)
{
  g_autoptr (GError) error = NULL;
  GstElement *bin = gst_parse_bin_from_description (description, TRUE, &error);

  g_assert_no_error (error);
  gst_bin_add (GST_BIN (line->pipeline), bin);

  return bin;
}

/* As in a call: the jitter buffer appears in a bin in a bin, when the delay is already being watched. */
static Line *
line_new (void)
{
  Line *line = g_new0 (Line, 1);
  g_autofree char *description = g_strconcat (media_codec_find (0, NULL, 0, 0)->decoder, " ! audioconvert ! audioresample ! capsfilter "
                                              "caps=audio/x-raw,format=S16LE,rate=48000,channels=1", NULL);
  GstElement *rtp = gst_bin_new (NULL), *buffer = gst_element_factory_make ("rtpjitterbuffer", NULL), *decoder, *sink;
  g_autoptr (GstPad) in = gst_element_get_static_pad (buffer, "sink");
  g_autoptr (GstPad) out = gst_element_get_static_pad (buffer, "src");

  line->expected = GST_CLOCK_TIME_NONE;
  line->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  line->source = add_bin (line, "appsrc name=source is-live=true format=time do-timestamp=true "
                                "caps=application/x-rtp,media=audio,encoding-name=PCMU,clock-rate=8000,payload=0");
  gst_bin_add (GST_BIN (line->pipeline), rtp);
  media_playout_attach (line->pipeline, rtp, TRUE);
  g_object_set (buffer, "do-lost", TRUE, NULL);
  gst_bin_add (GST_BIN (rtp), buffer);
  gst_element_add_pad (rtp, gst_ghost_pad_new ("sink", in));
  gst_element_add_pad (rtp, gst_ghost_pad_new ("src", out));
  decoder = add_bin (line, description);
  media_playout_attach_decoder (line->pipeline, decoder);
  sink = add_bin (line, "fakesink async=false");
  gst_element_link_many (line->source, rtp, decoder, sink, NULL);
  line->end = gst_element_get_static_pad (decoder, "src");
  gst_pad_add_probe (line->end, GST_PAD_PROBE_TYPE_BUFFER, end_cb, line, NULL);
  gst_element_set_state (line->pipeline, GST_STATE_PLAYING);
  line->begun_at = g_get_monotonic_time ();

  return line;
}

static void
line_free (Line *line)
{
  gst_element_set_state (line->pipeline, GST_STATE_NULL);
  gst_object_unref (line->end);
  g_assert_finalize_object (line->pipeline);
  g_free (line);
}

static void
send_one (Line *line)
{
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (line->source), "source");
  GstBuffer *packet = gst_rtp_buffer_new_allocate (FRAME, 0, 0);
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  GstFlowReturn flow;

  gst_rtp_buffer_map (packet, GST_MAP_WRITE, &rtp);
  gst_rtp_buffer_set_ssrc (&rtp, 1);
  gst_rtp_buffer_set_seq (&rtp, (guint16) line->n_sent);
  gst_rtp_buffer_set_timestamp (&rtp, line->n_sent * FRAME);
  memset (gst_rtp_buffer_get_payload (&rtp), 0xff, FRAME);
  gst_rtp_buffer_unmap (&rtp);
  line->n_sent++;
  g_signal_emit_by_name (source, "push-buffer", packet, &flow);
  gst_buffer_unref (packet);
  g_assert_cmpint (flow, ==, GST_FLOW_OK);
}

/* Sends the packets of @seconds, each lump of them when the last in it is due. */
static void
send_lumps (Line  *line,
            double seconds,
            guint  lump)
{
  guint until = line->n_sent + (guint) (seconds * G_USEC_PER_SEC / FRAME_US);

  while (line->n_sent < until)
    {
      gint64 due = line->begun_at + (gint64) (line->n_sent + lump) * FRAME_US;

      while (g_get_monotonic_time () < due)
        g_main_context_iteration (NULL, FALSE);
      for (guint i = 0; i < lump; i++)
        send_one (line);
    }
}

static GstClockTime
ask_latency (Line *line)
{
  g_autoptr (GstQuery) query = gst_query_new_latency ();
  GstClockTime least;

  g_assert_true (gst_pad_query (line->end, query));
  gst_query_parse_latency (query, NULL, &least, NULL);

  return least;
}

/* WISHES 5 */
static void
test_lumps (void)
{
  Line *line = line_new ();
  GstClockTime before, after;
  guint delay_ms;

  send_lumps (line, 0.5, 1);
  before = ask_latency (line);
  delay_ms = media_playout_get_delay_ms (line->pipeline);
  g_assert_cmpuint (delay_ms, >=, MEDIA_JITTER_MIN_MS);
  /* The first lump leaves a hole that nobody could foresee. */
  send_lumps (line, 0.6, LUMP);
  g_atomic_int_set (&line->n_seams, 0);
  send_lumps (line, 2, LUMP);
  after = ask_latency (line);
  g_test_message ("delay %u and %u ms, latency %" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT " ms, seams %d in %d frames",
                  delay_ms, media_playout_get_delay_ms (line->pipeline), before / GST_MSECOND, after / GST_MSECOND,
                  g_atomic_int_get (&line->n_seams), g_atomic_int_get (&line->n_frames));
  g_assert_cmpuint (media_playout_get_delay_ms (line->pipeline), >=, (LUMP - 1) * FRAME_US / 1000);
  g_assert_cmpint (g_atomic_int_get (&line->n_seams), ==, 0);
  g_assert_cmpuint (before, ==, after);
  line_free (line);
}

/* opusdec with correction waits for 20 ms and says 120. */
static void
test_correction (void)
{
  GstClockTime latencies[2];

  for (int with = 0; with < 2; with++)
    {
      g_autoptr (GstElement) pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
      g_autoptr (GstElement) rtp = gst_object_ref_sink (gst_bin_new (NULL));
      const char *decoder = media_codec_find (111, "opus", 48000, 2)->decoder;
      const char *description =
        "audiotestsrc is-live=true samplesperbuffer=960 num-buffers=20 ! audio/x-raw,rate=48000,channels=1 ! "
        "opusenc inband-fec=true ! rtpopuspay";
      GstElement *source = gst_parse_bin_from_description (description, TRUE, NULL);
      GstElement *bin = gst_parse_bin_from_description (decoder, TRUE, NULL);
      GstElement *sink = gst_element_factory_make ("fakesink", NULL);
      g_autoptr (GstPad) end = gst_element_get_static_pad (bin, "src");
      g_autoptr (GstQuery) query = gst_query_new_latency ();
      g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
      g_autoptr (GstMessage) message = NULL;

      media_playout_attach (pipeline, rtp, with);
      media_playout_attach_decoder (pipeline, bin);
      gst_bin_add_many (GST_BIN (pipeline), source, bin, sink, NULL);
      gst_element_link_many (source, bin, sink, NULL);
      gst_element_set_state (pipeline, GST_STATE_PLAYING);
      message = gst_bus_timed_pop_filtered (bus, 20 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
      g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
      g_assert_true (gst_pad_query (end, query));
      gst_query_parse_latency (query, NULL, &latencies[with], NULL);
      gst_element_set_state (pipeline, GST_STATE_NULL);
    }
  g_test_message ("latency without correction %" G_GUINT64_FORMAT " ms, with it %" G_GUINT64_FORMAT " ms",
                  latencies[0] / GST_MSECOND, latencies[1] / GST_MSECOND);
  g_assert_cmpuint (latencies[1] - latencies[0], ==, 20 * GST_MSECOND);
}

static void
given_back_cb (gpointer data)
{
  int *n_kept = data;

  --*n_kept;
}

/* "Nothing", in Opus: 20 ms of silence. What is read of it must be given back. */
static void
send_silence (GstPad       *pad,
              GstClockTime  at,
              int          *n_kept)
{
  static guint8 silence[] = { 0xf8, 0xff, 0xfe };
  GstBuffer *buffer = gst_buffer_new_wrapped_full (GST_MEMORY_FLAG_READONLY, silence, sizeof silence, 0, sizeof silence,
                                                   n_kept, given_back_cb);

  ++*n_kept;
  GST_BUFFER_PTS (buffer) = at;
  GST_BUFFER_DURATION (buffer) = 20 * GST_MSECOND;
  g_assert_cmpint (gst_pad_chain (pad, buffer), ==, GST_FLOW_OK);
}

/* A packet that comes after a hole of a millisecond does not stay in memory for ever. */
static void
test_short_gap (void)
{
  g_autoptr (GstElement) pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  GstElement *rtp = gst_bin_new (NULL);
  GstElement *decoder = gst_parse_bin_from_description ("opusdec name=decoder plc=true ! audioconvert ! audioresample ! "
                                                        "audio/x-raw,format=S16LE,rate=48000,channels=1", TRUE, NULL);
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (decoder, "sink");
  g_autoptr (GstCaps) caps = gst_caps_from_string ("audio/x-opus,channel-mapping-family=0,channels=1,rate=48000");
  GstSegment segment;
  int n_kept = 0;

  gst_bin_add_many (GST_BIN (pipeline), rtp, decoder, sink, NULL);
  g_object_set (sink, "async", FALSE, NULL);
  media_playout_attach (pipeline, rtp, TRUE);
  media_playout_attach_decoder (pipeline, decoder);
  gst_element_link (decoder, sink);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_pad_send_event (pad, gst_event_new_stream_start ("a"));
  gst_pad_send_event (pad, gst_event_new_caps (caps));
  gst_pad_send_event (pad, gst_event_new_segment (&segment));
  send_silence (pad, 0, &n_kept);
  gst_pad_send_event (pad, gst_event_new_gap (20 * GST_MSECOND, GST_MSECOND));
  send_silence (pad, 21 * GST_MSECOND, &n_kept);
  send_silence (pad, 41 * GST_MSECOND, &n_kept);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_cmpint (n_kept, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  g_test_add_func ("/media-playout/short-gap", test_short_gap);
  g_test_add_func ("/media-playout/lumps", test_lumps);
  g_test_add_func ("/media-playout/correction", test_correction);

  return media_threads_run_tests ();
}
