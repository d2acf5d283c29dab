/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-desk.h"
#include "media-profile.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* What a session is made with; written to only by the one who made it, and by nobody once a session has it. */
typedef struct
{
  char    *microphone;
  char    *speaker;
  MediaDesk *desk;      /* the same two, as they may be changed during the call */
  char    *stun_server; /* nullable */
  char    *turn_server; /* RFC 7065, as "turn:HOST:PORT?transport=tcp"; nullable */
  char    *turn_user;
  char    *turn_password; /* a secret */
  gboolean relay_only;  /* sound goes through that server or not at all */
  gboolean echo;        /* send back what is heard; microphone and speaker mean nothing then */
  char   **codecs;      /* "opus", "G722", "PCMU", "PCMA", best first; what is not there is neither offered nor
                         * taken. NULL: all, in our order */
  gboolean dtx;         /* send nothing while nobody speaks (Opus alone) */
  gboolean without_correction; /* neither send Opus's correction of losses nor use it; for comparisons */
  gboolean without_trickle; /* no candidate follows a description of ours, or of theirs (RFC 8840) */
  gboolean video;       /* pictures both ways from the beginning */
  char    *camera;      /* NULL: the default one; the session it belongs to may change it */
  gboolean shown;       /* pictures go to the screen; otherwise they are measured */
  MediaProfile  profile;  /* what our offers are of */
  gboolean      has_fallback;
  MediaProfile  fallback; /* what is offered when they refuse that (488) */
  MediaProfiles taken;    /* which offers of theirs are taken; 0: all */
  guint         port_first, port_last; /* where RTP outside of WebRTC may arrive; 0: 16384 to 32767 */
} MediaSettings;

#define MEDIA_TYPE_SETTINGS (media_settings_get_type ())
GType media_settings_get_type (void) G_GNUC_CONST;

MediaSettings *media_settings_new   (const char *microphone,
                                     const char *speaker);
MediaSettings *media_settings_ref   (MediaSettings *self);
void           media_settings_unref (MediaSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaSettings, media_settings_unref)

G_END_DECLS
