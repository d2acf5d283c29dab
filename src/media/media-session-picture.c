/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pictures of a call: what is offered and answered about them, and what both sides then show and see. Nobody is
 * filmed who does not want to be: while a person has not asked for pictures, theirs are refused (RFC 3264 6) when the path
 * is new, answered with a=inactive when it is there, and the person is told that they were offered. The difference is for
 * browsers: SIP.js has nothing to send in the line that is offered in the place of a refused one, but beside one that was
 * inactive from the beginning Chromium does not find out that our sound is sound. On hold there are no pictures. */

#include "media-session-private.h"

#include "media-picture.h"

static gboolean
is_alive (const MediaSdpVideo *video)
{
  return video != NULL && video->direction != MEDIA_DIRECTION_INACTIVE;
}

void
media_session_install_picture_signals (GType type)
{
  /* See media-session-picture.h. */
  g_signal_new ("pictures-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("pictures-measured", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static MediaDirection
wanted_direction (MediaSession *self)
{
  if (!self->pictures.wanted || self->held || self->inaudible)
    return MEDIA_DIRECTION_INACTIVE;

  return self->pictures.camera_off ? MEDIA_DIRECTION_RECEIVE : MEDIA_DIRECTION_BOTH;
}

/* The way of the sound has to be shared, and who does not name it cannot share it. */
static gboolean
can_offer (const MediaSdp *offer)
{
  const MediaLine *audio = g_ptr_array_index (offer->lines, offer->audio);

  return offer->bundle && audio->mid != NULL;
}

/* What the association has once and for all, when the next description is of the one that there is. */
static const MediaPictureFormat *
find_fixed (MediaSession *self)
{
  return self->fresh == NULL && self->pipeline != NULL ? media_pipeline_get_picture_format (self->pipeline) : NULL;
}

/* What was agreed on keeps its line and its number. */
void
media_session_offer_picture (MediaSession *self,
                             MediaSdp     *offer)
{
  const MediaSdpVideo *before = self->local != NULL ? self->local->video : NULL;
  const MediaPictureFormat *fixed = find_fixed (self);
  MediaPipeline *sounding = self->fresh != NULL ? self->fresh : self->pipeline;

  g_clear_pointer (&offer->video, media_sdp_video_free);
  if ((!self->pictures.wanted && before == NULL) || !can_offer (offer))
    return;
  if (before != NULL)
    offer->video = media_sdp_video_copy (before);
  else
    media_sdp_video_add (offer, MEDIA_DIRECTION_BOTH);
  if (offer->video == NULL)
    return;
  offer->video->direction = wanted_direction (self);
  if (before == NULL && fixed != NULL)
    media_sdp_video_settle (offer->video, fixed);
  if (sounding != NULL)
    media_pipeline_expect_picture (sounding, offer->video);
}

/* The number they gave it is the number we use. */
static const MediaPictureFormat *
choose (MediaSession        *self,
        const MediaSdpVideo *theirs)
{
  const MediaPictureFormat *fixed = find_fixed (self);

  return fixed != NULL ? media_sdp_video_find (theirs, fixed) : media_sdp_video_choose (theirs);
}

/* A later description of an association that goes on may have another line for pictures, or none. */
void
media_session_take_picture (MediaSdp       *sdp,
                            const MediaSdp *later)
{
  g_ptr_array_set_size (sdp->lines, 0);
  for (guint i = 0; i < later->lines->len; i++)
    media_sdp_add_line (sdp, g_ptr_array_index (later->lines, i));
  g_clear_pointer (&sdp->video, media_sdp_video_free);
  sdp->video = media_sdp_video_copy (later->video);
}

static gboolean
is_refused (MediaSession *self)
{
  return !self->pictures.wanted && self->fresh != NULL && (self->local == NULL || self->local->video == NULL);
}

void
media_session_answer_picture (MediaSession   *self,
                              MediaSdp       *answer,
                              const MediaSdp *offer)
{
  const MediaPictureFormat *format = offer->video != NULL && !self->settings->echo ? choose (self, offer->video) : NULL;

  g_clear_pointer (&answer->video, media_sdp_video_free);
  self->pictures.offered = format != NULL && !self->pictures.wanted && offer->video->direction != MEDIA_DIRECTION_INACTIVE;
  if (format == NULL || is_refused (self))
    return;
  answer->video = media_sdp_video_copy (offer->video);
  answer->video->only_bundled = FALSE;
  answer->video->direction = wanted_direction (self) & media_direction_reverse (offer->video->direction);
  media_sdp_video_settle (answer->video, format);
}

/* They may have refused it, or answered with what was not offered, which is the same. From here on one format has one
 * number. */
static void
agree (MediaSession *self)
{
  MediaSdpVideo *ours = self->local->video;
  const MediaSdpVideo *theirs = self->remote->video;
  const MediaPictureFormat *format = NULL;

  if (ours == NULL)
    return;
  if (theirs != NULL && theirs->line == ours->line)
    format = media_sdp_video_find (ours, media_sdp_video_choose (theirs));
  if (format == NULL)
    {
      g_clear_pointer (&self->local->video, media_sdp_video_free);
      return;
    }
  ours->only_bundled = FALSE;
  media_sdp_video_settle (ours, format);
}

/* Sets going what both have agreed on. */
void
media_session_settle_picture (MediaSession *self)
{
  const MediaSdpVideo *ours, *theirs;
  MediaDirection direction = MEDIA_DIRECTION_INACTIVE;
  const MediaPictureFormat *format = NULL;

  agree (self);
  ours = self->local->video;
  theirs = self->remote->video;
  if (ours != NULL && theirs != NULL)
    {
      direction = ours->direction & media_direction_reverse (theirs->direction);
      if (direction != MEDIA_DIRECTION_INACTIVE)
        format = &g_array_index (ours->formats, MediaPictureFormat, 0);
    }
  self->pictures.direction = direction;
  if (self->former != NULL)
    media_pipeline_set_picture (self->former, NULL, MEDIA_DIRECTION_INACTIVE);
  if (self->pipeline != NULL)
    media_pipeline_set_picture (self->pipeline, format, direction);
  g_signal_emit_by_name (self, "pictures-changed");
  if (self->pictures.due && self->pictures.wanted && (ours == NULL || ours->direction == MEDIA_DIRECTION_INACTIVE))
    g_signal_emit_by_name (self, "changed");
  self->pictures.due = FALSE;
  self->pictures.n_refused = 0;
}

/* Somebody may be unable to take an offer with pictures at all; from then on hold and the like shall not fail of them. Once
 * may have been because both offered at a time. */
void
media_session_withdraw_picture (MediaSession *self)
{
  if (self->proposed == NULL || self->local == NULL || !is_alive (self->proposed->video) ||
      is_alive (self->local->video) || ++self->pictures.n_refused < 2)
    return;
  self->pictures.wanted = FALSE;
  self->pictures.n_refused = 0;
  g_signal_emit_by_name (self, "pictures-changed");
}

static void
ask_again (MediaSession *self)
{
  if (self->remote == NULL && self->exchange != MEDIA_EXCHANGE_STABLE)
    self->pictures.due = TRUE;
  if (self->remote != NULL && self->state != MEDIA_STATE_FAILED && self->state != MEDIA_STATE_CLOSED)
    g_signal_emit_by_name (self, "changed");
}

/**
 * media_session_offers_pictures:
 * @description: from anybody
 *
 * Looks into an offer for whether its writer wants pictures.
 *
 * Returns: TRUE when it does, in a way that could be agreed on
 */
gboolean
media_session_offers_pictures (const char *description)
{
  g_autoptr (MediaSdp) sdp = NULL;

  g_return_val_if_fail (description != NULL, FALSE);

  sdp = media_sdp_parse (description, NULL);

  return sdp != NULL && is_alive (sdp->video);
}

/**
 * media_session_has_video:
 * @self: the handler
 *
 * Gets whether pictures are wanted here.
 *
 * Returns: TRUE when they are, whatever the far end thinks of it
 */
gboolean
media_session_has_video (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), FALSE);

  return self->pictures.wanted;
}

/**
 * media_session_set_video:
 * @self: the handler
 * @video: whether there are to be pictures
 *
 * Asks the far end for pictures, or ends them for both. At any time; in a call that is up the signal changed asks for an
 * offer. What goes out of this side ends at once.
 */
void
media_session_set_video (MediaSession *self,
                         gboolean      video)
{
  g_return_if_fail (MEDIA_IS_SESSION (self));

  if (self->pictures.wanted == !!video)
    return;
  self->pictures.wanted = !!video;
  if (video)
    self->pictures.offered = FALSE;
  else if (self->pipeline != NULL)
    media_pipeline_set_picture (self->pipeline, NULL, MEDIA_DIRECTION_INACTIVE);
  g_signal_emit_by_name (self, "pictures-changed");
  ask_again (self);
}

/**
 * media_session_is_camera_on:
 * @self: the handler
 *
 * Gets whether we want to be seen where there are pictures.
 *
 * Returns: TRUE unless media_session_set_camera_on() said otherwise
 */
gboolean
media_session_is_camera_on (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), FALSE);

  return !self->pictures.camera_off;
}

/**
 * media_session_set_camera_on:
 * @self: the handler
 * @on: whether we are to be seen
 *
 * Opens or closes the camera; theirs is seen all the same. It closes at once and opens when they agree.
 */
void
media_session_set_camera_on (MediaSession *self,
                             gboolean      on)
{
  g_return_if_fail (MEDIA_IS_SESSION (self));

  if (self->pictures.camera_off == !on)
    return;
  self->pictures.camera_off = !on;
  if (!on && self->pipeline != NULL && self->local != NULL && self->local->video != NULL)
    media_pipeline_set_picture (self->pipeline,
                                &g_array_index (self->local->video->formats, MediaPictureFormat, 0),
                                self->pictures.direction & MEDIA_DIRECTION_RECEIVE);
  g_signal_emit_by_name (self, "pictures-changed");
  if (self->pictures.wanted)
    ask_again (self);
}

/**
 * media_session_choose_camera:
 * @self: the handler
 * @camera: as [property@MediaEngine:camera]
 *
 * Films with another camera, at any time; the one before is closed. The far end need not be asked.
 */
void
media_session_choose_camera (MediaSession *self,
                             const char   *camera)
{
  g_return_if_fail (MEDIA_IS_SESSION (self));
  g_return_if_fail (camera != NULL);

  if (!g_set_str (&self->settings->camera, camera))
    return;
  if (self->pipeline != NULL)
    media_pipeline_change_camera (self->pipeline);
}

/**
 * media_session_is_video_offered:
 * @self: the handler
 *
 * Gets whether the far end has offered pictures that were refused because nobody here had asked for them.
 *
 * Returns: TRUE when media_session_set_video() would be welcome
 */
gboolean
media_session_is_video_offered (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), FALSE);

  return self->pictures.offered;
}

/**
 * media_session_shows_picture:
 * @self: the handler
 *
 * Gets whether both agreed that we are seen.
 *
 * Returns: TRUE when our camera is open, or is opened as soon as there is a way to the peer
 */
gboolean
media_session_shows_picture (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), FALSE);

  return self->pictures.wanted && !self->pictures.camera_off && (self->pictures.direction & MEDIA_DIRECTION_SEND) != 0;
}

/**
 * media_session_sees_picture:
 * @self: the handler
 *
 * Gets whether both agreed that they are seen.
 *
 * Returns: TRUE when pictures of theirs may come
 */
gboolean
media_session_sees_picture (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), FALSE);

  return self->pictures.wanted && (self->pictures.direction & MEDIA_DIRECTION_RECEIVE) != 0;
}

/**
 * media_session_get_picture_codec:
 * @self: the handler
 *
 * Gets what pictures are in.
 *
 * Returns: (transfer none) (nullable): "VP8" or "H264"; NULL: there are none
 */
const char *
media_session_get_picture_codec (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), NULL);

  if (self->pictures.direction == MEDIA_DIRECTION_INACTIVE)
    return NULL;

  return media_sdp_video_choose (self->local->video)->codec->name;
}

/**
 * media_session_dup_picture:
 * @self: the handler
 *
 * Gets what of theirs a window can paint. Another one after each pictures-changed.
 *
 * Returns: (transfer full) (nullable): a GdkPaintable; NULL: nothing, or there is no screen
 */
GObject *
media_session_dup_picture (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), NULL);

  return self->pipeline != NULL ? media_pipeline_dup_view (self->pipeline, FALSE) : NULL;
}

/**
 * media_session_dup_self_view:
 * @self: the handler
 *
 * Gets what of ours a window can paint. Another one after each pictures-changed.
 *
 * Returns: (transfer full) (nullable): a GdkPaintable; NULL: nothing, or there is no screen
 */
GObject *
media_session_dup_self_view (MediaSession *self)
{
  g_return_val_if_fail (MEDIA_IS_SESSION (self), NULL);

  return self->pipeline != NULL ? media_pipeline_dup_view (self->pipeline, TRUE) : NULL;
}

/**
 * media_session_get_picture_facts:
 * @self: the handler
 * @own: of our pictures; otherwise of theirs
 * @facts: (out caller-allocates): as of the last second
 *
 * Gets what there is to see.
 */
void
media_session_get_picture_facts (MediaSession      *self,
                                 gboolean           own,
                                 MediaPictureFacts *facts)
{
  g_return_if_fail (MEDIA_IS_SESSION (self));
  g_return_if_fail (facts != NULL);

  *facts = (MediaPictureFacts) { .colour = -1 };
  if (self->pipeline != NULL)
    media_pipeline_get_picture_facts (self->pipeline, own, facts);
}
