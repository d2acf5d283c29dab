/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-cleaning.h"
#include "media-devices.h"

G_BEGIN_DECLS

/* What one call speaks into and is heard from: what was chosen, and what that means while devices come and go. Signal, on
 * the main context of its maker:
 *   changed ()  something was chosen, or a device came or went: media_desk_dup_device() may say something else now */
#define MEDIA_TYPE_DESK (media_desk_get_type ())
G_DECLARE_FINAL_TYPE (MediaDesk, media_desk, MEDIA, DESK, GObject)

MediaDesk     *media_desk_new          (const char      *microphone,
                                        const char      *speaker);
const char    *media_desk_get_choice   (MediaDesk       *self,
                                        MediaDeviceKind  kind);
void           media_desk_choose       (MediaDesk       *self,
                                        MediaDeviceKind  kind,
                                        const char      *device);
/* What to open at this moment (transfer full). */
char          *media_desk_dup_device   (MediaDesk       *self,
                                        MediaDeviceKind  kind);
/* Whether that is more than a guess. */
gboolean       media_desk_knows_devices (MediaDesk      *self);
MediaCleaning  media_desk_get_cleaning (MediaDesk       *self);
void           media_desk_set_cleaning (MediaDesk       *self,
                                        MediaCleaning    cleaning);
/* Devices are watched while somebody uses one; each call of the first wants one of the second. */
void           media_desk_sit_down     (MediaDesk       *self);
void           media_desk_get_up       (MediaDesk       *self);
/* The sound server is another than it was: asks it for its devices anew. */
void           media_desk_look_again   (MediaDesk       *self);

G_END_DECLS
