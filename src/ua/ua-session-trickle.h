/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-session.h"
#include "ua-trickle.h"

G_BEGIN_DECLS

/* Inside of UaSession: whether and when candidates may follow the descriptions of a call (RFC 8840 §4). Calling, as soon
 * as a provisional answer that knows of it has made a dialog; called, when the ACK, a PRACK to our description or an INFO
 * of theirs shows that they know it. */

/* From any message of theirs in the dialog of the call. */
void     ua_session_trickle_learn   (UaSession      *self,
                                     SipMessage     *message);
/* The call speaks for another handler from now on. */
void     ua_session_trickle_follow  (UaSession      *self);
/* That of the one of several telephones that answered; transfer full, NULL: it knows nothing of it. */
void     ua_session_trickle_adopt   (UaSession      *self,
                                     UaTrickle      *trickle);
/* They know the dialog. */
void     ua_session_trickle_open    (UaSession      *self);
/* FALSE: it is no fragment, or none is taken here. */
gboolean ua_session_trickle_receive (UaSession      *self,
                                     SipTransaction *server,
                                     SipMessage     *info);
void     ua_session_trickle_stop    (UaSession      *self);

G_END_DECLS
