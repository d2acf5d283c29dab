/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-pipeline.h"

G_BEGIN_DECLS

void media_pipeline_keep_back        (MediaPipeline *self);
void media_pipeline_begin_head_start (MediaPipeline *self);

G_END_DECLS
