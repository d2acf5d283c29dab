/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-clock.h"
#include "sip-tokens.h"

G_BEGIN_DECLS

/* Internal: doubts the line in time, so that a dead one is not shown as good (TRUST F3, F4, F7). It is told what was
 * sent and that something was heard; it knows neither messages nor wires. Signals:
 *   question (guint nth)     ask the far end for a sign of life, now. 1: something that costs little; 2: half of the
 *                            time for an answer has passed, ask something that nobody leaves without one
 *   dead (guint silent_ms)   nothing was heard in time: the line is lost. The vigil has ended */
#define UA_TYPE_VIGIL (ua_vigil_get_type ())
G_DECLARE_FINAL_TYPE (UaVigil, ua_vigil, UA, VIGIL, GObject)

#define UA_VIGIL_QUESTION_MS         2000  /* a request without an answer becomes suspect */
#define UA_VIGIL_ANSWER_MS           4800  /* from the request on: then the line is dead (F3: at most 5 s) */
#define UA_VIGIL_DATAGRAM_ANSWER_MS  10000 /* the same where a datagram may have been lost and comes again */
#define UA_VIGIL_IDLE_MS             25000 /* silence in which nothing was asked */
#define UA_VIGIL_IDLE_ANSWER_MS      10000 /* RFC 5626 §4.4.1 */
#define UA_VIGIL_CHECK_ANSWER_MS     3000

UaVigil *ua_vigil_new               (SipClock    *clock,
                                     SipTokens   *tokens);
/* A new line is up. @idle_ms 0: silence alone means nothing, for somebody else pings. */
void     ua_vigil_begin             (UaVigil     *self,
                                     gboolean     reliable,
                                     guint        idle_ms);
void     ua_vigil_end               (UaVigil     *self);
/* From now on silence is doubted after @idle_ms at the latest. */
void     ua_vigil_limit_idle        (UaVigil     *self,
                                     guint        idle_ms);
/* A request that wants an answer was sent. @id: what its answer is known by, to measure the round trip; NULL: an answer
 * that takes its time. */
void     ua_vigil_sent              (UaVigil     *self,
                                     const char  *id);
/* Anything came in. */
void     ua_vigil_heard             (UaVigil     *self);
void     ua_vigil_answered          (UaVigil     *self,
                                     const char  *id);
/* Ask now: an answer within @answer_ms, or the line is dead. */
void     ua_vigil_check             (UaVigil     *self,
                                     guint        answer_ms);
gboolean ua_vigil_has_heard         (UaVigil     *self); /* anything at all on this line */
gint64   ua_vigil_get_round_trip_ms (UaVigil     *self); /* of this line; -1: none measured */

G_END_DECLS
