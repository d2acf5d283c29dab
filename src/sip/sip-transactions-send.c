/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The half of the collection that sends: it writes Via and branch, which nobody else may, and gives every
 * request but the ACK to a 2xx a transaction. */

#include "sip-transactions-private.h"

#include "sip-client.h"
#include "sip-invite-client.h"
#include "sip-invite-requests.h"
#include "sip-limits.h"
#include "sip-matching.h"

static SipMessage *
end_with_via (SipTransactions   *self,
              SipMessageBuilder *builder)
{
  g_autofree char *branch = sip_tokens_next_branch (self->tokens);
  g_autofree char *via = NULL;

  /* RFC 3581 §3: an empty rport asks for the answer to be sent to where this came from. */
  via = g_strdup_printf ("SIP/2.0/%s %s;branch=%s;rport", self->via_protocol, self->sent_by, branch);
  sip_message_builder_set_header (builder, SIP_HEADER_VIA, via);

  return sip_message_builder_end (builder);
}

static SipTransaction *
begin_client (SipTransactions *self,
              GType            type,
              SipMessage      *request)
{
  gboolean full = g_hash_table_size (self->clients) >= SIP_MAX_TRANSACTIONS;
  SipTransaction *transaction =
    sip_transactions_add (self, type, request, sip_matching_client_key (request));

  if (full)
    {
      sip_transaction_set_port (transaction, NULL);
      sip_transaction_fail (transaction,
                            g_error_new (SIP_TRANSACTION_ERROR, SIP_TRANSACTION_ERROR_TRANSPORT,
                                         "no more than %d requests are sent at once", SIP_MAX_TRANSACTIONS));
    }
  sip_transaction_step (transaction, SIP_EVENT_START, NULL);

  return transaction;
}

/**
 * sip_transactions_set_port:
 * @self: a collection
 * @port: (nullable): where messages leave from now on; %NULL: nowhere
 *
 * Replaces the port. Our requests that wait for an answer over a reliable port fail with
 * %SIP_TRANSACTION_ERROR_TRANSPORT after this call has returned, for the answer was to come by the old one;
 * over a datagram port they fail when they next have to send and cannot. Answers of ours go out over the
 * new port.
 */
void
sip_transactions_set_port (SipTransactions *self,
                           SipPort         *port)
{
  g_return_if_fail (SIP_IS_TRANSACTIONS (self));
  g_return_if_fail (port == NULL || SIP_IS_PORT (port));

  if (!g_set_object (&self->port, port))
    return;

  if (port != NULL)
    {
      g_set_str (&self->via_protocol, sip_port_get_via_protocol (port));
      g_set_str (&self->sent_by, sip_port_get_sent_by (port));
    }

  GHashTable *tables[] = { self->clients, self->servers };
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      GHashTableIter iter;
      gpointer transaction;

      g_hash_table_iter_init (&iter, tables[i]);
      while (g_hash_table_iter_next (&iter, NULL, &transaction))
        sip_transaction_set_port (transaction, port);
    }
}

/**
 * sip_transactions_get_port:
 * @self: a collection
 *
 * Gets the port messages leave by.
 *
 * Returns: (transfer none) (nullable): the port; %NULL: none now
 */
SipPort *
sip_transactions_get_port (SipTransactions *self)
{
  g_return_val_if_fail (SIP_IS_TRANSACTIONS (self), NULL);

  return self->port;
}

/**
 * sip_transactions_request:
 * @self: a collection
 * @request: a request, ended here; a Via it may have of an earlier sending is replaced
 *
 * Sends a request as a transaction of its own. That it could not be sent is told by `failed`, after this call
 * has returned. Not for an ACK or CANCEL, which have verbs of their own.
 *
 * Returns: (transfer none): the transaction, owned by the collection until it terminates
 */
SipTransaction *
sip_transactions_request (SipTransactions   *self,
                          SipMessageBuilder *request)
{
  g_return_val_if_fail (SIP_IS_TRANSACTIONS (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  g_autoptr (SipMessage) message = end_with_via (self, request);
  gboolean is_invite = sip_message_get_method (message) == SIP_METHOD_INVITE;

  return begin_client (self, is_invite ? SIP_TYPE_INVITE_CLIENT : SIP_TYPE_CLIENT, message);
}

/**
 * sip_transactions_cancel:
 * @self: a collection
 * @invite: our INVITE
 * @reason_header: (nullable): a value for Reason (RFC 3326), such as `SIP;cause=200`
 *
 * Asks for a pending INVITE to be given up. The INVITE ends by its own final response, usually 487, and 32
 * seconds from now at the latest. RFC 3261 §9.1: before a provisional response "the CANCEL request MUST NOT
 * be sent"; ask again when one has come.
 *
 * Returns: (transfer none) (nullable): the CANCEL's transaction; %NULL while nothing was heard of the INVITE,
 *   and when it has had its final response
 */
SipTransaction *
sip_transactions_cancel (SipTransactions *self,
                         SipTransaction  *invite,
                         const char      *reason_header)
{
  g_return_val_if_fail (SIP_IS_TRANSACTIONS (self), NULL);
  g_return_val_if_fail (SIP_IS_INVITE_CLIENT (invite), NULL);

  if (sip_transaction_get_state (invite) != SIP_INVITE_CLIENT_PROCEEDING)
    return NULL;

  g_autoptr (SipMessage) cancel =
    sip_invite_make_cancel (sip_transaction_get_request (invite), reason_header);
  g_autofree char *key = sip_matching_client_key (cancel);
  SipTransaction *running = g_hash_table_lookup (self->clients, key);
  if (running != NULL)
    return running;

  sip_transaction_step (invite, SIP_INVITE_CLIENT_CANCELLED, NULL);

  return begin_client (self, SIP_TYPE_CLIENT, cancel);
}

/**
 * sip_transactions_send_ack:
 * @self: a collection
 * @ack: an ACK to a 2xx; ended here
 * @error: return location for an error
 *
 * Sends an ACK to a 2xx: no transaction, and a branch of its own (RFC 3261 §13.2.2.4). Keep what is returned
 * and give it to sip_transactions_send_again() whenever the 2xx comes again.
 *
 * Returns: (transfer full): the ACK as sent; %NULL with @error set when it was not
 */
SipMessage *
sip_transactions_send_ack (SipTransactions    *self,
                           SipMessageBuilder  *ack,
                           GError            **error)
{
  g_return_val_if_fail (SIP_IS_TRANSACTIONS (self), NULL);
  g_return_val_if_fail (ack != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (SipMessage) message = end_with_via (self, ack);

  return sip_transactions_send_again (self, message, error) ? g_steal_pointer (&message) : NULL;
}

/**
 * sip_transactions_send_again:
 * @self: a collection
 * @message: what was sent before: a 2xx to INVITE, or its ACK
 * @error: return location for an error
 *
 * Sends a message outside any transaction, once more.
 *
 * Returns: %FALSE with @error set when there is no port or it did not take the message
 */
gboolean
sip_transactions_send_again (SipTransactions  *self,
                             SipMessage       *message,
                             GError          **error)
{
  g_return_val_if_fail (SIP_IS_TRANSACTIONS (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->port == NULL)
    {
      g_set_error_literal (error, SIP_TRANSACTION_ERROR, SIP_TRANSACTION_ERROR_TRANSPORT,
                           "there is no connection to send over");
      return FALSE;
    }

  return sip_port_send (self->port, sip_message_get_bytes (message), error);
}
