/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the pipelines of a call report, passed on as properties and signals of the call. There is one, or, while the
 * call moves to another path, two: then the one that is heard speaks for the call. */

#include "media-stats-private.h"
#include "media-session-private.h"
#include "media-session-truth.h"

static void
set_double (MediaSession *self,
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
show_levels (MediaSession *self,
             double       local_level,
             double       remote_level,
             double       remote_frequency)
{
  set_double (self, &self->local_level, local_level, "local-level");
  set_double (self, &self->remote_level, remote_level, "remote-level");
  set_double (self, &self->remote_frequency, remote_frequency, "remote-frequency");
  media_session_note_level (self, remote_level);
}

MediaPipeline *
media_session_get_sounding (MediaSession *self)
{
  if (self->former != NULL && (self->pipeline == NULL || !media_pipeline_is_connected (self->pipeline)))
    return self->former;

  return self->pipeline != NULL ? self->pipeline : self->fresh;
}

void
media_session_drop_pipeline (MediaSession    *self,
                             MediaPipeline **pipeline)
{
  g_autoptr (MediaPipeline) dropped = g_steal_pointer (pipeline);

  if (dropped == NULL)
    return;
  g_signal_handlers_disconnect_by_data (dropped, self);
  media_pipeline_close (dropped);
  media_session_apply_recording (self);
  if (media_session_get_sounding (self) == NULL)
    show_levels (self, MEDIA_SILENCE_DB, MEDIA_SILENCE_DB, 0);
}

void
media_session_drop_pipelines (MediaSession *self)
{
  media_session_drop_former (self);
  media_session_drop_pipeline (self, &self->pipeline);
  media_session_drop_pipeline (self, &self->fresh);
  media_session_end_patience (self);
}

static void
pipeline_described_cb (MediaSession *self,
                       gpointer     sdp)
{
  media_session_described (self, sdp);
}

void
media_session_show_trouble (MediaSession *self)
{
  MediaPipeline *sounding = media_session_get_sounding (self);
  const GError *trouble = sounding != NULL ? media_pipeline_get_trouble (sounding) : NULL;

  if (trouble == NULL && self->trouble == NULL)
    return;
  g_clear_error (&self->trouble);
  if (trouble != NULL)
    self->trouble = g_error_copy (trouble);
  g_object_notify (G_OBJECT (self), "device-error");
}

static void
pipeline_trouble_cb (MediaSession   *self,
                     const GError  *error,
                     MediaPipeline *pipeline)
{
  if (pipeline == media_session_get_sounding (self))
    media_session_show_trouble (self);
}

static void
pipeline_metered_cb (MediaSession   *self,
                     MediaPipeline *pipeline)
{
  if (pipeline != media_session_get_sounding (self))
    return;
  show_levels (self, media_pipeline_get_local_level (pipeline), media_pipeline_get_remote_level (pipeline),
               media_pipeline_get_remote_frequency (pipeline));
  media_session_tell_levels (self);
}

static void
pipeline_tone_cb (MediaSession *self,
                  guint        digit)
{
  const char text[] = { (char) digit, '\0' };

  g_signal_emit_by_name (self, "tone-received", text);
}

static void
pipeline_measured_cb (MediaSession   *self,
                      MediaStats    *stats,
                      MediaPipeline *pipeline)
{
  if (pipeline != media_session_get_sounding (self) || !media_pipeline_is_connected (pipeline))
    return;
  g_clear_pointer (&self->stats, media_stats_unref);
  self->stats = media_stats_add (stats, self->stats_before);
  media_session_tell_stats (self);
  g_object_notify (G_OBJECT (self), "stats");
  if (self->pictures.wanted)
    g_signal_emit_by_name (self, "pictures-measured");
}

static void
pipeline_pictured_cb (MediaSession *self)
{
  g_signal_emit_by_name (self, "pictures-changed");
}

MediaPipeline *
media_session_new_pipeline (MediaSession *self)
{
  const struct { const char *signal; GCallback callback; } connections[] = {
    { "described", G_CALLBACK (pipeline_described_cb) },
    { "accepted", G_CALLBACK (media_session_accepted) },
    { "connected", G_CALLBACK (media_session_pipeline_connected) },
    { "cut", G_CALLBACK (media_session_pipeline_cut) },
    { "failed", G_CALLBACK (media_session_pipeline_failed) },
    { "trouble", G_CALLBACK (pipeline_trouble_cb) },
    { "metered", G_CALLBACK (pipeline_metered_cb) },
    { "pictured", G_CALLBACK (pipeline_pictured_cb) },
    { "found", G_CALLBACK (media_session_trickle_found) },
    { "tone", G_CALLBACK (pipeline_tone_cb) },
    { "measured", G_CALLBACK (pipeline_measured_cb) },
  };
  MediaPipeline *pipeline = media_pipeline_new (self->settings);

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    g_signal_connect_object (pipeline, connections[i].signal, connections[i].callback, self,
                             G_CONNECT_SWAPPED);
  media_pipeline_set_patience (pipeline, self->patience_ms);
  media_session_apply_ends (self, pipeline);

  return pipeline;
}
