/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One call, several paths. A person walks from one network to another, or the network goes away and comes back; the
 * call is the same (RFC 8445 9, TRUST F9, F10). webrtcbin cannot start ICE anew, so every path is a pipeline of its
 * own, and this is about which of them is heard:
 *
 *   fresh ──agreed on──▸ pipeline ──another is agreed on──▸ former ──that one is connected, and a bit──▸ closed
 *
 * The former goes on until its successor is connected, whoever asked for the move, and then listens a little longer,
 * because the two sides are not connected at the same moment; so the gap is hardly more than a jitter buffer. A path that is lost does not end the call: the state goes
 * back to connecting, a new offer is asked for, and only when patience runs out has the call failed. */

#include "media-session-private.h"

#include "media-error.h"

/* DTLS needs a round trip more on one side than on the other. */
#define LINGER_MS 500

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static GSource *
add_timeout (MediaSession *self,
             guint        interval_ms,
             GSourceFunc  callback)
{
  GSource *source = g_timeout_source_new (interval_ms);

  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
}

void
media_session_drop_former (MediaSession *self)
{
  clear_source (&self->linger_source);
  media_session_drop_pipeline (self, &self->former);
}

static gboolean
linger_cb (gpointer user_data)
{
  media_session_drop_former (user_data);
  return G_SOURCE_REMOVE;
}

void
media_session_end_patience (MediaSession *self)
{
  clear_source (&self->patience_source);
  g_clear_error (&self->loss);
}

static gboolean
patience_cb (gpointer user_data)
{
  MediaSession *self = user_data;
  g_autoptr (GError) loss = g_error_copy (self->loss);

  media_session_fail (self, loss);
  return G_SOURCE_REMOVE;
}

static void
begin_patience (MediaSession  *self,
                const GError *error)
{
  g_clear_error (&self->loss);
  self->loss = g_error_copy (error);
  if (self->patience_source == NULL)
    self->patience_source = add_timeout (self, self->patience_ms, patience_cb);
}

/* The far end may be told by an offer of ours where we are now. */
static void
ask_for_offer (MediaSession *self)
{
  self->stale = TRUE;
  g_signal_emit_by_name (self, "changed");
}

static void
lose_path (MediaSession  *self,
           const GError *error)
{
  g_autoptr (MediaSession) alive = g_object_ref (self);

  g_debug ("the path is lost: %s", error->message);
  begin_patience (self, error);
  if (self->state == MEDIA_STATE_CONNECTED)
    media_session_set_state (self, MEDIA_STATE_CONNECTING);
  ask_for_offer (self);
}

/* There is no point in asking for an offer while the network may be gone altogether; whoever watches it renews. */
void
media_session_pipeline_cut (MediaSession   *self,
                            MediaPipeline *pipeline)
{
  g_autoptr (GError) error = NULL;

  if (pipeline != self->pipeline)
    return;
  media_session_drop_former (self);
  if (media_pipeline_is_connected (pipeline))
    {
      media_session_end_patience (self);
      if (self->state == MEDIA_STATE_CONNECTING)
        media_session_set_state (self, MEDIA_STATE_CONNECTED);
      return;
    }
  error = g_error_new_literal (MEDIA_ERROR, MEDIA_ERROR_CONNECTIVITY, "the address of this side is gone");
  begin_patience (self, error);
  self->stale = TRUE;
  if (self->state == MEDIA_STATE_CONNECTED)
    media_session_set_state (self, MEDIA_STATE_CONNECTING);
}

/* Nothing of it was heard; the call goes on with what it has. An answer to an offer that was out already finds no
 * pipeline, and says so. */
static void
lose_fresh (MediaSession  *self,
            const GError *error)
{
  media_session_drop_pipeline (self, &self->fresh);
  self->stale = TRUE;
  if (self->exchange == MEDIA_EXCHANGE_OFFERED_BY_US)
    return;
  self->exchange = MEDIA_EXCHANGE_STABLE;
  g_clear_pointer (&self->offered, media_sdp_unref);
  media_session_abandon_task (self, g_error_copy (error));
}

static void
lose_former (MediaSession *self)
{
  media_session_drop_former (self);
  if (self->state == MEDIA_STATE_CONNECTED && !media_pipeline_is_connected (self->pipeline))
    media_session_set_state (self, MEDIA_STATE_CONNECTING);
}

static void
lose_pipeline (MediaSession  *self,
               const GError *error)
{
  g_autoptr (MediaSession) alive = g_object_ref (self);

  media_session_drop_pipeline (self, &self->pipeline);
  if (self->task != NULL)
    media_session_abandon_task (self, g_error_copy (error));
  clear_source (&self->linger_source);
  self->pipeline = g_steal_pointer (&self->former);
  media_session_apply_direction (self);
  if (self->pipeline != NULL)
    ask_for_offer (self);
  else
    lose_path (self, error);
}

void
media_session_pipeline_failed (MediaSession   *self,
                               const GError  *error,
                               MediaPipeline *pipeline)
{
  g_autoptr (MediaPipeline) alive = g_object_ref (pipeline);

  if (pipeline == self->former)
    lose_former (self);
  else if (!self->reached || g_error_matches (error, MEDIA_ERROR, MEDIA_ERROR_SECURITY))
    media_session_fail (self, error);
  else if (pipeline == self->fresh)
    lose_fresh (self, error);
  else
    lose_pipeline (self, error);
}

/* From here on this pipeline is heard, and counts on where its predecessor stopped. */
void
media_session_pipeline_connected (MediaSession   *self,
                                  MediaPipeline *pipeline)
{
  g_autoptr (MediaSession) alive = g_object_ref (self);

  if (pipeline != self->pipeline)
    return;
  self->reached = TRUE;
  media_session_end_patience (self);
  g_clear_pointer (&self->stats_before, media_stats_unref);
  self->stats_before = self->stats != NULL ? media_stats_ref (self->stats) : NULL;
  if (self->former != NULL)
    {
      media_pipeline_take_tones (self->pipeline, self->former);
      media_session_apply_direction (self);
      self->linger_source = add_timeout (self, LINGER_MS, linger_cb);
    }
  media_session_show_trouble (self);
  if (self->state == MEDIA_STATE_CONNECTING)
    media_session_set_state (self, MEDIA_STATE_CONNECTED);
}

void
media_session_succeed (MediaSession *self)
{
  g_assert (self->fresh != NULL);

  if (self->pipeline != NULL && media_pipeline_is_connected (self->pipeline))
    {
      media_session_drop_former (self);
      self->former = g_steal_pointer (&self->pipeline);
    }
  media_session_drop_pipeline (self, &self->pipeline);
  self->pipeline = g_steal_pointer (&self->fresh);
  /* It has its own time to find a way to the peer. */
  media_session_end_patience (self);
}

/* Before the first description there is nothing to renew: it will be of the path there is then. */
void
media_session_renew (UaDescriptionHandler *handler)
{
  MediaSession *self = MEDIA_SESSION (handler);

  if (self->state != MEDIA_STATE_NEW && self->state != MEDIA_STATE_FAILED && self->state != MEDIA_STATE_CLOSED)
    self->stale = TRUE;
}

/**
 * media_session_set_patience:
 * @self: the handler
 * @patience_ms: ms, %MEDIA_PATIENCE_MS unless told otherwise
 *
 * Sets how long a call whose path is lost is kept without sound (TRUST F10). From the next loss on.
 */
void
media_session_set_patience (MediaSession *self,
                            guint        patience_ms)
{
  g_return_if_fail (MEDIA_IS_SESSION (self));

  self->patience_ms = patience_ms;
}
