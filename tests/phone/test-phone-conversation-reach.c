/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was written long ago is read when somebody is led there, and not before. */

#include "phone-exchange.h"

#include "phone-conversation-reach.h"
#include "phone-private.h"
#include "store-messages.h"

#define N_MESSAGES 2600
#define FIRST_US   (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

static PhoneConversation *
open_bob (World *world)
{
  g_autoptr (GError) error = NULL;
  PhoneConversation *conversation = phone_open_conversation (world->phone, NULL, "bob@example.org", &error);

  g_assert_no_error (error);
  return conversation;
}

/* One a minute. */
static void
keep_all (World        *world,
          PhoneAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;

  for (guint n = 0; n < N_MESSAGES; n++)
    {
      g_autofree char *id = g_strdup_printf ("message-%u", n);
      g_autofree char *text = g_strdup_printf ("Number %u", n);
      StoreMessage row = { .id = id, .account = (char *) phone_account_get_id (account),
                           .address = (char *) "bob@example.org", .state = STORE_MESSAGE_STATE_RECEIVED,
                           .time_us = FIRST_US + n * 60 * (gint64) G_USEC_PER_SEC, .text = text };

      store_messages_put_async (world->phone->database, &row, NULL, NULL,
                                n + 1 < N_MESSAGES ? NULL : world_take_result_cb, &result);
    }
  wait_until (result != NULL);
}

static GDateTime *
time_of (guint number)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (FIRST_US / G_USEC_PER_SEC + number * 60);

  return g_date_time_to_local (utc);
}

static void
reach (PhoneConversation *conversation,
       guint              number)
{
  g_autoptr (GDateTime) time = time_of (number);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  phone_conversation_reach_async (conversation, time, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_conversation_reach_finish (conversation, result, &error));
  g_assert_no_error (error);
}

static guint
count (PhoneConversation *conversation)
{
  return g_list_model_get_n_items (G_LIST_MODEL (conversation));
}

/* All that was written since @number, each once and in its order. */
static void
assert_whole (PhoneConversation *conversation,
              guint              number)
{
  guint n_messages = count (conversation);

  g_assert_cmpuint (n_messages, >, N_MESSAGES - number - 1);
  for (guint n = 0; n < n_messages; n++)
    {
      g_autoptr (PhoneMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), n);
      g_autofree char *text = g_strdup_printf ("Number %u", N_MESSAGES - n_messages + n);

      g_assert_cmpstr (phone_message_get_text (message), ==, text);
    }
}

static void
test_older (World         *world,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  PhoneAccount *account = world_add_account (world, "anna@example.org", "secret", "ws://127.0.0.1:9/", &error);
  PhoneConversation *conversation;

  g_assert_no_error (error);
  keep_all (world, account);
  conversation = open_bob (world);
  reach (conversation, N_MESSAGES - 3); /* nobody had looked at it yet */
  g_assert_cmpuint (count (conversation), ==, 500);

  reach (conversation, 1500);
  assert_whole (conversation, 1500);
  g_assert_cmpuint (count (conversation), <, N_MESSAGES);
  reach (conversation, 0);
  g_assert_cmpuint (count (conversation), ==, N_MESSAGES);
  assert_whole (conversation, 0);
  reach (conversation, 0);
  g_assert_cmpuint (count (conversation), ==, N_MESSAGES);
}

/* Who is impatient gets it once. */
static void
test_twice_at_once (World         *world,
                    gconstpointer  data)
{
  g_autoptr (GDateTime) one = time_of (900);
  g_autoptr (GDateTime) other = time_of (100);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  PhoneAccount *account = world_add_account (world, "anna@example.org", "secret", "ws://127.0.0.1:9/", NULL);
  PhoneConversation *conversation;

  keep_all (world, account);
  conversation = open_bob (world);
  phone_conversation_reach_async (conversation, one, NULL, world_take_result_cb, &first);
  phone_conversation_reach_async (conversation, other, NULL, world_take_result_cb, &second);
  wait_until (first != NULL && second != NULL);
  g_assert_true (phone_conversation_reach_finish (conversation, first, NULL));
  g_assert_true (phone_conversation_reach_finish (conversation, second, NULL));
  assert_whole (conversation, 100);
}

/* With whom nobody ever wrote there is nothing to reach. */
static void
test_empty (World         *world,
            gconstpointer  data)
{
  PhoneConversation *conversation;

  g_assert_nonnull (world_add_account (world, "anna@example.org", "secret", "ws://127.0.0.1:9/", NULL));
  conversation = open_bob (world);
  reach (conversation, 5);
  g_assert_cmpuint (count (conversation), ==, 0);
}

#define add(name, func) g_test_add ("/phone/conversation-reach/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("older", test_older);
  add ("twice-at-once", test_twice_at_once);
  add ("empty", test_empty);
  return g_test_run ();
}
