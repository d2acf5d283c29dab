/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How the sound of a call is kept from others. */
typedef enum
{
  MEDIA_SECRECY_NONE,
  MEDIA_SECRECY_SDES, /* the key stood in the descriptions (RFC 4568) */
  MEDIA_SECRECY_DTLS, /* the key was agreed on by the ends themselves (RFC 5764) */
} MediaSecrecyKind;

/* How well the sound travels, at one moment; immutable. What is counted is counted since the call began. */
typedef struct
{
  char   *codec;            /* "opus", "G722", "PCMU", "PCMA"; nullable */
  guint64 packets_sent;
  guint64 packets_received;
  guint64 packets_lost;     /* of those sent to us */
  guint64 packets_late;     /* they came, but after their time */
  guint64 bytes_sent;       /* of sound, without headers */
  guint64 bytes_received;
  double  jitter_ms;
  double  round_trip_ms;    /* 0: not known yet */
  double  remote_loss;      /* 0–1: the share of ours that the far end misses, as it told us last */
  guint   remote_highest;   /* the last of our packets that the far end has seen, as it told us; 0: it has not */
  guint   remote_seen;      /* another number with each of our packets that a report of theirs knows of */
  guint   remote_report;    /* another number with each report of the far end; 0: there was none */
  double  buffer_ms;        /* what comes waits so long for what is late */

  char   *local_path;       /* "host", "srflx", "prflx", "relay"; nullable: there is no ICE, or not yet */
  char   *remote_path;
  char   *local_address;    /* of the pair of ICE, "ADDRESS PORT"; nullable. For who looks for an error, not for a log */
  char   *remote_address;
  MediaSecrecyKind secrecy;
  char   *cipher;           /* as SDES names suites, "AES_CM_128_HMAC_SHA1_80"; nullable */
} MediaStats;

#define MEDIA_TYPE_STATS (media_stats_get_type ())
GType media_stats_get_type (void) G_GNUC_CONST;

MediaStats *media_stats_ref   (MediaStats *self);
void        media_stats_unref (MediaStats *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaStats, media_stats_unref)

G_END_DECLS
