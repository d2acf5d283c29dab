/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Messages: written, sent later, read by the page, deleted. */

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
test_sent_later (Fixture       *fixture,
                 gconstpointer  data)
{
  StoreMessage message = { .id = (char *) "m", .account = (char *) "a", .address = (char *) "bob@example.org",
                           .state = STORE_MESSAGE_STATE_SENDING, .time_us = 5,
                           .text = (char *) "Grüße, 你好 👋🏽" };
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;
  StoreMessage *read;

  g_assert_true (put (fixture, &message, "Bob", &error));
  message.state = STORE_MESSAGE_STATE_NOT_SENT;
  message.error_text = (char *) "Nobody is there";
  g_assert_true (put (fixture, &message, NULL, &error));

  messages = list (fixture, "bob@example.org", NULL);
  g_assert_cmpuint (messages->len, ==, 1);
  read = g_ptr_array_index (messages, 0);
  g_assert_cmpint (read->state, ==, STORE_MESSAGE_STATE_NOT_SENT);
  g_assert_cmpstr (read->error_text, ==, "Nobody is there");
  g_assert_cmpstr (read->text, ==, message.text);
  g_assert_cmpint (read->time_us, ==, 5);
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *text = g_strnfill (STORE_MESSAGE_BODY_MAX + 1, 'x');
  StoreMessage message = { .id = (char *) "m", .account = (char *) "a", .address = (char *) "bob@example.org",
                           .state = STORE_MESSAGE_STATE_SENT, .text = text };
  g_autoptr (GError) error = NULL;

  g_assert_false (put (fixture, &message, NULL, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_BAD_RECORD);
  g_clear_error (&error);
  text[STORE_MESSAGE_BODY_MAX] = '\0';
  g_assert_true (put (fixture, &message, NULL, &error));
  text[0] = (char) 0xff;
  g_assert_false (put (fixture, &message, NULL, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_BAD_RECORD);
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) newest = NULL;
  g_autoptr (GPtrArray) older = NULL;

  for (guint n = 0; n < 15; n++)
    {
      g_autofree char *id = g_strdup_printf ("m%02u", n);

      put_text (fixture, id, n % 2 == 0 ? "bob@example.org" : "carol@example.org", id);
    }
  newest = list (fixture, "bob@example.org", NULL);
  g_assert_cmpuint (newest->len, ==, 8);
  g_assert_cmpstr (((StoreMessage *) g_ptr_array_index (newest, 0))->id, ==, "m14");
  older = list (fixture, "bob@example.org", "m04");
  g_assert_cmpuint (older->len, ==, 2);
  g_assert_cmpstr (((StoreMessage *) g_ptr_array_index (older, 0))->id, ==, "m02");
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) left = NULL;
  GAsyncResult *slot = NULL;

  put_text (fixture, "1", "bob@example.org", "one");
  put_text (fixture, "2", "bob@example.org", "two");
  store_messages_delete_async (fixture->database, "2", NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_messages_delete_finish (fixture->database, result, NULL));
  left = conversations (fixture);
  g_assert_cmpstr (((StoreConversation *) g_ptr_array_index (left, 0))->last_text, ==, "one");
}

#define add(name, func) g_test_add ("/store/messages/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("sent-later", test_sent_later);
  add ("limit", test_limit);
  add ("pages", test_pages);
  add ("delete", test_delete);
  return g_test_run ();
}
