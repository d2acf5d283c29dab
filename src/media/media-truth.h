/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-history.h"
#include "media-secrecy.h"
#include "media-verdict.h"

G_BEGIN_DECLS

/* What can be truly said of a call: owned by its MediaSession, which feeds it. Properties (read-only, notify on the
 * main context of the session):
 *   verdict (MediaVerdict)  secrecy (MediaSecrecy; NULL before anything is known)
 * and the list of what was measured, which is there from the beginning and is the same object to the end. */
#define MEDIA_TYPE_TRUTH (media_truth_get_type ())
G_DECLARE_FINAL_TYPE (MediaTruth, media_truth, MEDIA, TRUTH, GObject)

/* The whole call in a few numbers. */
typedef struct
{
  guint  n_seconds; /* that could be judged; 0: the others mean nothing */
  double mos;       /* the mean, 1–4.5 */
  double worst_mos;
  double loss;      /* 0–1 */
} MediaSummary;

MediaTruth   *media_truth_new          (void);
MediaVerdict  media_truth_get_verdict  (MediaTruth           *self);
/* A GListModel of MediaReading. Borrowed. */
MediaHistory *media_truth_get_history  (MediaTruth           *self);
/* Nullable, borrowed. */
MediaSecrecy *media_truth_get_secrecy  (MediaTruth           *self);
void          media_truth_get_summary  (MediaTruth           *self,
                                        MediaSummary         *summary);
/* Before it is answered a call has no verdict: silence may be meant, and an announcement may be all there is. */
void          media_truth_set_answered (MediaTruth           *self,
                                        gboolean              answered);
gboolean      media_truth_is_answered  (MediaTruth           *self);

/* For the one who owns it: as the judge is told; @remote_level in dBFS. */
void          media_truth_take_situation (MediaTruth           *self,
                                          const MediaSituation *situation);
void          media_truth_take_stats     (MediaTruth           *self,
                                          const MediaSituation *situation,
                                          MediaStats           *stats,
                                          double                remote_level);
/* Eats @secrecy. */
void          media_truth_take_secrecy   (MediaTruth           *self,
                                          MediaSecrecy         *secrecy);
/* The sound goes another way now, with new counters at the far end. */
void          media_truth_turn           (MediaTruth           *self);

G_END_DECLS
