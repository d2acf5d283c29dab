/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* Keeps packets of some payload types out of an rtpbin. Written to on one thread, read by others. */
typedef struct _MediaPictureGate MediaPictureGate;

/* Watches over @rtpbin for as long as that lives. */
MediaPictureGate *media_picture_gate_new  (GstElement       *rtpbin);
void              media_picture_gate_free (MediaPictureGate *self);
void              media_picture_gate_set  (MediaPictureGate *self,
                                           guint             payload,
                                           gboolean          shut);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaPictureGate, media_picture_gate_free)

G_END_DECLS
