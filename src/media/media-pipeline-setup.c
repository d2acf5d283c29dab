/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What webrtcbin is told before it negotiates: which addresses it may use, what it proves itself with, and where it
 * reports to. */

#include "media-pipeline-private.h"

#include "media-certificate.h"
#include "media-fingerprint.h"
#include "media-interfaces.h"
#include "media-jitter.h"
#include "media-loop.h"
#include "media-playout.h"
#include "media-picture-gate.h"
#include "media-relay.h"

/* libnice decides on a pair when none that is better can succeed any more: four times this (its own value makes it
 * 2 s), and so long a browser that moves with us may hear nothing. */
#define CHECK_MS 250
/* How far apart checks begin: the least that is allowed (RFC 8445 14.2). libnice takes the next step of a check that was
 * answered at such a tick, too, so that two machines side by side were 60 ms from knowing each other with its own 20. */
#define PACE_MS 5
/* One peer has one voice; a second one after a transfer, a few for luck. */
#define MAX_STREAMS 8

static void
webrtc_on_ice_candidate_cb (GstElement *webrtc,
                            guint       line,
                            const char *candidate,
                            gpointer    user_data)
{
  media_pipeline_post (user_data,
                       gst_structure_new ("media-candidate", "candidate", G_TYPE_STRING, candidate, NULL));
}

static void
webrtc_notify_gathering_cb (GstElement *webrtc,
                            GParamSpec *property,
                            gpointer    user_data)
{
  GstWebRTCICEGatheringState state;

  g_object_get (webrtc, "ice-gathering-state", &state, NULL);
  if (state == GST_WEBRTC_ICE_GATHERING_STATE_COMPLETE)
    media_pipeline_post (user_data, gst_structure_new_empty ("media-gathered"));
}

static void
webrtc_notify_connection_cb (GstElement *webrtc,
                             GParamSpec *property,
                             gpointer    user_data)
{
  media_pipeline_post (user_data, gst_structure_new_empty ("media-connection"));
}

static void
set_up_ice (MediaPipeline *self,
            gboolean       with_loopback)
{
  g_auto (GStrv) addresses = media_interfaces_list (with_loopback);
  g_autoptr (GstWebRTCICE) ice = NULL;
  g_autoptr (GObject) agent = NULL;

  g_object_get (self->webrtc, "ice-agent", &ice, NULL);
  g_object_get (ice, "agent", &agent, NULL);
  /* Sound goes by UDP alone, and opening a router's ports behind the person's back is not for a telephone. */
  g_object_set (agent, "ice-tcp", FALSE, "upnp", FALSE, "stun-initial-timeout", (guint) CHECK_MS,
                "stun-pacing-timer", (guint) PACE_MS, NULL);
  for (guint i = 0; addresses[i] != NULL; i++)
    {
      gboolean added;

      g_signal_emit_by_name (ice, "add-local-ip-address", addresses[i], &added);
    }
}

static void
free_certificate (gpointer  data,
                  GClosure *closure)
{
  media_certificate_free (data);
}

/* In webrtcbin's thread, while the offer or the answer is being made and DTLS has not begun. */
static void
webrtc_deep_element_added_cb (GstBin     *webrtc,
                              GstBin     *bin,
                              GstElement *element,
                              const char *certificate)
{
  GstElementFactory *factory = gst_element_get_factory (element);

  if (factory != NULL && g_str_equal (GST_OBJECT_NAME (factory), "dtlsdec"))
    g_object_set (element, "pem", certificate, NULL);
}

static gboolean
set_up_certificate (MediaPipeline  *self,
                    GError        **error)
{
  char *certificate = media_certificate_new (error);

  if (certificate == NULL)
    return FALSE;
  self->fingerprint = media_fingerprint_new (certificate);
  g_signal_connect_data (self->webrtc, "deep-element-added", G_CALLBACK (webrtc_deep_element_added_cb),
                         certificate, free_certificate, 0);

  return TRUE;
}

gboolean
media_pipeline_set_up_webrtc (MediaPipeline  *self,
                              gboolean        with_loopback,
                              GError        **error)
{
  g_autoptr (GstElement) rtpbin = gst_bin_get_by_name (GST_BIN (self->webrtc), "rtpbin");

  if (!set_up_certificate (self, error))
    return FALSE;

  g_object_set (self->webrtc, "bundle-policy", GST_WEBRTC_BUNDLE_POLICY_MAX_BUNDLE,
                "latency", (guint) MEDIA_JITTER_MIN_MS, NULL);
  media_playout_attach (self->pipeline, self->webrtc, !self->settings->without_correction);
  media_loop_attach (self->webrtc);
  if (self->settings->stun_server != NULL)
    g_object_set (self->webrtc, "stun-server", self->settings->stun_server, NULL);
  media_relay_apply (self->settings, self->webrtc);
  g_object_set (rtpbin, "max-streams", (guint) MAX_STREAMS, NULL);
  self->gate = media_picture_gate_new (rtpbin);
  set_up_ice (self, with_loopback);

  g_signal_connect_object (self->webrtc, "on-ice-candidate",
                           G_CALLBACK (webrtc_on_ice_candidate_cb), self->pipeline, 0);
  g_signal_connect_object (self->webrtc, "notify::ice-gathering-state",
                           G_CALLBACK (webrtc_notify_gathering_cb), self->pipeline, 0);
  g_signal_connect_object (self->webrtc, "notify::ice-connection-state",
                           G_CALLBACK (webrtc_notify_connection_cb), self->pipeline, 0);
  g_signal_connect_object (self->webrtc, "notify::connection-state",
                           G_CALLBACK (webrtc_notify_connection_cb), self->pipeline, 0);

  return TRUE;
}
