/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What waits to be sent is found again, and what a receipt proves is written down. */

#include "store-fixture.h"
#include "store-outbox.h"

static gboolean
put (Fixture       *fixture,
     StoreMessage  *message,
     const char    *title,
     GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_messages_put_async (fixture->database, message, title, NULL, await_cb, &slot);
  result = await (&slot);
  return store_messages_put_finish (fixture->database, result, error);
}

static void
put_state (Fixture           *fixture,
           const char        *id,
           const char        *address,
           StoreMessageState  state)
{
  StoreMessage message = { .id = (char *) id, .account = (char *) "a", .address = (char *) address, .state = state,
                           .time_us = 5, .text = (char *) "hello", .retry_at_us = 7, .attempts = 2,
                           .receipt_id = (char *) "r", .owes_read = TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_true (put (fixture, &message, NULL, &error));
  g_assert_no_error (error);
}

static void
advance (Fixture           *fixture,
         const char        *id,
         const char        *address,
         StoreMessageState  state)
{
  StoreMessage message = { .id = (char *) id, .account = (char *) "a", .address = (char *) address, .state = state };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_outbox_advance_async (fixture->database, &message, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_outbox_advance_finish (fixture->database, result, &error));
  g_assert_no_error (error);
}

static StoreMessageState
state_of (Fixture    *fixture,
          const char *address)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  GAsyncResult *slot = NULL;

  store_messages_list_async (fixture->database, "a", address, NULL, 10, NULL, await_cb, &slot);
  result = await (&slot);
  messages = store_messages_list_finish (fixture->database, result, NULL);
  return ((StoreMessage *) g_ptr_array_index (messages, 0))->state;
}

static void
test_waiting (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  GAsyncResult *slot = NULL;
  StoreMessage *first;

  put_state (fixture, "1", "bob", STORE_MESSAGE_STATE_SENDING);
  put_state (fixture, "2", "bob", STORE_MESSAGE_STATE_SENT);
  put_state (fixture, "3", "carol", STORE_MESSAGE_STATE_SENDING);
  put_state (fixture, "4", "bob", STORE_MESSAGE_STATE_SENDING);
  store_outbox_list_async (fixture->database, NULL, await_cb, &slot);
  result = await (&slot);
  waiting = store_outbox_list_finish (fixture->database, result, NULL);
  g_assert_cmpuint (waiting->len, ==, 3);
  first = g_ptr_array_index (waiting, 0);
  g_assert_cmpstr (first->id, ==, "1");
  g_assert_cmpstr (first->account, ==, "a");
  g_assert_cmpstr (first->address, ==, "bob");
  g_assert_cmpint (first->retry_at_us, ==, 7);
  g_assert_cmpuint (first->attempts, ==, 2);
  g_assert_cmpstr (first->receipt_id, ==, "r");
  g_assert_true (first->owes_read);
  g_assert_cmpstr (((StoreMessage *) g_ptr_array_index (waiting, 1))->address, ==, "carol");
}

static void
test_only_forwards (Fixture       *fixture,
                    gconstpointer  data)
{
  put_state (fixture, "1", "bob", STORE_MESSAGE_STATE_SENT);
  advance (fixture, "1", "mallory", STORE_MESSAGE_STATE_READ);
  g_assert_cmpint (state_of (fixture, "bob"), ==, STORE_MESSAGE_STATE_SENT);
  advance (fixture, "1", "bob", STORE_MESSAGE_STATE_DELIVERED);
  g_assert_cmpint (state_of (fixture, "bob"), ==, STORE_MESSAGE_STATE_DELIVERED);
  advance (fixture, "1", "bob", STORE_MESSAGE_STATE_READ);
  advance (fixture, "1", "bob", STORE_MESSAGE_STATE_DELIVERED);
  g_assert_cmpint (state_of (fixture, "bob"), ==, STORE_MESSAGE_STATE_READ);

  put_state (fixture, "2", "carol", STORE_MESSAGE_STATE_RECEIVED);
  advance (fixture, "2", "carol", STORE_MESSAGE_STATE_READ);
  g_assert_cmpint (state_of (fixture, "carol"), ==, STORE_MESSAGE_STATE_RECEIVED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/outbox/waiting", Fixture, NULL, set_up, test_waiting, tear_down);
  g_test_add ("/store/outbox/only-forwards", Fixture, NULL, set_up, test_only_forwards, tear_down);
  return g_test_run ();
}
