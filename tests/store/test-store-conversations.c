/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Conversations, as the messages in them make them. */

#include "store-conversations.h"
#include "store-fixture.h"
#include "store-messages.h"

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
put_text (Fixture    *fixture,
          const char *id,
          const char *address,
          const char *text)
{
  StoreMessage message = { .id = (char *) id, .account = (char *) "a", .address = (char *) address,
                           .state = STORE_MESSAGE_STATE_RECEIVED, .unread = TRUE, .time_us = 5,
                           .text = (char *) text };
  g_autoptr (GError) error = NULL;

  g_assert_true (put (fixture, &message, NULL, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture    *fixture,
      const char *address,
      const char *before)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  GPtrArray *messages;

  store_messages_list_async (fixture->database, "a", address, before, 10, NULL, await_cb, &slot);
  result = await (&slot);
  messages = store_messages_list_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return messages;
}

static GPtrArray *
conversations (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  GPtrArray *all;

  store_conversations_list_async (fixture->database, NULL, await_cb, &slot);
  result = await (&slot);
  all = store_conversations_list_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return all;
}

static void
test_life (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GAsyncResult) marked = NULL;
  g_autoptr (GAsyncResult) deleted = NULL;
  GAsyncResult *slot = NULL;
  StoreConversation *first;

  put_text (fixture, "1", "bob@example.org", "one");
  put_text (fixture, "2", "bob@example.org", "two");
  put_text (fixture, "3", "carol@example.org", "three");
  all = conversations (fixture);
  g_assert_cmpuint (all->len, ==, 2);
  first = g_ptr_array_index (all, 0);
  g_assert_cmpstr (first->address, ==, "carol@example.org");
  g_assert_cmpstr (first->last_text, ==, "three");
  g_assert_cmpuint (((StoreConversation *) g_ptr_array_index (all, 1))->unread, ==, 2);

  store_messages_mark_read_async (fixture->database, "a", "bob@example.org", NULL, await_cb, &slot);
  marked = await (&slot);
  g_assert_true (store_messages_mark_read_finish (fixture->database, marked, NULL));
  read = conversations (fixture);
  g_assert_cmpuint (((StoreConversation *) g_ptr_array_index (read, 1))->unread, ==, 0);
  g_assert_cmpuint (((StoreConversation *) g_ptr_array_index (read, 0))->unread, ==, 1);

  store_conversations_delete_async (fixture->database, "a", "bob@example.org", NULL, await_cb, &slot);
  deleted = await (&slot);
  g_assert_true (store_conversations_delete_finish (fixture->database, deleted, NULL));
  left = list (fixture, "bob@example.org", NULL);
  g_assert_cmpuint (left->len, ==, 0);
}

static void
test_title (Fixture       *fixture,
            gconstpointer  data)
{
  StoreMessage message = { .id = (char *) "1", .account = (char *) "a", .address = (char *) "bob@example.org",
                           .state = STORE_MESSAGE_STATE_SENT, .text = (char *) "hello" };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) renamed = NULL;

  g_assert_true (put (fixture, &message, "Bob", NULL));
  g_assert_true (put (fixture, &message, NULL, NULL)); /* as before */
  all = conversations (fixture);
  g_assert_cmpstr (((StoreConversation *) g_ptr_array_index (all, 0))->title, ==, "Bob");
  g_assert_true (put (fixture, &message, "Robert", NULL));
  renamed = conversations (fixture);
  g_assert_cmpuint (renamed->len, ==, 1);
  g_assert_cmpstr (((StoreConversation *) g_ptr_array_index (renamed, 0))->title, ==, "Robert");
}

static void
keep_draft (Fixture    *fixture,
            const char *address,
            const char *draft)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_conversations_draft_async (fixture->database, "a", address, draft, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_conversations_draft_finish (fixture->database, result, &error));
  g_assert_no_error (error);
}

/* What was begun is kept, even before anything was sent. */
static void
test_draft (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) begun = NULL;
  g_autoptr (GPtrArray) over = NULL;

  keep_draft (fixture, "bob", "half a");
  begun = conversations (fixture);
  g_assert_cmpuint (begun->len, ==, 1);
  g_assert_cmpstr (((StoreConversation *) g_ptr_array_index (begun, 0))->draft, ==, "half a");
  g_assert_null (((StoreConversation *) g_ptr_array_index (begun, 0))->last_text);
  keep_draft (fixture, "bob", NULL);
  over = conversations (fixture);
  g_assert_null (((StoreConversation *) g_ptr_array_index (over, 0))->draft);
}

static void
keep_marks (Fixture    *fixture,
            const char *address,
            gboolean    asks,
            gboolean    muted)
{
  StoreConversation row = { .account = (char *) "a", .address = (char *) address, .asks = asks, .muted = muted };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_conversations_mark_async (fixture->database, &row, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_conversations_mark_finish (fixture->database, result, &error));
  g_assert_no_error (error);
}

/* Who wrote first asks until they are let in; and what is quiet stays quiet. */
static void
test_marks (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) asking = NULL;
  g_autoptr (GPtrArray) let_in = NULL;
  const StoreConversation *row;

  put_text (fixture, "1", "bob", "hello");
  keep_marks (fixture, "bob", TRUE, FALSE);
  put_text (fixture, "2", "bob", "again");
  asking = conversations (fixture);
  row = g_ptr_array_index (asking, 0);
  g_assert_true (row->asks);
  g_assert_false (row->muted);
  keep_marks (fixture, "bob", FALSE, TRUE);
  let_in = conversations (fixture);
  row = g_ptr_array_index (let_in, 0);
  g_assert_false (row->asks);
  g_assert_true (row->muted);
  g_assert_cmpstr (row->last_text, ==, "again");
}

static void
test_copy (void)
{
  StoreConversation row = { (char *) "a", (char *) "bob@example.org", NULL, (char *) "hello", 5, 2 };
  g_autoptr (StoreConversation) copy = store_conversation_copy (&row);

  g_assert_cmpstr (copy->address, ==, row.address);
  g_assert_true (copy->address != row.address);
  g_assert_null (copy->title);
  g_assert_cmpuint (copy->unread, ==, 2);
}

#define add(name, func) g_test_add ("/store/conversations/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("life", test_life);
  add ("title", test_title);
  add ("draft", test_draft);
  add ("marks", test_marks);
  g_test_add_func ("/store/conversations/copy", test_copy);
  return g_test_run ();
}
