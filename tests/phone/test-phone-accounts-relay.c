/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the relay asks for: in the keyring, in no file, and forgotten with the account. The keyring is libsecret's own
 * without a bus, encrypted in a file of the test's. */

#include "phone-world.h"

#include "phone-media-terms-private.h"
#include "store-secrets.h"

#include <string.h>

#define SECRET "hedgehog-77"

static char *
lookup (const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *secret;

  store_secrets_lookup_async (id, STORE_SECRET_RELAY, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  secret = store_secrets_lookup_finish (result, &error);
  g_assert_no_error (error);
  return secret;
}

static void
assert_kept (const char *id,
             const char *expected)
{
  char *secret = lookup (id);

  g_assert_cmpstr (secret, ==, expected);
  store_secrets_wipe (secret);
}

static PhoneMediaTerms *
get_terms (World *world)
{
  return phone_account_get_media_terms (phone_get_default_account (world->phone));
}

static PhoneMediaTerms *
add_with_relay (World *world)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PhoneMediaTerms *terms;

  phone_add_account_async (world->phone, "anna@example.org", "secret", "ws://127.0.0.1:9/", NULL, NULL,
                           world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_nonnull (phone_add_account_finish (world->phone, result, &error));
  g_assert_no_error (error);
  terms = get_terms (world);
  g_assert_true (phone_media_terms_set_turn_server (terms, "turn:relay.example.org", "anna", &error));
  phone_media_terms_set_turn_password (terms, SECRET);
  return terms;
}

static void
assert_sent (PhoneMediaTerms *terms,
             const char      *expected)
{
  g_autoptr (MediaSettings) settings = media_settings_new ("silence", "none");

  phone_media_terms_fill_in (terms, settings);
  g_assert_cmpstr (settings->turn_password, ==, expected);
}

static gboolean
is_in_a_file (World      *world,
              const char *word)
{
  g_autoptr (GDir) dir = g_dir_open (world->folder, 0, NULL);
  gboolean found = FALSE;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (world->folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      found = found || memmem (text, length, word, strlen (word)) != NULL;
    }
  return found;
}

/* TRUST 3.6: as the account's own password. */
static void
test_comes_back (World         *world,
                 gconstpointer  data)
{
  g_autofree char *id = NULL;

  assert_sent (add_with_relay (world), SECRET);
  id = g_strdup (phone_account_get_id (phone_get_default_account (world->phone)));
  world_stop (world);
  assert_kept (id, SECRET);
  g_assert_true (is_in_a_file (world, "relay.example.org"));
  g_assert_false (is_in_a_file (world, SECRET));

  world_start (world);
  wait_until (phone_media_terms_has_turn_password (get_terms (world)));
  assert_sent (get_terms (world), SECRET);
}

/* Another host is not told it, whoever typed its name; where only the way to the host changes, nobody types it again. */
static void
test_is_for_one_host (World         *world,
                      gconstpointer  data)
{
  PhoneMediaTerms *terms = add_with_relay (world);
  g_autofree char *id = g_strdup (phone_account_get_id (phone_get_default_account (world->phone)));

  g_assert_true (phone_media_terms_set_turn_server (terms, "turns:Relay.example.org:5349?transport=tcp", "anna", NULL));
  assert_sent (terms, SECRET);
  g_assert_true (phone_media_terms_set_turn_server (terms, "turn:elsewhere.example.org", "anna", NULL));
  g_assert_false (phone_media_terms_has_turn_password (terms));
  assert_sent (terms, NULL);
  /* The last word counts, however slow the keyring is with those before it. */
  phone_media_terms_set_turn_password (terms, "one");
  phone_media_terms_set_turn_password (terms, NULL);
  phone_media_terms_set_turn_password (terms, "two");
  world_stop (world);
  assert_kept (id, "two");
  world_start (world);
  wait_until (phone_media_terms_has_turn_password (get_terms (world)));

  g_assert_true (phone_media_terms_set_turn_server (get_terms (world), NULL, NULL, NULL));
  world_stop (world);
  assert_kept (id, NULL);
  world_start (world);
}

static void
test_goes_with_the_account (World         *world,
                            gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  PhoneAccount *account;

  add_with_relay (world);
  account = phone_get_default_account (world->phone);
  id = g_strdup (phone_account_get_id (account));
  world_stop (world);
  assert_kept (id, SECRET);

  world_start (world);
  account = phone_get_default_account (world->phone);
  phone_remove_account_async (world->phone, account, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_remove_account_finish (world->phone, result, &error));
  g_clear_object (&result);
  world_stop (world);
  assert_kept (id, NULL);
  world_start (world);
}

#define ADD(name, function) \
  g_test_add ("/phone/accounts-relay/" name, World, NULL, world_set_up, function, world_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("earshot-keyring-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "default.keyring", NULL);
  int failed;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a password of the test", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("comes-back", test_comes_back);
  ADD ("is-for-one-host", test_is_for_one_host);
  ADD ("goes-with-the-account", test_goes_with_the_account);
  failed = g_test_run ();
  g_remove (path);
  g_rmdir (folder);
  return failed;
}
