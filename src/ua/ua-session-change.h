/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transaction.h"
#include "ua-request.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Inside of UaSession: changes of a call that is up, ours and theirs. */

/* ua-session-hold.c */
void ua_session_pursue (UaSession *self);
void ua_session_drop_change (UaSession *self, const GError *error);
/* Our change came to nothing; who waits for it is told. */
void ua_session_give_up (UaSession *self, const GError *error);
/* Our change is left alone; what it was for is still wanted. */
void ua_session_put_off (UaSession *self);
/* Has an offer written, and sends it in the change or the replacement that is under way. */
void ua_session_begin_offer (UaSession *self);
/* @request, ours, says what is in @builder, and @offer. */
void ua_session_send_offer (UaSession *self, UaRequest *request, SipMessageBuilder *builder, const char *offer);
/* Their 2xx to it: acknowledged, and its description is the answer to our offer. */
void ua_session_take_answer (UaSession *self, UaRequest *request, SipMessage *response);
/* FALSE: @response says nothing about a change of theirs, or has said it too often. */
gboolean ua_session_retry_after_glare (UaSession *self, SipMessage *response);
/* For how long to leave the far end to its own change. */
guint ua_session_choose_glare_ms (UaSession *self);

/* ua-session-change.c */
void ua_session_receive_change (UaSession *self, SipTransaction *server, SipMessage *request);
gboolean ua_session_cancel_change (UaSession *self, SipTransaction *invite);
void ua_session_receive_answer (UaSession *self, SipMessage *ack);
void ua_session_answer_change (UaSession *self, SipTransaction *server, SipMessage *request);

/* ua-session-early-change.c */
/* FALSE: @server is no re-INVITE that only waits for the call to be up, and wants an answer now. */
gboolean ua_session_keep_change (UaSession *self, SipTransaction *server);
/* The call is up: what was kept is answered. FALSE: there is none. */
gboolean ua_session_take_up_change (UaSession *self);
/* Their CANCEL of what is kept. */
gboolean ua_session_cancel_kept_change (UaSession *self, SipTransaction *invite);
void ua_session_drop_kept_change (UaSession *self);

G_END_DECLS
