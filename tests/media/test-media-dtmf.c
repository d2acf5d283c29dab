/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Key presses packet by packet (RFC 4733): 20 ms of sound each go in, and what comes out is looked at. */

#include "media-dtmf.h"
#include "media-threads.h"

#include <gst/rtp/rtp.h>

#define SOUND 111
#define KEYS 110
#define CLOCK 48000u
#define STEP (CLOCK / 50)

typedef struct
{
  guint   payload_type;
  guint16 seq;
  guint32 timestamp;
  guint32 ssrc;
  gboolean marker;
  guint8  event;
  gboolean end;
  guint   volume;
  guint16 duration;
} Packet;

typedef struct
{
  GstPad    *source;
  GstPad    *sink;
  MediaDtmf *dtmf;
  GArray    *packets; /* of Packet */
  GString   *watched;
  guint32    timestamp;
  guint16    seq;
} Wire;

static GstFlowReturn
sink_chain (GstPad    *pad,
            GstObject *parent,
            GstBuffer *buffer)
{
  Wire *wire = gst_pad_get_element_private (pad);
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  const guint8 *payload;
  Packet packet = { 0 };

  g_assert_true (gst_rtp_buffer_map (buffer, GST_MAP_READ, &rtp));
  payload = gst_rtp_buffer_get_payload (&rtp);
  packet.payload_type = gst_rtp_buffer_get_payload_type (&rtp);
  packet.seq = gst_rtp_buffer_get_seq (&rtp);
  packet.timestamp = gst_rtp_buffer_get_timestamp (&rtp);
  packet.ssrc = gst_rtp_buffer_get_ssrc (&rtp);
  packet.marker = gst_rtp_buffer_get_marker (&rtp);
  if (packet.payload_type == KEYS)
    {
      g_assert_cmpuint (gst_rtp_buffer_get_payload_len (&rtp), ==, 4);
      packet.event = payload[0];
      packet.end = (payload[1] & 0x80) != 0;
      packet.volume = payload[1] & 0x3f;
      packet.duration = GST_READ_UINT16_BE (payload + 2);
    }
  gst_rtp_buffer_unmap (&rtp);
  g_array_append_val (wire->packets, packet);
  gst_buffer_unref (buffer);

  return GST_FLOW_OK;
}

static void
watch_cb (char     digit,
          gpointer user_data)
{
  g_string_append_c (user_data, digit);
}

static Wire *
wire_new_with_rate (guint32 first_timestamp,
                    guint   event_rate)
{
  Wire *wire = g_new0 (Wire, 1);
  GstSegment segment;

  wire->packets = g_array_new (FALSE, TRUE, sizeof (Packet));
  wire->watched = g_string_new (NULL);
  wire->timestamp = first_timestamp;
  wire->seq = 65530;
  wire->source = gst_object_ref_sink (gst_pad_new ("src", GST_PAD_SRC));
  wire->sink = gst_object_ref_sink (gst_pad_new ("sink", GST_PAD_SINK));
  gst_pad_set_element_private (wire->sink, wire);
  gst_pad_set_chain_function (wire->sink, sink_chain);
  g_assert_cmpint (gst_pad_link (wire->source, wire->sink), ==, GST_PAD_LINK_OK);
  gst_pad_set_active (wire->source, TRUE);
  gst_pad_set_active (wire->sink, TRUE);
  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_pad_push_event (wire->source, gst_event_new_stream_start ("sound"));
  gst_pad_push_event (wire->source, gst_event_new_segment (&segment));
  wire->dtmf = media_dtmf_new (wire->source, KEYS, CLOCK, event_rate);

  return wire;
}

static Wire *
wire_new (guint32 first_timestamp)
{
  return wire_new_with_rate (first_timestamp, CLOCK);
}

static void
wire_free (Wire *wire)
{
  gst_pad_set_active (wire->source, FALSE);
  gst_pad_set_active (wire->sink, FALSE);
  gst_object_unref (wire->source);
  gst_object_unref (wire->sink);
  media_dtmf_unref (wire->dtmf);
  g_array_unref (wire->packets);
  g_string_free (wire->watched, TRUE);
  g_free (wire);
}

static void
push (Wire *wire,
      guint n)
{
  for (guint i = 0; i < n; i++)
    {
      GstBuffer *buffer = gst_rtp_buffer_new_allocate (40, 0, 0);
      GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;

      gst_rtp_buffer_map (buffer, GST_MAP_WRITE, &rtp);
      gst_rtp_buffer_set_payload_type (&rtp, SOUND);
      gst_rtp_buffer_set_ssrc (&rtp, 0xfeed);
      gst_rtp_buffer_set_seq (&rtp, wire->seq++);
      gst_rtp_buffer_set_timestamp (&rtp, wire->timestamp);
      gst_rtp_buffer_unmap (&rtp);
      wire->timestamp += STEP;
      g_assert_cmpint (gst_pad_push (wire->source, buffer), ==, GST_FLOW_OK);
    }
}

static Packet *
get (Wire *wire,
     guint index)
{
  g_assert_cmpuint (index, <, wire->packets->len);
  return &g_array_index (wire->packets, Packet, index);
}

/* One stream: no gap in the sequence, no second SSRC (RFC 4733 2.1). */
static void
assert_one_stream (Wire *wire)
{
  for (guint i = 0; i < wire->packets->len; i++)
    {
      g_assert_cmpuint (get (wire, i)->seq, ==, (guint16) (65530 + i));
      g_assert_cmphex (get (wire, i)->ssrc, ==, 0xfeed);
    }
}

static void
test_one_press (void)
{
  const guint32 first = 5000;
  Wire *wire = wire_new (first);

  push (wire, 2);
  media_dtmf_send (wire->dtmf, "5", 100, 60);
  push (wire, 10);
  assert_one_stream (wire);
  g_assert_cmpuint (get (wire, 1)->payload_type, ==, SOUND);

  /* 100 ms are five packets; the last is sent three times (2.5.1.4). */
  for (guint i = 0; i < 7; i++)
    {
      const Packet *packet = get (wire, 2 + i);

      g_assert_cmpuint (packet->payload_type, ==, KEYS);
      g_assert_cmpuint (packet->event, ==, 5);
      g_assert_cmpuint (packet->timestamp, ==, first + 2 * STEP);
      g_assert_cmpuint (packet->duration, ==, STEP * MIN (i + 1, 5));
      g_assert_cmpint (packet->marker, ==, i == 0);
      g_assert_cmpint (packet->end, ==, i >= 4);
      g_assert_cmpuint (packet->volume, ==, 10);
    }
  g_assert_cmpuint (get (wire, 9)->payload_type, ==, SOUND);
  g_assert_cmpuint (get (wire, 9)->timestamp, ==, first + 9 * STEP);

  wire_free (wire);
}

/* A gateway that names telephone-event/8000 beside Opus: the stream's timestamps, its own durations. */
static void
test_other_rate (void)
{
  Wire *wire = wire_new_with_rate (5000, 8000);

  media_dtmf_send (wire->dtmf, "5", 100, 60);
  push (wire, 10);
  assert_one_stream (wire);
  for (guint i = 0; i < 7; i++)
    {
      g_assert_cmpuint (get (wire, i)->timestamp, ==, 5000);
      g_assert_cmpuint (get (wire, i)->duration, ==, 160 * MIN (i + 1, 5));
    }
  g_assert_cmpuint (get (wire, 7)->payload_type, ==, SOUND);

  wire_free (wire);
}

static void
test_gap (void)
{
  Wire *wire = wire_new (0);

  media_dtmf_send (wire->dtmf, "1#", 40, 100);
  push (wire, 20);
  assert_one_stream (wire);
  /* 40 ms are two packets, two repeats, then five of sound, the first of them while the gap begins. */
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (get (wire, i)->payload_type, ==, KEYS);
  for (guint i = 4; i < 8; i++)
    g_assert_cmpuint (get (wire, i)->payload_type, ==, SOUND);
  g_assert_cmpuint (get (wire, 8)->payload_type, ==, KEYS);
  g_assert_cmpuint (get (wire, 8)->event, ==, 11);
  g_assert_true (get (wire, 8)->marker);

  wire_free (wire);
}

static void
test_pause (void)
{
  Wire *wire = wire_new (0);
  guint n_keys = 0;

  media_dtmf_send (wire->dtmf, ",9", 40, 40);
  push (wire, 100);
  for (guint i = 0; i < 100; i++)
    n_keys += get (wire, i)->payload_type == KEYS;
  g_assert_cmpuint (n_keys, ==, 0);
  push (wire, 10);
  g_assert_cmpuint (get (wire, 100)->payload_type, ==, KEYS);

  wire_free (wire);
}

/* The clock of RTP has 32 bits and begins anywhere. */
static void
test_wrap (void)
{
  Wire *wire = wire_new (G_MAXUINT32 - STEP);

  media_dtmf_send (wire->dtmf, "77", 100, 60);
  push (wire, 20);
  g_assert_cmpuint (get (wire, 4)->duration, ==, 5 * STEP);
  g_assert_true (get (wire, 4)->end);
  g_assert_cmpuint (get (wire, 9)->payload_type, ==, KEYS);
  g_assert_true (get (wire, 9)->marker);

  wire_free (wire);
}

static void
test_all_keys (void)
{
  Wire *wire = wire_new (0);
  g_autoptr (GString) events = g_string_new (NULL);

  media_dtmf_send (wire->dtmf, "0123456789*#ABCDabcd", 40, 40);
  push (wire, 20 * 7);
  for (guint i = 0; i < wire->packets->len; i++)
    {
      if (get (wire, i)->marker)
        g_string_append_printf (events, "%u ", get (wire, i)->event);
    }
  g_assert_cmpstr (events->str, ==, "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 12 13 14 15 ");

  wire_free (wire);
}

/* Repeated and lost packets make no second press, and no press goes unheard while one packet of it arrives.
 * */
static void
test_watch (void)
{
  Wire *wire = wire_new (0);

  media_dtmf_watch (wire->sink, watch_cb, wire->watched, NULL);
  media_dtmf_send (wire->dtmf, "44*", 100, 60);
  push (wire, 40);
  g_assert_cmpint (wire->watched->len, >=, 3);
  g_assert_true (g_str_has_suffix (wire->watched->str, "44*"));

  wire_free (wire);
}

static void
test_check (void)
{
  g_assert_true (media_dtmf_check ("0123456789*#ABCDabcd,"));
  g_assert_false (media_dtmf_check (""));
  g_assert_false (media_dtmf_check ("1 2"));
  g_assert_false (media_dtmf_check ("1e"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  g_test_add_func ("/media-dtmf/one-press", test_one_press);
  g_test_add_func ("/media-dtmf/other-rate", test_other_rate);
  g_test_add_func ("/media-dtmf/gap", test_gap);
  g_test_add_func ("/media-dtmf/pause", test_pause);
  g_test_add_func ("/media-dtmf/wrap", test_wrap);
  g_test_add_func ("/media-dtmf/all-keys", test_all_keys);
  g_test_add_func ("/media-dtmf/watch", test_watch);
  g_test_add_func ("/media-dtmf/check", test_check);

  return media_threads_run_tests ();
}
