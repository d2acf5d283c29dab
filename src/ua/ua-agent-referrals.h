/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transaction.h"
#include "ua-referral.h"

G_BEGIN_DECLS

/* Internal: REFERs that come in, and what outlives the call in which somebody was referred: transfers and referrals,
 * which the agent holds until they are settled. */
#define UA_AGENT_MAX_REFERRALS 4 /* that wait for a person; the next hears 486 (TRUST 3) */

void     ua_agent_install_referrals (void);  /* the signal, when the class is made */
void     ua_agent_keep_errand       (UaAgent        *self,
                                     gpointer        errand);
void     ua_agent_drop_errand       (UaAgent        *self,
                                     gpointer        errand);
void     ua_agent_drop_errands      (UaAgent        *self);
/* We leave: those that wait for a decision are told so. */
void     ua_agent_refuse_referrals  (UaAgent        *self);
/* @session NULL: outside of a call. FALSE: nobody takes it, and it is not answered. */
gboolean ua_agent_receive_referral  (UaAgent        *self,
                                     UaSession      *session,
                                     SipTransaction *server,
                                     SipMessage     *request);
/* A SUBSCRIBE inside a dialog that renews the reports about a referral, or ends them. FALSE: it is about none. */
gboolean ua_agent_take_subscribe    (UaAgent        *self,
                                     SipTransaction *server,
                                     SipMessage     *request);

G_END_DECLS
