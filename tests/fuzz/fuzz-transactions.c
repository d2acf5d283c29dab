/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each octet is something that happens: a message comes, also a spoiled one, time passes, the user asks,
 * answers, cancels or lets go, the port breaks or changes. Whatever the order, every transaction keeps its
 * promises and in the end nothing is left. */

#include "doubles-clock.h"
#include "doubles-message.h"
#include "doubles-port.h"
#include "sip-invite-client.h"
#include "sip-parser.h"
#include "sip-sanity.h"
#include "sip-transactions.h"

#include <string.h>

#define MOST_WATCHED 64

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

/* What one transaction has said so far. */
typedef struct
{
  SipTransaction *transaction; /* NULL: let go */
  gboolean        is_client;
  gboolean        is_invite;
  guint           refusals;
  guint           answers;
  guint           failures;
  guint           ends;
} Watched;

typedef struct
{
  const guint8    *at;
  const guint8    *end;
  DoublesClock    *clock;
  DoublesPort     *port;
  SipTokens       *tokens;
  SipTransactions *transactions;
  Watched          watched[MOST_WATCHED];
  guint            n_watched;
  SipMessage      *latest; /* the newest message that went up or out */
} World;

static guint8
take (World *world)
{
  return world->at < world->end ? *world->at++ : 0;
}

static void
keep (World      *world,
      SipMessage *message)
{
  sip_message_ref (message);
  g_clear_pointer (&world->latest, sip_message_unref);
  world->latest = message;
}

static void
transaction_response_cb (SipTransaction *transaction,
                         SipMessage     *response,
                         Watched        *watched)
{
  guint status = sip_message_get_status (response);

  g_assert_true (watched->is_client);
  g_assert_cmpuint (watched->ends + watched->failures, ==, 0);
  /* Nothing follows a final answer, but an INVITE's 2xx may come again. */
  g_assert_cmpuint (watched->refusals, ==, 0);
  if (!watched->is_invite || status < 200 || status >= 300)
    g_assert_cmpuint (watched->answers, ==, 0);

  watched->answers += status >= 200 && status < 300;
  watched->refusals += status >= 300;
}

static void
transaction_failed_cb (SipTransaction *transaction,
                       GError         *error,
                       Watched        *watched)
{
  g_assert_nonnull (error);
  g_assert_cmpuint (watched->ends, ==, 0);
  /* A client that has answered does not fail. */
  g_assert_true (!watched->is_client || watched->answers + watched->refusals == 0);
  watched->failures++;
  g_assert_true (!watched->is_client || watched->failures == 1);
}

static void
transaction_terminated_cb (SipTransaction *transaction,
                           Watched        *watched)
{
  g_assert_true (sip_transaction_is_terminated (transaction));
  watched->ends++;
  g_assert_cmpuint (watched->ends, ==, 1);
}

static void
watch (World          *world,
       SipTransaction *transaction,
       gboolean        is_client)
{
  SipMethod method = sip_message_get_method (sip_transaction_get_request (transaction));

  if (world->n_watched == MOST_WATCHED)
    return;

  Watched *watched = &world->watched[world->n_watched++];
  *watched = (Watched) { g_object_ref (transaction), is_client, method == SIP_METHOD_INVITE };
  g_signal_connect (transaction, "response", G_CALLBACK (transaction_response_cb), watched);
  g_signal_connect (transaction, "failed", G_CALLBACK (transaction_failed_cb), watched);
  g_signal_connect (transaction, "terminated", G_CALLBACK (transaction_terminated_cb), watched);
}

static Watched *
choose (World    *world,
        gboolean  is_client)
{
  guint start = take (world);

  for (guint i = 0; i < world->n_watched; i++)
    {
      Watched *watched = &world->watched[(start + i) % world->n_watched];

      if (watched->transaction != NULL && watched->is_client == is_client)
        return watched;
    }

  return NULL;
}

static void
transactions_request_cb (SipTransactions *transactions,
                         SipTransaction  *server,
                         SipMessage      *request,
                         World           *world)
{
  SipMethod method = sip_message_get_method (request);

  g_assert_true ((server == NULL) == (method == SIP_METHOD_ACK));
  keep (world, request);
  sip_transactions_is_merged (transactions, request);
  sip_transactions_is_loop (transactions, request);
  sip_transactions_find_cancelled (transactions, request);
  if (server != NULL)
    watch (world, server, FALSE);
}

static void
ask (World *world)
{
  static const char *const methods[] = { "INVITE", "MESSAGE", "OPTIONS", "DANCE" };
  g_autoptr (SipMessageBuilder) builder =
    doubles_message_begin (methods[take (world) % G_N_ELEMENTS (methods)]);

  watch (world, sip_transactions_request (world->transactions, builder), TRUE);
}

static guint
choose_status (World *world)
{
  static const guint statuses[] = { 100, 180, 183, 200, 202, 302, 401, 408, 486, 487, 500, 603 };

  return statuses[take (world) % G_N_ELEMENTS (statuses)];
}

static void
hear_answer (World *world)
{
  Watched *watched = choose (world, TRUE);

  if (watched == NULL)
    return;

  g_autoptr (SipMessage) answer = doubles_message_answer (sip_transaction_get_request (watched->transaction),
                                                          choose_status (world),
                                                          take (world) % 2 == 0 ? "one" : "two");
  keep (world, answer);
  sip_transactions_receive (world->transactions, answer);
}

static void
hear_request (World *world)
{
  static const char *const methods[] = { "INVITE", "ACK", "CANCEL", "BYE", "MESSAGE" };
  static const char *const branches[] = { "z9hG4bKa", "z9hG4bKb", "old", NULL };
  const char *method = methods[take (world) % G_N_ELEMENTS (methods)];
  g_autoptr (SipMessage) request =
    doubles_message_request (method, branches[take (world) % G_N_ELEMENTS (branches)]);

  keep (world, request);
  sip_transactions_receive (world->transactions, request);
}

/* The newest message with one octet changed, if it still is a message that would be let in. */
static void
hear_spoiled (World *world)
{
  static const char *const methods[] = { "INVITE", "ACK", "CANCEL", "BYE", "MESSAGE", NULL };
  static const char *const none[] = { NULL };
  const SipAbilities abilities = { methods, none, none, "test.invalid" };
  SipSanityResult result = { 0 };
  gsize size;

  if (world->latest == NULL)
    return;

  const guint8 *octets = g_bytes_get_data (sip_message_get_bytes (world->latest), &size);
  g_autofree guint8 *copy = g_memdup2 (octets, size);
  copy[(take (world) * 256u + take (world)) % size] = take (world);
  g_autoptr (GBytes) bytes = g_bytes_new (copy, size);
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, NULL);
  if (message == NULL)
    return;

  sip_sanity_check (message, &abilities, &result);
  if (result.verdict == SIP_SANITY_PASS)
    sip_transactions_receive (world->transactions, message);
  sip_sanity_result_clear (&result);
}

static void
respond (World *world)
{
  Watched *watched = choose (world, FALSE);

  if (watched == NULL)
    return;

  g_autoptr (SipMessage) answer =
    doubles_message_answer (sip_transaction_get_request (watched->transaction), choose_status (world), "us");
  gboolean over = sip_transaction_is_terminated (watched->transaction);
  gboolean taken = sip_transaction_respond (watched->transaction, answer);

  g_assert_true (!(over && taken));
}

static void
cancel (World *world)
{
  Watched *watched = choose (world, TRUE);

  if (watched == NULL || !SIP_IS_INVITE_CLIENT (watched->transaction))
    return;

  guint before = sip_transactions_get_n_alive (world->transactions);
  SipTransaction *transaction = sip_transactions_cancel (world->transactions, watched->transaction, NULL);
  if (transaction != NULL && sip_transactions_get_n_alive (world->transactions) > before)
    watch (world, transaction, TRUE);
}

static void
pass_time (World *world)
{
  static const guint lengths_ms[] = { 0, 1, 199, 500, 3500, 5000, 31500, 32000 };

  doubles_clock_advance (world->clock, lengths_ms[take (world) % G_N_ELEMENTS (lengths_ms)]);
}

static void
change_port (World *world)
{
  guint8 how = take (world);

  doubles_port_set_broken (world->port, (how & 1) != 0);
  if ((how & 2) != 0)
    sip_transactions_set_port (world->transactions, NULL);
  if ((how & 4) != 0)
    {
      g_object_unref (world->port);
      world->port = doubles_port_new ((how & 8) != 0);
    }
  if ((how & 6) != 2)
    sip_transactions_set_port (world->transactions, SIP_PORT (world->port));
}

static void
let_go (World *world)
{
  Watched *watched = choose (world, take (world) % 2 == 0);

  if (watched != NULL)
    g_clear_object (&watched->transaction);
}

static void
send_alone (World *world)
{
  g_autoptr (SipMessageBuilder) builder = doubles_message_begin ("ACK");
  g_autoptr (SipMessage) ack = sip_transactions_send_ack (world->transactions, builder, NULL);

  if (ack != NULL)
    sip_transactions_send_again (world->transactions, ack, NULL);
}

static void (*const happenings[]) (World *) = {
  ask, hear_answer, hear_answer, hear_request, hear_request, hear_spoiled,
  respond, respond, cancel, pass_time, change_port, let_go, send_alone,
};

static void
check (World *world)
{
  guint alive = sip_transactions_get_n_alive (world->transactions);
  guint armed = doubles_clock_get_n_armed (world->clock);

  /* Two timers and a failure to be told are the most that one can wait for. */
  g_assert_cmpuint (armed, <=, 3 * alive);
  for (guint i = 0; i < world->n_watched; i++)
    {
      Watched *watched = &world->watched[i];

      if (watched->transaction != NULL)
        g_assert_cmpuint (watched->ends, ==, sip_transaction_is_terminated (watched->transaction) ? 1 : 0);
    }
  doubles_port_clear (world->port);
}

static void
finish (World *world)
{
  g_object_unref (world->transactions);
  g_assert_cmpuint (doubles_clock_get_n_armed (world->clock), ==, 0);
  for (guint i = 0; i < world->n_watched; i++)
    {
      if (world->watched[i].transaction != NULL)
        g_assert_finalize_object (world->watched[i].transaction);
    }
  g_clear_pointer (&world->latest, sip_message_unref);
  g_assert_finalize_object (world->port);
  g_object_unref (world->tokens);
  g_assert_finalize_object (world->clock);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  World world = { .at = data, .end = data + size };

  world.clock = doubles_clock_new ();
  world.tokens = sip_tokens_new_seeded (1);
  world.port = doubles_port_new (take (&world) % 2 == 0);
  world.transactions = sip_transactions_new (SIP_CLOCK (world.clock), world.tokens);
  sip_transactions_set_port (world.transactions, SIP_PORT (world.port));
  g_signal_connect (world.transactions, "request", G_CALLBACK (transactions_request_cb), &world);

  while (world.at < world.end)
    {
      happenings[take (&world) % G_N_ELEMENTS (happenings)](&world);
      check (&world);
    }
  finish (&world);

  return 0;
}
