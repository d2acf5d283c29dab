/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How the sound of an account travels is there again after a restart, and is what its calls are made with. */

#include "phone-exchange.h"
#include "phone-media-terms-private.h"

#include <string.h>

/* The file is written on a thread of its own. */
static gboolean
is_written (World      *world,
            const char *line)
{
  g_autofree char *path = g_build_filename (world->folder, "accounts.ini", NULL);
  g_autofree char *text = NULL;

  g_main_context_wakeup (NULL);
  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, line) != NULL;
}

static void
test_is_kept (World         *world,
              gconstpointer  data)
{
  static const char *const codecs[] = { "PCMA", "opus", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  PhoneMediaTerms *terms = phone_account_get_media_terms (account);

  g_assert_cmpint (phone_media_terms_get_protection (terms), ==, PHONE_PROTECTION_AUTOMATIC);
  g_assert_null (phone_media_terms_get_codecs (terms));
  g_assert_true (phone_media_terms_set_stun_server (terms, "stun.example.org:3478", &error));
  g_assert_true (phone_media_terms_set_turn_server (terms, "turns:example.org?transport=tcp", "alice", &error));
  g_assert_no_error (error);
  phone_media_terms_set_relay_only (terms, TRUE);
  phone_media_terms_set_codecs (terms, codecs);
  phone_media_terms_set_protection (terms, PHONE_PROTECTION_SDES);
  wait_until (is_written (world, "MediaProtection=sdes"));
  world_stop (world);

  world_start (world);
  terms = phone_account_get_media_terms (phone_get_default_account (world->phone));
  g_assert_cmpint (phone_media_terms_get_protection (terms), ==, PHONE_PROTECTION_SDES);
  g_assert_cmpstrv (phone_media_terms_get_codecs (terms), codecs);
  g_assert_cmpstr (phone_media_terms_get_stun_server (terms), ==, "stun.example.org:3478");
  g_assert_cmpstr (phone_media_terms_get_turn_server (terms), ==, "turns:example.org?transport=tcp");
  g_assert_cmpstr (phone_media_terms_get_turn_user (terms), ==, "alice");
  g_assert_true (phone_media_terms_is_relay_only (terms));
  wait_until (world_is (phone_get_default_account (world->phone), PHONE_ACCOUNT_STATE_REGISTERED));
}

/* F20: without a keyring it lasts as long as the program, and is used. */
static void
test_password_without_a_keyring (World         *world,
                                 gconstpointer  data)
{
  g_autoptr (MediaSettings) settings = media_settings_new ("silence", "none");
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  PhoneMediaTerms *terms = phone_account_get_media_terms (account);
  g_autoptr (GError) error = NULL;

  g_assert_true (phone_media_terms_set_turn_server (terms, "turn:example.org", "alice", &error));
  g_assert_false (phone_media_terms_has_turn_password (terms));
  phone_media_terms_set_turn_password (terms, "hedgehog");
  g_assert_true (phone_media_terms_has_turn_password (terms));
  phone_media_terms_restore_turn_password (terms, "an older one");
  phone_media_terms_fill_in (terms, settings);
  g_assert_cmpstr (settings->turn_password, ==, "hedgehog");
  phone_media_terms_set_turn_password (terms, "");
  g_assert_false (phone_media_terms_has_turn_password (terms));
  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
}

/* A person who chose encryption never gets less by an offer of ours, a refusal, or an offer of theirs. */
static void
test_protection (void)
{
  static const struct
  {
    PhoneProtection protection;
    gboolean        plain;
  } rows[] = {
    { PHONE_PROTECTION_AUTOMATIC, TRUE }, { PHONE_PROTECTION_DTLS, FALSE },  { PHONE_PROTECTION_SDES, FALSE },
    { PHONE_PROTECTION_OPTIONAL, TRUE },  { PHONE_PROTECTION_NONE, TRUE },
  };
  const StoreMedia empty = { 0 };
  g_autoptr (PhoneMediaTerms) terms = phone_media_terms_new (&empty);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MediaSettings) settings = media_settings_new ("silence", "none");
      MediaProfiles plain = MEDIA_PROFILES_PLAIN | MEDIA_PROFILES_OPTIONAL;

      phone_media_terms_set_protection (terms, rows[i].protection);
      g_assert_cmpint (phone_media_terms_get_protection (terms), ==, rows[i].protection);
      phone_media_terms_fill_in (terms, settings);
      if (rows[i].plain)
        {
          g_assert_true (settings->taken == MEDIA_PROFILES_ALL || (settings->taken & plain) != 0);
          continue;
        }
      g_assert_cmpint (settings->taken & plain, ==, 0);
      g_assert_cmpint (settings->taken, !=, MEDIA_PROFILES_ALL);
      g_assert_cmpint ((1 << settings->profile) & plain, ==, 0);
      g_assert_true (!settings->has_fallback || ((1 << settings->fallback) & plain) == 0);
    }
}

static void
test_nonsense (void)
{
  static const char *const no_relays[] = { "example.org", "turn:", "turn:a/b", "turn:a?transport=sctp", "turns:a?transport=udp",
                                           "turn:a?transport=tcp&x=1", "turn:user@a", "stun:a", "turn:a:99999" };
  static const char *const no_hosts[] = { "a b", "a:99999", "a/b", "stun:a:1", "user@a", "a?x" };
  const StoreMedia strange = { .protection = (char *) "quantum" };
  g_autoptr (PhoneMediaTerms) terms = phone_media_terms_new (&strange);

  g_assert_cmpint (phone_media_terms_get_protection (terms), ==, PHONE_PROTECTION_AUTOMATIC);
  for (guint i = 0; i < G_N_ELEMENTS (no_relays); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (phone_media_terms_set_turn_server (terms, no_relays[i], NULL, &error));
      g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER);
      g_assert_null (phone_media_terms_get_turn_server (terms));
    }
  for (guint i = 0; i < G_N_ELEMENTS (no_hosts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (phone_media_terms_set_stun_server (terms, no_hosts[i], &error));
      g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER);
    }
  g_assert_true (phone_media_terms_set_turn_server (terms, "turn:[2001:db8::1]:3478?transport=udp", "a", NULL));
  g_assert_true (phone_media_terms_set_turn_server (terms, "", "", NULL));
  g_assert_null (phone_media_terms_get_turn_server (terms));
  g_assert_null (phone_media_terms_get_turn_user (terms));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/phone/media-terms/is-kept", World, NULL, world_set_up, test_is_kept, world_tear_down);
  g_test_add ("/phone/media-terms/password-without-a-keyring", World, NULL, world_set_up,
              test_password_without_a_keyring, world_tear_down);
  g_test_add_func ("/phone/media-terms/protection", test_protection);
  g_test_add_func ("/phone/media-terms/nonsense", test_nonsense);
  return g_test_run ();
}
