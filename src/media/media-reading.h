/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-quality.h"
#include "media-stats.h"

G_BEGIN_DECLS

/* What was measured in one second of a call. */
typedef struct
{
  gint64      time_us;       /* since 1970 */
  MediaStats *stats;         /* as counted since the call began, with path, cipher and codec */
  double      sent_rate;     /* bit/s, sound without headers */
  double      received_rate;
  double      loss;          /* 0–1: of this second, what did not come or came too late */
  double      loss_overall;  /* 0–1: of the whole call */
  double      mos;           /* 1–4.5; 0: nothing is to be heard, so nothing can be said */
  double      local_level;   /* dBFS */
  double      remote_level;
} MediaNumbers;

/* One second of a call, as an object, for lists hold nothing else; immutable. */
#define MEDIA_TYPE_READING (media_reading_get_type ())
G_DECLARE_FINAL_TYPE (MediaReading, media_reading, MEDIA, READING, GObject)

/* Copies @numbers. */
MediaReading       *media_reading_new         (const MediaNumbers *numbers);
const MediaNumbers *media_reading_get_numbers (MediaReading       *self);
MediaGrade          media_reading_get_grade   (MediaReading       *self);

G_END_DECLS
