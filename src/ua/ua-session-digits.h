/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transactions.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Inside of UaSession. Digits go along the sound where telephone-event was agreed on (RFC 4733), otherwise by INFO, one
 * after the other, as application/dtmf-relay; in the order in which they were typed. A pause of ',' or 'p' is two
 * seconds. 'w' and ';', which wait for a person elsewhere, are refused: the person here sends the rest when it is time.
 * Refused, too, while either side keeps the other on hold; what was taken before waits until that is over. While
 * the line is lost, digits go along the sound at once, and by INFO as soon as the call has moved. */
typedef struct _UaSessionDigits UaSessionDigits;

void ua_session_install_digits (UaSessionClass *klass);
/* Nothing more is sent. */
void ua_session_drop_digits    (UaSession      *self);
void ua_session_free_digits    (UaSession      *self);
void ua_session_receive_info   (UaSession      *self,
                                SipTransaction *server,
                                SipMessage     *request);

G_END_DECLS
