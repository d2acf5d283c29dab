/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One dialog before the answer: how far its first offer and answer are, times everything that may happen in it. The flows
 * are scenes. */

#include "ua-early.h"

#include "doubles-core.h"
#include "doubles-description-handler.h"
#include "doubles-desk.h"
#include "doubles-wait.h"
#include "ua-agent-private.h"
#include "ua-error.h"

#define UPDATE                                                                                                  \
  "UPDATE sip:alice@somewhere.invalid;transport=ws SIP/2.0\r\n"                                                 \
  "Via: SIP/2.0/WSS far.example;branch=z9hG4bK1\r\n"                                                            \
  "Max-Forwards: 70\r\n"                                                                                        \
  "From: <sip:bob@example.org>;tag=b\r\n"                                                                       \
  "To: <sip:alice@example.org>\r\n"                                                                             \
  "Call-ID: c1\r\n"                                                                                             \
  "CSeq: 2 UPDATE\r\n"                                                                                          \
  "Contact: <sip:bob@far.example>\r\n"

typedef struct
{
  DoublesClock              *clock;
  DoublesDesk               *desk;
  DoublesDescriptionHandler *handler;
  UaNegotiation             *negotiation;
  UaEarly                   *early;
  SipTransaction            *server; /* of what came in last */
  guint                      n_settled;
  guint                      n_gave_up;
  guint                      n_failed;
} Fixture;

static gboolean
agent_incoming_request_cb (UaAgent        *agent,
                           SipTransaction *server,
                           SipMessage     *request,
                           Fixture        *self)
{
  g_set_object (&self->server, server);
  return TRUE;
}

static void
count_cb (UaEarly *early,
          guint   *count)
{
  (*count)++;
}

static void
count_failure_cb (UaEarly      *early,
                  const GError *error,
                  guint        *count)
{
  g_assert_nonnull (error);
  (*count)++;
}

static SipMessage *
make_invite (void)
{
  return doubles_message_parse ("INVITE sip:alice@somewhere.invalid SIP/2.0\n"
                                "Via: SIP/2.0/WSS far.example;branch=z9hG4bK0\n"
                                "Max-Forwards: 70\n"
                                "From: <sip:bob@example.org>;tag=b\n"
                                "To: <sip:alice@example.org>\n"
                                "Call-ID: c1\n"
                                "CSeq: 1 INVITE\n"
                                "Contact: <sip:bob@far.example>\n"
                                "Content-Length: 0\n\n");
}

static SipDialog *
make_dialog (void)
{
  g_autoptr (SipMessage) invite = make_invite ();

  return sip_dialog_new_server (invite, "us", NULL);
}

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  g_autoptr (SipDialog) dialog = make_dialog ();

  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  doubles_desk_open (self->desk);
  g_signal_handlers_disconnect_by_data (self->desk->agent, self->desk);
  g_signal_connect (self->desk->agent, "incoming-request", G_CALLBACK (agent_incoming_request_cb), self);
  self->handler = doubles_description_handler_new ();
  self->negotiation = ua_negotiation_new (UA_DESCRIPTION_HANDLER (self->handler));
  self->early = ua_early_new (self->desk->agent, dialog, FALSE);
  ua_early_set_handler (self->early, UA_DESCRIPTION_HANDLER (self->handler), self->negotiation);
  g_signal_connect (self->early, "settled", G_CALLBACK (count_cb), &self->n_settled);
  g_signal_connect (self->early, "gave-up", G_CALLBACK (count_cb), &self->n_gave_up);
  g_signal_connect (self->early, "failed", G_CALLBACK (count_failure_cb), &self->n_failed);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  if (self->early != NULL)
    ua_early_stop (self->early);
  doubles_desk_advance (self->desk, 40 * 1000);
  ua_negotiation_close (self->negotiation);
  doubles_desk_settle (self->desk);
  if (self->early != NULL)
    g_assert_finalize_object (self->early);
  g_assert_finalize_object (self->negotiation);
  g_assert_finalize_object (self->handler);
  g_clear_object (&self->server);
  g_signal_handlers_disconnect_by_data (self->desk->agent, self);
  doubles_desk_free (self->desk);
  g_assert_finalize_object (self->clock);
}

/* An UPDATE with or without an offer, handed over as if the call had taken it. */
static void
receive_update (Fixture    *self,
                const char *rest)
{
  g_autofree char *text = g_strconcat (UPDATE, rest, NULL);

  doubles_transport_deliver (self->desk->transport, text);
  doubles_desk_settle (self->desk);
  g_assert_nonnull (self->server);
  ua_early_receive_update (self->early, self->server, sip_transaction_get_request (self->server));
  doubles_desk_settle (self->desk);
}

#define OFFER "Content-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n"
#define EMPTY "Allow: UPDATE\r\nContent-Length: 0\r\n\r\n"
#define WORDS "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"

typedef struct
{
  const char   *name;
  UaEarlyAnswer answer;
  gboolean      offered;
  gboolean      has_handler;
  gboolean      update;   /* ours is under way */
  gboolean      updating; /* theirs is being answered */
  guint         to_offer; /* 0: an answer is being written */
} State;

/* RFC 3311 §5.2: every state of a dialog times an UPDATE. */
static const State states[] = {
  { "our offer open", UA_EARLY_ANSWER_NONE, TRUE, TRUE, FALSE, FALSE, 491 },
  { "our offer previewed", UA_EARLY_ANSWER_PREVIEW, TRUE, TRUE, FALSE, FALSE, 491 },
  { "their offer open", UA_EARLY_ANSWER_NONE, FALSE, TRUE, FALSE, FALSE, 500 },
  { "their offer previewed", UA_EARLY_ANSWER_PREVIEW, FALSE, TRUE, FALSE, FALSE, 500 },
  { "firm", UA_EARLY_ANSWER_FIRM, TRUE, TRUE, FALSE, FALSE, 200 },
  { "theirs firm", UA_EARLY_ANSWER_FIRM, FALSE, TRUE, FALSE, FALSE, 200 },
  { "firm, ours under way", UA_EARLY_ANSWER_FIRM, TRUE, TRUE, TRUE, FALSE, 491 },
  { "firm, theirs being answered", UA_EARLY_ANSWER_FIRM, TRUE, TRUE, FALSE, TRUE, 500 },
};

static void
enter (Fixture     *self,
       const State *state)
{
  self->early->answer = state->answer;
  self->early->offered = state->offered;
  self->early->can_update = TRUE;
  if (state->update)
    {
      self->early->offer_wanted = TRUE;
      ua_early_pursue (self->early);
      g_autoptr (SipMessage) update = doubles_desk_pop_request (self->desk, "UPDATE");
    }
  if (state->updating)
    {
      doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_HANGS);
      receive_update (self, OFFER);
      doubles_desk_expect_silence (self->desk);
      /* A second one by another way: the first is still open. */
      g_clear_object (&self->server);
    }
}

static void
test_update_in (Fixture      *self,
                gconstpointer data)
{
  const State *state = data;

  enter (self, state);
  if (state->updating)
    {
      g_autoptr (SipTransaction) first = g_object_ref (self->early->updating);

      ua_early_receive_update (self->early, first, sip_transaction_get_request (first));
    }
  else
    receive_update (self, OFFER);

  g_autoptr (SipMessage) response = doubles_desk_pop_response (self->desk, state->to_offer);

  g_assert_cmpint (sip_message_get_header (response, SIP_HEADER_RETRY_AFTER) != NULL, ==, state->to_offer == 500);
  g_assert_cmpint (g_bytes_get_size (sip_message_get_body (response)) > 0, ==, state->to_offer == 200);
  g_assert_cmpuint (self->n_settled, ==, state->to_offer == 200 ? 1 : 0);
}

/* Without an offer it is taken in any state, for it may say where they are. */
static void
test_update_empty (Fixture      *self,
                   gconstpointer data)
{
  const State *state = data;

  if (state->updating)
    return;
  enter (self, state);
  self->early->can_update = FALSE;
  receive_update (self, EMPTY);

  g_autoptr (SipMessage) response = doubles_desk_pop_response (self->desk, 200);

  g_assert_cmpuint (g_bytes_get_size (sip_message_get_body (response)), ==, 0);
  g_assert_true (self->early->can_update);
}

/* We offer in one state only, and what was wanted in another is handed over. */
static void
test_update_out (Fixture      *self,
                 gconstpointer data)
{
  const State *state = data;
  gboolean may = state->answer == UA_EARLY_ANSWER_FIRM && !state->update && !state->updating;

  enter (self, state);
  self->early->offer_wanted = TRUE;
  ua_early_pursue (self->early);
  doubles_desk_settle (self->desk);
  g_assert_cmpuint (doubles_transport_get_n_written (self->desk->transport), ==, may ? 1 : 0);
  g_assert_cmpint (ua_early_hand_over (self->early), ==, !may);
  g_assert_false (ua_early_hand_over (self->early));
}

/* Whatever goes on, stopping ends it: theirs is answered, ours is nobody's, and nothing is told. */
static void
test_stop (Fixture      *self,
           gconstpointer data)
{
  const State *state = data;

  enter (self, state);
  ua_early_stop (self->early);
  ua_early_stop (self->early);
  doubles_desk_settle (self->desk);
  if (state->updating)
    {
      g_autoptr (SipMessage) refusal = doubles_desk_pop_response (self->desk, 481);
    }
  doubles_desk_expect_silence (self->desk);
  g_assert_cmpint (ua_negotiation_get_state (self->negotiation), ==, UA_NEGOTIATION_STATE_STABLE);
  g_assert_cmpuint (self->n_settled + self->n_gave_up + self->n_failed, ==, 0);
}

static void
test_strange_body (Fixture      *self,
                   gconstpointer data)
{
  self->early->answer = UA_EARLY_ANSWER_FIRM;
  receive_update (self, WORDS);
  g_autoptr (SipMessage) refusal = doubles_desk_pop_response (self->desk, 415);
}

typedef struct
{
  guint       status;
  const char *rest;
  guint       n_settled;
  guint       n_gave_up;
  guint       n_failed;
  gboolean    again; /* is asked again within ten seconds */
} Answer;

/* RFC 3311 §5.1, §5.3; RFC 5057 §5.1: every answer to our UPDATE. */
static const Answer answers[] = {
  { 200, "\n\nv=0\r\n", 1, 0, 0, FALSE },
  { 200, "", 0, 1, 0, FALSE },
  { 491, "", 0, 0, 0, TRUE },
  { 500, "Retry-After: 3", 0, 0, 0, TRUE },
  { 500, "Retry-After: 4000", 0, 0, 0, TRUE },
  { 500, "", 0, 1, 0, FALSE },
  { 488, "", 0, 1, 0, FALSE },
  { 408, "", 0, 0, 1, FALSE },
  { 481, "", 0, 0, 1, FALSE },
};

static void
test_answers (Fixture      *self,
              gconstpointer data)
{
  const Answer *answer = data;

  self->early->answer = UA_EARLY_ANSWER_FIRM;
  self->early->can_update = TRUE;
  self->early->offer_wanted = TRUE;
  ua_early_pursue (self->early);

  g_autoptr (SipMessage) update = doubles_desk_pop_request (self->desk, "UPDATE");

  doubles_desk_answer (self->desk, update, answer->status, NULL, answer->rest);
  g_assert_cmpuint (self->n_settled, ==, answer->n_settled);
  g_assert_cmpuint (self->n_gave_up, ==, answer->n_gave_up);
  g_assert_cmpuint (self->n_failed, ==, answer->n_failed);
  doubles_desk_advance (self->desk, 10 * 1000);
  g_assert_cmpuint (doubles_transport_get_n_written (self->desk->transport), ==, answer->again ? 1 : 0);
}

/* A far end that refuses for ever is not asked for ever. */
static void
test_endless_glare (Fixture      *self,
                    gconstpointer data)
{
  self->early->answer = UA_EARLY_ANSWER_FIRM;
  self->early->can_update = TRUE;
  self->early->offer_wanted = TRUE;
  ua_early_pursue (self->early);
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (SipMessage) update = doubles_desk_pop_request (self->desk, "UPDATE");

      doubles_desk_answer (self->desk, update, 491, NULL, "");
      doubles_desk_advance (self->desk, 5000);
    }
  doubles_desk_expect_silence (self->desk);
  g_assert_cmpuint (self->n_gave_up, ==, 1);
  g_assert_true (ua_early_hand_over (self->early));
}

static void
test_no_sound (Fixture      *self,
               gconstpointer data)
{
  doubles_description_handler_set_mood (self->handler, DOUBLES_HANDLER_CANNOT_WRITE);
  self->early->answer = UA_EARLY_ANSWER_FIRM;
  self->early->can_update = TRUE;
  self->early->offer_wanted = TRUE;
  ua_early_pursue (self->early);
  doubles_desk_expect_silence (self->desk);
  g_assert_cmpuint (self->n_gave_up, ==, 1);
  doubles_description_handler_break (self->handler);
  g_assert_cmpuint (self->n_failed, ==, 1);
}

static void
release_cb (UaEarly *early,
            Fixture *self)
{
  ua_early_stop (early);
  g_clear_object (&self->early);
}

static void
release_failed_cb (UaEarly      *early,
                   const GError *error,
                   Fixture      *self)
{
  release_cb (early, self);
}

/* Released from within each of its own signals, by every answer to our UPDATE. */
static void
test_released (Fixture      *self,
               gconstpointer data)
{
  const Answer *answer = data;

  g_signal_connect (self->early, "settled", G_CALLBACK (release_cb), self);
  g_signal_connect (self->early, "gave-up", G_CALLBACK (release_cb), self);
  g_signal_connect (self->early, "failed", G_CALLBACK (release_failed_cb), self);
  test_answers (self, data);
  g_assert_cmpint (self->early == NULL, ==, answer->n_settled + answer->n_gave_up + answer->n_failed > 0);
}

/* RFC 3262 §4: in order, each once. */
static void
test_order (Fixture      *self,
            gconstpointer data)
{
  static const struct
  {
    guint32  rseq;
    gboolean next;
  } rows[] = { { 7, TRUE }, { 7, FALSE }, { 9, FALSE }, { 6, FALSE }, { 8, TRUE }, { 9, TRUE }, { 8, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipMessage) invite = make_invite ();
      g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_response (invite, 180, NULL, "x");

      sip_message_builder_set_header (builder, SIP_HEADER_REQUIRE, "100rel");
      sip_message_builder_set_number (builder, SIP_HEADER_RSEQ, rows[i].rseq);

      g_autoptr (SipMessage) response = sip_message_builder_end (builder);

      g_assert_cmpint (ua_early_is_next (self->early, response), ==, rows[i].next);
    }
}

static void
add (const char    *path,
     gconstpointer  data,
     void         (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

static void
add_states (void)
{
  static const struct
  {
    const char *name;
    void      (*test) (Fixture *, gconstpointer);
  } events[] = {
    { "update-in", test_update_in },
    { "update-empty", test_update_empty },
    { "update-out", test_update_out },
    { "stop", test_stop },
  };

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    for (guint j = 0; j < G_N_ELEMENTS (states); j++)
      {
        g_autofree char *path = g_strdup_printf ("/ua/early/%s/%s", events[i].name, states[j].name);

        add (path, &states[j], events[i].test);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_states ();
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *answered = g_strdup_printf ("/ua/early/answers/%u", i);
      g_autofree char *released = g_strdup_printf ("/ua/early/released/%u", i);

      add (answered, &answers[i], test_answers);
      add (released, &answers[i], test_released);
    }
  add ("/ua/early/strange-body", NULL, test_strange_body);
  add ("/ua/early/endless-glare", NULL, test_endless_glare);
  add ("/ua/early/no-sound", NULL, test_no_sound);
  add ("/ua/early/order", NULL, test_order);

  return g_test_run ();
}
