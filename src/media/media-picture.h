/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-picture-meter.h"
#include "media-pipeline.h"
#include "media-sdp-video.h"

G_BEGIN_DECLS

/* The pictures of one association. They are agreed on after the sound is, in a second round with webrtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrtcbin as one more offer. */

/* Whether what pictures need is installed; the error names what is missing. @shown: on a screen. */
gboolean     media_picture_check            (gboolean                  shown,
                                             GError                  **error);
/* From now on pictures go that way; @direction INACTIVE, or without @format: nowhere. A camera is open only while it
 * includes SEND. FALSE: the association has another format already. */
gboolean     media_pipeline_set_picture     (MediaPipeline            *self,
                                             const MediaPictureFormat *format,
                                             MediaDirection            direction);
/* The one that it has for the rest of its life; NULL: none yet. */
const MediaPictureFormat *media_pipeline_get_picture_format (MediaPipeline *self);
/* They are offered: what comes of them before media_pipeline_set_picture() is through is dropped. */
void         media_pipeline_expect_picture  (MediaPipeline            *self,
                                             const MediaSdpVideo      *offered);
/* Its settings name another camera now; one that is open makes way for it. */
void         media_pipeline_change_camera   (MediaPipeline            *self);
/* What is seen, or is shown, as a GdkPaintable; NULL: no screen (transfer full). */
GObject     *media_pipeline_dup_view        (MediaPipeline            *self,
                                             gboolean                  own);
/* As of the last second. */
void         media_pipeline_get_picture_facts (MediaPipeline          *self,
                                             gboolean                  own,
                                             MediaPictureFacts        *facts);

G_END_DECLS
