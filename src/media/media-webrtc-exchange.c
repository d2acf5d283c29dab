/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Offer and answer with the far end. Each ICE and DTLS association gets a pipeline of its own, negotiated once;
 * hold, resume and session refreshes only change directions and are settled here without GStreamer, which is
 * also why they cost no time. A peer that starts ICE anew gets a new pipeline. */

#include "media-webrtc-private.h"

#include "media-dtmf.h"
#include "media-error.h"

static void
clear_task (MediaWebrtc *self)
{
  if (self->cancel_source != NULL)
    g_source_destroy (self->cancel_source);
  g_clear_pointer (&self->cancel_source, g_source_unref);
  g_clear_object (&self->task);
}

void
media_webrtc_abandon_task (MediaWebrtc *self,
                           GError      *error)
{
  g_autoptr (GTask) task = NULL;

  if (self->task == NULL)
    {
      g_error_free (error);
      return;
    }
  task = g_object_ref (self->task);
  clear_task (self);
  g_task_return_error (task, error);
}

static gboolean
cancellable_cb (GCancellable *cancellable,
                gpointer      user_data)
{
  media_webrtc_abandon_task (user_data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "not waited for"));
  return G_SOURCE_REMOVE;
}

static void
keep_task (MediaWebrtc *self,
           GTask       *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->task = g_object_ref (task);
  if (cancellable == NULL)
    return;
  self->cancel_source = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (cancellable_cb), self, NULL);
  g_source_attach (self->cancel_source, g_task_get_context (task));
}

/* What we ask for: on hold we go on sending (silence), and stop that too towards somebody who holds us (RFC 3264
 * 8.4). */
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

/* RFC 3264 8: the version grows with every description, the session stays. */
static void
stamp (MediaSdp       *sdp,
       const MediaSdp *previous)
{
  if (previous == NULL)
    {
      sdp->session_id = g_random_int ();
      sdp->version = 1;
      return;
    }
  sdp->session_id = previous->session_id;
  sdp->version = previous->version + 1;
}

static void
take_local (MediaWebrtc *self,
            MediaSdp    *sdp)
{
  g_clear_pointer (&self->local, media_sdp_unref);
  self->local = sdp;
}

static void
take_remote (MediaWebrtc *self,
             MediaSdp    *sdp)
{
  g_clear_pointer (&self->remote, media_sdp_unref);
  self->remote = sdp;
}

static void
settle_direction (MediaWebrtc *self)
{
  self->agreed = self->local->direction & media_direction_reverse (self->remote->direction);
  media_webrtc_apply_direction (self);
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
  media_webrtc_drop_pipeline (self);
  media_webrtc_adopt_pipeline (self);
  media_webrtc_set_state (self, MEDIA_STATE_GATHERING);
  if (media_pipeline_open (self->pipeline, self->offered != NULL && media_sdp_has_only_loopback (self->offered), error))
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
      keep_task (self, task);
      media_pipeline_offer (self->pipeline);
      return;
    }

  offer = media_sdp_copy (self->local);
  stamp (offer, self->local);
  offer->direction = offer_direction (self);
  offer->setup = MEDIA_SETUP_ACTPASS;
  take_local (self, offer);
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

/* A later description of theirs is remembered for its direction; the codec stays what it was. */
static void
update_remote (MediaWebrtc    *self,
               const MediaSdp *sdp)
{
  MediaSdp *remote = media_sdp_copy (self->remote);

  remote->direction = sdp->direction;
  take_remote (self, remote);
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
  stamp (answer, self->local);
  answer->direction = answer_direction (self, offer);
  answer->setup = self->role;
  update_remote (self, offer);
  take_local (self, answer);
  settle_direction (self);
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
  keep_task (self, task);
  media_pipeline_answer (self->pipeline, self->offered);
}

static const char *
find_obstacle (MediaWebrtc *self)
{
  if (self->state == MEDIA_STATE_FAILED || self->state == MEDIA_STATE_CLOSED)
    return "media has ended";
  if (self->task != NULL || (self->state == MEDIA_STATE_GATHERING && self->pipeline != NULL))
    return "another description is being made or taken";

  return NULL;
}

static void
media_webrtc_get_description_async (UaDescriptionHandler *handler,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data)
{
  MediaWebrtc *self = MEDIA_WEBRTC (handler);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *obstacle = find_obstacle (self);

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

static char *
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
      local->direction = answer_direction (self, self->offered);
      take_remote (self, g_steal_pointer (&self->offered));
      self->exchange = MEDIA_EXCHANGE_STABLE;
    }
  else
    {
      local = media_sdp_copy (sdp);
      local->direction = offer_direction (self);
      self->exchange = MEDIA_EXCHANGE_OFFERED_BY_US;
    }
  stamp (local, self->local);
  take_local (self, local);
  if (self->exchange == MEDIA_EXCHANGE_STABLE)
    {
      self->role = local->setup;
      settle_direction (self);
    }
  clear_task (self);
  media_webrtc_set_state (self, MEDIA_STATE_CONNECTING);
  if (task != NULL)
    return_text (self, task);
}

/* From here on we offer the agreed codec alone, and answer in the role DTLS has given us (RFC 8842 5.3). */
static void
settle_local (MediaWebrtc *self)
{
  MediaSdp *local = media_sdp_copy (self->local);
  g_autoptr (MediaSdp) agreed = media_sdp_reduce (self->remote);

  g_array_set_size (local->formats, 0);
  g_array_append_vals (local->formats, agreed->formats->data, agreed->formats->len);
  take_local (self, local);
  self->role = self->remote->setup == MEDIA_SETUP_ACTIVE ? MEDIA_SETUP_PASSIVE : MEDIA_SETUP_ACTIVE;
}

void
media_webrtc_accepted (MediaWebrtc *self)
{
  g_autoptr (GTask) task = self->task != NULL ? g_object_ref (self->task) : NULL;

  settle_local (self);
  settle_direction (self);
  clear_task (self);
  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

static gboolean
check_answer (MediaWebrtc     *self,
              const MediaSdp  *answer,
              GError         **error)
{
  const MediaFormat *format = media_sdp_choose_format (answer);

  if (answer->lines->len != self->local->lines->len || answer->audio != self->local->audio)
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION, "the answer has %u m= lines, the offer %u",
                   answer->lines->len, self->local->lines->len);
      return FALSE;
    }
  if (answer->setup == MEDIA_SETUP_ACTPASS)
    {
      g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION, "an answer with a=setup:actpass");
      return FALSE;
    }
  for (guint i = 0; i < self->local->formats->len; i++)
    {
      if (g_array_index (self->local->formats, MediaFormat, i).codec == format->codec)
        return TRUE;
    }
  g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE, "%s was not offered", format->codec->name);

  return FALSE;
}

static void
take_answer (MediaWebrtc *self,
             MediaSdp    *answer,
             GTask       *task)
{
  g_autoptr (MediaSdp) owned = answer;
  g_autoptr (GError) error = NULL;

  if (!check_answer (self, answer, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (self->remote == NULL)
    {
      self->exchange = MEDIA_EXCHANGE_STABLE;
      take_remote (self, media_sdp_ref (answer));
      keep_task (self, task);
      media_pipeline_accept (self->pipeline, answer);
      return;
    }
  if (!media_sdp_same_transport (self->remote, answer))
    {
      g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE,
                                       "the answer starts ICE anew though the offer did not");
      return;
    }
  self->exchange = MEDIA_EXCHANGE_STABLE;
  update_remote (self, answer);
  settle_direction (self);
  g_task_return_boolean (task, TRUE);
}

static void
media_webrtc_set_description_async (UaDescriptionHandler *handler,
                                    const char           *description,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data)
{
  MediaWebrtc *self = MEDIA_WEBRTC (handler);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *obstacle = find_obstacle (self);
  g_autoptr (MediaSdp) sdp = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, media_webrtc_set_description_async);
  if (obstacle == NULL && self->exchange == MEDIA_EXCHANGE_OFFERED_BY_THEM)
    obstacle = "their last offer is still open";
  if (obstacle != NULL)
    g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE, obstacle);
  else if ((sdp = media_sdp_parse (description, &error)) == NULL)
    g_task_return_error (task, error);
  else if (self->exchange == MEDIA_EXCHANGE_OFFERED_BY_US)
    take_answer (self, g_steal_pointer (&sdp), task);
  else
    {
      /* Nothing more happens before somebody asks for the answer (TRUST 3.5). */
      self->offered = g_steal_pointer (&sdp);
      self->exchange = MEDIA_EXCHANGE_OFFERED_BY_THEM;
      g_task_return_boolean (task, TRUE);
    }
}

static gboolean
media_webrtc_set_description_finish (UaDescriptionHandler  *handler,
                                     GAsyncResult          *result,
                                     GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, handler), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
media_webrtc_rollback (UaDescriptionHandler *handler)
{
  MediaWebrtc *self = MEDIA_WEBRTC (handler);
  gboolean first = self->remote == NULL && self->pipeline != NULL;

  if (self->state == MEDIA_STATE_FAILED || self->state == MEDIA_STATE_CLOSED)
    return;
  g_clear_pointer (&self->offered, media_sdp_unref);
  self->exchange = MEDIA_EXCHANGE_STABLE;
  if (!first)
    return;
  media_webrtc_drop_pipeline (self);
  g_clear_pointer (&self->local, media_sdp_unref);
  media_webrtc_set_state (self, MEDIA_STATE_NEW);
  media_webrtc_abandon_task (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "rolled back"));
}

static void
media_webrtc_set_hold (UaDescriptionHandler *handler,
                       gboolean              hold)
{
  MediaWebrtc *self = MEDIA_WEBRTC (handler);

  self->held = hold;
  media_webrtc_apply_direction (self);
}

static gboolean
media_webrtc_send_dtmf (UaDescriptionHandler  *handler,
                        const char            *digits,
                        guint                  tone_ms,
                        guint                  gap_ms,
                        GError               **error)
{
  MediaWebrtc *self = MEDIA_WEBRTC (handler);

  if (self->pipeline == NULL || self->remote == NULL)
    {
      g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE, "no sound flows yet");
      return FALSE;
    }
  if (!media_dtmf_check (digits))
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_NO_TONES, "'%s' are not keys of a telephone", digits);
      return FALSE;
    }
  if (!media_pipeline_send_tones (self->pipeline, digits, tone_ms, gap_ms))
    {
      g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_NO_TONES, "the far end takes no telephone-event");
      return FALSE;
    }

  return TRUE;
}

static void
media_webrtc_close (UaDescriptionHandler *handler)
{
  MediaWebrtc *self = MEDIA_WEBRTC (handler);

  if (self->state == MEDIA_STATE_CLOSED)
    return;
  media_webrtc_drop_pipeline (self);
  g_clear_pointer (&self->offered, media_sdp_unref);
  media_webrtc_set_state (self, MEDIA_STATE_CLOSED);
  media_webrtc_abandon_task (self, g_error_new_literal (MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE, "closed"));
}

void
media_webrtc_handler_interface_init (UaDescriptionHandlerInterface *iface)
{
  iface->get_description_async = media_webrtc_get_description_async;
  iface->get_description_finish = media_webrtc_get_description_finish;
  iface->set_description_async = media_webrtc_set_description_async;
  iface->set_description_finish = media_webrtc_set_description_finish;
  iface->rollback = media_webrtc_rollback;
  iface->set_hold = media_webrtc_set_hold;
  iface->send_dtmf = media_webrtc_send_dtmf;
  iface->close = media_webrtc_close;
}
