/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A gateway that says how loud its silence is: a quiet noise, until somebody speaks (RFC 3389). */

#include "media-comfort.h"

#include "media-meter.h"
#include "media-threads.h"

#include <gst/rtp/rtp.h>

#define DEADLINE (20 * GST_SECOND)

typedef struct
{
  GstElement *pipeline;
  GstElement *packets;
  GstElement *sound;
  GstBus     *bus;
} Line;

static Line *
line_new (void)
{
  Line *line = g_new0 (Line, 1);
  g_autoptr (GstElement) heard = NULL;
  g_autoptr (GstPad) packets = NULL;
  g_autoptr (GstPad) sound = NULL;
  g_autoptr (GError) error = NULL;

  line->pipeline = gst_parse_launch (
    "funnel name=heard ! level interval=50000000 ! fakesink async=false sync=false "
    "appsrc name=packets is-live=true format=time caps=application/x-rtp,media=audio,encoding-name=CN,clock-rate=8000 ! "
    "fakesink async=false "
    "appsrc name=sound is-live=true format=time do-timestamp=true "
    "caps=audio/x-raw,format=S16LE,rate=48000,channels=1,layout=interleaved ! heard.", &error);
  g_assert_no_error (error);
  g_object_ref_sink (line->pipeline);
  line->packets = gst_bin_get_by_name (GST_BIN (line->pipeline), "packets");
  line->sound = gst_bin_get_by_name (GST_BIN (line->pipeline), "sound");
  line->bus = gst_element_get_bus (line->pipeline);
  heard = gst_bin_get_by_name (GST_BIN (line->pipeline), "heard");
  packets = gst_element_get_static_pad (line->packets, "src");
  sound = gst_element_get_static_pad (line->sound, "src");
  gst_element_set_state (line->pipeline, GST_STATE_PLAYING);
  media_comfort_attach (line->pipeline, heard, packets);
  media_comfort_watch_sound (line->pipeline, sound);

  return line;
}

static void
line_free (Line *line)
{
  gst_element_set_state (line->pipeline, GST_STATE_NULL);
  gst_object_unref (line->packets);
  gst_object_unref (line->sound);
  gst_object_unref (line->bus);
  g_assert_finalize_object (line->pipeline);
  g_free (line);
}

static void
send_packet (Line         *line,
             const guint8 *payload,
             guint         n)
{
  GstBuffer *packet = gst_rtp_buffer_new_allocate (n, 0, 0);
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  GstFlowReturn flow;

  gst_rtp_buffer_map (packet, GST_MAP_WRITE, &rtp);
  gst_rtp_buffer_set_payload_type (&rtp, 13);
  if (n > 0)
    memcpy (gst_rtp_buffer_get_payload (&rtp), payload, n);
  gst_rtp_buffer_unmap (&rtp);
  g_signal_emit_by_name (line->packets, "push-buffer", packet, &flow);
  gst_buffer_unref (packet);
  g_assert_cmpint (flow, ==, GST_FLOW_OK);
}

static void
speak (Line *line)
{
  g_autoptr (GstBuffer) frame = gst_buffer_new_memdup ((gint16[960]) { 0 }, 960 * sizeof (gint16));
  GstFlowReturn flow;

  g_signal_emit_by_name (line->sound, "push-buffer", frame, &flow);
  g_assert_cmpint (flow, ==, GST_FLOW_OK);
}

/* The next level that is heard, dBFS; 0: nothing was heard in @timeout. */
static double
hear (Line         *line,
      GstClockTime  timeout)
{
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (line->bus, timeout,
                                                               GST_MESSAGE_ELEMENT | GST_MESSAGE_ERROR);

  if (message == NULL)
    return 0;
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_ELEMENT);

  return media_meter_read_level (gst_message_get_structure (message));
}

static void
wait_for_level (Line   *line,
                double  level)
{
  for (guint i = 0; i < 100; i++)
    {
      double heard = hear (line, DEADLINE);

      g_assert_cmpfloat (heard, <, 0);
      if (ABS (heard - level) < 2)
        return;
    }
  g_error ("%g dB was never heard", level);
}

static void
test_noise (void)
{
  Line *line = line_new ();

  send_packet (line, (const guint8[]) { 50 }, 1);
  wait_for_level (line, -50);
  /* With the colour of the noise behind its level, and a first bit that means nothing. */
  send_packet (line, (const guint8[]) { 0x80 | 40, 100, 120 }, 3);
  wait_for_level (line, -40);
  speak (line);
  while (hear (line, GST_SECOND / 2) < 0)
    ;
  send_packet (line, (const guint8[]) { 60 }, 1);
  wait_for_level (line, -60);
  line_free (line);
}

/* An empty one says nothing. */
static void
test_empty (void)
{
  Line *line = line_new ();

  send_packet (line, NULL, 0);
  g_assert_cmpfloat (hear (line, GST_SECOND / 2), >=, 0);
  send_packet (line, (const guint8[]) { 127 }, 1);
  g_assert_cmpfloat (hear (line, DEADLINE), <, -80);
  line_free (line);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  g_test_add_func ("/media-comfort/noise", test_noise);
  g_test_add_func ("/media-comfort/empty", test_empty);

  return media_threads_run_tests ();
}
