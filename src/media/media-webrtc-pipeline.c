/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the pipeline of a call reports, passed on as properties and signals of the call. */

#include "media-webrtc-private.h"

static void
set_double (MediaWebrtc *self,
            double      *field,
            double       value,
            const char  *property)
{
  if (ABS (*field - value) < 0.01)
    return;
  *field = value;
  g_object_notify (G_OBJECT (self), property);
}

static void
show_levels (MediaWebrtc *self,
             double       local_level,
             double       remote_level,
             double       remote_frequency)
{
  set_double (self, &self->local_level, local_level, "local-level");
  set_double (self, &self->remote_level, remote_level, "remote-level");
  set_double (self, &self->remote_frequency, remote_frequency, "remote-frequency");
}

void
media_webrtc_drop_pipeline (MediaWebrtc *self)
{
  if (self->pipeline == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->pipeline, self);
  media_pipeline_close (self->pipeline);
  g_clear_object (&self->pipeline);
  show_levels (self, MEDIA_SILENCE_DB, MEDIA_SILENCE_DB, 0);
}

static void
pipeline_described_cb (MediaWebrtc *self,
                       gpointer     sdp)
{
  media_webrtc_described (self, sdp);
}

static void
pipeline_connected_cb (MediaWebrtc *self)
{
  if (self->state == MEDIA_STATE_CONNECTING)
    media_webrtc_set_state (self, MEDIA_STATE_CONNECTED);
}

static void
pipeline_trouble_cb (MediaWebrtc  *self,
                     const GError *error)
{
  g_clear_error (&self->trouble);
  self->trouble = g_error_copy (error);
  g_object_notify (G_OBJECT (self), "device-error");
}

static void
pipeline_metered_cb (MediaWebrtc *self)
{
  show_levels (self, media_pipeline_get_local_level (self->pipeline),
               media_pipeline_get_remote_level (self->pipeline),
               media_pipeline_get_remote_frequency (self->pipeline));
}

static void
pipeline_tone_cb (MediaWebrtc *self,
                  guint        digit)
{
  const char text[] = { (char) digit, '\0' };

  g_signal_emit_by_name (self, "tone-received", text);
}

static void
pipeline_measured_cb (MediaWebrtc *self,
                      MediaStats  *stats)
{
  g_clear_pointer (&self->stats, media_stats_unref);
  self->stats = media_stats_ref (stats);
  g_object_notify (G_OBJECT (self), "stats");
}

void
media_webrtc_adopt_pipeline (MediaWebrtc *self)
{
  const struct { const char *signal; GCallback callback; } connections[] = {
    { "described", G_CALLBACK (pipeline_described_cb) },
    { "accepted", G_CALLBACK (media_webrtc_accepted) },
    { "connected", G_CALLBACK (pipeline_connected_cb) },
    { "failed", G_CALLBACK (media_webrtc_fail) },
    { "trouble", G_CALLBACK (pipeline_trouble_cb) },
    { "metered", G_CALLBACK (pipeline_metered_cb) },
    { "tone", G_CALLBACK (pipeline_tone_cb) },
    { "measured", G_CALLBACK (pipeline_measured_cb) },
  };

  self->pipeline = media_pipeline_new (self->settings);
  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    g_signal_connect_object (self->pipeline, connections[i].signal, connections[i].callback, self,
                             G_CONNECT_SWAPPED);
}
