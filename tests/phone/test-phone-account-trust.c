/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A server that could not prove who it is: what is shown of it, and what a person's yes means. */

#include "phone-exchange.h"

#include "phone-account-parts-private.h"
#include "phone-private.h"
#include "transport.h"

#define KEY "sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define OTHER_KEY "sha256:ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static const char *shown_key;
static const char *trusted_before;

static PhoneCertificate *
dup_certificate (UaConnection *connection)
{
  PhoneCertificate *shown = g_new0 (PhoneCertificate, 1);

  shown->name = g_strdup ("pbx.example.org");
  shown->port = 5061;
  shown->key = g_strdup (shown_key);
  shown->subject = g_strdup ("CN=pbx");
  shown->issuer = g_strdup ("CN=pbx");
  shown->trusted_key = g_strdup (trusted_before);
  shown->faults = g_new0 (char *, 1);
  return shown;
}

static gboolean
trust (PhoneAccount *account,
       const char   *key,
       GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_account_trust_certificate_async (account, key, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  return phone_account_trust_certificate_finish (account, result, error);
}

static gboolean
is_kept (const char *path)
{
  g_autofree char *kept = NULL;

  return g_file_get_contents (path, &kept, NULL, NULL) &&
         strstr (kept, "TrustedKey=pbx.example.org:5061=" KEY) != NULL;
}

/* WISHES 28, issue 3 point 5 */
static void
test_trust (World         *world,
            gconstpointer  data)
{
  g_autoptr (GError) failure = g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE, "unknown");
  g_autoptr (GError) error = NULL;
  g_autoptr (PhoneCertificate) offered = NULL;
  g_autoptr (PhoneCertificate) changed = NULL;
  g_autoptr (TransportTrust) trusted = NULL;
  g_autofree char *path = g_build_filename (world->folder, "accounts.ini", NULL);
  PhoneLineWays ways = phone_line_ways;
  PhoneAccount *account = world_add_account (world, "anna@example.org", "secret", "ws://127.0.0.1:9/", &error);

  g_assert_no_error (error);
  ways.dup_certificate = dup_certificate;
  account->ways = &ways;
  g_assert_null (phone_account_dup_offered_certificate (account));
  g_assert_null (phone_account_make_trust (account));

  shown_key = KEY;
  phone_account_note_failure (account, failure);
  offered = phone_account_dup_offered_certificate (account);
  g_assert_cmpstr (offered->key, ==, KEY);
  g_assert_false (phone_certificate_is_changed (offered));
  g_assert_nonnull (strstr (phone_certificate_get_summary (offered), "vouches"));

  /* Only what was shown can be trusted. */
  g_assert_false (trust (account, OTHER_KEY, &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_CERTIFICATE);
  g_clear_error (&error);
  g_assert_true (trust (account, KEY, &error));
  g_assert_no_error (error);
  trusted = phone_account_make_trust (account);
  g_assert_cmpstr (transport_trust_get (trusted, "pbx.example.org", 5061), ==, KEY);
  g_assert_null (transport_trust_get (trusted, "pbx.example.org", 443));

  /* It is written down, and another key there is told loudly. */
  wait_until (is_kept (path));
  shown_key = OTHER_KEY;
  trusted_before = KEY;
  phone_account_note_failure (account, failure);
  changed = phone_account_dup_offered_certificate (account);
  g_assert_true (phone_certificate_is_changed (changed));
  g_assert_nonnull (strstr (phone_certificate_get_summary (changed), "has changed"));

  /* Another failure has no certificate to show. */
  g_clear_error (&failure);
  failure = g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED, "refused");
  phone_account_note_failure (account, failure);
  g_assert_null (phone_account_dup_offered_certificate (account));
  account->ways = &phone_line_ways;
}

/* An account that is being turned off stays off, whatever a person says of its server meanwhile. */
static void
test_trust_while_leaving (World         *world,
                          gconstpointer  data)
{
  g_autoptr (GError) failure = g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE, "unknown");
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) left = NULL;
  PhoneLineWays ways = phone_line_ways;
  PhoneAccount *account = world_add_account (world, "anna@example.org", "secret", "ws://127.0.0.1:9/", &error);

  g_assert_no_error (error);
  ways.dup_certificate = dup_certificate;
  account->ways = &ways;
  shown_key = KEY;
  trusted_before = NULL;
  phone_account_go_offline_async (account, NULL, world_take_result_cb, &left);
  phone_account_note_failure (account, failure);
  g_assert_true (trust (account, KEY, &error));
  wait_until (left != NULL);
  g_assert_cmpint (phone_account_get_state (account), ==, PHONE_ACCOUNT_STATE_OFFLINE);
  account->ways = &phone_line_ways;
}

static void
test_key_text (void)
{
  g_autofree char *text = phone_certificate_dup_key_text (KEY);

  g_assert_true (g_str_has_prefix (text, "0011 2233 4455 6677 8899 AABB "));
  g_assert_cmpuint (strlen (text), ==, 64 + 15);
}

#define add(name, func) g_test_add ("/phone/account-trust/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/account-trust/key-text", test_key_text);
  add ("trust", test_trust);
  add ("trust-while-leaving", test_trust_while_leaving);
  return g_test_run ();
}
