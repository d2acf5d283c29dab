/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom a person watches and how a person is, across accounts, calls and restarts. The exchange here knows no event
 * package at all, which is how most servers are. */

#include "phone-exchange.h"
#include "phone-practice.h"

#include "phone-account-parts-private.h"

/* The phone ends and begins anew with the same files. */
static void
restart (World *world)
{
  world_stop (world);
  world_start (world);
  wait_until (g_list_model_get_n_items (phone_get_accounts (world->phone)) == 1);
}

static PhoneAccount *
only_account (World *world)
{
  g_autoptr (PhoneAccount) account = g_list_model_get_item (phone_get_accounts (world->phone), 0);

  return account; /* the list holds it */
}

static gboolean
file_says (World      *world,
           const char *text)
{
  g_autofree char *path = g_build_filename (world->folder, "accounts.ini", NULL);
  g_autofree char *contents = NULL;

  return g_file_get_contents (path, &contents, NULL, NULL) && strstr (contents, text) != NULL;
}

static void
test_kept (World         *world,
           gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  g_autoptr (GError) error = NULL;
  PhoneContactState *bob;

  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  bob = phone_watch (world->phone, NULL, "bob@example.org", PHONE_WATCH_PRESENCE, &error);
  g_assert_no_error (error);
  g_assert_true (phone_watch (world->phone, account, "BOB@example.org", PHONE_WATCH_LAMP, NULL) != bob);
  g_assert_true (phone_watch (world->phone, account, "sip:bob@EXAMPLE.org", PHONE_WATCH_LAMP, NULL) == bob);
  g_assert_true (phone_find_watched (world->phone, "bob@example.org") == bob);
  g_assert_true (phone_contact_state_get_account (bob) == account);
  g_assert_null (phone_find_watched (world->phone, "nobody@example.org"));
  g_assert_null (phone_watch (world->phone, account, "", PHONE_WATCH_LAMP, &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET);
  g_clear_error (&error);
  g_assert_true (phone_unwatch (world->phone, account, "BOB@example.org", NULL));
  g_assert_false (phone_unwatch (world->phone, account, "BOB@example.org", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET);
  phone_account_set_unasked (account, TRUE);
  g_assert_true (phone_account_set_watch_list (account, "friends@example.org", NULL));
  wait_until (file_says (world, "WatchList=sip:friends@example.org"));

  restart (world);
  account = only_account (world);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_watched (world->phone)), ==, 1);
  bob = phone_find_watched (world->phone, "bob@example.org");
  g_assert_cmpint (phone_contact_state_get_kinds (bob), ==, PHONE_WATCH_PRESENCE | PHONE_WATCH_LAMP);
  g_assert_cmpint (phone_contact_state_get_state (bob), ==, PHONE_PRESENCE_STATE_UNKNOWN);
  g_assert_true (phone_account_get_unasked (account));
  g_assert_cmpstr (phone_account_get_watch_list (account), ==, "friends@example.org");
  g_assert_cmpuint (phone_account_get_n_voicemails (account), ==, 0);
}

/* Nobody is watched by an account that is gone. */
static void
test_account_removed (World         *world,
                      gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  g_autoptr (GAsyncResult) result = NULL;

  phone_watch (world->phone, account, "bob@example.org", PHONE_WATCH_PRESENCE, NULL);
  phone_remove_account_async (world->phone, account, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_remove_account_finish (world->phone, result, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_watched (world->phone)), ==, 0);
}

static void
traced_cb (Phone      *phone,
           gboolean    outgoing,
           const char *text,
           GString    *said)
{
  if (outgoing && g_str_has_prefix (text, "PUBLISH "))
    g_string_append (said, text);
}

/* Nothing is told to anybody before a person says that it may be; that it may is kept, the mood is not. */
static void
test_presence (World         *world,
               gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  g_autoptr (GString) said = g_string_new (NULL);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));

  g_signal_connect (world->phone, "traced", G_CALLBACK (traced_cb), said);
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  g_assert_cmpint (phone_get_presence (world->phone), ==, PHONE_PRESENCE_STATE_UNKNOWN);
  g_assert_cmpstr (said->str, ==, "");
  phone_set_presence (world->phone, PHONE_PRESENCE_STATE_AWAY, "at sea");
  wait_until (strstr (said->str, "<r:away/>") != NULL);
  g_assert_nonnull (strstr (said->str, "at sea"));
  g_assert_cmpstr (phone_get_presence_note (world->phone), ==, "at sea");
  wait_until (file_says (world, "Publishes=true"));
  g_signal_handlers_disconnect_by_data (world->phone, said);

  restart (world);
  g_assert_cmpint (phone_get_presence (world->phone), ==, PHONE_PRESENCE_STATE_AVAILABLE);
  g_assert_null (phone_get_presence_note (world->phone));
  phone_set_presence (world->phone, PHONE_PRESENCE_STATE_UNKNOWN, NULL);
  wait_until (!file_says (world, "Publishes=true"));
}

/* Who would rather not be seen is not seen after the next start either. */
static void
test_offline_lasts (World         *world,
                    gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));

  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  phone_set_presence (world->phone, PHONE_PRESENCE_STATE_AVAILABLE, NULL);
  wait_until (file_says (world, "Publishes=true"));
  phone_set_presence (world->phone, PHONE_PRESENCE_STATE_OFFLINE, NULL);
  wait_until (!file_says (world, "Publishes=true"));
  restart (world);
  g_assert_cmpint (phone_get_presence (world->phone), ==, PHONE_PRESENCE_STATE_UNKNOWN);
}

/* What one provider may know is not told to the next one without being asked. */
static void
test_new_account (World         *world,
                  gconstpointer  data)
{
  PhoneAccount *account = world_practise (world);
  PhoneAccount *other;

  phone_set_presence (world->phone, PHONE_PRESENCE_STATE_AVAILABLE, NULL);
  g_assert_true (phone_account_publishes (account));
  other = phone_add_transient_account (world->phone, "bob@127.0.0.1:9", "secret", "tcp://127.0.0.1:9", "Bob", NULL);
  g_assert_nonnull (other);
  g_assert_false (phone_account_publishes (other));
  phone_set_presence (world->phone, PHONE_PRESENCE_STATE_AVAILABLE, NULL);
  g_assert_true (phone_account_publishes (other));
}

static gboolean
is_published (PhoneAccount *account,
              gboolean      on_the_phone)
{
  return phone_publication_is_on_the_phone (account->events.publication) == on_the_phone;
}

/* Who talks is on the phone, and says so without a hand; the practice exchange is told nothing. */
static void
test_on_the_phone (World         *world,
                   gconstpointer  data)
{
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (PhoneCall) call = NULL;
  PhoneAccount *account = world_practise (world);

  g_signal_connect (world->phone, "traced", G_CALLBACK (traced_cb), said);
  phone_set_presence (world->phone, PHONE_PRESENCE_STATE_AVAILABLE, NULL);
  call = g_object_ref (world_call (world, "echo"));
  g_assert_true (is_published (account, FALSE));
  wait_until (is_published (account, TRUE));
  phone_call_hang_up (call);
  wait_until (is_published (account, FALSE));
  g_assert_cmpstr (said->str, ==, "");
  g_signal_handlers_disconnect_by_data (world->phone, said);
}

#define add(name, func) g_test_add ("/phone/watching/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("kept", test_kept);
  add ("account-removed", test_account_removed);
  add ("presence", test_presence);
  add ("offline-lasts", test_offline_lasts);
  add ("new-account", test_new_account);
  add ("on-the-phone", test_on_the_phone);
  return g_test_run ();
}
