/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transaction.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Inside of UaSession: all the ways in which a call ends. */

void ua_session_end (UaSession *self, UaSessionEnd how, const GError *error);
/* To be rid of it, whatever state it is in. */
void ua_session_leave (UaSession *self, UaSessionEnd how, const GError *error);
void ua_session_send_bye (UaSession *self);
void ua_session_be_patient (UaSession *self);
void ua_session_lose_line (UaSession *self, const GError *error);
gboolean ua_session_receive_cancel (UaSession *self, SipTransaction *invite, SipMessage *cancel);

G_END_DECLS
