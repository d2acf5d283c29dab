/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The key file of accounts: what a person or an accident may have done to it. */

#include "store-await.h"
#include "store-accounts.h"

typedef struct
{
  char *folder;
  char *path;
  StoreAccounts *accounts;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = folder_new ();
  fixture->path = g_build_filename (fixture->folder, "accounts.ini", NULL);
  fixture->accounts = store_accounts_new (fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->accounts); /* the thread that wrote may hold it a moment longer */
  folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
load (Fixture  *fixture,
      GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_accounts_load_async (fixture->accounts, NULL, await_cb, &slot);
  result = await (&slot);
  return store_accounts_load_finish (fixture->accounts, result, error);
}

static void
load_text (Fixture    *fixture,
           const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  g_assert_true (load (fixture, &error));
  g_assert_no_error (error);
}

static gboolean
put (Fixture             *fixture,
     const StoreAccount  *account,
     GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  store_accounts_put_async (fixture->accounts, account, NULL, await_cb, &slot);
  result = await (&slot);
  return store_accounts_put_finish (fixture->accounts, result, error);
}

static const StoreAccount alice = {
  .id = (char *) "a-1", .address = (char *) "sip:alice@example.org", .server = (char *) "wss://example.org",
  .display_name = (char *) "Alice “Лиса”; #1", .enabled = TRUE,
};

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  StoreAccount *read;
  GStatBuf status;

  g_assert_true (load (fixture, &error)); /* there is no file yet */
  g_assert_true (put (fixture, &alice, &error));
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  g_assert_true (load (fixture, &error));
  all = store_accounts_get_all (fixture->accounts);
  g_assert_cmpuint (all->len, ==, 1);
  read = g_ptr_array_index (all, 0);
  g_assert_cmpstr (read->id, ==, alice.id);
  g_assert_cmpstr (read->address, ==, alice.address);
  g_assert_cmpstr (read->server, ==, alice.server);
  g_assert_cmpstr (read->display_name, ==, alice.display_name);
  g_assert_true (read->enabled);
}

static void
test_one_bad_group (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct
  {
    const char *why;
    const char *group;
  } rows[] = {
    { "no address", "[account bad]\nServer=wss://example.org\n" },
    { "no server", "[account bad]\nAddress=sip:x@example.org\n" },
    { "a line that is none", "[account bad]\nAddress=sip:x@example.org\nServer=wss://y\nthis is no line\n" },
    { "half a heading", "[account bad\nAddress=sip:x@example.org\n" },
    { "not UTF-8", "[account bad]\nAddress=sip:\xff\xfe@example.org\nServer=wss://y\n" },
    { "a control character", "[account bad]\nAddress=sip:x\\n@example.org\nServer=wss://y\n" },
    { "an id with a slash", "[account ../bad]\nAddress=sip:x@example.org\nServer=wss://y\n" },
    { "another kind", "[phone]\nColour=green\n" },
    { "an id twice", "[account a-1]\nAddress=sip:evil@example.org\nServer=wss://y\n" },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *text = g_strdup_printf (
        "[account a-1]\nAddress=sip:alice@example.org\nServer=wss://example.org\nColour=blue\n\n%s\n"
        "[account b-2]\nAddress=sip:bob@example.org\nServer=ws://127.0.0.1:8080\nEnabled=false\n",
        rows[n].group);
      g_autoptr (GPtrArray) all = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *written = NULL;

      g_test_message ("%s", rows[n].why);
      load_text (fixture, text);
      all = store_accounts_get_all (fixture->accounts);
      g_assert_cmpuint (all->len, ==, 2);
      g_assert_cmpuint (store_accounts_get_n_damaged (fixture->accounts), ==, 1);
      g_assert_cmpstr (((StoreAccount *) g_ptr_array_index (all, 0))->address, ==, "sip:alice@example.org");
      g_assert_false (((StoreAccount *) g_ptr_array_index (all, 1))->enabled);

      /* Saving another loses neither the bad group nor a key of the future. */
      g_assert_true (put (fixture, &alice, &error));
      g_assert_true (g_file_get_contents (fixture->path, &written, NULL, NULL));
      g_assert_nonnull (strstr (written, rows[n].group));
      g_assert_nonnull (strstr (written, "Colour=blue"));
    }
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;
  GAsyncResult *slot = NULL;

  load_text (fixture, "# by hand\n[account a-1]\nAddress=sip:a@b.c\nServer=wss://b.c\n"
                      "[account b-2]\nAddress=sip:b@b.c\nServer=wss://b.c\n");
  store_accounts_remove_async (fixture->accounts, "a-1", NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_accounts_remove_finish (fixture->accounts, result, &error));
  g_assert_true (g_file_get_contents (fixture->path, &written, NULL, NULL));
  g_assert_null (strstr (written, "a-1"));
  g_assert_nonnull (strstr (written, "b-2"));
  g_assert_true (g_str_has_prefix (written, "# by hand\n"));
}

static void
test_many_at_once (Fixture       *fixture,
                   gconstpointer  data)
{
  GAsyncResult *slots[20] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;

  g_assert_true (load (fixture, &error));
  for (guint n = 0; n < G_N_ELEMENTS (slots); n++)
    {
      g_autofree char *id = g_strdup_printf ("a-%u", n);
      StoreAccount account = alice;

      account.id = id;
      store_accounts_put_async (fixture->accounts, &account, NULL, await_cb, &slots[n]);
    }
  for (guint n = 0; n < G_N_ELEMENTS (slots); n++)
    {
      g_autoptr (GAsyncResult) result = await (&slots[n]);

      g_assert_true (store_accounts_put_finish (fixture->accounts, result, &error));
    }
  g_assert_true (load (fixture, &error));
  all = store_accounts_get_all (fixture->accounts);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (slots));
}

static void
test_unread_is_not_overwritten (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "a\0b", 3, NULL));
  g_assert_false (load (fixture, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_false (put (fixture, &alice, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_CLOSED);
  g_clear_error (&error);
  store_accounts_remove_async (fixture->accounts, "a-1", NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_false (store_accounts_remove_finish (fixture->accounts, result, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_CLOSED);
}

static void
test_bad_record (Fixture       *fixture,
                 gconstpointer  data)
{
  StoreAccount account = alice;
  g_autoptr (GError) error = NULL;

  g_assert_true (load (fixture, &error));
  account.server = (char *) "wss://example.org\nEnabled=false";
  g_assert_false (put (fixture, &account, &error));
  g_assert_error (error, STORE_ERROR, STORE_ERROR_BAD_RECORD);
  g_assert_nonnull (strstr (error->message, "server"));
}

#define add(name, func) g_test_add ("/store/accounts/" name, Fixture, NULL, set_up, func, tear_down)

/* Whom an account watches is kept; a file of the version before opens, and nothing of it is lost. */
static void
test_watched (Fixture       *fixture,
              gconstpointer  data)
{
  static const char before[] = "[account a-1]\nAddress=sip:alice@example.org\nServer=wss://example.org\nEnabled=false\n"
                               "# a word of hers\nFuture=kept\n";
  static const char *const people[] = { "sip:bob@example.org;x=y", "tel:+49;phone-context=\xc3\xa4", NULL };
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (StoreAccount) record = NULL;
  g_autofree char *text = NULL;
  const StoreAccount *account;

  load_text (fixture, before);
  old = store_accounts_get_all (fixture->accounts);
  account = g_ptr_array_index (old, 0);
  g_assert_null (account->watched);
  g_assert_null (account->lamps);
  g_assert_null (account->watch_list);
  g_assert_false (account->unasked || account->publishes || account->enabled);

  record = store_account_copy (account);
  record->watched = g_strdupv ((char **) people);
  record->lamps = g_strdupv ((char *[]) { (char *) "sip:desk@example.org", NULL });
  record->watch_list = g_strdup ("sip:friends@example.org");
  record->unasked = record->publishes = TRUE;
  g_assert_true (put (fixture, record, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "# a word of hers"));
  g_assert_nonnull (strstr (text, "Future=kept"));

  load_text (fixture, text);
  read = store_accounts_get_all (fixture->accounts);
  account = g_ptr_array_index (read, 0);
  g_assert_cmpstrv (account->watched, people);
  g_assert_cmpstrv (account->lamps, record->lamps);
  g_assert_cmpstr (account->watch_list, ==, "sip:friends@example.org");
  g_assert_true (account->unasked && account->publishes);
}

/* What a person's slip or a stranger's hand left in it costs nobody else anything. */
static void
test_watched_damaged (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("[account a-1]\nAddress=sip:alice@example.org\nServer=wss://example.org\n"
                                           "UnaskedNotices=perhaps\nLamps=;;sip:a@b\\n;\\t;sip:c@d\nWatched=");
  g_autoptr (GPtrArray) read = NULL;
  const StoreAccount *account;

  for (guint n = 0; n < STORE_ACCOUNT_WATCHED_MAX + 50; n++)
    g_string_append_printf (text, "sip:u%u@example.org;", n);
  g_string_append (text, "\n");
  load_text (fixture, text->str);
  read = store_accounts_get_all (fixture->accounts);
  account = g_ptr_array_index (read, 0);
  g_assert_cmpuint (g_strv_length (account->watched), ==, STORE_ACCOUNT_WATCHED_MAX);
  g_assert_cmpstrv (account->lamps, ((const char *const[]) { "sip:c@d", NULL }));
  g_assert_false (account->unasked);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("round-trip", test_round_trip);
  add ("one-bad-group", test_one_bad_group);
  add ("remove", test_remove);
  add ("many-at-once", test_many_at_once);
  add ("unread-is-not-overwritten", test_unread_is_not_overwritten);
  add ("bad-record", test_bad_record);
  add ("watched", test_watched);
  add ("watched-damaged", test_watched_damaged);
  return g_test_run ();
}
