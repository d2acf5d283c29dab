/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A line for tests sends every packet back as it came, with the number of our own stream. GStreamer takes such a packet
 * for one that we send, and out it goes again, as fast as the two can. Therefore it gets another number before GStreamer
 * sees it: then it is a stream like any other, and who calls such a line hears himself, which is what it is for (RFC 3550
 * 8.2 leaves what is done about a loop to us). */

#include "media-loop.h"

#include <gst/rtp/rtp.h>

/* Sound, pictures, and what is sent again of either. */
#define MAX_STREAMS 8
#define RTCP_SSRC_AT 4

typedef struct
{
  GMutex  mutex;
  guint32 ours[MAX_STREAMS];
  guint   n_ours;
} MediaLoop;

static void
loop_clear (gpointer data)
{
  g_mutex_clear (&((MediaLoop *) data)->mutex);
}

static void
loop_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, loop_clear);
}

static void
free_loop (gpointer  data,
           GClosure *closure)
{
  loop_release (data);
}

static gboolean
find_ours (MediaLoop *self,
           guint32    ssrc)
{
  for (guint i = 0; i < self->n_ours; i++)
    {
      if (self->ours[i] == ssrc)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_ours (MediaLoop *self,
         guint32    ssrc)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return find_ours (self, ssrc);
}

static void
remember (MediaLoop *self,
          guint32    ssrc)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!find_ours (self, ssrc) && self->n_ours < MAX_STREAMS)
    self->ours[self->n_ours++] = ssrc;
}

static gboolean
read_ssrc (GstBuffer *buffer,
           guint32   *ssrc)
{
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;

  if (!gst_rtp_buffer_map (buffer, GST_MAP_READ, &rtp))
    return FALSE;
  *ssrc = gst_rtp_buffer_get_ssrc (&rtp);
  gst_rtp_buffer_unmap (&rtp);

  return TRUE;
}

static GstPadProbeReturn
sent_cb (GstPad          *pad,
         GstPadProbeInfo *info,
         gpointer         user_data)
{
  GstBuffer *buffer = GST_IS_BUFFER_LIST (info->data) ? gst_buffer_list_get (info->data, 0) : info->data;
  guint32 ssrc;

  if (read_ssrc (buffer, &ssrc))
    remember (user_data, ssrc);

  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
received_cb (GstPad          *pad,
             GstPadProbeInfo *info,
             gpointer         user_data)
{
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;
  guint32 ssrc;

  if (!read_ssrc (info->data, &ssrc) || !is_ours (user_data, ssrc))
    return GST_PAD_PROBE_OK;
  info->data = gst_buffer_make_writable (GST_BUFFER (info->data));
  if (!gst_rtp_buffer_map (info->data, GST_MAP_WRITE, &rtp))
    return GST_PAD_PROBE_DROP;
  gst_rtp_buffer_set_ssrc (&rtp, ~ssrc);
  gst_rtp_buffer_unmap (&rtp);

  return GST_PAD_PROBE_OK;
}

/* Our own report, come back, says nothing. */
static GstPadProbeReturn
report_received_cb (GstPad          *pad,
                    GstPadProbeInfo *info,
                    gpointer         user_data)
{
  guint32 ssrc;

  if (gst_buffer_extract (info->data, RTCP_SSRC_AT, &ssrc, sizeof ssrc) == sizeof ssrc &&
      is_ours (user_data, GUINT32_FROM_BE (ssrc)))
    return GST_PAD_PROBE_DROP;

  return GST_PAD_PROBE_OK;
}

static void
add_probe (MediaLoop           *self,
           GstPad              *pad,
           GstPadProbeType      type,
           GstPadProbeCallback  callback)
{
  gst_pad_add_probe (pad, type, callback, g_atomic_rc_box_acquire (self), loop_release);
}

static void
rtpbin_pad_added_cb (GstElement *rtpbin,
                     GstPad     *pad,
                     gpointer    user_data)
{
  const char *name = GST_OBJECT_NAME (pad);

  if (g_str_has_prefix (name, "send_rtp_src_"))
    add_probe (user_data, pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_BUFFER_LIST, sent_cb);
  else if (g_str_has_prefix (name, "recv_rtp_sink_"))
    add_probe (user_data, pad, GST_PAD_PROBE_TYPE_BUFFER, received_cb);
  else if (g_str_has_prefix (name, "recv_rtcp_sink_"))
    add_probe (user_data, pad, GST_PAD_PROBE_TYPE_BUFFER, report_received_cb);
}

/**
 * media_loop_attach:
 * @rtp: webrtcbin or rtpbin, which has no pads yet
 *
 * Lets what the far end sends back be heard, and not be sent once more.
 */
void
media_loop_attach (GstElement *rtp)
{
  g_autoptr (GstElement) inner = NULL;
  MediaLoop *self;

  g_return_if_fail (GST_IS_BIN (rtp));

  inner = gst_bin_get_by_name (GST_BIN (rtp), "rtpbin");
  self = g_atomic_rc_box_new0 (MediaLoop);
  g_mutex_init (&self->mutex);
  g_signal_connect_data (inner != NULL ? inner : rtp, "pad-added", G_CALLBACK (rtpbin_pad_added_cb), self, free_loop, 0);
}
