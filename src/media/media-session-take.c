/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Taking what they say: their offer, which is only remembered until somebody asks for the answer, or their
 * answer to ours, which sets everything going. */

#include "media-session-profile-private.h"

#include "media-sdp-codecs.h"
#include "media-error.h"
#include "media-sdp-rtp.h"

/* From here on we offer the agreed codec alone, and answer in the role DTLS has given us (RFC 8842 5.3). */
static void
settle_local (MediaSession *self)
{
  MediaSdp *local = media_sdp_copy (self->local);

  media_sdp_agree (local, self->remote);
  media_sdp_settle (local, self->remote);
  media_session_take_local (self, local);
  self->role = self->remote->setup == MEDIA_SETUP_ACTIVE ? MEDIA_SETUP_PASSIVE : MEDIA_SETUP_ACTIVE;
}

void
media_session_accepted (MediaSession *self)
{
  g_autoptr (GTask) task = self->task != NULL ? g_object_ref (self->task) : NULL;

  settle_local (self);
  media_session_settle_direction (self);
  media_session_trickle_settle (self);
  media_session_clear_task (self);
  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

/* Whether their answer goes on with the association that there is. */
static gboolean
goes_on (MediaSession    *self,
         const MediaSdp *answer)
{
  /* RTP has no association: whoever offered no new path goes on, wherever they are now. */
  if (answer->profile != MEDIA_PROFILE_WEBRTC)
    return self->remote != NULL && self->fresh == NULL && self->pipeline != NULL;

  return self->remote != NULL && media_sdp_same_transport (self->remote, answer);
}

/* In an association that goes on nobody's part in DTLS is open any more, so it does no harm that baresip 1.1, when it
 * offered first, answers every later offer with actpass (which RFC 5763 section 5 does not allow). */
static gboolean
check_answer (MediaSession     *self,
              const MediaSdp  *answer,
              GError         **error)
{
  const MediaFormat *format = media_sdp_choose_format (answer);

  if (answer->lines->len != self->proposed->lines->len || answer->audio != self->proposed->audio)
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION, "the answer has %u m= lines, the offer %u",
                   answer->lines->len, self->proposed->lines->len);
      return FALSE;
    }
  if (!media_sdp_check_profile (self->proposed, answer, error))
    return FALSE;
  if (answer->profile == MEDIA_PROFILE_WEBRTC && answer->setup == MEDIA_SETUP_ACTPASS && !goes_on (self, answer))
    {
      g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION, "an answer with a=setup:actpass");
      return FALSE;
    }
  for (guint i = 0; i < self->proposed->formats->len; i++)
    {
      if (g_array_index (self->proposed->formats, MediaFormat, i).codec == format->codec)
        return TRUE;
    }
  g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE, "%s was not offered", format->codec->name);

  return FALSE;
}

/* Our offer goes on with the association there is, and so does their answer; or both start anew. */
static gboolean
check_transport (MediaSession     *self,
                 const MediaSdp  *answer,
                 GError         **error)
{
  const char *mismatch = NULL;
  gboolean on = goes_on (self, answer);

  if (self->remote == NULL)
    return TRUE;
  if (self->fresh == NULL && !media_sdp_same_transport (self->local, self->proposed))
    mismatch = "the association that was offered is gone";
  else if (self->fresh == NULL && !on)
    mismatch = "the answer starts ICE anew though the offer did not";
  else if (answer->profile != MEDIA_PROFILE_WEBRTC)
    return TRUE;
  else if (self->fresh != NULL && !on && g_strcmp0 (self->remote->ufrag, answer->ufrag) == 0)
    mismatch = "the answer does not start ICE anew though the offer did";
  else if (self->fresh != NULL && on && self->state != MEDIA_STATE_CONNECTED)
    mismatch = "the answer goes on with a path that is lost";
  if (mismatch != NULL)
    g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE, mismatch);

  return mismatch == NULL;
}

/* They go on with what we have. If our offer was of something new, they have ignored that (which RFC 8839 4.4.2 does
 * not allow): the sound still goes the old way. */
static void
go_on (MediaSession *self,
       MediaSdp    *answer,
       GTask       *task)
{
  MediaSdp *local = media_sdp_copy (self->local);

  media_session_drop_pipeline (self, &self->fresh);
  local->direction = self->proposed->direction;
  local->version = self->proposed->version;
  media_session_take_picture (local, self->proposed);
  media_session_take_proposed (self, NULL);
  media_session_take_local (self, local);
  media_session_update_remote (self, answer);
  media_session_settle_direction (self);
  g_task_return_boolean (task, TRUE);
}

static void
take_answer (MediaSession *self,
             MediaSdp    *answer,
             GTask       *task)
{
  g_autoptr (MediaSdp) owned = answer;
  g_autoptr (GError) error = NULL;

  if (!check_answer (self, answer, &error) || !check_transport (self, answer, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->exchange = MEDIA_EXCHANGE_STABLE;
  if (goes_on (self, answer))
    {
      go_on (self, answer, task);
      return;
    }
  media_session_take_local (self, g_steal_pointer (&self->proposed));
  media_session_take_remote (self, media_sdp_ref (answer));
  media_session_succeed (self);
  media_session_keep_task (self, task);
  media_pipeline_accept (self->pipeline, answer);
}

void
media_session_set_description_async (UaDescriptionHandler *handler,
                                     const char           *description,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data)
{
  MediaSession *self = MEDIA_SESSION (handler);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *obstacle = media_session_find_obstacle (self);
  g_autoptr (MediaSdp) sdp = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, media_session_set_description_async);
  if (obstacle == NULL && self->exchange == MEDIA_EXCHANGE_OFFERED_BY_THEM)
    obstacle = "their last offer is still open";
  if (obstacle != NULL)
    g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_WRONG_STATE, obstacle);
  else if ((sdp = media_sdp_parse_taking (description, media_session_get_taken (self), &error)) == NULL ||
           !media_sdp_prefer (sdp, (const char *const *) self->settings->codecs,
                              self->exchange == MEDIA_EXCHANGE_OFFERED_BY_US, &error))
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

gboolean
media_session_set_description_finish (UaDescriptionHandler  *handler,
                                      GAsyncResult          *result,
                                      GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, handler), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

