/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody between two telephones that talk by RTP without ICE: each is told the one between's address in the place of the
 * other's. What the callee is sent may be changed on the way. */

#pragma once

#include "media-pair.h"

G_BEGIN_DECLS

typedef struct _Middle Middle;

typedef enum
{
  MIDDLE_PASS,
  MIDDLE_TAMPER, /* one bit of each packet to the callee is another */
  MIDDLE_REPLAY, /* each packet to the callee comes again, from another port */
  MIDDLE_DROP,   /* nothing gets through either way */
} MiddleManner;

/* Two sessions of one profile, 1000 Hz and 440 Hz. */
Pair                 *middle_new_pair          (MediaProfile          profile);
UaDescriptionHandler *middle_new_handler       (Pair                 *pair,
                                               const char           *microphone,
                                               MediaProfile          profile,
                                               MediaProfiles         taken);
/* Exchanges their descriptions, with the one between between; @rewrite nullable. */
Middle                *middle_new               (Pair                 *pair,
                                               PairRewrite           rewrite);
void                  middle_free              (Middle                *self);
void                  middle_set_manner        (Middle                *self,
                                               MiddleManner           manner);
/* How many were sent to the callee, all told. */
guint                 middle_get_n_packets     (Middle                *self);
/* Whether anything was sent to the port that replays. */
gboolean              middle_was_followed      (Middle                *self);
/* Where the caller really is. */
GSocketAddress       *middle_dup_caller_address (Middle               *self);

/* A call that is up, whose callee has devices and hears a tone of 1000 Hz from the caller through @speaker. */
Pair         *middle_call_through (const char   *microphone,
                                   const char   *speaker,
                                   MediaProfile  profile);

G_END_DECLS
