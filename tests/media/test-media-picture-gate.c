/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "media-picture-gate.h"
#include "media-threads.h"

#include <gst/rtp/rtp.h>

typedef struct
{
  GstElement *rtpbin;
  GstPad     *entry;
  GstPad     *source;
  MediaPictureGate *gate;
  guint       n_asked; /* how often a packet came so far that its number had to be looked up */
} Fixture;

static GstCaps *
request_pt_map_cb (GstElement *rtpbin,
                   guint       session,
                   guint       payload,
                   Fixture    *fixture)
{
  fixture->n_asked++;
  return gst_caps_new_simple ("application/x-rtp", "media", G_TYPE_STRING, "video", "clock-rate", G_TYPE_INT, 90000,
                              "encoding-name", G_TYPE_STRING, "VP8", "payload", G_TYPE_INT, (int) payload, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple ("application/x-rtp");
  GstSegment segment;

  fixture->rtpbin = gst_object_ref_sink (gst_element_factory_make ("rtpbin", NULL));
  fixture->gate = media_picture_gate_new (fixture->rtpbin);
  g_signal_connect (fixture->rtpbin, "request-pt-map", G_CALLBACK (request_pt_map_cb), fixture);
  fixture->entry = gst_element_request_pad_simple (fixture->rtpbin, "recv_rtp_sink_0");
  gst_element_set_state (fixture->rtpbin, GST_STATE_PLAYING);
  fixture->source = gst_pad_new ("source", GST_PAD_SRC);
  gst_pad_set_active (fixture->source, TRUE);
  g_assert_cmpint (gst_pad_link (fixture->source, fixture->entry), ==, GST_PAD_LINK_OK);
  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_pad_push_event (fixture->source, gst_event_new_stream_start ("test"));
  gst_pad_push_event (fixture->source, gst_event_new_caps (caps));
  gst_pad_push_event (fixture->source, gst_event_new_segment (&segment));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gst_element_set_state (fixture->rtpbin, GST_STATE_NULL);
  gst_clear_object (&fixture->source);
  gst_clear_object (&fixture->entry);
  g_clear_pointer (&fixture->gate, media_picture_gate_free);
  gst_clear_object (&fixture->rtpbin);
}

static GstBuffer *
make_packet (guint8  payload,
             guint16 number)
{
  GstBuffer *buffer = gst_rtp_buffer_new_allocate (100, 0, 0);
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;

  gst_rtp_buffer_map (buffer, GST_MAP_WRITE, &rtp);
  gst_rtp_buffer_set_payload_type (&rtp, payload);
  gst_rtp_buffer_set_ssrc (&rtp, payload);
  gst_rtp_buffer_set_seq (&rtp, number);
  gst_rtp_buffer_unmap (&rtp);

  return buffer;
}

static void
push (Fixture *fixture,
      guint8   payload)
{
  for (guint16 i = 0; i < 5; i++)
    gst_pad_push (fixture->source, make_packet (payload, i));
}

/* What is shut out is never seen by rtpbin; what is not, is; and from when it opens on, everything is. */
static void
test_shut (Fixture       *fixture,
           gconstpointer  data)
{
  media_picture_gate_set (fixture->gate, 96, TRUE);
  push (fixture, 96);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
  push (fixture, 111);
  g_assert_cmpuint (fixture->n_asked, >, 0);
  fixture->n_asked = 0;
  media_picture_gate_set (fixture->gate, 96, FALSE);
  push (fixture, 96);
  g_assert_cmpuint (fixture->n_asked, >, 0);
}

/* Several packets may come at a time, and one that is too short for one is nothing of ours to judge. */
static void
test_lists (Fixture       *fixture,
            gconstpointer  data)
{
  GstBufferList *list = gst_buffer_list_new ();

  media_picture_gate_set (fixture->gate, 96, TRUE);
  for (guint16 i = 0; i < 5; i++)
    gst_buffer_list_add (list, make_packet (96, i));
  gst_pad_push_list (fixture->source, list);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
  gst_pad_push (fixture->source, gst_buffer_new_memdup ("\x80\x60", 2));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  ADD ("/media/picture-gate/shut", test_shut);
  ADD ("/media/picture-gate/lists", test_lists);

  return media_threads_run_tests ();
}
