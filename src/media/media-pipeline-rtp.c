/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The path of a pipeline by RTP without ICE. There is no handshake: ours may go as soon as both descriptions are known,
 * and whether it arrives only the far end can say. So such a line counts as connected when something came, or after a
 * second without; and as lost when nothing comes for as long as ICE would ask in vain. */

#include "media-pipeline-private.h"

#include "media-interfaces.h"
#include "media-loop.h"
#include "media-playout.h"
#include "media-sdp-rtp.h"

/* A far end behind a router hears us first, one with a border controller speaks first; later nobody waits. */
#define CONNECT_MS 1000
#define PATIENCE_MS 30000
/* What nobody has: asking for the way there sends nothing (RFC 5737, RFC 3849). */
#define ELSEWHERE "192.0.2.1"
#define ANY_PORT 9

static gboolean
rtp_open (MediaPipeline  *self,
          gboolean        with_loopback,
          GError        **error)
{
  self->by.near = with_loopback;
  self->by.rtp = media_rtp_new (self->pipeline, self->webrtc);
  media_playout_attach (self->pipeline, self->webrtc, !self->settings->without_correction);
  media_loop_attach (self->webrtc);

  return TRUE;
}

/* The address that packets to @peer would leave from. */
static char *
find_way (const char *peer)
{
  g_autoptr (GSocketAddress) to = g_inet_socket_address_new_from_string (peer, ANY_PORT);
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GSocketAddress) from = NULL;

  if (to == NULL)
    return NULL;
  socket = g_socket_new (g_socket_address_get_family (to), G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  if (socket == NULL || !g_socket_connect (socket, to, NULL, NULL))
    return NULL;
  from = g_socket_get_local_address (socket, NULL);

  return from != NULL ? g_inet_address_to_string (
    g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (from))) : NULL;
}

/* Somebody on hold has no address; then it is as if nothing were known. */
static char *
choose_address (MediaPipeline *self,
                const char    *peer)
{
  char *address = find_way (peer != NULL ? peer : ELSEWHERE);
  g_auto (GStrv) listed = NULL;

  if (address != NULL)
    return address;
  listed = media_interfaces_list (self->by.near);
  for (guint i = 0; listed[i] != NULL; i++)
    {
      if (strchr (listed[i], ':') == NULL)
        return g_strdup (listed[i]);
    }

  return g_strdup (listed[0] != NULL ? listed[0] : "127.0.0.1");
}

/* Our side without formats and keys; NULL: there is no port, and the pipeline has failed. */
static MediaSdp *
open_local (MediaPipeline *self,
            const char    *peer)
{
  g_autoptr (MediaSdp) local = media_sdp_new ();
  g_autoptr (GError) error = NULL;
  GSocketFamily family;

  local->profile = self->profile;
  local->address = choose_address (self, peer);
  family = strchr (local->address, ':') != NULL ? G_SOCKET_FAMILY_IPV6 : G_SOCKET_FAMILY_IPV4;
  local->port = media_rtp_open (self->by.rtp, family, self->settings->port_first, self->settings->port_last, &error);
  if (local->port == 0)
    {
      media_pipeline_fail (self, MEDIA_ERROR_CONNECTIVITY, "%s", error->message);
      return NULL;
    }
  local->rtcp_port = local->port + 1;
  local->mux = TRUE;

  return g_steal_pointer (&local);
}

static void
offer_formats (MediaSdp       *local,
               char          **names,
               const MediaSdp *agreed)
{
  g_autoptr (GPtrArray) codecs = media_codec_list_offered ((const char *const *) names);

  if (agreed != NULL)
    {
      g_array_append_vals (local->formats, agreed->formats->data, agreed->formats->len);
      return;
    }
  for (guint i = 0; i < codecs->len; i++)
    {
      const MediaCodec *codec = g_ptr_array_index (codecs, i);
      MediaFormat format = { .payload = codec->payload, .codec = codec };

      g_array_append_val (local->formats, format);
    }
}

/* A key for each suite, so that none is ever used with two. */
static gboolean
offer_keys (MediaSdp *local)
{
  guint n_suites;
  const MediaSuite *suites = media_crypto_list_suites (&n_suites);

  for (guint i = 0; i < n_suites; i++)
    {
      MediaCrypto *crypto;

      if (!suites[i].is_offered)
        continue;
      crypto = media_crypto_new (local->cryptos->len + 1, &suites[i]);
      if (crypto == NULL)
        return FALSE;
      g_ptr_array_add (local->cryptos, crypto);
    }

  return TRUE;
}

static void
rtp_offer (MediaPipeline  *self,
           const MediaSdp *agreed)
{
  g_autoptr (MediaSdp) local = open_local (self, NULL);
  const MediaLine line = {
    .media = (char *) "audio",
    .protocol = (char *) (self->profile == MEDIA_PROFILE_SDES ? "RTP/SAVP" : "RTP/AVP"),
  };

  if (local == NULL)
    return;
  media_sdp_add_line (local, &line);
  offer_formats (local, self->settings->codecs, agreed);
  if (self->profile != MEDIA_PROFILE_PLAIN && !offer_keys (local))
    {
      media_pipeline_fail (self, MEDIA_ERROR_SECURITY, "no key can be made");
      return;
    }
  self->local = g_steal_pointer (&local);
  media_pipeline_emit_described (self);
  media_pipeline_open_ends_soon (self);
}

static void
become_connected (MediaPipeline *self)
{
  if (self->connected || !self->by.flowing)
    return;
  if (self->connect_source != NULL)
    g_source_destroy (self->connect_source);
  g_clear_pointer (&self->connect_source, g_source_unref);
  self->connected = TRUE;
  media_pipeline_apply_flow (self);
  media_pipeline_emit_connected (self);
}

void
media_pipeline_handle_heard (MediaPipeline *self)
{
  become_connected (self);
}

static gboolean
connect_cb (gpointer user_data)
{
  MediaPipeline *self = user_data;
  g_autoptr (MediaPipeline) alive = g_object_ref (self);

  become_connected (self);
  return G_SOURCE_REMOVE;
}

/* From here on packets go; FALSE: the pipeline has failed. */
static gboolean
flow (MediaPipeline *self)
{
  g_autoptr (GError) error = NULL;

  if (!media_rtp_connect (self->by.rtp, self->local, self->remote, &error))
    {
      media_pipeline_fail (self, (MediaError) error->code, "%s", error->message);
      return FALSE;
    }
  self->by.flowing = TRUE;
  self->nudge_source = media_pipeline_add_timeout (self, CONNECT_MS, connect_cb);

  return TRUE;
}

/* The first of their keys that we can use is the one they like best (RFC 4568 5.1.2). */
static gboolean
answer_keys (MediaPipeline *self)
{
  const MediaCrypto *theirs = media_sdp_get_crypto (self->remote);
  MediaCrypto *ours;

  if (theirs == NULL)
    return TRUE;
  ours = media_crypto_new (theirs->tag, theirs->suite);
  media_sdp_take_crypto (self->local, ours);
  media_sdp_take_crypto (self->remote, media_crypto_copy (theirs));

  return ours != NULL;
}

static void
rtp_answer (MediaPipeline  *self,
            const MediaSdp *offer,
            MediaSetup      role)
{
  g_autoptr (MediaSdp) local = open_local (self, offer->address);

  if (local == NULL)
    return;
  media_pipeline_take_remote (self, offer);
  media_sdp_add_line (local, g_ptr_array_index (self->remote->lines, 0));
  g_array_append_vals (local->formats, self->remote->formats->data, self->remote->formats->len);
  local->mux = offer->mux;
  self->local = g_steal_pointer (&local);
  if (!answer_keys (self))
    media_pipeline_fail (self, MEDIA_ERROR_SECURITY, "no key can be made");
  else if (flow (self))
    media_pipeline_emit_described (self);
  media_pipeline_open_ends_soon (self);
}

static void
rtp_accept (MediaPipeline  *self,
            const MediaSdp *answer)
{
  media_pipeline_take_remote (self, answer);
  media_sdp_settle (self->local, answer);
  if (!flow (self))
    return;
  media_pipeline_start_speaking (self);
  if (self->pipeline != NULL)
    media_pipeline_emit_accepted (self);
}

static GstPad *
rtp_dup_entry (MediaPipeline *self)
{
  return media_rtp_dup_entry (self->by.rtp);
}

/* What stops while both were to talk has broken. Who has not said anything yet may be ringing, and who holds us may do
 * it without music. */
static gboolean
is_silent (MediaPipeline *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 heard_at = media_rtp_get_heard_at (self->by.rtp);
  guint patience_ms = self->by.patience_ms != 0 ? self->by.patience_ms : PATIENCE_MS;

  if (self->direction != MEDIA_DIRECTION_BOTH || heard_at == 0)
    self->by.awaited_at = 0;
  else if (self->by.awaited_at == 0)
    self->by.awaited_at = now;

  return self->by.awaited_at != 0 &&
         now - MAX (self->by.awaited_at, heard_at) > (gint64) patience_ms * 1000;
}

static void
rtp_measure (MediaPipeline *self)
{
  g_autoptr (GstStructure) stats = media_rtp_dup_stats (self->by.rtp, self->local->address);

  media_pipeline_handle_stats (self, stats);
  if (self->pipeline != NULL && is_silent (self))
    media_pipeline_fail (self, MEDIA_ERROR_CONNECTIVITY, "nothing comes from them any more");
}

const MediaPath media_pipeline_rtp_path = {
  .element = "rtpbin",
  .open = rtp_open,
  .offer = rtp_offer,
  .answer = rtp_answer,
  .accept = rtp_accept,
  .dup_entry = rtp_dup_entry,
  .measure = rtp_measure,
};
