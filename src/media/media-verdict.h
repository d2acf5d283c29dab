/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-stats.h"

G_BEGIN_DECLS

/* What is wrong with a call, the one thing worth saying; the first of these that holds. */
typedef enum
{
  MEDIA_VERDICT_NONE,
  MEDIA_VERDICT_NOT_HEARD,         /* nothing we send arrives, or we send nothing */
  MEDIA_VERDICT_NOTHING_ARRIVES,
  MEDIA_VERDICT_MICROPHONE_SILENT, /* it gives digital silence, and nobody muted it */
  MEDIA_VERDICT_MUTED_TALKING,
  MEDIA_VERDICT_BAD_LINE,          /* more than a tenth is lost, either way */
  MEDIA_VERDICT_WEAK_LINE,
} MediaVerdict;

#define MEDIA_TYPE_VERDICT (media_verdict_get_type ())
GType media_verdict_get_type (void) G_GNUC_CONST;

/* What a call is like at one moment. */
typedef struct
{
  gint64   now_us;      /* monotonic */
  gboolean up;          /* it is answered and connected, we do not hold it, and it is the one to be heard */
  gboolean sending;     /* by what both agreed on */
  gboolean receiving;
  gboolean pauses;      /* who is silent may send nothing */
  gboolean muted;
  gboolean person;      /* what goes in is one person's microphone: no conference, no echo */
  gboolean device_failed;
  double   local_level; /* dBFS, before the mute */
} MediaSituation;

#define MEDIA_VERDICT_ROWS 7u

/* The one who judges: pure, without a clock of its own. Begins zeroed. */
typedef struct
{
  MediaVerdict   verdict;    /* the state */
  MediaSituation situation;  /* the last */
  MediaStats    *stats;      /* the last, while the call is up; nullable */
  double         sent;       /* packets in the last second */
  double         arrived;
  guint          unsent;     /* seconds in a row in which nothing of ours went out */
  guint          unheard;    /* reports in a row by which nothing of ours arrives any more */
  guint          highest;    /* of our packets, the last that was known there; 0: none */
  guint64        highest_sent; /* how many had been sent when we learnt that */
  guint          unarrived;  /* seconds in a row in which nothing of theirs came */
  double         talk_s;     /* of talking into a muted microphone; silence takes away from it */
  double         loss;       /* 0–1: the worse of both ways, over some seconds */
  struct
  {
    gint64 since_us; /* when its condition began to hold; 0: it does not */
    gint64 until_us; /* it is shown so long; 0: it is not */
  } rows[MEDIA_VERDICT_ROWS];
} MediaJudge;

/* Ten times a second or so, with the levels. */
MediaVerdict media_judge_take_situation (MediaJudge           *self,
                                         const MediaSituation *situation);
/* Once a second, with what is counted. */
MediaVerdict media_judge_take_stats     (MediaJudge           *self,
                                         const MediaSituation *situation,
                                         MediaStats           *stats);
void         media_judge_clear          (MediaJudge           *self);

G_END_DECLS
