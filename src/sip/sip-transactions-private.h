/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-transaction-private.h"
#include "sip-transactions.h"

G_BEGIN_DECLS

/* Between the half that receives (sip-transactions.c) and the half that sends (sip-transactions-send.c). */
struct _SipTransactions
{
  GObject parent_instance;

  SipClock   *clock;
  SipTokens  *tokens;
  SipPort    *port;         /* NULL: no connection */
  char       *via_protocol; /* of the last port, so that a request can be written without one */
  char       *sent_by;
  GHashTable *clients;      /* client key → SipTransaction */
  GHashTable *servers;      /* server key → SipTransaction */
  GHashTable *twins;        /* twin key → count of server transactions with it */
};

/* Makes a transaction, kept under @key (taken), and listens for its end. Not started yet. */
SipTransaction *sip_transactions_add (SipTransactions *self,
                                      GType            type,
                                      SipMessage      *request,
                                      char            *key);

G_END_DECLS
