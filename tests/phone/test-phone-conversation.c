/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Messages: answered by the partner, kept, visible when they could not be sent. */

#include "phone-practice.h"

#include "demo-exchange.h"
#include "media-engine.h"

typedef struct
{
  guint n_texts;
  PhoneConversation *conversation;
} Arrival;

static void
incoming_text_cb (Phone             *phone,
                  PhoneConversation *conversation,
                  PhoneMessage      *message,
                  Arrival           *arrival)
{
  g_assert_false (phone_message_is_outgoing (message));
  arrival->n_texts++;
  arrival->conversation = conversation;
}

static gboolean
send_text (PhoneConversation  *conversation,
           const char         *text,
           GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_conversation_send_async (conversation, text, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  return phone_conversation_send_finish (conversation, result, error);
}

static PhoneMessage *
get_message (PhoneConversation *conversation,
             guint              position)
{
  g_autoptr (PhoneMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), position);

  g_assert_nonnull (message);
  return message; /* the list holds it */
}

static PhoneConversation *
open_partner (World *world)
{
  g_autofree char *line = phone_dup_practice_line (world->phone, "partner");
  g_autoptr (GError) error = NULL;
  PhoneConversation *conversation = phone_open_conversation (world->phone, NULL, line, &error);

  g_assert_no_error (error);
  return conversation;
}

static void
test_partner_answers (World         *world,
                      gconstpointer  data)
{
  Arrival arrival = { 0, NULL };
  PhoneConversation *conversation;
  g_autoptr (GError) error = NULL;

  world_practise (world);
  g_signal_connect (world->phone, "incoming-text", G_CALLBACK (incoming_text_cb), &arrival);
  conversation = open_partner (world);
  g_assert_true (open_partner (world) == conversation);
  g_assert_true (send_text (conversation, "Grüße, 你好 👋🏽", &error));
  g_assert_no_error (error);
  g_assert_cmpint (phone_message_get_state (get_message (conversation, 0)), ==, PHONE_MESSAGE_STATE_SENT);
  g_assert_true (phone_message_is_outgoing (get_message (conversation, 0)));

  wait_until (arrival.n_texts == 1);
  g_assert_true (arrival.conversation == conversation);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (conversation)), ==, 2);
  g_assert_cmpint (phone_message_get_state (get_message (conversation, 1)), ==, PHONE_MESSAGE_STATE_RECEIVED);
  g_assert_cmpstr (phone_conversation_get_last_text (conversation), ==,
                   phone_message_get_text (get_message (conversation, 1)));
  g_assert_cmpuint (phone_conversation_get_unread (conversation), ==, 1);
  phone_conversation_mark_read (conversation);
  g_assert_cmpuint (phone_conversation_get_unread (conversation), ==, 0);
}

static void
test_not_sent_stays (World         *world,
                     gconstpointer  data)
{
  PhoneAccount *account = world_practise (world);
  PhoneConversation *nobody;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  nobody = phone_open_conversation (world->phone, account, "nobody", &error);
  g_assert_no_error (error);
  g_assert_false (send_text (nobody, "hello?", &error));
  g_assert_nonnull (error);
  g_assert_cmpint (phone_message_get_state (get_message (nobody, 0)), ==, PHONE_MESSAGE_STATE_NOT_SENT);
  g_assert_nonnull (phone_message_get_error_text (get_message (nobody, 0)));
  g_clear_error (&error);

  phone_account_go_offline_async (account, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_false (send_text (nobody, "still?", &error));
  g_assert_cmpint (phone_message_get_state (get_message (nobody, 1)), ==, PHONE_MESSAGE_STATE_SENDING);
  g_assert_cmpstr (phone_message_get_error_text (get_message (nobody, 1)), ==,
                   "There is no connection to the server.");
}

static void
test_too_long (World         *world,
               gconstpointer  data)
{
  g_autofree char *text = g_strnfill (64 * 1024 + 1, 'x');
  PhoneConversation *conversation;
  g_autoptr (GError) error = NULL;

  world_practise (world);
  conversation = open_partner (world);
  g_assert_false (send_text (conversation, text, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (conversation)), ==, 0);
}

static PhoneAccount *
add_kept (World        *world,
          DemoExchange *exchange)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *address = demo_exchange_dup_address (exchange);
  PhoneAccount *account;

  phone_add_account_async (world->phone, address, demo_exchange_get_password (exchange),
                           demo_exchange_get_server (exchange), NULL, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  account = phone_add_account_finish (world->phone, result, NULL);
  wait_until (phone_account_get_state (account) == PHONE_ACCOUNT_STATE_REGISTERED);
  return account;
}

static PhoneConversation *
first_conversation (World *world)
{
  g_autoptr (PhoneConversation) first = g_list_model_get_item (phone_get_conversations (world->phone), 0);

  return first; /* the list holds it */
}

static void
test_kept (World         *world,
           gconstpointer  data)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (DemoExchange) exchange = demo_exchange_new (engine);
  Arrival arrival = { 0, NULL };
  PhoneConversation *conversation;
  g_autofree char *line = NULL;

  g_assert_true (demo_exchange_start (exchange, 0, NULL));
  add_kept (world, exchange);
  g_signal_connect (world->phone, "incoming-text", G_CALLBACK (incoming_text_cb), &arrival);
  line = demo_exchange_dup_line (exchange, "partner");
  conversation = phone_open_conversation (world->phone, NULL, line, NULL);
  g_assert_true (send_text (conversation, "kept?", NULL));
  wait_until (arrival.n_texts == 1);

  world_stop (world);
  world_start (world);
  wait_until (g_list_model_get_n_items (phone_get_conversations (world->phone)) == 1);
  conversation = first_conversation (world);
  g_assert_cmpuint (phone_conversation_get_unread (conversation), ==, 1);
  g_assert_nonnull (phone_conversation_get_last_text (conversation));
  g_assert_nonnull (phone_conversation_get_last_time (conversation));
  g_assert_nonnull (phone_conversation_get_account (conversation));
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (conversation)) == 2);
  g_assert_cmpstr (phone_message_get_text (get_message (conversation, 0)), ==, "kept?");
  g_assert_cmpint (phone_message_get_state (get_message (conversation, 0)), ==, PHONE_MESSAGE_STATE_SENT);
  phone_conversation_mark_read (conversation);

  world_stop (world);
  world_start (world);
  wait_until (g_list_model_get_n_items (phone_get_conversations (world->phone)) == 1);
  g_assert_cmpuint (phone_conversation_get_unread (first_conversation (world)), ==, 0);
}

#define add(name, func) g_test_add ("/phone/conversation/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("partner-answers", test_partner_answers);
  add ("not-sent-stays", test_not_sent_stays);
  add ("too-long", test_too_long);
  add ("kept", test_kept);
  return g_test_run ();
}
