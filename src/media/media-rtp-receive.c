/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The way in. A packet comes by the thread of the socket, which pushes it through decryption and into rtpbin without a
 * queue between, so that what decryption says of it is known before the next one is read: only what passed may show where
 * the far end is (media-latch), and only that reaches a jitter buffer. */

#include "media-rtp-private.h"

#include "media-rtp-srtp.h"

static GstCaps *
make_caps (const MediaFormat *format)
{
  g_autofree char *name = g_ascii_strup (format->codec->name, -1);
  g_autofree char *channels = g_strdup_printf ("%u", format->codec->channels);

  return gst_caps_new_simple ("application/x-rtp", "media", G_TYPE_STRING, "audio",
                              "encoding-name", G_TYPE_STRING, name,
                              "clock-rate", G_TYPE_INT, (int) format->codec->clock_rate,
                              "payload", G_TYPE_INT, (int) format->payload,
                              "encoding-params", G_TYPE_STRING, channels, NULL);
}

/* In a streaming thread. Packets of other types do not come so far. */
static GstCaps *
rtpbin_request_pt_map_cb (GstElement *rtpbin,
                          guint       session,
                          guint       payload,
                          GPtrArray  *known)
{
  for (guint i = 0; i < known->len; i++)
    {
      int of = -1;

      gst_structure_get_int (gst_caps_get_structure (g_ptr_array_index (known, i), 0), "payload", &of);
      if (of == (int) payload)
        return gst_caps_ref (g_ptr_array_index (known, i));
    }

  return NULL;
}

static void
free_known (gpointer  data,
            GClosure *closure)
{
  g_ptr_array_unref (data);
}

static void
take_formats (MediaRtp     *self,
              const GArray *formats)
{
  GPtrArray *known = g_ptr_array_new_with_free_func ((GDestroyNotify) gst_caps_unref);

  for (guint i = 0; i < formats->len; i++)
    {
      const MediaFormat *format = &g_array_index (formats, MediaFormat, i);

      g_ptr_array_add (known, make_caps (format));
      self->taken[format->payload] = TRUE;
    }
  g_signal_connect_data (self->rtpbin, "request-pt-map", G_CALLBACK (rtpbin_request_pt_map_cb), known, free_known, 0);
}

static gboolean
is_proven (MediaRtp *self,
           guint32   ssrc)
{
  for (guint i = 0; i < self->n_proven; i++)
    {
      if (self->proven[i] == ssrc)
        return TRUE;
    }

  return FALSE;
}

static void
note_heard (MediaRtp *self)
{
  gboolean is_first;

  g_mutex_lock (&self->mutex);
  is_first = self->heard_at == 0;
  self->heard_at = g_get_monotonic_time ();
  g_mutex_unlock (&self->mutex);
  if (is_first)
    gst_element_post_message (self->pipeline, gst_message_new_application (
      GST_OBJECT (self->pipeline), gst_structure_new_empty ("media-heard")));
}

/* What left decryption was theirs, unless it is a copy from elsewhere. */
static GstPadProbeReturn
decrypted_cb (GstPad          *pad,
              GstPadProbeInfo *info,
              gpointer         user_data)
{
  MediaRtp *self = user_data;
  gboolean is_rtcp = g_str_has_prefix (GST_PAD_NAME (pad), "rtcp");

  self->passed = TRUE;
  if (!media_socket_admits (self->socket, is_rtcp, TRUE))
    return GST_PAD_PROBE_DROP;
  note_heard (self);

  return GST_PAD_PROBE_OK;
}

static void
push (MediaRtp     *self,
      const guint8 *data,
      gsize         size,
      gboolean      is_rtcp)
{
  GstBuffer *buffer = gst_buffer_new_memdup (data, size);
  g_autoptr (GstClock) clock = gst_element_get_clock (self->pipeline);
  GstClockTime now = clock != NULL ? gst_clock_get_time (clock) : 0;
  GstClockTime base = gst_element_get_base_time (self->pipeline);

  GST_BUFFER_PTS (buffer) = now > base ? now - base : 0;
  GST_BUFFER_DTS (buffer) = GST_BUFFER_PTS (buffer);
  gst_pad_push (self->pads[is_rtcp ? MEDIA_RTP_KIND_RTCP : MEDIA_RTP_KIND_RTP], buffer);
}

/* srtpdec keeps a state for every SSRC it was asked about, and asked it can be by anybody. */
static void
push_encrypted (MediaRtp     *self,
                const guint8 *data,
                gsize         size,
                gboolean      is_rtcp)
{
  guint32 ssrc = GST_READ_UINT32_BE (data + (is_rtcp ? 4 : 8));

  gboolean known = is_proven (self, ssrc);

  if (!known && self->n_proven == MEDIA_RTP_MAX_PROVEN)
    return;
  self->passed = FALSE;
  push (self, data, size, is_rtcp);
  if (known)
    return;
  if (self->passed)
    self->proven[self->n_proven++] = ssrc;
  else
    g_signal_emit_by_name (self->decoder, "remove-key", ssrc);
}

static void
packet_cb (const guint8 *data,
           gsize         size,
           gboolean      is_rtcp,
           gpointer      user_data)
{
  MediaRtp *self = user_data;

  if (!is_rtcp && !self->taken[data[1] & 0x7f])
    return;
  if (self->decoder != NULL)
    {
      push_encrypted (self, data, size, is_rtcp);
      return;
    }
  if (!media_socket_admits (self->socket, is_rtcp, FALSE))
    return;
  note_heard (self);
  push (self, data, size, is_rtcp);
}

static void
begin_stream (GstPad     *pad,
              const char *media_type)
{
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple (media_type);
  g_autofree char *id = g_strdup_printf ("media-%s", GST_PAD_NAME (pad));
  GstSegment segment;

  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_pad_push_event (pad, gst_event_new_stream_start (id));
  gst_pad_push_event (pad, gst_event_new_caps (caps));
  gst_pad_push_event (pad, gst_event_new_segment (&segment));
}

static void
link_receiving (MediaRtp *self,
                gboolean  is_rtcp)
{
  const char *kind = is_rtcp ? "rtcp" : "rtp";
  g_autofree char *sink_name = g_strdup_printf ("recv_%s_sink_0", kind);
  g_autoptr (GstPad) sink = gst_element_request_pad_simple (self->rtpbin, sink_name);
  GstPad *source = self->pads[is_rtcp ? MEDIA_RTP_KIND_RTCP : MEDIA_RTP_KIND_RTP];
  g_autofree char *media_type = g_strdup_printf ("application/x-%s%s", self->decoder != NULL ? "s" : "", kind);

  gst_pad_set_active (source, TRUE);
  if (self->decoder != NULL)
    {
      g_autofree char *entry_name = g_strconcat (kind, "_sink", NULL);
      g_autofree char *exit_name = g_strconcat (kind, "_src", NULL);
      g_autoptr (GstPad) entry = gst_element_get_static_pad (self->decoder, entry_name);
      g_autoptr (GstPad) exit = gst_element_get_static_pad (self->decoder, exit_name);

      gst_pad_add_probe (exit, GST_PAD_PROBE_TYPE_BUFFER, decrypted_cb, self, NULL);
      gst_pad_link (exit, sink);
      gst_pad_link (source, entry);
    }
  else
    {
      gst_pad_link (source, sink);
    }
  begin_stream (source, media_type);
}

/* In the thread of the socket. */
static GstCaps *
decoder_request_key_cb (GstElement *decoder,
                        guint       ssrc,
                        gpointer    user_data)
{
  MediaRtp *self = user_data;
  GstCaps *caps;

  g_mutex_lock (&self->mutex);
  caps = media_rtp_make_key_caps (self->theirs);
  g_mutex_unlock (&self->mutex);

  return caps;
}

void
media_rtp_start_receiving (MediaRtp     *self,
                           const GArray *formats)
{
  take_formats (self, formats);
  if (self->decoder != NULL)
    g_signal_connect_data (self->decoder, "request-key", G_CALLBACK (decoder_request_key_cb), self, NULL, 0);
  link_receiving (self, FALSE);
  link_receiving (self, TRUE);
  media_socket_start (self->socket, packet_cb, self);
}
