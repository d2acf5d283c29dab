/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-clock.h"
#include "doubles-message.h"
#include "doubles-port.h"
#include "sip-transactions.h"

G_BEGIN_DECLS

/* Transactions on a clock and a port of the test, with everything that happens written down in order. */
typedef struct
{
  DoublesClock    *clock;
  DoublesPort     *port;
  SipTokens       *tokens;
  SipTransactions *transactions;
  SipTransaction  *server; /* of the newest request that passed up; NULL: none, or an ACK */
  SipMessage      *sent;   /* the newest message that left */
  SipMessage      *told;   /* the newest message that passed up */
  GString         *heard;
} DoublesCore;

DoublesCore    *doubles_core_new     (gboolean        reliable);
void            doubles_core_free    (DoublesCore    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoublesCore, doubles_core_free)

/* Our request of that method; what becomes of it is written down. A new reference. */
SipTransaction *doubles_core_request (DoublesCore    *self,
                                      const char     *method);
void            doubles_core_watch   (DoublesCore    *self,
                                      SipTransaction *transaction);
/* The peer's request, or its answer to what we sent in @transaction. */
void            doubles_core_receive (DoublesCore    *self,
                                      const char     *method,
                                      const char     *branch);
void            doubles_core_answer  (DoublesCore    *self,
                                      SipTransaction *transaction,
                                      guint           status);
/* Our answer to the newest request; what sip_transaction_respond() said. */
gboolean        doubles_core_respond (DoublesCore    *self,
                                      guint           status);
void            doubles_core_advance (DoublesCore    *self,
                                      guint           ms);
/* What happened since the last call: "sent INVITE", "sent 200", "response 180", "request BYE",
 * "acknowledged", "stray 200", "timeout", "transport", "no ack", "terminated", with ", " between. */
void            doubles_core_expect  (DoublesCore    *self,
                                      const char     *heard);

G_END_DECLS
