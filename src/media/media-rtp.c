/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Between the ports and the codecs: what it is made of, and the way out. The way in, where strangers are kept out, is
 * media-rtp-receive.c. */

#include "media-rtp-private.h"

#include "media-jitter.h"
#include "media-rtp-srtp.h"

/* As with webrtcbin. */
#define MAX_STREAMS 8
/* Sound comes as it comes; who plays it asks how late that may be. */
static gboolean
source_query (GstPad    *pad,
              GstObject *parent,
              GstQuery  *query)
{
  if (GST_QUERY_TYPE (query) != GST_QUERY_LATENCY)
    return gst_pad_query_default (pad, parent, query);
  gst_query_set_latency (query, TRUE, 0, GST_CLOCK_TIME_NONE);

  return TRUE;
}

/**
 * media_rtp_new:
 * @pipeline: what it is part of
 * @rtpbin: a fresh rtpbin in it
 *
 * Makes an object that has opened nothing yet.
 *
 * Returns: (transfer full): the object
 */
MediaRtp *
media_rtp_new (GstElement *pipeline,
               GstElement *rtpbin)
{
  MediaRtp *self;

  g_return_val_if_fail (GST_IS_ELEMENT (pipeline) && GST_IS_ELEMENT (rtpbin), NULL);

  self = g_new0 (MediaRtp, 1);
  self->pipeline = gst_object_ref (pipeline);
  self->rtpbin = gst_object_ref (rtpbin);
  g_mutex_init (&self->mutex);
  g_object_set (rtpbin, "latency", (guint) MEDIA_JITTER_MIN_MS, "do-lost", TRUE, "max-streams", (guint) MAX_STREAMS, NULL);
  for (int i = 0; i < MEDIA_RTP_N_KINDS; i++)
    {
      self->pads[i] = gst_object_ref_sink (gst_pad_new (i == MEDIA_RTP_KIND_RTP ? "rtp" : "rtcp", GST_PAD_SRC));
      gst_pad_set_query_function (self->pads[i], source_query);
    }

  return self;
}

/**
 * media_rtp_open:
 * @self: not opened before
 * @family: of the addresses
 * @first: the first port that may be used; 0: any usual one
 * @last: the last
 * @error: (out): why not
 *
 * Binds a pair of ports.
 *
 * Returns: the even one; 0 with @error set
 */
guint
media_rtp_open (MediaRtp       *self,
                GSocketFamily   family,
                guint           first,
                guint           last,
                GError        **error)
{
  g_return_val_if_fail (self != NULL && self->socket == NULL, 0);

  self->socket = media_socket_new (family, first, last, error);

  return self->socket != NULL ? media_socket_get_port (self->socket) : 0;
}

static void
sink_handoff_cb (GstElement *sink,
                 GstBuffer  *buffer,
                 GstPad     *pad,
                 gpointer    user_data)
{
  MediaRtp *self = user_data;
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  media_socket_send (self->socket, map.data, map.size, g_str_has_suffix (GST_OBJECT_NAME (sink), "rtcp"));
  gst_buffer_unmap (buffer, &map);
}

static void
link_sending (MediaRtp   *self,
              GstElement *encoder,
              gboolean    is_rtcp)
{
  const char *kind = is_rtcp ? "rtcp" : "rtp";
  g_autofree char *sink_name = g_strconcat ("to-", kind, NULL);
  g_autofree char *from = g_strdup_printf ("send_%s_src_0", kind);
  GstElement *sink = gst_element_factory_make ("fakesink", sink_name);

  g_object_set (sink, "sync", FALSE, "async", FALSE, "signal-handoffs", TRUE, NULL);
  g_signal_connect_data (sink, "handoff", G_CALLBACK (sink_handoff_cb), self, NULL, 0);
  gst_bin_add (GST_BIN (self->pipeline), sink);
  if (encoder != NULL)
    media_rtp_link_encoder (encoder, self->rtpbin, sink, is_rtcp);
  else
    gst_element_link_pads (self->rtpbin, from, sink, "sink");
  gst_element_sync_state_with_parent (sink);
}

static void
take_key (MediaRtp          *self,
          const MediaCrypto *crypto)
{
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->theirs, media_crypto_free);
  self->theirs = crypto != NULL ? media_crypto_copy (crypto) : NULL;
  g_mutex_unlock (&self->mutex);
}

static GSocketAddress *
make_address (const char *address,
              guint       port)
{
  return address != NULL && port != 0 ? g_inet_socket_address_new_from_string (address, port) : NULL;
}

static void
describe (MediaRtp       *self,
          const MediaSdp *remote,
          gboolean        mux)
{
  g_autoptr (GSocketAddress) rtp = make_address (remote->address, remote->port);
  g_autoptr (GSocketAddress) rtcp =
    make_address (remote->rtcp_address != NULL ? remote->rtcp_address : remote->address, remote->rtcp_port);

  media_socket_describe (self->socket, rtp, rtcp, mux);
}

/**
 * media_rtp_connect:
 * @self: opened, not connected
 * @local: our side
 * @remote: theirs
 * @error: (out): why not
 *
 * Builds what is between the ports and the codecs, and begins to read.
 *
 * Returns: TRUE when sound may flow
 */
gboolean
media_rtp_connect (MediaRtp        *self,
                   const MediaSdp  *local,
                   const MediaSdp  *remote,
                   GError         **error)
{
  GstElement *encoder = NULL;

  g_return_val_if_fail (self != NULL && self->socket != NULL && self->entry == NULL, FALSE);
  g_return_val_if_fail (local != NULL && remote != NULL && local->cryptos->len == remote->cryptos->len, FALSE);

  if (local->cryptos->len > 0 &&
      !media_rtp_make_srtp (self->pipeline, g_ptr_array_index (local->cryptos, 0), &encoder, &self->decoder, error))
    return FALSE;
  if (self->decoder != NULL)
    take_key (self, g_ptr_array_index (remote->cryptos, 0));
  self->entry = gst_element_request_pad_simple (self->rtpbin, "send_rtp_sink_0");
  link_sending (self, encoder, FALSE);
  link_sending (self, encoder, TRUE);
  describe (self, remote, local->mux && remote->mux);
  media_rtp_start_receiving (self, remote->formats);

  return TRUE;
}

/**
 * media_rtp_move:
 * @self: connected
 * @remote: their side now
 *
 * Follows them to another address, and to another key.
 */
void
media_rtp_move (MediaRtp       *self,
                const MediaSdp *remote)
{
  const MediaCrypto *key;

  g_return_if_fail (self != NULL && self->socket != NULL);
  g_return_if_fail (remote != NULL);

  describe (self, remote, remote->mux);
  key = remote->cryptos->len > 0 ? g_ptr_array_index (remote->cryptos, 0) : NULL;
  if (self->decoder == NULL || key == NULL || media_crypto_is_same (key, self->theirs))
    return;
  take_key (self, key);
  g_signal_emit_by_name (self->decoder, "clear-keys");
}

/**
 * media_rtp_dup_entry:
 * @self: connected
 *
 * Gets where encoded sound goes in.
 *
 * Returns: (transfer full) (nullable): the pad
 */
GstPad *
media_rtp_dup_entry (MediaRtp *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->entry != NULL ? gst_object_ref (self->entry) : NULL;
}

/**
 * media_rtp_get_heard_at:
 * @self: the object
 *
 * Gets when a packet of theirs came last.
 *
 * Returns: monotonic time, µs; 0: never
 */
gint64
media_rtp_get_heard_at (MediaRtp *self)
{
  gint64 heard_at;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->mutex);
  heard_at = self->heard_at;
  g_mutex_unlock (&self->mutex);

  return heard_at;
}

/**
 * media_rtp_stop:
 * @self: the object
 *
 * Stops reading, before the pipeline is stopped.
 */
void
media_rtp_stop (MediaRtp *self)
{
  g_return_if_fail (self != NULL);

  if (self->socket != NULL)
    media_socket_stop (self->socket);
}

/**
 * media_rtp_free:
 * @self: (transfer full) (nullable): the object, whose pipeline has stopped
 *
 * Gives everything back.
 */
void
media_rtp_free (MediaRtp *self)
{
  if (self == NULL)
    return;
  media_rtp_stop (self);
  for (int i = 0; i < MEDIA_RTP_N_KINDS; i++)
    {
      gst_pad_set_active (self->pads[i], FALSE);
      gst_object_unref (self->pads[i]);
    }
  g_clear_object (&self->entry);
  media_socket_free (self->socket);
  media_crypto_free (self->theirs);
  g_mutex_clear (&self->mutex);
  gst_object_unref (self->rtpbin);
  gst_object_unref (self->pipeline);
  g_free (self);
}
