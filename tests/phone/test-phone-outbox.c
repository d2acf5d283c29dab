/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Messages that cannot go at once: in order, when the line is back, when a server had its rest, after a restart. */

#include "phone-office.h"

#include "phone-conversation-private.h"
#include "phone-outbox.h"

static PhoneConversation *
open_to (World      *world,
         Office     *office,
         const char *name)
{
  g_autofree char *address = g_strdup_printf ("%s@127.0.0.1:%u", name, office->exchange->port);
  g_autoptr (GError) error = NULL;
  PhoneConversation *conversation = phone_open_conversation (world->phone, NULL, address, &error);

  g_assert_no_error (error);
  return conversation;
}

static guint
count (PhoneConversation *conversation)
{
  return g_list_model_get_n_items (G_LIST_MODEL (conversation));
}

static PhoneMessage *
get_message (PhoneConversation *conversation,
             guint              position)
{
  g_autoptr (PhoneMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), position);

  g_assert_nonnull (message);
  return message; /* the list holds it */
}

static gboolean
is (PhoneConversation *conversation,
    guint              position,
    PhoneMessageState  state)
{
  return count (conversation) > position
         && phone_message_get_state (get_message (conversation, position)) == state;
}

/* Receipts would go on where these tests stop. */
static void
open_quietly (Office        *office,
              gconstpointer  data)
{
  office_open (office, data);
  g_object_set (phone_get_message_rules (office->anna.phone), "delivery-receipts", FALSE, NULL);
  g_object_set (phone_get_message_rules (office->bob.phone), "delivery-receipts", FALSE, NULL);
}

static void
ignore_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!phone_conversation_send_finish (PHONE_CONVERSATION (source), result, &error))
    g_test_message ("not at once: %s", error->message);
}

static void
write_text (PhoneConversation *conversation,
            const char        *text)
{
  phone_conversation_send_async (conversation, text, NULL, ignore_cb, NULL);
}

static void
go_offline (World *world)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_account_go_offline_async (office_account (world), NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
}

static void
come_online (World *world)
{
  phone_account_go_online (office_account (world));
  wait_until (phone_account_get_state (office_account (world)) == PHONE_ACCOUNT_STATE_REGISTERED);
}

/* WISHES D11 */
static void
test_in_order_when_back (Office        *office,
                         gconstpointer  data)
{
  PhoneConversation *to_bob = open_to (&office->anna, office, "bob");
  PhoneConversation *to_anna = open_to (&office->bob, office, "anna");

  go_offline (&office->anna);
  write_text (to_bob, "one");
  write_text (to_bob, "two");
  write_text (to_bob, "three");
  g_assert_cmpint (phone_message_get_state (get_message (to_bob, 0)), ==, PHONE_MESSAGE_STATE_SENDING);
  g_assert_cmpstr (phone_message_get_error_text (get_message (to_bob, 2)), ==, "There is no connection to the server.");
  come_online (&office->anna);
  wait_until (is (to_bob, 2, PHONE_MESSAGE_STATE_SENT) && count (to_anna) == 3);
  g_assert_cmpstr (phone_message_get_text (get_message (to_anna, 0)), ==, "one");
  g_assert_cmpstr (phone_message_get_text (get_message (to_anna, 1)), ==, "two");
  g_assert_cmpstr (phone_message_get_text (get_message (to_anna, 2)), ==, "three");
  g_assert_null (phone_message_get_error_text (get_message (to_bob, 2)));
}

static guint n_refused;

/* The first answer to a message becomes another one. */
static char *
busy_once (const char *response)
{
  const char *rest = strstr (response, "\r\n");

  if (n_refused > 0 || strstr (response, " MESSAGE\r\n") == NULL || rest == NULL)
    return NULL;
  n_refused++;
  return g_strconcat ("SIP/2.0 503 Busy\r\nRetry-After: 1", rest, NULL);
}

static char *
forbid_once (const char *response)
{
  const char *rest = strstr (response, "\r\n");

  if (n_refused > 0 || strstr (response, " MESSAGE\r\n") == NULL || rest == NULL)
    return NULL;
  n_refused++;
  return g_strconcat ("SIP/2.0 403 Forbidden", rest, NULL);
}

/* RFC 3261 §20.33 */
static void
test_patience (Office        *office,
               gconstpointer  data)
{
  PhoneConversation *to_bob = open_to (&office->anna, office, "bob");

  n_refused = 0;
  office->exchange->tamper_response = busy_once;
  write_text (to_bob, "one");
  write_text (to_bob, "two");
  wait_until (n_refused == 1 && phone_message_get_error_text (get_message (to_bob, 0)) != NULL);
  g_assert_true (is (to_bob, 0, PHONE_MESSAGE_STATE_SENDING));
  wait_until (is (to_bob, 1, PHONE_MESSAGE_STATE_SENT));
  g_assert_true (is (to_bob, 0, PHONE_MESSAGE_STATE_SENT));
}

/* What is refused for good is marked, and the next one goes; the person may try again. */
static void
test_refused_and_retried (Office        *office,
                          gconstpointer  data)
{
  PhoneConversation *to_bob = open_to (&office->anna, office, "bob");

  n_refused = 0;
  office->exchange->tamper_response = forbid_once;
  write_text (to_bob, "one");
  write_text (to_bob, "two");
  wait_until (is (to_bob, 1, PHONE_MESSAGE_STATE_SENT));
  g_assert_true (is (to_bob, 0, PHONE_MESSAGE_STATE_NOT_SENT));
  g_assert_nonnull (phone_message_get_error_text (get_message (to_bob, 0)));
  phone_conversation_retry (to_bob, get_message (to_bob, 1)); /* nothing to retry */
  g_assert_true (is (to_bob, 1, PHONE_MESSAGE_STATE_SENT));
  phone_conversation_retry (to_bob, get_message (to_bob, 0));
  wait_until (is (to_bob, 0, PHONE_MESSAGE_STATE_SENT));
  g_assert_cmpuint (count (to_bob), ==, 2);
}

static void
test_stale (Office        *office,
            gconstpointer  data)
{
  PhoneConversation *to_bob = open_to (&office->anna, office, "bob");
  StoreMessage row = { .id = (char *) "old", .account = (char *) "a", .address = (char *) "b",
                       .state = STORE_MESSAGE_STATE_SENDING, .text = (char *) "yesterday",
                       .time_us = g_get_real_time () - 2 * G_TIME_SPAN_DAY };
  g_autoptr (PhoneMessage) message = phone_message_new (&row);

  phone_outbox_add (to_bob->outbox, message, NULL);
  g_assert_cmpint (phone_message_get_state (message), ==, PHONE_MESSAGE_STATE_NOT_SENT);
  g_assert_null (phone_outbox_find (to_bob->outbox, "old"));
}

/* A kept account, whose program ends while messages wait. */
static void
test_survives_a_restart (Office        *office,
                         gconstpointer  data)
{
  g_autofree char *address = g_strdup_printf ("dora@127.0.0.1:%u", office->exchange->port);
  g_autofree char *server = g_strdup_printf ("tcp://127.0.0.1:%u", office->exchange->port);
  g_autoptr (GAsyncResult) result = NULL;
  World dora = { NULL };
  PhoneConversation *to_bob;
  PhoneConversation *to_dora = open_to (&office->bob, office, "dora");

  world_set_up (&dora, NULL);
  phone_add_account_async (dora.phone, address, "secret", server, "Dora", NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_nonnull (phone_add_account_finish (dora.phone, result, NULL));
  g_clear_object (&result);
  come_online (&dora);
  to_bob = open_to (&dora, office, "bob");
  go_offline (&dora);
  write_text (to_bob, "one");
  write_text (to_bob, "two");
  phone_conversation_set_draft (to_bob, "and");
  world_stop (&dora);

  world_start (&dora);
  come_online (&dora);
  wait_until (count (to_dora) == 2);
  g_assert_cmpstr (phone_message_get_text (get_message (to_dora, 0)), ==, "one");
  g_assert_cmpstr (phone_message_get_text (get_message (to_dora, 1)), ==, "two");
  to_bob = open_to (&dora, office, "bob");
  wait_until (count (to_bob) == 2);
  wait_until (is (to_bob, 1, PHONE_MESSAGE_STATE_SENT));
  g_assert_cmpstr (phone_conversation_get_draft (to_bob), ==, "and");
  world_tear_down (&dora, NULL);
}

#define add(name, func) g_test_add ("/phone/outbox/" name, Office, NULL, open_quietly, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("in-order-when-back", test_in_order_when_back);
  add ("patience", test_patience);
  add ("refused-and-retried", test_refused_and_retried);
  add ("stale", test_stale);
  add ("survives-a-restart", test_survives_a_restart);
  return g_test_run ();
}
