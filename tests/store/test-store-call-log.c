/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Past calls by the page and by their kind, seen, and cleared away. */

#include "store-await.h"
#include "store-call-log.h"

typedef struct
{
  char *folder;
  StoreDatabase *database;
} Fixture;

static void
put (Fixture       *fixture,
     const char    *id,
     StoreCallKind  kind)
{
  StoreCall call = { .id = (char *) id, .account = (char *) "a", .address = (char *) "bob@example.org", .kind = kind,
                     .started_us = 7, .recording = g_strstr_len (id, -1, "3") != NULL ? (char *) "file:///r.opus" : NULL };
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_calls_put_async (fixture->database, &call, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_calls_put_finish (fixture->database, result, NULL));
}

/* One of each kind, named after it, six times over: "o0", "i0", … */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char letters[] = "oimdeu";
  g_autofree char *path = NULL;

  fixture->folder = folder_new ();
  path = g_build_filename (fixture->folder, "history.db", NULL);
  fixture->database = store_database_new (path);
  for (guint round = 0; round < 6; round++)
    for (guint kind = 0; kind < 6; kind++)
      {
        g_autofree char *id = g_strdup_printf ("%c%u", letters[kind], round);

        put (fixture, id, (StoreCallKind) kind);
      }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GAsyncResult *slot = NULL;

  store_database_close_async (fixture->database, NULL, await_cb, &slot);
  g_object_unref (await (&slot));
  g_object_unref (fixture->database);
  folder_remove (fixture->folder);
  g_free (fixture->folder);
}

/* The ids of a page in one text. */
static char *
read_page (Fixture            *fixture,
           StoreCallLogFilter  filter,
           const char         *before,
           guint               limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (GError) error = NULL;
  GString *ids = g_string_new (NULL);
  GAsyncResult *slot = NULL;

  store_call_log_list_async (fixture->database, filter, before, limit, NULL, await_cb, &slot);
  result = await (&slot);
  calls = store_call_log_list_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  for (guint n = 0; n < calls->len; n++)
    g_string_append (ids, ((StoreCall *) g_ptr_array_index (calls, n))->id);
  return g_string_free (ids, FALSE);
}

static gssize
count_unseen (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_call_log_count_unseen_async (fixture->database, NULL, await_cb, &slot);
  result = await (&slot);
  return store_call_log_count_unseen_finish (fixture->database, result, NULL);
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    StoreCallLogFilter filter;
    const char *before;
    const char *ids;
  } rows[] = {
    { STORE_CALL_LOG_ALL, NULL, "u5e5d5m5" },        { STORE_CALL_LOG_ALL, "m5", "i5o5u4e4" },
    { STORE_CALL_LOG_MISSED, NULL, "m5m4m3m2" },     { STORE_CALL_LOG_MISSED, "m2", "m1m0" },
    { STORE_CALL_LOG_INCOMING, NULL, "e5d5m5i5" },   { STORE_CALL_LOG_INCOMING, "i1", "e0d0m0i0" },
    { STORE_CALL_LOG_OUTGOING, "u4", "o4u3o3u2" },   { STORE_CALL_LOG_OUTGOING, "o0", "" },
    { STORE_CALL_LOG_ALL, "gone", "" },              { STORE_CALL_LOG_RECORDED, NULL, "u3e3d3m3" },
    { STORE_CALL_LOG_RECORDED, "m3", "i3o3" },
  };

  for (gsize n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *ids = read_page (fixture, rows[n].filter, rows[n].before, 4);

      g_assert_cmpstr (ids, ==, rows[n].ids);
    }
}

/* A call is written when it begins and when it ends, and may be looked past in between. */
static void
test_seen (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  g_assert_cmpint (count_unseen (fixture), ==, 6);
  store_call_log_mark_seen_async (fixture->database, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_call_log_mark_seen_finish (fixture->database, result, NULL));
  g_assert_cmpint (count_unseen (fixture), ==, 0);
  put (fixture, "m0", STORE_CALL_KIND_MISSED);
  put (fixture, "new", STORE_CALL_KIND_MISSED);
  put (fixture, "other", STORE_CALL_KIND_INCOMING);
  g_assert_cmpint (count_unseen (fixture), ==, 2);
}

static void
clear (Fixture           *fixture,
       const char *const *spared)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_call_log_clear_async (fixture->database, spared, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_call_log_clear_finish (fixture->database, result, NULL));
}

static void
test_clear (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const two[] = { "o2", "m0", "not there", NULL };
  static const char *const none[] = { NULL };
  g_autofree char *left = NULL;
  g_autofree char *nothing = NULL;

  clear (fixture, two);
  left = read_page (fixture, STORE_CALL_LOG_ALL, NULL, 100);
  g_assert_cmpstr (left, ==, "o2m0");
  clear (fixture, none);
  nothing = read_page (fixture, STORE_CALL_LOG_ALL, NULL, 100);
  g_assert_cmpstr (nothing, ==, "");
}

#define add(name, func) g_test_add ("/store/call-log/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("pages", test_pages);
  add ("seen", test_seen);
  add ("clear", test_clear);
  return g_test_run ();
}
