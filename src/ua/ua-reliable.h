/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transactions.h"

G_BEGIN_DECLS

#define UA_RELIABLE_FIRST_MS    500   /* T1 (RFC 3262 §3) */
#define UA_RELIABLE_PATIENCE_MS 32000 /* 64*T1 */

/* Internal: our provisional answers to one INVITE, the newest repeated until its PRACK. Signals:
 *   expired ()   no PRACK came for 64*T1; nothing is repeated any more */
#define UA_TYPE_RELIABLE (ua_reliable_get_type ())
G_DECLARE_FINAL_TYPE (UaReliable, ua_reliable, UA, RELIABLE, GObject)

UaReliable *ua_reliable_new           (SipTransaction    *invite,
                                       SipClock          *clock,
                                       SipTokens         *tokens);
/* Only when none is running. FALSE when it is too late. */
gboolean    ua_reliable_send          (UaReliable        *self,
                                       SipMessageBuilder *response);
gboolean    ua_reliable_is_running    (UaReliable        *self); /* NULL: no */
/* TRUE when @prack names what waits for it: that is repeated no more. */
gboolean    ua_reliable_receive_prack (UaReliable        *self,
                                       SipMessage        *prack);
/* A final answer was given: nothing is repeated or expires, but a late PRACK is still known. */
void        ua_reliable_rest          (UaReliable        *self);

G_END_DECLS
