/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody between two telephones that talk by RTP without ICE: each is told the relay's address in the place of the
 * other's. What the callee is sent may be changed on the way. */

#pragma once

#include "media-pair.h"

G_BEGIN_DECLS

typedef struct _Relay Relay;

typedef enum
{
  RELAY_PASS,
  RELAY_TAMPER, /* one bit of each packet to the callee is another */
  RELAY_REPLAY, /* each packet to the callee comes again, from another port */
  RELAY_DROP,   /* nothing gets through either way */
} RelayManner;

/* Two sessions of one profile, 1000 Hz and 440 Hz. */
Pair                 *relay_new_pair          (MediaProfile          profile);
UaDescriptionHandler *relay_new_handler       (Pair                 *pair,
                                               const char           *microphone,
                                               MediaProfile          profile,
                                               MediaProfiles         taken);
/* Exchanges their descriptions, with the relay between; @rewrite nullable. */
Relay                *relay_new               (Pair                 *pair,
                                               PairRewrite           rewrite);
void                  relay_free              (Relay                *self);
void                  relay_set_manner        (Relay                *self,
                                               RelayManner           manner);
/* How many were sent to the callee, all told. */
guint                 relay_get_n_packets     (Relay                *self);
/* Whether anything was sent to the port that replays. */
gboolean              relay_was_followed      (Relay                *self);
/* Where the caller really is. */
GSocketAddress       *relay_dup_caller_address (Relay               *self);

G_END_DECLS
