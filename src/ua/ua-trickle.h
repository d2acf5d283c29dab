/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-dialog.h"
#include "sip-transactions.h"
#include "ua-agent.h"
#include "ua-description-handler.h"

G_BEGIN_DECLS

/* Internal: what follows the descriptions in one dialog, ours and theirs, by INFO of the package trickle-ice (RFC 8840).
 * It exists where they have said that they know it. What a fragment says is the description handler's. */
#define UA_TYPE_TRICKLE (ua_trickle_get_type ())
G_DECLARE_FINAL_TYPE (UaTrickle, ua_trickle, UA, TRICKLE, GObject)

UaTrickle *ua_trickle_new         (UaAgent              *agent,
                                   SipDialog            *dialog);
/* Says in an INVITE, an UPDATE or an answer to them that we take fragments, if @handler, nullable, does. */
void       ua_trickle_announce    (UaDescriptionHandler *handler,
                                   SipMessageBuilder    *builder);
/* Whether a message of theirs says so. */
gboolean   ua_trickle_is_known    (SipMessage           *message);
/* Whether an INFO is one of ours. */
gboolean   ua_trickle_is_fragment (SipMessage           *info);
void       ua_trickle_learn       (UaTrickle            *self,
                                   SipMessage           *message);
/* NULL: none yet. What came before it is handed to it. */
void       ua_trickle_set_handler (UaTrickle            *self,
                                   UaDescriptionHandler *handler);
/* Another dialog of the same call: the one that was lost is replaced. */
void       ua_trickle_set_dialog  (UaTrickle            *self,
                                   SipDialog            *dialog);
/* The far end knows the dialog: fragments may go from now on. @at_once: one does, whatever there is to say. */
void       ua_trickle_open        (UaTrickle            *self,
                                   gboolean              at_once);
void       ua_trickle_receive     (UaTrickle            *self,
                                   SipTransaction       *server,
                                   SipMessage           *info);
void       ua_trickle_stop        (UaTrickle            *self);

G_END_DECLS
