/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-dialog.h"
#include "sip-transaction.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Inside of UaSession: requests inside the dialog, and the 2xx to those that describe. */
void ua_session_receive_request (UaSession *self, SipDialog *dialog, SipTransaction *server, SipMessage *request);
/* A 2xx to @invite with our description, repeated until its ACK; NULL: it was agreed on before. */
void ua_session_confirm (UaSession *self, SipTransaction *invite, const char *description);
/* NULL: none that we read. */
char *ua_session_dup_description (SipMessage *message);

G_END_DECLS
