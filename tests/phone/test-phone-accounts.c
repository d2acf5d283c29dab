/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list of accounts and its file, without a phone around it. */

#include "phone-world.h"

#include "phone-accounts.h"
#include "transport-clock.h"

typedef struct
{
  char *folder;
  SipClock *clock;
  SipTokens *tokens;
  PhoneAccounts *accounts;
  GString *trouble; /* what was told */
} Fixture;

static void
trouble_cb (PhoneAccounts *accounts,
            const GError  *error,
            Fixture       *fixture)
{
  g_string_append_printf (fixture->trouble, "%s\n", error->message);
}

/* What it still waits for from the keyring may outlive the test; what it says of it may not. */
static void
drop_accounts (Fixture *fixture)
{
  if (fixture->accounts != NULL)
    g_signal_handlers_disconnect_by_data (fixture->accounts, fixture);
  g_clear_object (&fixture->accounts);
}

static void
make_accounts (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "accounts.ini", NULL);

  drop_accounts (fixture);
  fixture->accounts = phone_accounts_new (path, fixture->clock, fixture->tokens);
  g_signal_connect (fixture->accounts, "trouble", G_CALLBACK (trouble_cb), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("earshot-accounts-XXXXXX", NULL);
  fixture->clock = transport_clock_new ();
  fixture->tokens = sip_tokens_new ();
  fixture->trouble = g_string_new (NULL);
  make_accounts (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "accounts.ini", NULL);

  drop_accounts (fixture);
  g_object_unref (fixture->tokens);
  g_object_unref (fixture->clock);
  g_string_free (fixture->trouble, TRUE);
  g_remove (path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static gboolean
load (Fixture  *fixture,
      GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_accounts_load_async (fixture->accounts, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  return phone_accounts_load_finish (fixture->accounts, result, error);
}

static PhoneAccount *
add_record (Fixture          *fixture,
            PhoneAccountKind  kind,
            const char       *id,
            const char       *address)
{
  StoreAccount record = { (char *) id, (char *) address, (char *) "ws://127.0.0.1:9", NULL, FALSE };
  g_autoptr (GError) error = NULL;
  PhoneAccount *account = phone_accounts_add (fixture->accounts, kind, &record, "secret", &error);

  g_assert_no_error (error);
  return account;
}

static void
keep (Fixture      *fixture,
      PhoneAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  phone_accounts_keep_async (fixture->accounts, account, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_accounts_keep_finish (fixture->accounts, result, &error));
  g_assert_no_error (error);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (phone_accounts_get_model (fixture->accounts));
}

static void
test_only_the_kept_come_back (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PhoneAccount *kept;

  g_assert_true (load (fixture, &error));
  kept = add_record (fixture, PHONE_ACCOUNT_KIND_KEPT, "a-1", "anna@example.org");
  keep (fixture, kept);
  keep (fixture, add_record (fixture, PHONE_ACCOUNT_KIND_TRANSIENT, "b-2", "bea@example.org"));
  keep (fixture, add_record (fixture, PHONE_ACCOUNT_KIND_PRACTICE, "c-3", "cleo@example.org"));
  g_assert_cmpuint (count (fixture), ==, 3);

  make_accounts (fixture);
  g_assert_true (load (fixture, &error));
  g_assert_cmpuint (count (fixture), ==, 1);

  {
    g_autoptr (PhoneAccount) again = g_list_model_get_item (phone_accounts_get_model (fixture->accounts), 0);

    phone_accounts_remove_async (fixture->accounts, again, NULL, world_take_result_cb, &result);
    wait_until (result != NULL);
    g_assert_true (phone_accounts_remove_finish (fixture->accounts, result, &error));
    g_assert_no_error (error);
  }
  make_accounts (fixture);
  g_assert_true (load (fixture, &error));
  g_assert_cmpuint (count (fixture), ==, 0);
}

static void
test_bad_groups_are_told (Fixture       *fixture,
                          gconstpointer  data)
{
  static const char file[] =
    "[account a-1]\nAddress=sip:anna@example.org\nServer=ws://127.0.0.1:9\nEnabled=false\n"
    "[account b-2]\nAddress=sip:example.org\nServer=ws://127.0.0.1:9\n"
    "[account c-3]\nServer=ws://127.0.0.1:9\n";
  g_autofree char *path = g_build_filename (fixture->folder, "accounts.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, file, -1, NULL));
  g_assert_true (load (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_nonnull (strstr (fixture->trouble->str, "sip:example.org"));
  g_assert_nonnull (strstr (fixture->trouble->str, "1 accounts"));
}

/* The keyring takes its time; what a person decided meanwhile is not undone by its answer. */
static void
test_late_password (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char file[] = "[account a-1]\nAddress=sip:anna@example.org\nServer=ws://127.0.0.1:9\nEnabled=true\n";
  g_autofree char *path = g_build_filename (fixture->folder, "accounts.ini", NULL);
  g_autoptr (PhoneAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, file, -1, NULL));
  g_assert_true (load (fixture, &error));
  account = g_list_model_get_item (phone_accounts_get_model (fixture->accounts), 0);
  g_object_set (account, "enabled", FALSE, NULL);
  wait_until (fixture->trouble->len > 0);
  g_assert_cmpint (phone_account_get_state (account), ==, PHONE_ACCOUNT_STATE_OFFLINE);
  keep (fixture, account);
}

/* With nobody to say goodbye to there is still the file to wait for: the wish of a moment ago is in it. */
static void
test_leaving_waits_for_the_file (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "accounts.ini", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PhoneAccount *account;

  g_assert_true (load (fixture, &error));
  account = add_record (fixture, PHONE_ACCOUNT_KIND_KEPT, "a-1", "anna@example.org");
  keep (fixture, account);
  phone_policy_set_do_not_disturb (phone_account_get_policy (account), TRUE);
  phone_accounts_offline_async (fixture->accounts, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_accounts_offline_finish (fixture->accounts, result, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "DoNotDisturb=true"));
}

static void
test_all_go_offline (Fixture       *fixture,
                     gconstpointer  data)
{
  for (guint n = 0; n < 3; n++) /* none, one and two accounts */
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autofree char *id = g_strdup_printf ("a-%u", n);
      g_autofree char *address = g_strdup_printf ("anna%u@example.org", n);
      g_autoptr (GError) error = NULL;

      phone_accounts_offline_async (fixture->accounts, NULL, world_take_result_cb, &result);
      wait_until (result != NULL);
      g_assert_true (phone_accounts_offline_finish (fixture->accounts, result, &error));
      phone_account_go_online (add_record (fixture, PHONE_ACCOUNT_KIND_TRANSIENT, id, address));
    }
}

#define add(name, func) g_test_add ("/phone/accounts/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("only-the-kept-come-back", test_only_the_kept_come_back);
  add ("bad-groups-are-told", test_bad_groups_are_told);
  add ("late-password", test_late_password);
  add ("all-go-offline", test_all_go_offline);
  add ("leaving-waits-for-the-file", test_leaving_waits_for_the_file);
  return g_test_run ();
}
