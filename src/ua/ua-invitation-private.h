/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transaction.h"
#include "ua-invitation.h"

G_BEGIN_DECLS

#define UA_INVITATION_NO_ANSWER_MS 60000 /* CONTRACT U26 */

/* For the agent: a session out of an INVITE; NULL and an error when it makes no dialog. */
UaInvitation *ua_invitation_new (UaAgent         *agent,
                                 SipTransaction  *server,
                                 GError         **error);

/* The INVITE; borrowed. */
SipMessage   *ua_invitation_get_request (UaInvitation *self);

G_END_DECLS
