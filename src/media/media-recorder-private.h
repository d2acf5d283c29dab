/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-mixer.h"
#include "media-recorder.h"

#include <gst/gst.h>

G_BEGIN_DECLS

/* From now on these paths of a call (nullable ones are left out), or, if it is part of a conference, that. */
void media_recorder_follow (MediaRecorder     *self,
                            GstElement *const *pipelines,
                            guint              n_pipelines,
                            MediaMixer        *mixer);

G_END_DECLS
