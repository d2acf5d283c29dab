/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Describing ourselves: an offer, or the answer to theirs. Each ICE and DTLS association gets a pipeline of
 * its own, negotiated once; hold, resume and session refreshes only change directions and are settled here
 * without GStreamer, which is also why they cost no time. A peer that starts ICE anew gets a new pipeline, and so
 * do we when our own path may have changed. */

#include "media-session-profile-private.h"

#include "media-error.h"
#include "media-sdp-rtp.h"

/* What we ask for: on hold we go on sending (silence), and stop that too towards somebody who holds us (RFC
 * 3264 8.4). */
static MediaDirection
offer_direction (MediaSession *self)
{
  if (!self->held)
    return MEDIA_DIRECTION_BOTH;
  if (self->remote != NULL && (self->remote->direction & MEDIA_DIRECTION_RECEIVE) == 0)
    return MEDIA_DIRECTION_INACTIVE;

  return MEDIA_DIRECTION_SEND;
}

static MediaDirection
answer_direction (MediaSession    *self,
                  const MediaSdp *offer)
{
  MediaDirection ours = self->held ? MEDIA_DIRECTION_SEND : MEDIA_DIRECTION_BOTH;

  return ours & media_direction_reverse (offer->direction);
}

static void
return_text (GTask          *task,
             const MediaSdp *sdp)
{
  g_task_return_pointer (task, media_sdp_write (sdp), g_free);
}

/* The first moment anything is opened. A peer that has told us nothing but loopback is on this machine. */
static gboolean
open_fresh (MediaSession     *self,
            const MediaSdp  *peer,
            GError         **error)
{
  gboolean is_near = peer != NULL && media_sdp_has_only_loopback (peer);

  self->fresh = media_session_new_pipeline (self);
  media_pipeline_set_profile (self->fresh, peer != NULL ? peer->profile : media_session_get_offered (self));
  media_pipeline_set_trickling (self->fresh, media_session_trickles_with (self, peer));
  if (self->state == MEDIA_STATE_NEW)
    media_session_set_state (self, MEDIA_STATE_GATHERING);
  if (media_pipeline_open (self->fresh, is_near, error))
    return TRUE;
  media_session_drop_pipeline (self, &self->fresh);
  if (self->remote == NULL)
    media_session_set_state (self, MEDIA_STATE_FAILED);

  return FALSE;
}

static void
begin_fresh_offer (MediaSession *self,
                   GTask       *task)
{
  g_autoptr (GError) error = NULL;

  if (!open_fresh (self, self->remote, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->stale = FALSE;
  self->exchange = MEDIA_EXCHANGE_OFFERING;
  media_session_keep_task (self, task);
  media_pipeline_offer (self->fresh, self->local);
}

static void
begin_offer (MediaSession *self,
             GTask       *task)
{
  MediaSdp *offer;

  if (self->remote == NULL || self->stale)
    {
      begin_fresh_offer (self, task);
      return;
    }

  offer = media_sdp_copy (self->local);
  media_session_trickle_complete (self, offer);
  media_session_stamp (self, offer);
  offer->direction = offer_direction (self);
  offer->setup = MEDIA_SETUP_ACTPASS;
  media_session_offer_picture (self, offer);
  media_session_take_proposed (self, offer);
  self->exchange = MEDIA_EXCHANGE_OFFERED_BY_US;
  return_text (task, offer);
}

/* Whether their new offer goes on with what we have. */
static gboolean
continues (MediaSession    *self,
           const MediaSdp *offer)
{
  if (offer->profile != MEDIA_PROFILE_WEBRTC)
    return media_session_can_follow (self, offer);

  return self->remote != NULL && media_sdp_same_transport (self->remote, offer);
}

const MediaFormat *
media_session_find_agreed (MediaSession   *self,
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
answer_again (MediaSession *self,
              GTask       *task)
{
  g_autoptr (MediaSdp) offer = g_steal_pointer (&self->offered);
  MediaSdp *answer;

  self->exchange = MEDIA_EXCHANGE_STABLE;
  if (media_session_find_agreed (self, offer) == NULL)
    {
      g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE,
                                       "another codec needs another association");
      return;
    }

  answer = media_sdp_as_answer (self->local, offer);
  media_session_trickle_complete (self, answer);
  media_session_stamp (self, answer);
  answer->direction = answer_direction (self, offer);
  answer->setup = self->role;
  media_session_answer_rtp (answer, offer);
  media_session_answer_picture (self, answer, offer);
  media_session_update_remote (self, offer);
  media_session_take_local (self, answer);
  media_session_settle_direction (self);
  return_text (task, answer);
}

static void
begin_answer (MediaSession *self,
              GTask       *task)
{
  g_autoptr (GError) error = NULL;

  if (continues (self, self->offered))
    {
      answer_again (self, task);
      return;
    }
  if (!open_fresh (self, self->offered, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->exchange = MEDIA_EXCHANGE_ANSWERING;
  media_session_keep_task (self, task);
  if (self->remote != NULL)
    media_pipeline_set_reserved (self->fresh);
  /* A browser that takes part in DTLS one way does not learn the other in the same call (RFC 8842 5.3 lets us
   * choose). */
  media_pipeline_answer (self->fresh, self->offered,
                         self->remote != NULL ? self->role : MEDIA_SETUP_ACTIVE);
}

void
media_session_get_description_async (UaDescriptionHandler *handler,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data)
{
  MediaSession *self = MEDIA_SESSION (handler);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *obstacle = media_session_find_obstacle (self);

  g_task_set_source_tag (task, media_session_get_description_async);
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
media_session_get_description_finish (UaDescriptionHandler  *handler,
                                      GAsyncResult          *result,
                                      GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, handler), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* In a call that is up the offer keeps its frame: the lines, their names, the format by its number. */
static void
describe_offer (MediaSession *self,
                MediaSdp    *sdp)
{
  MediaSdp *offer = self->local != NULL ? media_sdp_as_answer (sdp, self->local) : media_sdp_copy (sdp);

  if (self->local != NULL)
    {
      g_array_set_size (offer->formats, 0);
      g_array_append_vals (offer->formats, self->local->formats->data, self->local->formats->len);
    }
  offer->direction = offer_direction (self);
  media_session_offer_picture (self, offer);
  media_session_stamp (self, offer);
  media_session_take_proposed (self, offer);
  self->exchange = MEDIA_EXCHANGE_OFFERED_BY_US;
}

static void
describe_answer (MediaSession *self,
                 MediaSdp    *sdp)
{
  MediaSdp *answer = media_sdp_as_answer (sdp, self->offered);

  media_sdp_agree (answer, self->offered);
  answer->direction = answer_direction (self, self->offered);
  media_session_answer_picture (self, answer, self->offered);
  media_session_stamp (self, answer);
  media_sdp_settle (self->offered, answer);
  media_session_take_remote (self, g_steal_pointer (&self->offered));
  media_session_take_local (self, answer);
  self->exchange = MEDIA_EXCHANGE_STABLE;
  self->role = answer->setup;
  /* It was gathered where we are now, whoever asked for it. */
  self->stale = FALSE;
  media_session_succeed (self);
  media_session_settle_direction (self);
  media_session_trickle_settle (self);
}

/* The fresh pipeline has described itself: now the frame of the call goes around it. */
void
media_session_described (MediaSession *self,
                         MediaSdp    *sdp)
{
  g_autoptr (GTask) task = self->task != NULL ? g_object_ref (self->task) : NULL;
  g_autoptr (MediaSdp) description = NULL;

  if (self->exchange == MEDIA_EXCHANGE_ANSWERING)
    {
      describe_answer (self, sdp);
      description = media_sdp_ref (self->local);
    }
  else
    {
      describe_offer (self, sdp);
      description = media_sdp_ref (self->proposed);
    }
  media_session_clear_task (self);
  if (self->state == MEDIA_STATE_GATHERING)
    media_session_set_state (self, MEDIA_STATE_CONNECTING);
  if (task != NULL)
    return_text (task, description);
}
