/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How the sound of an account travels, in its group of the key file. */

#include "store-account-group.h"

#define HEAD "[account a-1]\nAddress=sip:a@b.c\nServer=wss://b.c\n"

static StoreAccount *
read_group (const char *text)
{
  g_autoptr (GError) error = NULL;
  StoreAccount *account = store_account_from_group (text, &error);

  g_assert_no_error (error);
  return account;
}

static void
test_nothing_is_written (void)
{
  g_autoptr (StoreAccount) account = read_group (HEAD);
  g_autofree char *text = store_account_to_group (account, HEAD);

  g_assert_null (account->media.protection);
  g_assert_null (account->media.codecs);
  g_assert_false (account->media.relay_only);
  g_assert_cmpstr (text, ==, HEAD "Enabled=true\n");
}

static void
test_round_trip (void)
{
  static const char *const codecs[] = { "PCMA", "opus", NULL };
  StoreAccount account = { (char *) "a-1", (char *) "sip:a@b.c", (char *) "wss://b.c", NULL, TRUE };
  g_autofree char *text = NULL;
  g_autofree char *bare = NULL;
  g_autoptr (StoreAccount) read = NULL;
  g_autoptr (StoreAccount) copy = NULL;

  account.media = (StoreMedia) { .protection = (char *) "sdes", .stun_server = (char *) "stun.b.c:3478",
                                 .turn_server = (char *) "turn:b.c:3478?transport=tcp", .turn_user = (char *) "a",
                                 .codecs = (char **) codecs, .relay_only = TRUE };
  text = store_account_to_group (&account, HEAD);
  read = read_group (text);
  copy = store_account_copy (read);
  g_assert_cmpstr (copy->media.protection, ==, "sdes");
  g_assert_cmpstr (copy->media.stun_server, ==, "stun.b.c:3478");
  g_assert_cmpstr (copy->media.turn_server, ==, "turn:b.c:3478?transport=tcp");
  g_assert_cmpstr (copy->media.turn_user, ==, "a");
  g_assert_cmpstrv (copy->media.codecs, codecs);
  g_assert_true (copy->media.relay_only);

  /* What a person takes back leaves the file. */
  store_media_clear (&read->media);
  bare = store_account_to_group (read, text);
  g_assert_cmpstr (bare, ==, HEAD "Enabled=true\n");
}

static void
test_nonsense_costs_nothing (void)
{
  g_autoptr (GString) many = g_string_new (HEAD "Codecs=");
  g_autoptr (StoreAccount) account = read_group (HEAD "MediaProtection=a\\nb\nStunServer=\nRelayOnly=perhaps\nCodecs=;;x;\n");
  g_autoptr (StoreAccount) long_list = NULL;

  for (guint n = 0; n < 1000; n++)
    g_string_append (many, "opus;");
  long_list = read_group (many->str);
  g_assert_null (account->media.protection);
  g_assert_null (account->media.stun_server);
  g_assert_false (account->media.relay_only);
  g_assert_cmpuint (g_strv_length (account->media.codecs), ==, 1);
  g_assert_cmpuint (g_strv_length (long_list->media.codecs), ==, STORE_MEDIA_MAX_CODECS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/media/nothing-is-written", test_nothing_is_written);
  g_test_add_func ("/store/media/round-trip", test_round_trip);
  g_test_add_func ("/store/media/nonsense-costs-nothing", test_nonsense_costs_nothing);
  return g_test_run ();
}
