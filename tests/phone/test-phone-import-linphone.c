/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The files of Linphone: linphonerc as it writes it, cards of its friends, rows of both of its databases. */

#include "phone-import-formats-private.h"
#include "phone-import-rows.h"

#include <string.h>

#include "phone-media-terms.h"

static const char config[] =
  "[sip]\ndefault_proxy=0\nmedia_encryption=srtp\nmedia_encryption_mandatory=0\nverify_server_certs=1\n\n"
  "[net]\nnat_policy_ref=net-policy\n\n"
  "[nat_policy_0]\nref=~OulKQGVzpwJoOS6\nstun_server=stun.linphone.example\nprotocols=stun,ice\n\n"
  "[proxy_0]\nreg_proxy=<sip:sip.linphone.example;transport=tls>\nreg_route=<sip:sip.linphone.example;transport=tls>\n"
  "reg_identity=\"Anna Köhler\" <sip:anna@sip.linphone.example>\nrealm=sip.linphone.example\nreg_expires=3600\n"
  "reg_sendregister=1\npublish=1\nnat_policy_ref=~OulKQGVzpwJoOS6\n\n"
  "[auth_info_0]\nusername=anna\nha1=5ebe2294ecd0e0f08eab7690d2a6ee69\nrealm=sip.linphone.example\n"
  "domain=sip.linphone.example\nalgorithm=SHA-256\n\n"
  "[proxy_1]\nreg_proxy=sip:pbx.example.net\nreg_identity=sip:204@pbx.example.net\nreg_sendregister=1\n\n"
  "[auth_info_1]\nusername=204\nuserid=phone-204\npasswd=geheim\nrealm=\"asterisk\"\n\n"
  "[proxy_2]\nreg_identity=nonsense\n\n"
  "[audio_codec_0]\nmime=opus\nrate=48000\nenabled=1\n\n[audio_codec_1]\nmime=speex\nrate=16000\nenabled=1\n\n"
  "[audio_codec_2]\nmime=PCMU\nrate=8000\nenabled=0\n\n[audio_codec_3]\nmime=PCMA\nrate=8000\nenabled=1\n";

static void
test_accounts (void)
{
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  const PhoneImportAccount *account;

  phone_import_linphone_read_config (bundle, config, strlen (config));
  g_assert_cmpuint (bundle->accounts->len, ==, 2);

  account = g_ptr_array_index (bundle->accounts, 0);
  g_assert_cmpstr (account->address, ==, "anna@sip.linphone.example");
  g_assert_cmpstr (account->display_name, ==, "Anna Köhler");
  g_assert_cmpstr (account->server, ==, "tls://sip.linphone.example");
  g_assert_cmpstr (account->stun_server, ==, "stun.linphone.example");
  g_assert_cmpint (account->protection, ==, PHONE_PROTECTION_OPTIONAL);
  g_assert_null (account->password); /* a hash of it */
  g_assert_cmpuint (account->notes->len, ==, 1);
  g_assert_cmpuint (g_strv_length (account->codecs), ==, 2); /* what is on there and is here */

  account = g_ptr_array_index (bundle->accounts, 1);
  g_assert_cmpstr (account->server, ==, "sip:pbx.example.net");
  g_assert_cmpstr (account->password, ==, "geheim");
  g_assert_cmpuint (account->notes->len, ==, 2); /* signs in as somebody else; not encrypted */
  g_assert_nonnull (strstr (g_ptr_array_index (account->notes, 0), "phone-204"));
}

/* The same name at two servers: what is said to be the password at the one is not shown to the other. */
static void
test_other_domain (void)
{
  static const char text[] = "[proxy_0]\nreg_identity=sip:anna@a.example\nnat_policy_ref=x\n\n"
                             "[proxy_1]\nreg_identity=sip:anna@b.example\n\n"
                             "[nat_policy_0]\nref=x\nstun_server=one.example\n\n"
                             "[nat_policy_1]\nref=x\nstun_server=two.example\n\n"
                             "[auth_info_0]\nusername=anna\npasswd=secret\ndomain=a.example\n\n";
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();

  phone_import_linphone_read_config (bundle, text, strlen (text));
  g_assert_cmpuint (bundle->accounts->len, ==, 2);
  g_assert_cmpstr (((PhoneImportAccount *) g_ptr_array_index (bundle->accounts, 0))->password, ==, "secret");
  g_assert_cmpstr (((PhoneImportAccount *) g_ptr_array_index (bundle->accounts, 0))->stun_server, ==, "two.example");
  g_assert_null (((PhoneImportAccount *) g_ptr_array_index (bundle->accounts, 1))->password);
}

static void
test_friends (void)
{
  static const char *const lines[] = {
    "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:1\r\nFN:Amélie\r\nIMPP:sip:amelie@example.org\r\nTEL:+33123\r\nEND:VCARD\r\n",
    "no card",
    NULL,
  };
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  g_autoptr (GPtrArray) rows = rows_new (lines);
  const StorePerson *person;

  phone_import_linphone_read_friends (bundle, rows);
  g_assert_cmpuint (bundle->people->len, ==, 1);
  person = g_ptr_array_index (bundle->people, 0);
  g_assert_cmpstr (person->name, ==, "Amélie");
  g_assert_cmpuint (person->addresses->len, ==, 2);
  g_assert_cmpuint (bundle->notes->len, ==, 1);
}

static void
test_calls (void)
{
  static const char *const lines[] = {
    "sip:bob@example.org|sip:anna@sip.linphone.example|1|0|2024-03-01 10:15:00|2",
    "\"Anna\" <sip:anna@sip.linphone.example>|\"Bob\" <sip:bob@example.org>|0|75|1709288100|0",
    "sip:bob@example.org|sip:anna@sip.linphone.example|1|0|2024-03-01 10:15:00|5",
    "nobody|sip:anna@sip.linphone.example|1|0|2024-03-01 10:15:00|3",
    NULL,
  };
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  g_autoptr (GPtrArray) rows = rows_new (lines);
  const StoreCall *call;

  phone_import_linphone_read_calls (bundle, rows);
  g_assert_cmpuint (bundle->calls->len, ==, 3);
  call = g_ptr_array_index (bundle->calls, 0);
  g_assert_cmpstr (call->address, ==, "bob@example.org");
  g_assert_cmpstr (call->account, ==, "anna@sip.linphone.example");
  g_assert_cmpint (call->kind, ==, STORE_CALL_KIND_MISSED);
  g_assert_cmpint (call->started_us, ==, 1709288100 * (gint64) G_USEC_PER_SEC);
  call = g_ptr_array_index (bundle->calls, 1);
  g_assert_cmpstr (call->name, ==, "Bob");
  g_assert_cmpint (call->kind, ==, STORE_CALL_KIND_OUTGOING);
  g_assert_cmpuint (call->duration_s, ==, 75);
  g_assert_cmpint (((StoreCall *) g_ptr_array_index (bundle->calls, 2))->kind, ==, STORE_CALL_KIND_ELSEWHERE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/import/linphone/accounts", test_accounts);
  g_test_add_func ("/phone/import/linphone/other-domain", test_other_domain);
  g_test_add_func ("/phone/import/linphone/friends", test_friends);
  g_test_add_func ("/phone/import/linphone/calls", test_calls);
  return g_test_run ();
}
