/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-pipeline-private.h"

G_BEGIN_DECLS

/* media-pipeline-negotiation.c */
void media_pipeline_handle_reply (MediaPipeline *self, const GstStructure *reply);
void media_pipeline_handle_candidate (MediaPipeline *self, const char *candidate);
void media_pipeline_handle_gathered (MediaPipeline *self);

G_END_DECLS
