/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Describing ourselves: an offer, or the answer to theirs. Each ICE and DTLS association gets a pipeline of
 * its own, negotiated once; hold, resume and session refreshes only change directions and are settled here
 * without GStreamer, which is also why they cost no time. A peer that starts ICE anew gets a new pipeline.
 * */

#include "media-webrtc-private.h"

#include "media-error.h"

/* What we ask for: on hold we go on sending (silence), and stop that too towards somebody who holds us (RFC
 * 3264 8.4). */
static MediaDirection
offer_direction (MediaWebrtc *self)
{
  if (!self->held)
    return MEDIA_DIRECTION_BOTH;
  if (self->remote != NULL && (self->remote->direction & MEDIA_DIRECTION_RECEIVE) == 0)
    return MEDIA_DIRECTION_INACTIVE;

  return MEDIA_DIRECTION_SEND;
}

static MediaDirection
answer_direction (MediaWebrtc    *self,
                  const MediaSdp *offer)
{
  MediaDirection ours = self->held ? MEDIA_DIRECTION_SEND : MEDIA_DIRECTION_BOTH;

  return ours & media_direction_reverse (offer->direction);
}

static void
return_text (MediaWebrtc *self,
             GTask       *task)
{
  g_task_return_pointer (task, media_sdp_write (self->local), g_free);
}

/* The first moment anything is opened. */
static gboolean
open_pipeline (MediaWebrtc  *self,
               GError      **error)
{
  gboolean is_near = self->offered != NULL && media_sdp_has_only_loopback (self->offered);

  media_webrtc_drop_pipeline (self);
  media_webrtc_adopt_pipeline (self);
  media_webrtc_set_state (self, MEDIA_STATE_GATHERING);
  if (media_pipeline_open (self->pipeline, is_near, error))
    return TRUE;
  media_webrtc_drop_pipeline (self);
  media_webrtc_set_state (self, MEDIA_STATE_FAILED);

  return FALSE;
}

static void
begin_offer (MediaWebrtc *self,
             GTask       *task)
{
  g_autoptr (GError) error = NULL;
  MediaSdp *offer;

  if (self->pipeline == NULL)
    {
      if (!open_pipeline (self, &error))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      media_webrtc_keep_task (self, task);
      media_pipeline_offer (self->pipeline, NULL);
      return;
    }

  offer = media_sdp_copy (self->local);
  media_webrtc_stamp (offer, self->local);
  offer->direction = offer_direction (self);
  offer->setup = MEDIA_SETUP_ACTPASS;
  media_webrtc_take_local (self, offer);
  self->exchange = MEDIA_EXCHANGE_OFFERED_BY_US;
  return_text (self, task);
}

/* Whether their new offer goes on with what we have. */
static gboolean
continues (MediaWebrtc    *self,
           const MediaSdp *offer)
{
  return self->pipeline != NULL && self->remote != NULL && media_sdp_same_transport (self->remote, offer);
}

static const MediaFormat *
find_agreed (MediaWebrtc    *self,
             const MediaSdp *sdp)
{
  const MediaFormat *agreed = media_sdp_choose_format (self->remote);

  for (guint i = 0; i < sdp->formats->len; i++)
    {
      const MediaFormat *format = &g_array_index (sdp->formats, MediaFormat, i);

      if (format->codec == agreed->codec && format->payload == agreed->payload)
        return format;
    }

  return NULL;
}

static void
answer_again (MediaWebrtc *self,
              GTask       *task)
{
  g_autoptr (MediaSdp) offer = g_steal_pointer (&self->offered);
  MediaSdp *answer;

  self->exchange = MEDIA_EXCHANGE_STABLE;
  if (find_agreed (self, offer) == NULL)
    {
      g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE,
                                       "another codec needs another association");
      return;
    }

  answer = media_sdp_as_answer (self->local, offer);
  media_webrtc_stamp (answer, self->local);
  answer->direction = answer_direction (self, offer);
  answer->setup = self->role;
  media_webrtc_update_remote (self, offer);
  media_webrtc_take_local (self, answer);
  media_webrtc_settle_direction (self);
  return_text (self, task);
}

static void
begin_answer (MediaWebrtc *self,
              GTask       *task)
{
  g_autoptr (GError) error = NULL;

  if (continues (self, self->offered))
    {
      answer_again (self, task);
      return;
    }
  if (!open_pipeline (self, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  media_webrtc_keep_task (self, task);
  media_pipeline_answer (self->pipeline, self->offered);
}

void
media_webrtc_get_description_async (UaDescriptionHandler *handler,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data)
{
  MediaWebrtc *self = MEDIA_WEBRTC (handler);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *obstacle = media_webrtc_find_obstacle (self);

  g_task_set_source_tag (task, media_webrtc_get_description_async);
  if (obstacle == NULL && self->exchange == MEDIA_EXCHANGE_OFFERED_BY_US)
    obstacle = "our last offer is still open";
  if (obstacle != NULL)
    g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE, obstacle);
  else if (self->exchange == MEDIA_EXCHANGE_OFFERED_BY_THEM)
    begin_answer (self, task);
  else
    begin_offer (self, task);
}

char *
media_webrtc_get_description_finish (UaDescriptionHandler  *handler,
                                     GAsyncResult          *result,
                                     GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, handler), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The pipeline has described itself: now the frame of the far end goes around it. */
void
media_webrtc_described (MediaWebrtc *self,
                        MediaSdp    *sdp)
{
  g_autoptr (GTask) task = self->task != NULL ? g_object_ref (self->task) : NULL;
  MediaSdp *local;

  if (self->exchange == MEDIA_EXCHANGE_OFFERED_BY_THEM)
    {
      local = media_sdp_as_answer (sdp, self->offered);
      media_sdp_agree (local, self->offered);
      local->direction = answer_direction (self, self->offered);
      media_webrtc_take_remote (self, g_steal_pointer (&self->offered));
      self->exchange = MEDIA_EXCHANGE_STABLE;
    }
  else
    {
      local = media_sdp_copy (sdp);
      local->direction = offer_direction (self);
      self->exchange = MEDIA_EXCHANGE_OFFERED_BY_US;
    }
  media_webrtc_stamp (local, self->local);
  media_webrtc_take_local (self, local);
  if (self->exchange == MEDIA_EXCHANGE_STABLE)
    {
      self->role = local->setup;
      media_webrtc_settle_direction (self);
    }
  media_webrtc_clear_task (self);
  media_webrtc_set_state (self, MEDIA_STATE_CONNECTING);
  if (task != NULL)
    return_text (self, task);
}

