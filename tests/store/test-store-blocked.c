/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is blocked stays so, and what was turned away is counted. */

#include "store-blocked.h"
#include "store-fixture.h"

static void
put (Fixture    *fixture,
     const char *address,
     gint64      since_us,
     guint       calls)
{
  StoreBlocked row = { (char *) address, since_us, calls, 2 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_blocked_put_async (fixture->database, &row, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_blocked_put_finish (fixture->database, result, &error));
  g_assert_no_error (error);
}

static void
remove_one (Fixture    *fixture,
            const char *address)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_blocked_delete_async (fixture->database, address, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_blocked_delete_finish (fixture->database, result, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  GPtrArray *rows;

  store_blocked_list_async (fixture->database, NULL, await_cb, &slot);
  result = await (&slot);
  rows = store_blocked_list_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return rows;
}

static void
test_kept_and_forgotten (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GPtrArray) none = list (fixture);
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GPtrArray) one = NULL;
  const StoreBlocked *row;

  g_assert_cmpuint (none->len, ==, 0);
  put (fixture, "spam@example.net", 17, 0);
  put (fixture, "+4930123", 18, 0);
  put (fixture, "spam@example.net", 99, 5);
  two = list (fixture);
  g_assert_cmpuint (two->len, ==, 2);
  row = g_ptr_array_index (two, 1);
  g_assert_cmpstr (row->address, ==, "spam@example.net");
  g_assert_cmpint (row->since_us, ==, 17); /* counted, not blocked anew */
  g_assert_cmpuint (row->calls, ==, 5);
  g_assert_cmpuint (row->messages, ==, 2);

  remove_one (fixture, "spam@example.net");
  remove_one (fixture, "nobody@example.net");
  one = list (fixture);
  g_assert_cmpuint (one->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/blocked/kept-and-forgotten", Fixture, NULL, set_up, test_kept_and_forgotten, tear_down);
  return g_test_run ();
}
