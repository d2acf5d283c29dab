/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom one ever called. */

#include "store-called.h"
#include "store-calls.h"
#include "store-fixture.h"

static void
put (Fixture       *fixture,
     const char    *id,
     const char    *address,
     StoreCallKind  kind)
{
  StoreCall row = { .id = (char *) id, .account = (char *) "a", .address = (char *) address, .kind = kind };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_calls_put_async (fixture->database, &row, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_calls_put_finish (fixture->database, result, &error));
  g_assert_no_error (error);
}

static void
test_only_what_we_called (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  put (fixture, "1", "bob@example.org", STORE_CALL_KIND_OUTGOING);
  put (fixture, "2", "bob@example.org", STORE_CALL_KIND_UNANSWERED);
  put (fixture, "3", "carol@example.org", STORE_CALL_KIND_MISSED);
  put (fixture, "4", "dave@example.org", STORE_CALL_KIND_INCOMING);
  put (fixture, "5", "eve@example.org", STORE_CALL_KIND_UNANSWERED);
  store_called_list_async (fixture->database, NULL, await_cb, &slot);
  result = await (&slot);
  addresses = store_called_list_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (addresses->len, ==, 2);
  g_assert_true (g_ptr_array_find_with_equal_func (addresses, "bob@example.org", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (addresses, "eve@example.org", g_str_equal, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/called/only-what-we-called", Fixture, NULL, set_up, test_only_what_we_called, tear_down);
  return g_test_run ();
}
