/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transactions.h"

G_BEGIN_DECLS

/* Internal: our 2xx to an INVITE, sent again until its ACK comes (RFC 3261 §13.3.1.4). Signals, one of them once:
 *   confirmed (SipMessage *)   the ACK
 *   expired ()                 64*T1 went by */
#define UA_TYPE_CONFIRMATION (ua_confirmation_get_type ())
G_DECLARE_FINAL_TYPE (UaConfirmation, ua_confirmation, UA, CONFIRMATION, GObject)

#define UA_CONFIRMATION_FIRST_MS    500   /* T1 */
#define UA_CONFIRMATION_LONGEST_MS  4000  /* T2 */
#define UA_CONFIRMATION_PATIENCE_MS 32000 /* 64*T1 */

UaConfirmation *ua_confirmation_new         (SipTransactions *transactions,
                                             SipClock        *clock);
/* Sends @response through @server, and then again and again. FALSE: it is too late to answer. */
gboolean        ua_confirmation_begin       (UaConfirmation  *self,
                                             SipTransaction  *server,
                                             SipMessage      *response);
gboolean        ua_confirmation_is_running  (UaConfirmation  *self); /* NULL: no */
/* TRUE when the ACK is ours. */
gboolean        ua_confirmation_receive_ack (UaConfirmation  *self,
                                             SipMessage      *ack);
void            ua_confirmation_stop        (UaConfirmation  *self);
SipMessage     *ua_confirmation_steal       (UaConfirmation  *self);

G_END_DECLS
