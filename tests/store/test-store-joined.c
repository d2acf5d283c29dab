/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person said of addresses: joined to another, or kept apart. */

#include "store-fixture.h"
#include "store-joined.h"

static void
put (Fixture    *fixture,
     StoreJoin  *join)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_joined_put_async (fixture->database, join, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_joined_put_finish (fixture->database, result, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  GPtrArray *rows;

  store_joined_list_async (fixture->database, NULL, await_cb, &slot);
  result = await (&slot);
  rows = store_joined_list_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return rows;
}

/* D9: the last word counts, and may be that nothing is said any more. */
static void
test_last_word (Fixture       *fixture,
                gconstpointer  data)
{
  StoreJoin bob = { (char *) "a", (char *) "bob@example.org", (char *) "robert@example.com", FALSE };
  StoreJoin carol = { (char *) "a", (char *) "carol@example.org", NULL, FALSE };
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GPtrArray) apart = NULL;
  g_autoptr (GPtrArray) left = NULL;
  const StoreJoin *row;

  put (fixture, &bob);
  put (fixture, &carol);
  both = list (fixture);
  g_assert_cmpuint (both->len, ==, 2);
  row = g_ptr_array_index (both, 0);
  g_assert_cmpstr (row->account, ==, "a");
  g_assert_cmpstr (row->address, ==, "bob@example.org");
  g_assert_cmpstr (row->with, ==, "robert@example.com");
  g_assert_null (((StoreJoin *) g_ptr_array_index (both, 1))->with);

  bob.with = NULL;
  put (fixture, &bob);
  apart = list (fixture);
  g_assert_null (((StoreJoin *) g_ptr_array_index (apart, 0))->with);

  bob.none = TRUE;
  put (fixture, &bob);
  put (fixture, &bob); /* there is nothing to forget, and that is well */
  left = list (fixture);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpstr (((StoreJoin *) g_ptr_array_index (left, 0))->address, ==, "carol@example.org");
}

/* D9: a program that starts again finds it. */
static void
test_restart (Fixture       *fixture,
              gconstpointer  data)
{
  StoreJoin bob = { (char *) "a", (char *) "bob@example.org", (char *) "robert@example.com", FALSE };
  g_autofree char *path = g_build_filename (fixture->folder, "history.db", NULL);
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GAsyncResult *slot = NULL;

  put (fixture, &bob);
  store_database_close_async (fixture->database, NULL, await_cb, &slot);
  closed = await (&slot);
  g_set_object (&fixture->database, NULL);
  fixture->database = store_database_new (path);
  rows = list (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((StoreJoin *) g_ptr_array_index (rows, 0))->with, ==, "robert@example.com");
}

#define add(name, func) g_test_add ("/store/joined/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("last-word", test_last_word);
  add ("restart", test_restart);
  return g_test_run ();
}
