/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From ICE and DTLS to a line that may be talked on, and the watch over it afterwards. */

#include "media-pipeline-private.h"

#include "media-encoder.h"
#include "media-error.h"
#include "media-fingerprint.h"
#include "media-interfaces.h"
#include "media-sdp-rtp.h"
#include "media-picture-private.h"
#include "media-stats-private.h"

#define TICK_MS 1000
/* ICE gives up by itself only after it has something to check; a peer without candidates would keep it
 * waiting. */
#define CONNECT_MS 20000
/* The meters speak ten times a second; after this they have nothing to measure. */
#define SILENT_AFTER_US 400000
#define SILENCE_DB (-100.0)
#define NUDGE_MS 100
/* Neither STUN, DTLS nor RTP. */
#define NUDGE 80

/* webrtcbin makes one transport for the one line there is. */
static GstWebRTCDTLSTransport *
dup_dtls (MediaPipeline *self)
{
  g_autoptr (GstWebRTCRTPTransceiver) transceiver = NULL;
  g_autoptr (GstWebRTCRTPReceiver) receiver = NULL;
  GstWebRTCDTLSTransport *dtls = NULL;

  g_signal_emit_by_name (self->webrtc, "get-transceiver", 0, &transceiver);
  if (transceiver != NULL)
    g_object_get (transceiver, "receiver", &receiver, NULL);
  if (receiver != NULL)
    g_object_get (receiver, "transport", &dtls, NULL);

  return dtls;
}

/* RFC 8827 5.1: the certificate MUST be the one of the fingerprint. */
static gboolean
is_the_right_peer (MediaPipeline *self)
{
  g_autoptr (GstWebRTCDTLSTransport) dtls = dup_dtls (self);
  g_autofree char *certificate = NULL;

  if (dtls == NULL || self->remote == NULL)
    return FALSE;
  g_object_get (dtls, "remote-certificate", &certificate, NULL);

  return certificate != NULL &&
         media_fingerprint_matches (certificate, self->remote->hash, self->remote->fingerprint);
}

static void
become_connected (MediaPipeline *self)
{
  if (self->connected)
    return;
  if (!is_the_right_peer (self))
    {
      media_pipeline_fail (self, MEDIA_ERROR_SECURITY, "the certificate is not that of the fingerprint");
      return;
    }
  if (self->connect_source != NULL)
    g_source_destroy (self->connect_source);
  g_clear_pointer (&self->connect_source, g_source_unref);
  self->connected = TRUE;
  media_stats_hasten_reports (self->webrtc);
  media_pipeline_apply_flow (self);
  media_pipeline_emit_connected (self);
}

static void
fail_connection (MediaPipeline *self)
{
  GstWebRTCICEConnectionState ice;

  g_object_get (self->webrtc, "ice-connection-state", &ice, NULL);
  if (ice == GST_WEBRTC_ICE_CONNECTION_STATE_CONNECTED || ice == GST_WEBRTC_ICE_CONNECTION_STATE_COMPLETED)
    media_pipeline_fail (self, MEDIA_ERROR_SECURITY, "DTLS failed");
  else
    media_pipeline_fail (self, MEDIA_ERROR_CONNECTIVITY,
                         self->connected ? "ICE lost the peer" : "ICE found no way to the peer");
}

/* In a thread of GStreamer's, because a sink may block. */
static void
nudge_async (GstElement *sink,
             gpointer    user_data)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (sink, "sink");
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple ("application/x-dtls");
  GstSegment segment;
  guint8 *nothing = g_new0 (guint8, 1);

  nothing[0] = NUDGE;
  gst_segment_init (&segment, GST_FORMAT_TIME);
  gst_pad_send_event (pad, gst_event_new_stream_start ("nudge"));
  gst_pad_send_event (pad, gst_event_new_caps (caps));
  gst_pad_send_event (pad, gst_event_new_segment (&segment));
  gst_pad_chain (pad, gst_buffer_new_wrapped (nothing, 1));
}

static gboolean
nudge_cb (gpointer user_data)
{
  MediaPipeline *self = user_data;
  g_autoptr (GstIterator) sinks = NULL;
  g_auto (GValue) sink = G_VALUE_INIT;

  if (self->connected)
    return G_SOURCE_REMOVE;
  sinks = gst_bin_iterate_all_by_element_factory_name (GST_BIN (self->webrtc), "nicesink");
  if (gst_iterator_next (sinks, &sink) == GST_ITERATOR_OK)
    gst_element_call_async (g_value_get_object (&sink), nudge_async, NULL, NULL);

  return G_SOURCE_CONTINUE;
}

/* A browser that is controlled stays on the pair that brought it data last, nominated or not, and its DTLS speaks
 * there; while it is the client, we have nothing to say. A packet that everybody drops (RFC 7983 7) is data too. */
static void
start_nudging (MediaPipeline *self)
{
  GstWebRTCICEConnectionState ice;

  g_object_get (self->webrtc, "ice-connection-state", &ice, NULL);
  if (self->nudge_source != NULL || self->remote == NULL ||
      (self->local->setup != MEDIA_SETUP_PASSIVE && self->remote->setup != MEDIA_SETUP_ACTIVE) ||
      (ice != GST_WEBRTC_ICE_CONNECTION_STATE_CONNECTED && ice != GST_WEBRTC_ICE_CONNECTION_STATE_COMPLETED))
    return;
  self->nudge_source = media_pipeline_add_timeout (self, NUDGE_MS, nudge_cb);
}

void
media_pipeline_handle_connection (MediaPipeline *self)
{
  GstWebRTCPeerConnectionState state;

  g_object_get (self->webrtc, "connection-state", &state, NULL);
  if (!self->connected)
    start_nudging (self);
  switch (state)
    {
    case GST_WEBRTC_PEER_CONNECTION_STATE_CONNECTED:
      become_connected (self);
      break;
    case GST_WEBRTC_PEER_CONNECTION_STATE_FAILED:
      fail_connection (self);
      break;
    /* A peer that hangs up closes DTLS before its BYE arrives; ICE asks for consent while disconnected and
     * fails if it gets none (RFC 7675), so neither of these is an end. */
    case GST_WEBRTC_PEER_CONNECTION_STATE_DISCONNECTED:
    case GST_WEBRTC_PEER_CONNECTION_STATE_CLOSED:
    case GST_WEBRTC_PEER_CONNECTION_STATE_NEW:
    case GST_WEBRTC_PEER_CONNECTION_STATE_CONNECTING:
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
stats_cb (GstPromise *promise,
          gpointer    user_data)
{
  const GstStructure *reply;
  GstStructure *message;

  if (gst_promise_wait (promise) != GST_PROMISE_RESULT_REPLIED)
    return;
  reply = gst_promise_get_reply (promise);
  if (reply == NULL)
    return;
  message = gst_structure_copy (reply);
  gst_structure_set_name (message, "media-stats");
  media_pipeline_post (user_data, message);
}

/* A level is a fact about now; when no sound arrives any more, silence is the fact. Asked as often as either side says
 * how loud it is, so that one that has fallen silent is not told for longer because the next tick is far. */
void
media_pipeline_show_levels (MediaPipeline *self)
{
  gint64 now = g_get_monotonic_time ();

  if (now - self->local_level_at > SILENT_AFTER_US)
    self->local_level = SILENCE_DB;
  if (now - self->remote_level_at > SILENT_AFTER_US)
    {
      self->remote_level = SILENCE_DB;
      self->remote_frequency = 0;
    }
  media_pipeline_emit_metered (self);
}

void
media_pipeline_webrtc_measure (MediaPipeline *self)
{
  g_autoptr (GstPromise) promise =
    gst_promise_new_with_change_func (stats_cb, gst_object_ref (self->pipeline), gst_object_unref);

  g_signal_emit_by_name (self->webrtc, "get-stats", NULL, promise);
}

static gboolean
tick_cb (gpointer user_data)
{
  MediaPipeline *self = user_data;
  g_autoptr (MediaPipeline) alive = g_object_ref (self);

  media_pipeline_show_levels (self);
  if (self->microphone != NULL && self->source != NULL)
    media_end_look (self->microphone, self->local_level_at);
  self->path->measure (self);

  return self->pipeline != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
connect_timeout_cb (gpointer user_data)
{
  MediaPipeline *self = user_data;
  g_autoptr (MediaPipeline) alive = g_object_ref (self);

  media_pipeline_fail (self, MEDIA_ERROR_CONNECTIVITY, "no way to the peer in 20 s");
  return G_SOURCE_REMOVE;
}

/* The way may stand before the devices do. */
void
media_pipeline_start_ticking (MediaPipeline *self)
{
  self->tick_source = media_pipeline_add_timeout (self, TICK_MS, tick_cb);
  if (!self->connected)
    self->connect_source = media_pipeline_add_timeout (self, CONNECT_MS, connect_timeout_cb);
}

/* The address our packets leave from, if it is one of this machine and not what a router makes of it. */
static const char *
find_own_address (const GstStructure *stats)
{
  for (int i = 0; i < gst_structure_n_fields (stats); i++)
    {
      const GValue *value = gst_structure_get_value (stats, gst_structure_nth_field_name (stats, i));
      const GstStructure *entry = GST_VALUE_HOLDS_STRUCTURE (value) ? gst_value_get_structure (value) : NULL;
      GstWebRTCStatsType type;

      if (entry == NULL || !gst_structure_get_enum (entry, "type", GST_TYPE_WEBRTC_STATS_TYPE, (int *) &type))
        continue;
      if (type == GST_WEBRTC_STATS_LOCAL_CANDIDATE &&
          g_strcmp0 (gst_structure_get_string (entry, "candidate-type"), "host") == 0)
        return gst_structure_get_string (entry, "address");
    }

  return NULL;
}

/* Behind a router it is not known which of ours it is; none left is certain all the same. */
static gboolean
have_any_address (MediaPipeline *self)
{
  for (guint i = 0; i < self->local->candidates->len; i++)
    {
      const MediaCandidate *candidate = g_ptr_array_index (self->local->candidates, i);

      if (g_str_equal (candidate->type, "host") && media_interfaces_have (candidate->address))
        return TRUE;
    }

  return FALSE;
}

/* ICE notices only after half a minute without an answer that nobody hears it (RFC 7675 5.1); that the address it
 * speaks from has left this machine is seen at once. It may come back: nothing is given up here. */
static void
watch_path (MediaPipeline      *self,
            const GstStructure *stats)
{
  const char *address = find_own_address (stats);
  gboolean cut = address != NULL ? !media_interfaces_have (address) : !have_any_address (self);

  if (!self->connected || cut == self->cut)
    return;
  self->cut = cut;
  media_pipeline_emit_cut (self);
}

static void
read_packets (MediaPipeline *self,
              MediaStats    *stats)
{
  const MediaCrypto *crypto = media_sdp_get_crypto (self->local);

  media_stats_read_rtpbin (stats, self->webrtc);
  if (self->profile == MEDIA_PROFILE_WEBRTC)
    {
      media_stats_read_dtls (stats, self->webrtc);
    }
  else if (crypto != NULL)
    {
      stats->secrecy = MEDIA_SECRECY_SDES;
      stats->cipher = g_strdup (crypto->suite->name);
    }
}

void
media_pipeline_handle_stats (MediaPipeline      *self,
                             const GstStructure *structure)
{
  const MediaFormat *format = self->remote != NULL ? media_sdp_choose_format (self->remote) : NULL;
  g_autoptr (MediaStats) stats = media_stats_new (structure, format != NULL ? format->codec->name : NULL);
  g_autoptr (GstElement) speaking = gst_bin_get_by_name (GST_BIN (self->pipeline), "speaking");

  read_packets (self, stats);
  if (speaking != NULL)
    media_encoder_set_loss (speaking, stats->remote_loss);
  media_picture_tick (self, structure);
  media_pipeline_emit_measured (self, stats);
  watch_path (self, structure);
}
