/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-dialog.h"
#include "sip-transaction.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Inside of UaSession: calls that outlive their line or their dialog. */

/* ua-session-move.c */
void ua_session_strand (UaSession *self, const GError *error);
void ua_session_regain_line (UaSession *self);
void ua_session_move (UaSession *self);
void ua_session_finish_move (UaSession *self);
/* A re-INVITE that moves was refused with @status: TRUE when the dialog is as good as gone. */
gboolean ua_session_must_replace (UaSession *self, guint status);

/* ua-session-replace.c */
void ua_session_replace (UaSession *self, gboolean forgotten);
void ua_session_drop_replacement (UaSession *self);

/* ua-session-takeover.c */
void ua_session_take_over (UaSession *self, SipTransaction *server, SipMessage *request);
void ua_session_take_successor (UaSession *self, SipTransaction *server, const char *description);
/* The two when a new call takes the place of one of ours. */
void ua_session_set_replaced (UaSession *self, UaSession *replaced);
void ua_session_end_replaced (UaSession *self);
void ua_session_change_dialog (UaSession *self, SipDialog *dialog);

G_END_DECLS
