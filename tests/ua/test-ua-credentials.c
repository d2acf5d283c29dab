/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who knows the secret, and what becomes of a copy. */

#include "ua-credentials.h"

#include "doubles-credentials.h"

static void
test_lookup (void)
{
  g_autoptr (DoublesCredentials) owner = doubles_credentials_new ("example.org", "alice", "secret");
  g_autofree char *username = NULL;
  char *password = NULL;

  g_assert_true (ua_credentials_lookup (UA_CREDENTIALS (owner), "example.org", &username, &password));
  g_assert_cmpstr (username, ==, "alice");
  g_assert_cmpstr (password, ==, "secret");
  ua_credentials_wipe (password);
}

static void
test_stranger (void)
{
  g_autoptr (DoublesCredentials) owner = doubles_credentials_new ("example.org", "alice", "secret");
  char *username = NULL;
  char *password = NULL;

  g_assert_false (ua_credentials_lookup (UA_CREDENTIALS (owner), "evil.example", &username, &password));
  g_assert_null (username);
  g_assert_null (password);
  ua_credentials_wipe (NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/credentials/lookup", test_lookup);
  g_test_add_func ("/ua/credentials/stranger", test_stranger);

  return g_test_run ();
}
