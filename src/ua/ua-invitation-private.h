/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"
#include "sip-transaction.h"
#include "ua-invitation.h"

G_BEGIN_DECLS

#define UA_INVITATION_NO_ANSWER_MS 60000 /* CONTRACT U26 */

/* For the agent: a session out of an INVITE; NULL and an error when it makes no dialog. */
UaInvitation *ua_invitation_new (UaAgent         *agent,
                                 SipTransaction  *server,
                                 GError         **error);
/* For ua-invitation-redirect.c. */
SipMessage        *ua_invitation_get_request    (UaInvitation      *self);
SipMessageBuilder *ua_invitation_begin_response (UaInvitation      *self,
                                                 guint              status);
/* A final answer, and the end of the call. */
void               ua_invitation_refuse_with    (UaInvitation      *self,
                                                 SipMessageBuilder *builder);

G_END_DECLS
