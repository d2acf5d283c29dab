/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A file is kept with its message, and goes with it. */

#include "store-conversations.h"
#include "store-files.h"
#include "store-fixture.h"
#include "store-messages.h"

static void
put_message (Fixture    *fixture,
             const char *id)
{
  StoreMessage message = { .id = (char *) id, .account = (char *) "a", .address = (char *) "bob",
                           .state = STORE_MESSAGE_STATE_RECEIVED, .text = (char *) "hello" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_messages_put_async (fixture->database, &message, NULL, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_messages_put_finish (fixture->database, result, &error));
  g_assert_no_error (error);
}

static gboolean
put_file (Fixture     *fixture,
          const char  *message,
          GBytes      *data,
          GError     **error)
{
  StoreFile file = { (char *) message, (char *) "plan.png", (char *) "image/png", g_bytes_get_size (data), NULL, data };
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_files_put_async (fixture->database, &file, NULL, await_cb, &slot);
  result = await (&slot);
  return store_files_put_finish (fixture->database, result, error);
}

static GPtrArray *
get (Fixture    *fixture,
     const char *message)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  GPtrArray *files;

  store_files_get_async (fixture->database, message, NULL, await_cb, &slot);
  result = await (&slot);
  files = store_files_get_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return files;
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  GPtrArray *files;

  store_files_list_async (fixture->database, "a", "bob", NULL, await_cb, &slot);
  result = await (&slot);
  files = store_files_list_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return files;
}

static void
test_life (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GBytes) octets = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (GAsyncResult) deleted = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) got = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  GAsyncResult *slot = NULL;
  const StoreFile *file;

  put_message (fixture, "1");
  put_message (fixture, "2");
  g_assert_true (put_file (fixture, "2", octets, NULL));
  listed = list (fixture);
  g_assert_cmpuint (listed->len, ==, 1);
  file = g_ptr_array_index (listed, 0);
  g_assert_cmpstr (file->message, ==, "2");
  g_assert_cmpstr (file->name, ==, "plan.png");
  g_assert_cmpuint (file->size, ==, 3);
  g_assert_null (file->data);
  got = get (fixture, "2");
  g_assert_true (g_bytes_equal (((StoreFile *) g_ptr_array_index (got, 0))->data, octets));

  store_conversations_delete_async (fixture->database, "a", "bob", NULL, await_cb, &slot);
  deleted = await (&slot);
  g_assert_true (store_conversations_delete_finish (fixture->database, deleted, NULL));
  gone = get (fixture, "2");
  g_assert_cmpuint (gone->len, ==, 0);
}

/* No file without its message, and none that fills the history. */
static void
test_rules (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GBytes) octets = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) huge = g_bytes_new_take (g_malloc0 (STORE_FILE_MAX_OCTETS + 1), STORE_FILE_MAX_OCTETS + 1);
  g_autoptr (GError) orphan = NULL;
  g_autoptr (GError) large = NULL;

  g_assert_false (put_file (fixture, "nobody's", octets, &orphan));
  put_message (fixture, "1");
  g_assert_false (put_file (fixture, "1", huge, &large));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/files/life", Fixture, NULL, set_up, test_life, tear_down);
  g_test_add ("/store/files/rules", Fixture, NULL, set_up, test_rules, tear_down);
  return g_test_run ();
}
