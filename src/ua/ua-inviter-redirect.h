/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"
#include "ua-inviter.h"

G_BEGIN_DECLS

/* Internal: a call that is sent on by the far end (3xx). */
typedef struct _UaInviterRedirect UaInviterRedirect;

#define UA_INVITER_MAX_REDIRECTS 5 /* TRUST 3 */

void     ua_inviter_install_redirect (UaInviterClass    *klass);
void     ua_inviter_redirect_free    (UaInviterRedirect *self);
/* TRUE when somebody takes it: nothing ends, and what follows is told by ua_inviter_follow() or a hang-up. */
gboolean ua_inviter_take_redirect    (UaInviter         *self,
                                      SipMessage        *response);
/* On whose behalf it rings at the next one. */
void     ua_inviter_tell_senders     (UaInviter         *self,
                                      SipMessageBuilder *invite);

/* Of ua-inviter.c. */
SipUri             *ua_inviter_get_target   (UaInviter  *self);
UaInviterRedirect **ua_inviter_get_redirect (UaInviter  *self); /* where it is kept */
/* The INVITE as it was, to who is the target now, and with this offer; empty: with none. */
void                ua_inviter_send_again   (UaInviter  *self,
                                             GBytes     *offer);

G_END_DECLS
