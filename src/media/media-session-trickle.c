/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where both ends know of it, a description goes out before all candidates are found, and the others follow (RFC 8840).
 * Which description a fragment goes on with is told by its credentials alone: one of another is kept, for it may have
 * overtaken that one. */

#include "media-session-profile-private.h"

#include "media-sdp-rtp.h"

/* What is agreed on says which path there is; before that what is on the table, and else what could be. */
static gboolean
media_session_can_trickle (UaDescriptionHandler *handler)
{
  MediaSession *self = MEDIA_SESSION (handler);
  const MediaSdp *sdp = self->remote != NULL     ? self->remote
                        : self->offered != NULL  ? self->offered
                        : self->proposed != NULL ? self->proposed
                                                 : NULL;

  if (self->settings->without_trickle)
    return FALSE;
  if (sdp != NULL)
    return sdp->profile == MEDIA_PROFILE_WEBRTC;

  return media_session_get_offered (self) == MEDIA_PROFILE_WEBRTC ||
         media_sdp_takes (self->settings->taken, MEDIA_PROFILE_WEBRTC);
}

/* What has come so far may be too little to be reached by, and no more can be told: a new path, with all there is. */
static void
make_up_for (MediaSession *self)
{
  if (self->remote == NULL || self->pipeline == NULL || !media_pipeline_is_trickling (self->pipeline) ||
      self->state != MEDIA_STATE_CONNECTING)
    return;
  self->stale = TRUE;
  g_signal_emit_by_name (self, "changed");
}

static void
media_session_set_trickle (UaDescriptionHandler *handler,
                           UaDescriptionTrickle  trickle)
{
  MediaSession *self = MEDIA_SESSION (handler);
  gboolean refused = self->trickle == UA_DESCRIPTION_TRICKLE_FULL && trickle == UA_DESCRIPTION_TRICKLE_NONE;

  self->trickle = trickle;
  if (refused)
    make_up_for (self);
}

gboolean
media_session_trickles_with (MediaSession   *self,
                             const MediaSdp *peer)
{
  return !self->settings->without_trickle && self->trickle == UA_DESCRIPTION_TRICKLE_FULL && peer != NULL &&
         peer->trickles;
}

void
media_session_trickle_stamp (MediaSession *self,
                             MediaSdp     *sdp)
{
  sdp->trickles = sdp->profile == MEDIA_PROFILE_WEBRTC && !self->settings->without_trickle &&
                  self->trickle != UA_DESCRIPTION_TRICKLE_NONE &&
                  (self->offered == NULL || self->offered->trickles);
}

static void
take_candidates (MediaSdp       *sdp,
                 const MediaSdp *found)
{
  g_ptr_array_set_size (sdp->candidates, 0);
  for (guint i = 0; i < found->candidates->len; i++)
    g_ptr_array_add (sdp->candidates, media_candidate_copy (g_ptr_array_index (found->candidates, i)));
  sdp->complete = found->complete;
}

/* A later description in the same association says all that has followed the earlier (RFC 8840 §4.3). */
void
media_session_trickle_complete (MediaSession *self,
                                MediaSdp     *sdp)
{
  const MediaSdp *found = self->pipeline != NULL ? media_pipeline_get_local (self->pipeline) : NULL;

  if (self->trickle == UA_DESCRIPTION_TRICKLE_FULL && found != NULL && sdp->profile == MEDIA_PROFILE_WEBRTC &&
      g_strcmp0 (found->ufrag, sdp->ufrag) == 0)
    take_candidates (sdp, found);
}

/* Ours that was said last, and what its pipeline has found by now. */
static const MediaSdp *
find_described (MediaSession    *self,
                const MediaSdp **found)
{
  gboolean offering = self->exchange == MEDIA_EXCHANGE_OFFERED_BY_US && self->fresh != NULL;
  const MediaSdp *described = offering ? self->proposed : self->local;
  MediaPipeline *pipeline = offering ? self->fresh : self->pipeline;

  *found = pipeline != NULL ? media_pipeline_get_local (pipeline) : NULL;

  return *found != NULL && described != NULL && g_strcmp0 ((*found)->ufrag, described->ufrag) == 0 ? described : NULL;
}

static char *
media_session_make_fragment (UaDescriptionHandler *handler,
                             gboolean              again)
{
  MediaSession *self = MEDIA_SESSION (handler);
  const MediaSdp *found = NULL;
  const MediaSdp *described = find_described (self, &found);
  g_autoptr (MediaSdp) whole = NULL;

  if (described == NULL || self->trickle == UA_DESCRIPTION_TRICKLE_NONE)
    return NULL;
  if (!again && found->candidates->len <= described->candidates->len && found->complete == described->complete)
    return NULL;
  whole = media_sdp_copy (described);
  take_candidates (whole, found);

  return media_fragment_write (whole);
}

void
media_session_trickle_found (MediaSession *self)
{
  if (self->trickle != UA_DESCRIPTION_TRICKLE_NONE)
    g_signal_emit_by_name (self, "fragment");
}

/* The name of our line is the same on both sides. */
static const char *
find_mid (MediaSession *self)
{
  const MediaSdp *sdp = self->offered != NULL ? self->offered : self->local != NULL ? self->local : self->proposed;
  const MediaLine *line = sdp != NULL ? g_ptr_array_index (sdp->lines, sdp->audio) : NULL;

  return line != NULL && line->mid != NULL ? line->mid : "";
}

/* FALSE: it belongs to a description that is not in effect. */
static gboolean
apply (MediaSession        *self,
       const MediaFragment *fragment)
{
  if (self->remote == NULL || self->pipeline == NULL || !media_fragment_belongs (fragment, self->remote))
    return FALSE;
  media_pipeline_take_fragment (self->pipeline, fragment);
  return TRUE;
}

static gboolean
media_session_take_fragment (UaDescriptionHandler  *handler,
                             const char            *text,
                             GError               **error)
{
  MediaSession *self = MEDIA_SESSION (handler);
  g_autoptr (MediaFragment) fragment = media_fragment_parse (text, find_mid (self), error);

  if (fragment == NULL)
    return FALSE;
  if (!apply (self, fragment))
    g_set_str (&self->waiting, text);

  return TRUE;
}

void
media_session_trickle_settle (MediaSession *self)
{
  g_autofree char *text = g_steal_pointer (&self->waiting);
  g_autoptr (MediaFragment) fragment = text != NULL ? media_fragment_parse (text, find_mid (self), NULL) : NULL;

  if (fragment != NULL)
    apply (self, fragment);
}

void
media_session_trickle_interface_init (UaDescriptionHandlerInterface *iface)
{
  iface->can_trickle = media_session_can_trickle;
  iface->set_trickle = media_session_set_trickle;
  iface->make_fragment = media_session_make_fragment;
  iface->take_fragment = media_session_take_fragment;
}
