/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

PhoneVideo *scripted_video_new    (void);
/* The far end wants pictures. */
void        scripted_video_offer  (PhoneVideo *self);
/* What is there to be painted while pictures are wanted; nullable. */
void        scripted_video_paint  (PhoneVideo *self,
                                   GObject    *picture,
                                   GObject    *self_view);
/* As on a machine without the parts that pictures need. */
void        scripted_video_forbid (gboolean    forbidden);

G_END_DECLS
