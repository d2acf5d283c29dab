/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-picture-facts.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* Counts and looks at what passes a pad; made and read on one thread, fed by another. */
typedef struct _MediaPictureMeter MediaPictureMeter;

MediaPictureMeter *media_picture_meter_new   (void);
void               media_picture_meter_free  (MediaPictureMeter *self);
/* The meter may be freed before the pad. */
void               media_picture_meter_watch (MediaPictureMeter *self,
                                              GstPad            *pad);
/* What has passed since it was read last. */
void               media_picture_meter_read  (MediaPictureMeter *self,
                                              MediaPictureFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaPictureMeter, media_picture_meter_free)

G_END_DECLS
