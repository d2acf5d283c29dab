/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls of another telephone stand behind our own, in their order, and once. */

#include "store-past-calls.h"

#include "store-fixture.h"

static void
put_own (Fixture    *fixture,
         const char *id)
{
  StoreCall call = { .id = (char *) id, .account = (char *) "a", .address = (char *) "x", .started_us = 9 };
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_calls_put_async (fixture->database, &call, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_calls_put_finish (fixture->database, result, NULL));
}

/* @ids: a letter each. */
static GPtrArray *
put_past (Fixture    *fixture,
          const char *ids)
{
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func ((GDestroyNotify) store_call_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  GPtrArray *fresh;

  for (const char *c = ids; *c != '\0'; c++)
    {
      StoreCall *call = g_new0 (StoreCall, 1);

      call->id = g_strndup (c, 1);
      call->account = g_strdup ("a");
      call->address = g_strdup ("y");
      call->kind = STORE_CALL_KIND_MISSED;
      g_ptr_array_add (calls, call);
    }
  store_past_calls_put_async (fixture->database, calls, NULL, await_cb, &slot);
  result = await (&slot);
  fresh = store_past_calls_put_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return fresh;
}

static char *
list (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GString *ids = g_string_new (NULL);
  GAsyncResult *slot = NULL;

  store_calls_list_async (fixture->database, NULL, 100, NULL, await_cb, &slot);
  result = await (&slot);
  rows = store_calls_list_finish (fixture->database, result, NULL);
  for (guint n = 0; n < rows->len; n++)
    g_string_append (ids, ((StoreCall *) g_ptr_array_index (rows, n))->id);
  return g_string_free (ids, FALSE);
}

static void
test_behind (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  put_own (fixture, "1");
  put_own (fixture, "2");
  first = put_past (fixture, "cba");
  g_assert_cmpuint (first->len, ==, 3);
  put_own (fixture, "3");
  before = list (fixture);
  g_assert_cmpstr (before, ==, "321cba");

  second = put_past (fixture, "cbaZ");
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (second, 0), ==, "Z");
  after = list (fixture);
  g_assert_cmpstr (after, ==, "321cbaZ");
}

static void
test_taken_back (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) fresh = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *after = NULL;
  GAsyncResult *slot = NULL;

  fresh = put_past (fixture, "cba");
  put_own (fixture, "1");
  store_past_calls_delete_async (fixture->database, fresh, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_past_calls_delete_finish (fixture->database, result, NULL));
  after = list (fixture);
  g_assert_cmpstr (after, ==, "1");
}

#define add(name, func) g_test_add ("/store/past-calls/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("behind", test_behind);
  add ("taken-back", test_taken_back);
  return g_test_run ();
}
