/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A part of a name or of an address, found in all past calls. */

#include "store-await.h"
#include "store-call-search.h"

static void
put (StoreDatabase *database,
     const char    *id,
     const char    *name,
     const char    *address)
{
  StoreCall call = { .id = (char *) id, .account = (char *) "a", .address = (char *) address, .name = (char *) name };
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_calls_put_async (database, &call, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_calls_put_finish (database, result, NULL));
}

/* The ids of what is found in one text. */
static char *
search (StoreDatabase *database,
        const char    *text,
        guint          limit)
{
  static const char *const known[] = { "k", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (GError) error = NULL;
  GString *ids = g_string_new (NULL);
  GAsyncResult *slot = NULL;

  store_call_search_async (database, text, known, limit, NULL, await_cb, &slot);
  result = await (&slot);
  calls = store_call_search_finish (database, result, &error);
  g_assert_no_error (error);
  for (guint n = 0; n < calls->len; n++)
    g_string_append (ids, ((StoreCall *) g_ptr_array_index (calls, n))->id);
  return g_string_free (ids, FALSE);
}

static void
test_search (void)
{
  static const struct
  {
    const char *text;
    guint limit;
    const char *ids;
  } rows[] = {
    { "Ångström", 50, "a" }, { "ÅNG", 50, "a" },  { "bob", 50, "cb" },  { "bob", 1, "c" },       { "example", 50, "" },
    { "@example", 50, "cba" }, { "carol", 50, "" }, { "\xff", 50, "" }, { "no such text", 50, "" },
  };
  g_autofree char *folder = folder_new ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  StoreDatabase *database = store_database_new (path);
  GAsyncResult *slot = NULL;

  put (database, "a", "Zoë Ångström", "zoe@example.org");
  put (database, "b", NULL, "bob@example.org");
  put (database, "c", "Bob", "b2@example.org");
  put (database, "k", "Carol", "carol@example.org");
  for (gsize n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *ids = search (database, rows[n].text, rows[n].limit);

      g_assert_cmpstr (ids, ==, rows[n].ids);
    }
  store_database_close_async (database, NULL, await_cb, &slot);
  g_object_unref (await (&slot));
  g_object_unref (database);
  folder_remove (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/call-search/search", test_search);
  return g_test_run ();
}
