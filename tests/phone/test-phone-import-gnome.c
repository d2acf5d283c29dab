/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The files of GNOME Calls: a key file as it writes it, and rows of its database. */

#include "phone-import-formats-private.h"
#include "phone-import-rows.h"

#include <string.h>

#include "phone-media-terms.h"

static const char accounts[] = "[3a7cb4ab]\nId=3a7cb4ab\nHost=sip.example.org\nUser=anna\nDisplayName=Anna K.\nProtocol=TLS\n"
                               "Port=0\nAutoConnect=true\nDirectMode=false\nLocalPort=0\nCanTel=true\nMediaEncryption=2\n\n"
                               "[9f02]\nId=9f02\nHost=pbx.example.net\nUser=204\nDisplayName=\nProtocol=UDP\nPort=5070\n"
                               "AutoConnect=true\nDirectMode=false\nMediaEncryption=0\n\n"
                               "[direct]\nHost=\nUser=\nProtocol=UDP\nDirectMode=true\nLocalPort=5060\n";

static void
test_accounts (void)
{
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  const PhoneImportAccount *account;

  phone_import_gnome_read_accounts (bundle, accounts, strlen (accounts));
  g_assert_cmpuint (bundle->accounts->len, ==, 2);

  account = g_ptr_array_index (bundle->accounts, 0);
  g_assert_cmpstr (account->address, ==, "anna@sip.example.org");
  g_assert_cmpstr (account->display_name, ==, "Anna K.");
  g_assert_cmpstr (account->server, ==, "tls://sip.example.org");
  g_assert_cmpint (account->protection, ==, PHONE_PROTECTION_SDES);
  g_assert_null (account->password);
  g_assert_cmpuint (account->notes->len, ==, 0);

  account = g_ptr_array_index (bundle->accounts, 1);
  g_assert_cmpstr (account->address, ==, "204@pbx.example.net");
  g_assert_null (account->display_name);
  g_assert_cmpstr (account->server, ==, "udp://pbx.example.net:5070");
  g_assert_cmpint (account->protection, ==, -1);
  g_assert_cmpuint (account->notes->len, ==, 1); /* not encrypted */

  g_assert_cmpuint (bundle->notes->len, ==, 1); /* a call without a server */
}

static void
test_calls (void)
{
  static const char *const lines[] = {
    "+49301234|1|2024-03-01T10:15:00Z|2024-03-01T10:15:05Z|2024-03-01T10:16:05Z",
    "sip:bob@example.org|0|1709200000||1709200030",
    "+49305678|1|2024-02-01 08:00:00||",
    "from the future|1|2100-01-01T00:00:00Z||",
    "|1|2024-02-01T08:00:00Z||",
    "no time|1|||",
    NULL,
  };
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  g_autoptr (PhoneImportBundle) again = phone_import_bundle_new ();
  g_autoptr (GPtrArray) rows = rows_new (lines);
  const StoreCall *call;

  phone_import_gnome_read_calls (bundle, rows);
  phone_import_gnome_read_calls (again, rows);
  g_assert_cmpuint (bundle->calls->len, ==, 3);

  call = g_ptr_array_index (bundle->calls, 0);
  g_assert_cmpint (call->kind, ==, STORE_CALL_KIND_INCOMING);
  g_assert_cmpuint (call->duration_s, ==, 60);
  g_assert_cmpint (call->started_us, ==, 1709288100 * (gint64) G_USEC_PER_SEC);
  g_assert_cmpstr (call->id, ==, ((StoreCall *) g_ptr_array_index (again->calls, 0))->id); /* the same call */

  call = g_ptr_array_index (bundle->calls, 1);
  g_assert_cmpint (call->kind, ==, STORE_CALL_KIND_UNANSWERED);
  g_assert_cmpuint (call->duration_s, ==, 0);
  g_assert_cmpint (((StoreCall *) g_ptr_array_index (bundle->calls, 2))->kind, ==, STORE_CALL_KIND_MISSED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/import/gnome/accounts", test_accounts);
  g_test_add_func ("/phone/import/gnome/calls", test_calls);
  return g_test_run ();
}
