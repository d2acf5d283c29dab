/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every state of every machine meets every event, while the handlers of its signals do their worst: drop the
 * transaction, drop the whole collection, lose the port, cancel, answer, ask for more. What is left must be what
 * the table says, and in the end nothing. Most of this file is generated from the tables themselves. */

#include "doubles-clock.h"
#include "doubles-message.h"
#include "doubles-port.h"
#include "sip-client.h"
#include "sip-invite-client.h"
#include "sip-invite-server.h"
#include "sip-server.h"
#include "sip-transactions.h"

#include <string.h>

#define MAX_MESSAGES 6

typedef struct
{
  guint       event;
  guint       status; /* 0: the request or ACK named by method */
  const char *method;
} Cargo;

typedef struct
{
  const SipMachine *(*get_machine) (void);
  GType             (*get_type) (void);
  gboolean          is_client;
  const char       *method;
  Cargo             cargo[MAX_MESSAGES]; /* the events that are messages */
  guint             n_cargo;
} Kind;

static const Kind kinds[] = {
  { sip_invite_client_get_machine, sip_invite_client_get_type, TRUE, "INVITE",
    { { SIP_INVITE_CLIENT_1XX, 180, NULL }, { SIP_INVITE_CLIENT_2XX, 200, NULL },
      { SIP_INVITE_CLIENT_REFUSED, 486, NULL } }, 3 },
  { sip_client_get_machine, sip_client_get_type, TRUE, "MESSAGE",
    { { SIP_CLIENT_1XX, 100, NULL }, { SIP_CLIENT_FINAL, 200, NULL } }, 2 },
  { sip_invite_server_get_machine, sip_invite_server_get_type, FALSE, "INVITE",
    { { SIP_INVITE_SERVER_INVITE, 0, "INVITE" }, { SIP_INVITE_SERVER_ACK, 0, "ACK" },
      { SIP_INVITE_SERVER_1XX, 180, NULL }, { SIP_INVITE_SERVER_2XX, 200, NULL },
      { SIP_INVITE_SERVER_REFUSE, 486, NULL } }, 5 },
  { sip_server_get_machine, sip_server_get_type, FALSE, "MESSAGE",
    { { SIP_SERVER_REQUEST, 0, "MESSAGE" }, { SIP_SERVER_FINAL, 200, NULL } }, 2 },
};

typedef enum
{
  BEHAVE,
  DROP_TRANSACTION,
  DROP_COLLECTION,
  DROP_BOTH,
  LOSE_PORT,
  ACT,
  ASK_FOR_MORE,
  N_MISCHIEFS
} Mischief;

typedef struct
{
  const Kind      *kind;
  Mischief         mischief; /* of every handler from now on */
  DoublesClock    *clock;
  DoublesPort     *port;
  SipTokens       *tokens;
  SipTransactions *transactions;
  SipTransaction  *transaction;
} Trial;

static void
act (Trial *trial)
{
  if (trial->transaction == NULL || trial->transactions == NULL)
    return;

  if (SIP_IS_INVITE_CLIENT (trial->transaction))
    {
      sip_transactions_cancel (trial->transactions, trial->transaction, NULL);
    }
  else if (!trial->kind->is_client)
    {
      g_autoptr (SipMessage) answer =
        doubles_message_answer (sip_transaction_get_request (trial->transaction), 500, "us");

      sip_transaction_respond (trial->transaction, answer);
    }
}

static void
misbehave (Trial *trial)
{
  g_autoptr (SipMessageBuilder) builder = NULL;

  switch (trial->mischief)
    {
    case DROP_TRANSACTION:
      g_clear_object (&trial->transaction);
      break;
    case DROP_BOTH:
      g_clear_object (&trial->transaction);
      g_clear_object (&trial->transactions);
      break;
    case DROP_COLLECTION:
      g_clear_object (&trial->transactions);
      break;
    case LOSE_PORT:
      if (trial->transactions != NULL)
        sip_transactions_set_port (trial->transactions, NULL);
      break;
    case ACT:
      act (trial);
      break;
    case ASK_FOR_MORE:
      builder = doubles_message_begin ("OPTIONS");
      if (trial->transactions != NULL)
        sip_transactions_request (trial->transactions, builder);
      break;
    case BEHAVE:
    case N_MISCHIEFS:
      break;
    }
}

static void
transactions_request_cb (SipTransactions *transactions,
                         SipTransaction  *server,
                         SipMessage      *request,
                         gpointer         user_data)
{
  Trial *trial = user_data;

  /* To a terminated transaction, its own request again is a new one: not the one on trial. */
  if (trial->transaction == NULL && server != NULL)
    trial->transaction = g_object_ref (server);
  misbehave (trial);
}

static void
watch (Trial *trial)
{
  static const char *const names[] = { "response", "acknowledged", "failed", "terminated" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_connect_swapped (trial->transaction, names[i], G_CALLBACK (misbehave), trial);
}

static void
trial_set_up (Trial      *trial,
              const Kind *kind,
              gboolean    reliable)
{
  *trial = (Trial) { .kind = kind, .clock = doubles_clock_new (), .port = doubles_port_new (reliable),
                     .tokens = sip_tokens_new_seeded (1) };
  trial->transactions = sip_transactions_new (SIP_CLOCK (trial->clock), trial->tokens);
  sip_transactions_set_port (trial->transactions, SIP_PORT (trial->port));
  g_signal_connect (trial->transactions, "request", G_CALLBACK (transactions_request_cb), trial);
}

static void
trial_tear_down (Trial *trial)
{
  /* First with the mischief going on, for timers and failures have handlers too. */
  doubles_clock_advance (trial->clock, 200 * 1000);
  trial->mischief = BEHAVE;
  doubles_clock_advance (trial->clock, 200 * 1000);
  g_clear_object (&trial->transactions);
  if (trial->transaction != NULL)
    {
      g_assert_true (sip_transaction_is_terminated (trial->transaction));
      g_assert_finalize_object (g_steal_pointer (&trial->transaction));
    }
  g_assert_cmpuint (doubles_clock_get_n_armed (trial->clock), ==, 0);
  g_assert_finalize_object (trial->port);
  g_assert_finalize_object (trial->tokens);
  g_assert_finalize_object (trial->clock);
}

/* In state 1, where the collection leaves a new transaction. */
static void
begin (Trial *trial)
{
  if (trial->kind->is_client)
    {
      g_autoptr (SipMessageBuilder) builder = doubles_message_begin (trial->kind->method);

      trial->transaction = g_object_ref (sip_transactions_request (trial->transactions, builder));
    }
  else
    {
      g_autoptr (SipMessage) request = doubles_message_request (trial->kind->method, "z9hG4bKtrial");

      sip_transactions_receive (trial->transactions, request);
    }
  watch (trial);
}

/* Holds no reference of its own: what happens inside may drop the last one. */
static void
fire (Trial *trial,
      guint  event)
{
  SipTransaction *transaction = trial->transaction;

  for (guint i = 0; i < trial->kind->n_cargo; i++)
    {
      const Cargo *cargo = &trial->kind->cargo[i];
      g_autoptr (SipMessage) message = NULL;

      if (cargo->event != event)
        continue;

      message = cargo->status != 0
                  ? doubles_message_answer (sip_transaction_get_request (transaction), cargo->status, "tag")
                  : doubles_message_request (cargo->method, "z9hG4bKtrial");
      if (cargo->status != 0 && !trial->kind->is_client)
        sip_transaction_respond (transaction, message);
      else
        sip_transactions_receive (trial->transactions, message);
      return;
    }

  sip_transaction_step (transaction, event, NULL);
}

/* Takes the shortest way to @state, the way being rows of the table. */
static gboolean
find_way (const SipMachine *machine,
          guint             from,
          guint             state,
          guint             depth,
          GArray           *way)
{
  if (from == state)
    return TRUE;

  for (gsize i = 0; depth > 0 && i < machine->n_rows; i++)
    {
      guint event = machine->rows[i].event;

      if (machine->rows[i].state != from || machine->rows[i].next == from)
        continue;

      g_array_append_val (way, event);
      if (find_way (machine, machine->rows[i].next, state, depth - 1, way))
        return TRUE;
      g_array_set_size (way, way->len - 1);
    }

  return FALSE;
}

static void
go_to (Trial *trial,
       guint  state)
{
  const SipMachine *machine = trial->kind->get_machine ();
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean found = FALSE;

  for (guint depth = 0; depth < machine->n_states && !found; depth++)
    found = find_way (machine, 1, state, depth, way);
  g_assert_true (found);

  for (guint i = 0; i < way->len; i++)
    fire (trial, g_array_index (way, guint, i));
  g_assert_cmpuint (sip_transaction_get_state (trial->transaction), ==, state);
}

static void
try_pair (const Kind *kind,
          gboolean    reliable,
          guint       state,
          guint       event)
{
  const SipMachineRow *row = sip_machine_step (kind->get_machine (), state, event);

  for (Mischief mischief = BEHAVE; mischief < N_MISCHIEFS; mischief++)
    {
      Trial trial;

      trial_set_up (&trial, kind, reliable);
      begin (&trial);
      go_to (&trial, state);
      trial.mischief = mischief;
      fire (&trial, event);
      if (mischief == BEHAVE)
        g_assert_cmpuint (sip_transaction_get_state (trial.transaction), ==, row == NULL ? state : row->next);
      trial_tear_down (&trial);
    }
}

static void
test_every_pair (gconstpointer data)
{
  const Kind *kind = data;
  const SipMachine *machine = kind->get_machine ();

  for (guint state = 1; state < machine->n_states; state++)
    {
      for (guint event = 0; event < machine->n_events; event++)
        {
          try_pair (kind, FALSE, state, event);
          try_pair (kind, TRUE, state, event);
        }
    }
}

/* State 0, before the collection starts it, hears nothing but the start. */
static void
test_before_the_start (gconstpointer data)
{
  const Kind *kind = data;
  const SipMachine *machine = kind->get_machine ();

  for (guint event = 0; event < machine->n_events; event++)
    {
      g_autoptr (DoublesClock) clock = doubles_clock_new ();
      g_autoptr (SipMessage) request = doubles_message_request (kind->method, "z9hG4bKtrial");
      g_autoptr (SipTransaction) transaction =
        g_object_new (kind->get_type (), "clock", clock, "port", NULL, "request", request, NULL);

      sip_transaction_step (transaction, event, NULL);
      g_assert_cmpuint (sip_transaction_get_state (transaction), ==, event == SIP_EVENT_START ? 1 : 0);
      g_clear_object (&transaction);
      g_assert_cmpuint (doubles_clock_get_n_armed (clock), ==, 0);
    }
}

/* Whoever starts a server may be dropped by the handler of `request` itself. */
static void
test_mischief_at_the_start (gconstpointer data)
{
  const Kind *kind = data;

  for (Mischief mischief = BEHAVE; mischief < N_MISCHIEFS; mischief++)
    {
      Trial trial;
      g_autoptr (SipMessage) request = doubles_message_request (kind->method, "z9hG4bKtrial");

      trial_set_up (&trial, kind, TRUE);
      trial.mischief = mischief;
      sip_transactions_receive (trial.transactions, request);
      trial_tear_down (&trial);
    }
}

/* A failure of the port is told by the clock, when nobody else may hold the transaction any more. The port breaks
 * before the start, or before the n-th kind of message. */
static void
try_failure (const Kind *kind,
             Mischief    mischief,
             guint       n)
{
  Trial trial;

  trial_set_up (&trial, kind, FALSE);
  doubles_port_set_broken (trial.port, n == kind->n_cargo);
  begin (&trial);
  doubles_port_set_broken (trial.port, TRUE);
  if (n < kind->n_cargo)
    fire (&trial, kind->cargo[n].event);
  trial.mischief = mischief;
  trial_tear_down (&trial);
}

static void
test_mischief_at_the_failure (gconstpointer data)
{
  const Kind *kind = data;

  for (Mischief mischief = BEHAVE; mischief < N_MISCHIEFS; mischief++)
    {
      for (guint n = 0; n <= kind->n_cargo; n++)
        try_failure (kind, mischief, n);
    }
}

/* The pictures that people read are the tables that run. */
static void
test_pictures_are_the_code (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "sip", "MACHINES.md", NULL);
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &page, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *drawing = sip_machine_draw (kinds[i].get_machine ());

      if (strstr (page, drawing) == NULL)
        {
          g_printerr ("MACHINES.md lacks this picture:\n%s", drawing);
          g_test_fail ();
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *name = kinds[i].get_machine ()->name;
      g_autofree char *pairs = g_strdup_printf ("/sip/transaction/%s/every-pair", name);
      g_autofree char *before = g_strdup_printf ("/sip/transaction/%s/before-the-start", name);
      g_autofree char *start = g_strdup_printf ("/sip/transaction/%s/mischief-at-the-start", name);
      g_autofree char *failure = g_strdup_printf ("/sip/transaction/%s/mischief-at-the-failure", name);

      g_test_add_data_func (failure, &kinds[i], test_mischief_at_the_failure);
      g_test_add_data_func (pairs, &kinds[i], test_every_pair);
      g_test_add_data_func (before, &kinds[i], test_before_the_start);
      if (!kinds[i].is_client)
        g_test_add_data_func (start, &kinds[i], test_mischief_at_the_start);
    }
  g_test_add_func ("/sip/transaction/pictures-are-the-code", test_pictures_are_the_code);

  return g_test_run ();
}
