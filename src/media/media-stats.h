/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How well the sound travels, at one moment; immutable. */
typedef struct
{
  char   *codec;            /* "opus", "G722", "PCMU", "PCMA"; nullable */
  guint64 packets_sent;
  guint64 packets_received;
  guint64 packets_lost;     /* of those sent to us */
  double  jitter_ms;
  double  round_trip_ms;    /* 0: not known yet */
  double  remote_loss;      /* 0–1: the share of ours that the far end misses, as it told us last */
} MediaStats;

#define MEDIA_TYPE_STATS (media_stats_get_type ())
GType media_stats_get_type (void) G_GNUC_CONST;

MediaStats *media_stats_ref   (MediaStats *self);
void        media_stats_unref (MediaStats *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaStats, media_stats_unref)

G_END_DECLS
