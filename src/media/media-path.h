/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-pipeline.h"

G_BEGIN_DECLS

/* One way for packets to the far end and back, for the pipeline around it, which owns all state. offer, answer and
 * accept are answered by the pipeline's signals described and accepted, at once or later, or by failed. */
typedef struct
{
  const char *element; /* what streams to be decoded come out of, as pads that are added */
  gboolean  (*open)      (MediaPipeline *self, gboolean with_loopback, GError **error);
  void      (*offer)     (MediaPipeline *self, const MediaSdp *agreed);
  void      (*answer)    (MediaPipeline *self, const MediaSdp *offer, MediaSetup role);
  void      (*accept)    (MediaPipeline *self, const MediaSdp *answer);
  GstPad   *(*dup_entry) (MediaPipeline *self); /* where encoded sound goes in */
  void      (*measure)   (MediaPipeline *self); /* once a second */
} MediaPath;

G_END_DECLS
