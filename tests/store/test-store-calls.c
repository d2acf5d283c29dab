/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Past calls: written twice, read by the page, deleted. */

#include "store-calls.h"
#include "store-fixture.h"

static void
put (Fixture         *fixture,
     const StoreCall *call)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_calls_put_async (fixture->database, call, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_calls_put_finish (fixture->database, result, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture    *fixture,
      const char *before,
      guint       limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  GPtrArray *calls;

  store_calls_list_async (fixture->database, before, limit, NULL, await_cb, &slot);
  result = await (&slot);
  calls = store_calls_list_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return calls;
}

static void
put_many (Fixture *fixture,
          guint    n_calls)
{
  for (guint n = 0; n < n_calls; n++)
    {
      g_autofree char *id = g_strdup_printf ("call-%02u", n);
      StoreCall call = { .id = id, .account = (char *) "a", .address = (char *) "bob@example.org",
                         .kind = STORE_CALL_KIND_MISSED, .started_us = 1000 - n };

      put (fixture, &call);
    }
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  for (int kind = STORE_CALL_KIND_OUTGOING; kind <= STORE_CALL_KIND_UNANSWERED; kind++)
    {
      g_autofree char *id = g_strdup_printf ("id-%d", kind);
      StoreCall call = { .id = id, .account = (char *) "a", .address = (char *) "bob@example.org",
                         .name = (char *) "Bob “Боб” 👋", .kind = (StoreCallKind) kind,
                         .started_us = G_MAXINT64 / 2, .duration_s = 3725, .end_text = (char *) "It’s busy",
                         .diverted_by = (char *) "Reception", .mark = 431, .worst_mark = 250, .loss = 12 };
      g_autoptr (GPtrArray) calls = NULL;
      StoreCall *read;

      put (fixture, &call);
      calls = list (fixture, NULL, 1);
      read = g_ptr_array_index (calls, 0);
      g_assert_cmpstr (read->id, ==, call.id);
      g_assert_cmpstr (read->account, ==, call.account);
      g_assert_cmpstr (read->address, ==, call.address);
      g_assert_cmpstr (read->name, ==, call.name);
      g_assert_cmpint (read->kind, ==, call.kind);
      g_assert_cmpint (read->started_us, ==, call.started_us);
      g_assert_cmpuint (read->duration_s, ==, call.duration_s);
      g_assert_cmpstr (read->end_text, ==, call.end_text);
      g_assert_cmpstr (read->diverted_by, ==, call.diverted_by);
      g_assert_cmpuint (read->mark, ==, call.mark);
      g_assert_cmpuint (read->worst_mark, ==, call.worst_mark);
      g_assert_cmpuint (read->loss, ==, call.loss);
    }
}

static void
test_begun_then_ended_is_one_row (Fixture       *fixture,
                                  gconstpointer  data)
{
  StoreCall call = { .id = (char *) "one", .account = (char *) "a", .address = (char *) "bob@example.org",
                     .kind = STORE_CALL_KIND_MISSED, .started_us = 7 };
  g_autoptr (GPtrArray) calls = NULL;
  StoreCall *read;

  put (fixture, &call);
  call.kind = STORE_CALL_KIND_INCOMING;
  call.duration_s = 12;
  put (fixture, &call);

  calls = list (fixture, NULL, 10);
  g_assert_cmpuint (calls->len, ==, 1);
  read = g_ptr_array_index (calls, 0);
  g_assert_cmpint (read->kind, ==, STORE_CALL_KIND_INCOMING);
  g_assert_cmpuint (read->duration_s, ==, 12);
  g_assert_null (read->name);
  g_assert_null (read->end_text);
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const expected[] = { "call-04", "call-03", "call-02", "call-01", "call-00" };
  const char *before = NULL;
  guint seen = 0;
  g_autoptr (GPtrArray) page = NULL;

  put_many (fixture, 5); /* their clock runs backwards: F12 */
  for (;;)
    {
      g_autoptr (GPtrArray) older = list (fixture, before, 2);

      for (guint n = 0; n < older->len; n++)
        g_assert_cmpstr (((StoreCall *) g_ptr_array_index (older, n))->id, ==, expected[seen++]);
      if (older->len == 0)
        break;
      g_clear_pointer (&page, g_ptr_array_unref);
      page = g_steal_pointer (&older);
      before = ((StoreCall *) g_ptr_array_index (page, page->len - 1))->id;
    }
  g_assert_cmpuint (seen, ==, 5);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) calls = NULL;

  put_many (fixture, 2);
  for (guint n = 0; n < 2; n++) /* a second time: gone is gone */
    {
      g_autoptr (GAsyncResult) result = NULL;
      GAsyncResult *slot = NULL;

      store_calls_delete_async (fixture->database, "call-00", NULL, await_cb, &slot);
      result = await (&slot);
      g_assert_true (store_calls_delete_finish (fixture->database, result, NULL));
    }
  calls = list (fixture, NULL, 10);
  g_assert_cmpuint (calls->len, ==, 1);
}

#define add(name, func) g_test_add ("/store/calls/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("round-trip", test_round_trip);
  add ("begun-then-ended-is-one-row", test_begun_then_ended_is_one_row);
  add ("pages", test_pages);
  add ("delete", test_delete);
  return g_test_run ();
}
