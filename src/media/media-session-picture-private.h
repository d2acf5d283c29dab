/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-sdp.h"
#include "media-session-picture.h"

G_BEGIN_DECLS

/* What a session remembers of its pictures. */
typedef struct
{
  gboolean       wanted;     /* here */
  gboolean       camera_off; /* they are wanted, but not ours */
  gboolean       offered;    /* by them, and refused */
  gboolean       due;        /* wanted since the open offer was made */
  guint          n_refused;  /* offers in a row that came to nothing */
  MediaDirection direction;  /* agreed by both */
} MediaSessionPictures;

void media_session_install_picture_signals (GType type);
/* What our next description says of them. */
void media_session_offer_picture           (MediaSession   *self,
                                            MediaSdp       *offer);
void media_session_answer_picture          (MediaSession   *self,
                                            MediaSdp       *answer,
                                            const MediaSdp *offer);
void media_session_take_picture            (MediaSdp       *sdp,
                                            const MediaSdp *later);
void media_session_settle_picture          (MediaSession   *self);
/* Our offer with pictures came to nothing. */
void media_session_withdraw_picture        (MediaSession   *self);

G_END_DECLS
