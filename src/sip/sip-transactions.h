/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"
#include "sip-tokens.h"
#include "sip-transaction.h"

G_BEGIN_DECLS

/* Finds or makes the transaction for a message (RFC 3261 §17.1.3, §17.2.3). Signals:
 *   request  (SipTransaction *server, SipMessage *)  a new request; @server is NULL for an ACK to a 2xx.
 *                                                    The receiver must see that it is answered.
 *   stray-response (SipMessage *)                    matched nothing: a late or forked 2xx, or noise
 * CANCEL: passed up as a request of its own; sip_transactions_find_cancelled() names its INVITE. */
#define SIP_TYPE_TRANSACTIONS (sip_transactions_get_type ())
G_DECLARE_FINAL_TYPE (SipTransactions, sip_transactions, SIP, TRANSACTIONS, GObject)

SipTransactions *sip_transactions_new            (SipClock           *clock,
                                                  SipTokens          *tokens);
/* The port may be replaced when a connection is (NULL: every send fails; running transactions are told). */
void             sip_transactions_set_port       (SipTransactions    *self,
                                                  SipPort            *port);
SipPort         *sip_transactions_get_port       (SipTransactions    *self);
/* Adds Via (branch, rport), ends the builder, sends. An INVITE gets a SipInviteClient. Connect to the
 * signals at once: nothing is emitted before the main loop runs or the port delivers. */
SipTransaction  *sip_transactions_request        (SipTransactions    *self,
                                                  SipMessageBuilder  *request);
/* CANCEL for a pending INVITE: same branch, Request-URI, Route (RFC 3261 §9.1). NULL before a provisional
 * response, when it must not be sent yet, and after a final one. */
SipTransaction  *sip_transactions_cancel         (SipTransactions    *self,
                                                  SipTransaction     *invite,
                                                  const char         *reason_header);
/* An ACK to a 2xx: a request without a transaction; a new branch (RFC 3261 §13.2.2.4). Returns what was
 * sent. */
SipMessage      *sip_transactions_send_ack       (SipTransactions    *self,
                                                  SipMessageBuilder  *ack,
                                                  GError            **error);
/* Sends again what was sent before: a 2xx being retransmitted, an ACK asked for again. */
gboolean         sip_transactions_send_again     (SipTransactions    *self,
                                                  SipMessage         *message,
                                                  GError            **error);
/* Feeds one parsed, sane message in. */
void             sip_transactions_receive        (SipTransactions    *self,
                                                  SipMessage         *message);
SipTransaction  *sip_transactions_find_cancelled (SipTransactions    *self,
                                                  SipMessage         *cancel);
/* Another request with the same From tag, Call-ID and CSeq but another branch (RFC 3261 §8.2.2.2). */
gboolean         sip_transactions_is_merged      (SipTransactions    *self,
                                                  SipMessage         *request);
/* A request of our own that has come back (RFC 3261 §16.3, CONTRACT U27). */
gboolean         sip_transactions_is_loop        (SipTransactions    *self,
                                                  SipMessage         *request);
guint            sip_transactions_get_n_alive    (SipTransactions    *self);

G_END_DECLS
