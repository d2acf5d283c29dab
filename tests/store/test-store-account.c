/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One account as a group of a key file. */

#include "store-account-group.h"

#include <string.h>

static void
test_check (void)
{
  g_autofree char *longest = g_strnfill (STORE_ACCOUNT_TEXT_MAX, 'x');
  g_autofree char *too_long = g_strnfill (STORE_ACCOUNT_TEXT_MAX + 1, 'x');
  const struct
  {
    const char *id;
    const char *address;
    const char *server;
    const char *name;
    const char *wrong; /* NULL: nothing */
  } rows[] = {
    { "a-1", "sip:a@b.c", "wss://b.c", NULL, NULL },
    { "a-1", "sip:a@b.c", "wss://b.c", "Ä “x”", NULL },
    { "a-1", longest, "wss://b.c", NULL, NULL },
    { "a-1", too_long, "wss://b.c", NULL, "address" },
    { NULL, "sip:a@b.c", "wss://b.c", NULL, "id" },
    { "", "sip:a@b.c", "wss://b.c", NULL, "id" },
    { "a]", "sip:a@b.c", "wss://b.c", NULL, "id" },
    { "a-1", "", "wss://b.c", NULL, "address" },
    { "a-1", NULL, "wss://b.c", NULL, "address" },
    { "a-1", "sip:a@b.c", NULL, NULL, "server" },
    { "a-1", "sip:a@b.c", "wss://b.c\x7f", NULL, "server" },
    { "a-1", "sip:a@b.c", "wss://b.c", "\xff", "display name" },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      StoreAccount account = { (char *) rows[n].id, (char *) rows[n].address, (char *) rows[n].server,
                               (char *) rows[n].name, TRUE };
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (store_account_check (&account, &error), ==, rows[n].wrong == NULL);
      if (rows[n].wrong == NULL)
        continue;
      g_assert_error (error, STORE_ERROR, STORE_ERROR_BAD_RECORD);
      g_assert_nonnull (strstr (error->message, rows[n].wrong));
    }
}

static void
test_round_trip (void)
{
  static const char *const names[] = { NULL, "Anna", " blanks ", "a;b=c#d", "“Ä”\\n" };

  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    {
      StoreAccount account = { (char *) "a-1", (char *) "sip:a@b.c", (char *) "wss://b.c", (char *) names[n],
                               n % 2 == 0 };
      g_autofree char *text = store_account_to_group (&account, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (StoreAccount) read = store_account_from_group (text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (read->display_name, ==, names[n]);
      g_assert_cmpint (read->enabled, ==, account.enabled);
    }
}

static void
test_a_name_can_go (void)
{
  static const char before[] = "[account a-1]\n# by hand\nAddress=sip:a@b.c\nServer=wss://b.c\nDisplayName=Anna\n";
  StoreAccount account = { (char *) "a-1", (char *) "sip:a@b.c", (char *) "wss://d.e", NULL, TRUE };
  g_autofree char *after = store_account_to_group (&account, before);

  g_assert_null (strstr (after, "Anna"));
  g_assert_nonnull (strstr (after, "# by hand"));
  g_assert_nonnull (strstr (after, "wss://d.e"));
}

#define KEY "pbx.example.org:5061=sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* A key that cannot be read is trusted by nobody and costs nothing else. */
static void
test_trusted_key (void)
{
  static const struct
  {
    const char *written;
    const char *read;
  } rows[] = {
    { KEY, KEY },
    { "=sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", NULL },
    { "pbx.example.org=sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", NULL },
    { KEY "00", NULL },
    { "pbx.example.org:5061=sha256:0011", NULL },
    { "anything", NULL },
    { "", NULL },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *group = g_strdup_printf ("[account a-1]\nAddress=sip:a@b.c\nServer=wss://b.c\nTrustedKey=%s\n",
                                                rows[n].written);
      g_autoptr (GError) error = NULL;
      g_autoptr (StoreAccount) read = store_account_from_group (group, &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (read->trusted_key, ==, rows[n].read);
      again = store_account_to_group (read, group);
      g_assert_cmpint (strstr (again, "TrustedKey=" KEY "\n") != NULL, ==, rows[n].read != NULL);
      g_assert_cmpint (strstr (again, "TrustedKey") != NULL, ==, rows[n].read != NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/account/check", test_check);
  g_test_add_func ("/store/account/round-trip", test_round_trip);
  g_test_add_func ("/store/account/a-name-can-go", test_a_name_can_go);
  g_test_add_func ("/store/account/trusted-key", test_trusted_key);
  return g_test_run ();
}
