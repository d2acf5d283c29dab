/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Inside of UaSession: what the far end says of itself beside what it asks. */
typedef struct
{
  gboolean updates;      /* it takes UPDATE (RFC 3311) */
  gboolean replaces;     /* it can replace a dialog (RFC 3891) */
  gboolean changes_from; /* what it writes into From is meant (RFC 4916) */
  char    *end_reason;   /* why it ends the call; NULL: it said nothing */
} UaSessionFar;

/* @message is theirs: what they can do, and who they are. */
void ua_session_learn        (UaSession  *self,
                              SipMessage *message);
/* @message, theirs, ends the call, or is about to: why, in their words. */
void ua_session_learn_reason (UaSession  *self,
                              SipMessage *message);

G_END_DECLS
