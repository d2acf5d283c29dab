/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-video.h"

#include "media-session-picture.h"

G_BEGIN_DECLS

PhoneVideo *phone_video_new    (void);
/* They want pictures, and nobody has answered yet. */
void        phone_video_expect (PhoneVideo   *self,
                                const char   *offer);
/* The call sounds, and looks, like this session from now on. */
void        phone_video_follow (PhoneVideo   *self,
                                MediaSession *media);

G_END_DECLS
