/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-clock.h"
#include "sip-message.h"
#include "sip-port.h"

G_BEGIN_DECLS

/* What the four transactions have in common (RFC 3261 §17). Signals:
 *   response    (SipMessage *)  client: every response that passes up; an INVITE's later 2xx too (RFC 6026)
 *   acknowledged (SipMessage *) INVITE server: the ACK to a non-2xx arrived
 *   failed      (GError *)      client: nobody answered or nothing can be sent; comes once, and never after a
 *                               final response. Server: no ACK came, the user did not answer in time, or the
 *                               port did not take a response (told once; an INVITE's transaction goes on)
 *   terminated  ()              last signal; the object may go. Not emitted when the collection goes first
 * All failures of the port are told by the clock, never from inside the call that sent.
 */
#define SIP_TYPE_TRANSACTION (sip_transaction_get_type ())
G_DECLARE_DERIVABLE_TYPE (SipTransaction, sip_transaction, SIP, TRANSACTION, GObject)

#define SIP_TRANSACTION_ERROR (sip_transaction_error_quark ())
GQuark      sip_transaction_error_quark     (void);

typedef enum
{
  SIP_TRANSACTION_ERROR_TIMEOUT,   /* Timer B or F: treated as 408 (RFC 3261 §8.1.3.1); a server that was
                                    * left without an answer for as long */
  SIP_TRANSACTION_ERROR_TRANSPORT, /* treated as 503 */
  SIP_TRANSACTION_ERROR_NO_ACK,    /* Timer H */
} SipTransactionError;

SipMessage *sip_transaction_get_request     (SipTransaction *self);
const char *sip_transaction_get_branch      (SipTransaction *self);
gboolean    sip_transaction_is_terminated   (SipTransaction *self);
guint       sip_transaction_get_state       (SipTransaction *self);
const char *sip_transaction_get_state_name  (SipTransaction *self);

/* Server transactions only. FALSE when the machine takes no response now. A 2xx to INVITE is retransmitted
 * by the TU (RFC 3261 §13.3.1.4). */
gboolean    sip_transaction_respond         (SipTransaction *self,
                                             SipMessage     *response);

G_END_DECLS
