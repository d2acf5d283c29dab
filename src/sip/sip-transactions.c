/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whoever receives a message must know whether it is news or one more copy; whoever sends one must not
 * care how often it is lost. This collection stands between: it owns every transaction and hands on what
 * is new. */

#include "sip-transactions-private.h"

#include "sip-invite-server.h"
#include "sip-limits.h"
#include "sip-matching.h"
#include "sip-server.h"

G_DEFINE_FINAL_TYPE (SipTransactions, sip_transactions, G_TYPE_OBJECT)

enum
{
  REQUEST,
  STRAY_RESPONSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GHashTable *
table_of (SipTransactions *self,
          SipTransaction  *transaction)
{
  return SIP_TRANSACTION_GET_CLASS (transaction)->is_client ? self->clients : self->servers;
}

static void
count_twin (SipTransactions *self,
            SipMessage      *request,
            int              change)
{
  char *key = sip_matching_twin_key (request);
  if (key == NULL)
    return;

  int count = GPOINTER_TO_INT (g_hash_table_lookup (self->twins, key)) + change;
  if (count > 0)
    {
      g_hash_table_replace (self->twins, key, GINT_TO_POINTER (count));
      return;
    }

  g_hash_table_remove (self->twins, key);
  g_free (key);
}

static void
transaction_terminated_cb (SipTransaction *transaction,
                           gpointer        user_data)
{
  SipTransactions *self = SIP_TRANSACTIONS (user_data);
  SipMessage *request = sip_transaction_get_request (transaction);
  gboolean is_client = SIP_TRANSACTION_GET_CLASS (transaction)->is_client;
  g_autofree char *key =
    is_client ? sip_matching_client_key (request) : sip_matching_server_key (request, NULL);

  if (!is_client)
    count_twin (self, request, -1);
  g_hash_table_remove (table_of (self, transaction), key);
}

/**
 * sip_transactions_add:
 * @self: a collection
 * @type: one of the four machines
 * @request: its request
 * @key: (transfer full): what it is found by
 *
 * Makes a transaction and listens for its end. It has not started yet.
 *
 * Returns: (transfer none): the transaction
 */
SipTransaction *
sip_transactions_add (SipTransactions *self,
                      GType            type,
                      SipMessage      *request,
                      char            *key)
{
  SipTransaction *transaction =
    g_object_new (type, "clock", self->clock, "port", self->port, "request", request, NULL);

  g_signal_connect_object (transaction, "terminated", G_CALLBACK (transaction_terminated_cb), self, 0);
  g_hash_table_insert (table_of (self, transaction), key, transaction);

  return transaction;
}

static void
receive_response (SipTransactions *self,
                  SipMessage      *response)
{
  g_autofree char *key = sip_matching_client_key (response);
  SipTransaction *transaction = key == NULL ? NULL : g_hash_table_lookup (self->clients, key);

  if (transaction != NULL)
    sip_transaction_receive (transaction, response);
  else
    g_signal_emit (self, signals[STRAY_RESPONSE], 0, response);
}

/* Without a transaction, for there may be no more of them; a repetition is refused again. */
static void
refuse_for_want_of_room (SipTransactions *self,
                         SipMessage      *request)
{
  g_autofree char *tag = sip_tokens_next (self->tokens);
  g_autoptr (SipMessageBuilder) builder =
    sip_message_builder_new_response (request, SIP_STATUS_SERVICE_UNAVAILABLE, NULL, tag);
  g_autoptr (GError) error = NULL;

  sip_message_builder_set_number (builder, SIP_HEADER_RETRY_AFTER, SIP_TRANSACTION_LIFETIME_MS / 1000);
  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  g_debug ("%u transactions are alive: %s refused", g_hash_table_size (self->servers),
           sip_message_get_method_name (request));
  if (!sip_transactions_send_again (self, response, &error))
    g_debug ("the refusal was not sent: %s", error->message);
}

static void
begin_server (SipTransactions *self,
              SipMessage      *request,
              char            *key)
{
  gboolean is_invite = sip_message_get_method (request) == SIP_METHOD_INVITE;
  g_autoptr (SipTransaction) transaction = NULL;

  if (g_hash_table_size (self->servers) >= SIP_MAX_TRANSACTIONS)
    {
      g_free (key);
      refuse_for_want_of_room (self, request);
      return;
    }

  transaction = g_object_ref (
    sip_transactions_add (self, is_invite ? SIP_TYPE_INVITE_SERVER : SIP_TYPE_SERVER, request, key));
  count_twin (self, request, +1);

  if ((sip_transaction_step (transaction, SIP_EVENT_START, request) & SIP_EFFECT_PASS_UP) != 0)
    g_signal_emit (self, signals[REQUEST], 0, transaction, request);
}

static void
receive_ack (SipTransactions *self,
             SipTransaction  *invite,
             SipMessage      *ack)
{
  /* RFC 3261 §17.2.3: the ACK to a 2xx is a request of its own and goes to the user, as does one that
   * finds its INVITE in Accepted (RFC 6026 §7.1). */
  gboolean passes_up =
    invite == NULL || !sip_matching_acknowledges (ack, sip_transaction_get_response (invite)) ||
    (sip_transaction_receive (invite, ack) & SIP_EFFECT_PASS_UP) != 0;

  if (passes_up)
    g_signal_emit (self, signals[REQUEST], 0, NULL, ack);
}

static void
receive_request (SipTransactions *self,
                 SipMessage      *request)
{
  g_autofree char *key = sip_matching_server_key (request, NULL);
  SipTransaction *transaction;

  if (key == NULL)
    {
      g_debug ("a %s without a readable Via cannot be answered", sip_message_get_method_name (request));
      return;
    }

  transaction = g_hash_table_lookup (self->servers, key);
  if (sip_message_get_method (request) == SIP_METHOD_ACK)
    receive_ack (self, transaction, request);
  else if (transaction != NULL)
    sip_transaction_receive (transaction, request);
  else
    begin_server (self, request, g_steal_pointer (&key));
}

static void
abandon_all (GHashTable *table)
{
  GHashTableIter iter;
  gpointer transaction;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &transaction))
    sip_transaction_abandon (transaction);
  g_hash_table_remove_all (table);
}

static void
sip_transactions_dispose (GObject *object)
{
  SipTransactions *self = SIP_TRANSACTIONS (object);

  abandon_all (self->clients);
  abandon_all (self->servers);
  g_hash_table_remove_all (self->twins);
  g_clear_object (&self->port);

  G_OBJECT_CLASS (sip_transactions_parent_class)->dispose (object);
}

static void
sip_transactions_finalize (GObject *object)
{
  SipTransactions *self = SIP_TRANSACTIONS (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->tokens);
  g_clear_pointer (&self->clients, g_hash_table_unref);
  g_clear_pointer (&self->servers, g_hash_table_unref);
  g_clear_pointer (&self->twins, g_hash_table_unref);
  g_free (self->via_protocol);
  g_free (self->sent_by);

  G_OBJECT_CLASS (sip_transactions_parent_class)->finalize (object);
}

static void
sip_transactions_class_init (SipTransactionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sip_transactions_dispose;
  object_class->finalize = sip_transactions_finalize;

  signals[REQUEST] = g_signal_new ("request", SIP_TYPE_TRANSACTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, SIP_TYPE_TRANSACTION, SIP_TYPE_MESSAGE);
  signals[STRAY_RESPONSE] = g_signal_new ("stray-response", SIP_TYPE_TRANSACTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, SIP_TYPE_MESSAGE);
}

static void
sip_transactions_init (SipTransactions *self)
{
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->servers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->twins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->via_protocol = g_strdup ("TCP");
  self->sent_by = g_strdup ("unconnected.invalid");
}

/**
 * sip_transactions_new:
 * @clock: the clock of every timer
 * @tokens: where branches come from
 *
 * Makes an empty collection without a port.
 *
 * Returns: (transfer full): a new collection
 */
SipTransactions *
sip_transactions_new (SipClock  *clock,
                      SipTokens *tokens)
{
  g_return_val_if_fail (SIP_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SIP_IS_TOKENS (tokens), NULL);

  SipTransactions *self = g_object_new (SIP_TYPE_TRANSACTIONS, NULL);
  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);

  return self;
}

/**
 * sip_transactions_receive:
 * @self: a collection
 * @message: a message that passed sip_sanity_check()
 *
 * Hands a message to its transaction, makes one for a new request, or says that a response matched nothing.
 * Handlers may drop any transaction and the collection itself.
 */
void
sip_transactions_receive (SipTransactions *self,
                          SipMessage      *message)
{
  g_return_if_fail (SIP_IS_TRANSACTIONS (self));
  g_return_if_fail (message != NULL);

  g_autoptr (SipTransactions) guard = g_object_ref (self);
  g_autoptr (SipMessage) kept = sip_message_ref (message);

  if (sip_message_is_response (message))
    receive_response (self, message);
  else
    receive_request (self, message);
}

/**
 * sip_transactions_find_cancelled:
 * @self: a collection
 * @cancel: a CANCEL that came in
 *
 * Finds the INVITE that a CANCEL means (RFC 3261 §9.2). It may have been answered already: its state tells.
 *
 * Returns: (transfer none) (nullable): the INVITE's server transaction; %NULL: answer the CANCEL with 481
 */
SipTransaction *
sip_transactions_find_cancelled (SipTransactions *self,
                                 SipMessage      *cancel)
{
  g_return_val_if_fail (SIP_IS_TRANSACTIONS (self), NULL);
  g_return_val_if_fail (cancel != NULL, NULL);

  g_autofree char *key = sip_matching_server_key (cancel, "INVITE");

  return key == NULL ? NULL : g_hash_table_lookup (self->servers, key);
}

/**
 * sip_transactions_is_merged:
 * @self: a collection
 * @request: a request that came in
 *
 * Tells whether another copy of this request came by another way and is being answered: this one gets 482
 * (RFC 3261 §8.2.2.2).
 *
 * Returns: %TRUE for a merged request
 */
gboolean
sip_transactions_is_merged (SipTransactions *self,
                            SipMessage      *request)
{
  g_return_val_if_fail (SIP_IS_TRANSACTIONS (self), FALSE);
  g_return_val_if_fail (request != NULL, FALSE);

  g_autofree char *twin_key = sip_matching_twin_key (request);
  g_autofree char *key = sip_matching_server_key (request, NULL);
  if (twin_key == NULL || key == NULL)
    return FALSE;

  int itself = g_hash_table_contains (self->servers, key) ? 1 : 0;

  return GPOINTER_TO_INT (g_hash_table_lookup (self->twins, twin_key)) > itself;
}

/**
 * sip_transactions_is_loop:
 * @self: a collection
 * @request: a request that came in
 *
 * Tells whether a request of our own has come back to us: one of its Vias is the one a running transaction
 * wrote, or its From tag, Call-ID and CSeq are (RFC 3261 §16.3, CONTRACT U27). It gets 482.
 *
 * Returns: %TRUE for a looped request
 */
gboolean
sip_transactions_is_loop (SipTransactions *self,
                          SipMessage      *request)
{
  g_return_val_if_fail (SIP_IS_TRANSACTIONS (self), FALSE);
  g_return_val_if_fail (request != NULL, FALSE);

  SipVia *via;
  for (guint i = 0; (via = sip_message_get_via (request, i)) != NULL; i++)
    {
      g_autofree char *key = sip_matching_via_key (via, sip_message_get_method_name (request));

      if (key != NULL && g_hash_table_contains (self->clients, key))
        return TRUE;
    }

  g_autofree char *twin_key = sip_matching_twin_key (request);
  if (twin_key == NULL)
    return FALSE;

  GHashTableIter iter;
  gpointer client;
  g_hash_table_iter_init (&iter, self->clients);
  while (g_hash_table_iter_next (&iter, NULL, &client))
    {
      g_autofree char *own_key = sip_matching_twin_key (sip_transaction_get_request (client));

      if (g_strcmp0 (own_key, twin_key) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * sip_transactions_get_n_alive:
 * @self: a collection
 *
 * Counts the transactions that have not terminated, ours and theirs.
 *
 * Returns: the count
 */
guint
sip_transactions_get_n_alive (SipTransactions *self)
{
  g_return_val_if_fail (SIP_IS_TRANSACTIONS (self), 0);

  return g_hash_table_size (self->clients) + g_hash_table_size (self->servers);
}
