/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The state of offer and answer with the far end, and the verbs of the contract that are not about a
 * description. Describing ourselves is in media-session-describe.c, taking what they say in
 * media-session-take.c. */

#include "media-session-profile-private.h"

#include "media-dtmf.h"
#include "media-error.h"
#include "media-session-hearing.h"

void
media_session_clear_task (MediaSession *self)
{
  if (self->cancel_source != NULL)
    g_source_destroy (self->cancel_source);
  g_clear_pointer (&self->cancel_source, g_source_unref);
  g_clear_object (&self->task);
}

void
media_session_abandon_task (MediaSession *self,
                            GError      *error)
{
  g_autoptr (GTask) task = NULL;

  if (self->task == NULL)
    {
      g_error_free (error);
      return;
    }
  task = g_object_ref (self->task);
  media_session_clear_task (self);
  g_task_return_error (task, error);
}

static gboolean
cancellable_cb (GCancellable *cancellable,
                gpointer      user_data)
{
  media_session_abandon_task (user_data,
                              g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "not waited for"));
  return G_SOURCE_REMOVE;
}

void
media_session_keep_task (MediaSession *self,
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

/* RFC 3264 8: the version grows with every description, the session stays. */
void
media_session_stamp (MediaSession *self,
                     MediaSdp    *sdp)
{
  if (self->version == 0)
    self->session_id = g_random_int ();
  sdp->session_id = self->session_id;
  sdp->version = ++self->version;
  sdp->dtx = self->settings->dtx;
  media_session_trickle_stamp (self, sdp);
}

void
media_session_take_local (MediaSession *self,
                          MediaSdp    *sdp)
{
  g_clear_pointer (&self->local, media_sdp_unref);
  self->local = sdp;
}

void
media_session_take_proposed (MediaSession *self,
                             MediaSdp    *sdp)
{
  g_clear_pointer (&self->proposed, media_sdp_unref);
  self->proposed = sdp;
}

void
media_session_take_remote (MediaSession *self,
                           MediaSdp    *sdp)
{
  g_clear_pointer (&self->remote, media_sdp_unref);
  self->remote = sdp;
}

void
media_session_settle_direction (MediaSession *self)
{
  self->agreed = self->local->direction & media_direction_reverse (self->remote->direction);
  media_session_apply_direction (self);
  media_session_settle_picture (self);
}

/* A later description of theirs is remembered for its direction; the codec stays what it was. */
void
media_session_update_remote (MediaSession    *self,
                             const MediaSdp *sdp)
{
  MediaSdp *remote = media_sdp_copy (self->remote);

  remote->direction = sdp->direction;
  media_session_follow (self, remote, sdp);
  media_session_take_picture (remote, sdp);
  media_session_take_remote (self, remote);
}

const char *
media_session_find_obstacle (MediaSession *self)
{
  if (self->state == MEDIA_STATE_FAILED || self->state == MEDIA_STATE_CLOSED)
    return "media has ended";
  if (self->task != NULL || self->exchange == MEDIA_EXCHANGE_OFFERING ||
      self->exchange == MEDIA_EXCHANGE_ANSWERING)
    return "another description is being made or taken";

  return NULL;
}

static void
media_session_rollback (UaDescriptionHandler *handler)
{
  MediaSession *self = MEDIA_SESSION (handler);
  gboolean ours = self->exchange == MEDIA_EXCHANGE_OFFERING || self->exchange == MEDIA_EXCHANGE_OFFERED_BY_US;

  if (self->state == MEDIA_STATE_FAILED || self->state == MEDIA_STATE_CLOSED)
    return;
  media_session_withdraw_picture (self);
  g_clear_pointer (&self->offered, media_sdp_unref);
  g_clear_pointer (&self->proposed, media_sdp_unref);
  self->exchange = MEDIA_EXCHANGE_STABLE;
  if (self->fresh == NULL)
    return;

  media_session_drop_pipeline (self, &self->fresh);
  /* What the offer was made afresh for is still to be done. */
  if (self->remote != NULL)
    self->stale |= ours;
  else
    media_session_set_state (self, MEDIA_STATE_NEW);
  media_session_abandon_task (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "rolled back"));
}

static void
media_session_set_hold (UaDescriptionHandler *handler,
                        gboolean              hold)
{
  MediaSession *self = MEDIA_SESSION (handler);

  self->held = hold;
  media_session_apply_direction (self);
  g_signal_emit_by_name (self, "hold-changed");
}

static gboolean
media_session_send_dtmf (UaDescriptionHandler  *handler,
                         const char            *digits,
                         guint                  tone_ms,
                         guint                  gap_ms,
                         GError               **error)
{
  MediaSession *self = MEDIA_SESSION (handler);
  MediaPipeline *sounding = media_session_get_sounding (self);

  if (sounding == NULL || self->remote == NULL)
    {
      g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE, "no sound flows yet");
      return FALSE;
    }
  if (!media_dtmf_check (digits))
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_NO_TONES, "'%s' are not keys of a telephone", digits);
      return FALSE;
    }
  if (!media_pipeline_send_tones (sounding, digits, tone_ms, gap_ms))
    {
      g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_NO_TONES, "the far end takes no telephone-event");
      return FALSE;
    }

  return TRUE;
}

/* What was agreed on, whether or not a path carries it at this moment. */
static gboolean
media_session_can_send_dtmf (UaDescriptionHandler *handler)
{
  MediaSession *self = MEDIA_SESSION (handler);

  return self->remote != NULL &&
         media_sdp_find_tones (self->remote, media_sdp_choose_format (self->remote)->codec->clock_rate) != NULL;
}

static void
media_session_close (UaDescriptionHandler *handler)
{
  MediaSession *self = MEDIA_SESSION (handler);

  if (self->state == MEDIA_STATE_CLOSED)
    return;
  media_session_drop_pipelines (self);
  g_clear_pointer (&self->offered, media_sdp_unref);
  g_clear_pointer (&self->proposed, media_sdp_unref);
  media_session_set_state (self, MEDIA_STATE_CLOSED);
  media_session_abandon_task (self, g_error_new_literal (MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE, "closed"));
}

/* CONTRACT U25: what those who cannot read our errors may want to know of them. */
static UaDescriptionFault
media_session_judge (UaDescriptionHandler *handler,
                     const GError         *error)
{
  if (g_error_matches (error, MEDIA_ERROR, MEDIA_ERROR_DEVICE))
    return UA_DESCRIPTION_FAULT_DENIED;
  if (g_error_matches (error, MEDIA_ERROR, MEDIA_ERROR_MISSING))
    return UA_DESCRIPTION_FAULT_UNSUPPORTED;
  if (g_error_matches (error, MEDIA_ERROR, MEDIA_ERROR_CONNECTIVITY))
    return UA_DESCRIPTION_FAULT_SILENT;
  return UA_DESCRIPTION_FAULT_OTHER;
}

void
media_session_handler_interface_init (UaDescriptionHandlerInterface *iface)
{
  iface->get_description_async = media_session_get_description_async;
  iface->get_description_finish = media_session_get_description_finish;
  iface->set_description_async = media_session_set_description_async;
  iface->set_description_finish = media_session_set_description_finish;
  iface->rollback = media_session_rollback;
  iface->set_hold = media_session_set_hold;
  iface->renew = media_session_renew;
  iface->send_dtmf = media_session_send_dtmf;
  iface->can_send_dtmf = media_session_can_send_dtmf;
  iface->reconsider = media_session_reconsider;
  iface->judge = media_session_judge;
  iface->close = media_session_close;
  iface->fork = media_session_fork;
  media_session_trickle_interface_init (iface);
}
