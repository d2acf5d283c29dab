/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The files of Twinkle: a profile, people and calls as records, good and broken. */

#include "phone-import-formats-private.h"

#include <string.h>

#define CALL_HEADER \
  "time_start|time_answer|time_end|direction|from_display|from_uri|from_organization|to_display|to_uri|to_organization|" \
  "reply_to_display|reply_to_uri|referred_by_display|referred_by_uri|subject|rel_cause|invite_resp_code|" \
  "invite_resp_reason|far_end_device|user_profile\n"

static const char profile[] = "# USER\nuser_name=anna\nuser_domain=example.org\nuser_display=Anna K.\nuser_organization=\n"
                              "auth_realm=\nauth_name=anna-auth\nauth_pass=geheim\n\n# SIP SERVER\noutbound_proxy=proxy.example.org:5070\n"
                              "all_requests_to_proxy=no\nregistrar=\nregistration_time=3600\n\n# RTP AUDIO\n"
                              "codecs=g711a,g711u,gsm\n\n# TRANSPORT\nsip_transport=tcp\nstun_server=stun.example.org\n"
                              "zrtp_enabled=yes\n";

static const char people[] = "first_name|infix_name|last_name|sip_address|remark\n"
                             "Vincent|van|Gogh|sip:vincent@example.org|Paints\\|draws\n"
                             "Office|||030 1234|\n"
                             "too|few\n"
                             "||||\n";

static const char calls[] = CALL_HEADER
  "1709288100|1709288105|1709288165|in|Bob|sip:bob@example.org||Anna|sip:anna@example.org|||||||remote user|200|OK|X|anna\n"
  "1709288200|0|1709288205|in||sip:eve@example.org||Anna|sip:anna@example.org|||||||failure|603|Decline|X|anna\n"
  "1709288300|0|1709288305|out|Anna|sip:anna@example.org||Zoe|sip:zoe@example.org|||||||failure|486|Busy|X|other\n"
  "99999999999999999999|0|1|in||sip:eve@example.org||A|sip:anna@example.org|||||||failure|408|X|X|anna\n"
  "1709288300|0|1709288305|in||not an address||Zoe|sip:zoe@example.org|||||||failure|486|Busy|X|anna\n";

static void
test_profile (void)
{
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  const PhoneImportAccount *account;

  phone_import_twinkle_read_profile (bundle, "anna", profile, strlen (profile));
  g_assert_cmpuint (bundle->accounts->len, ==, 1);
  account = g_ptr_array_index (bundle->accounts, 0);
  g_assert_cmpstr (account->address, ==, "anna@example.org");
  g_assert_cmpstr (account->password, ==, "geheim");
  g_assert_cmpstr (account->server, ==, "tcp://proxy.example.org:5070");
  g_assert_cmpstr (account->stun_server, ==, "stun.example.org");
  g_assert_cmpuint (g_strv_length (account->codecs), ==, 2);
  g_assert_cmpuint (account->notes->len, ==, 3); /* not encrypted, another name, ZRTP */

  phone_import_twinkle_read_profile (bundle, "again", profile, strlen (profile));
  g_assert_cmpuint (bundle->accounts->len, ==, 1);
}

static void
test_people (void)
{
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  const StorePerson *person;
  const StoreAddress *address;

  phone_import_twinkle_read_people (bundle, people, strlen (people));
  g_assert_cmpuint (bundle->people->len, ==, 2);
  person = g_ptr_array_index (bundle->people, 0);
  g_assert_cmpstr (person->name, ==, "Vincent van Gogh");
  g_assert_cmpstr (person->note, ==, "Paints|draws");
  address = g_ptr_array_index (person->addresses, 0);
  g_assert_cmpint (address->kind, ==, STORE_ADDRESS_KIND_SIP);
  g_assert_cmpstr (address->value, ==, "vincent@example.org");
  person = g_ptr_array_index (bundle->people, 1);
  address = g_ptr_array_index (person->addresses, 0);
  g_assert_cmpint (address->kind, ==, STORE_ADDRESS_KIND_PHONE);
}

/* A list of one name only would make somebody whose every address is compared with every other. */
static void
test_one_name (void)
{
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  g_autoptr (GString) text = g_string_new ("first_name|infix_name|last_name|sip_address|remark\n");
  const StorePerson *person;

  for (guint n = 0; n < 500; n++)
    g_string_append_printf (text, "Anna|||a%u@example.org|\n", n);
  phone_import_twinkle_read_people (bundle, text->str, text->len);
  g_assert_cmpuint (bundle->people->len, ==, 1);
  person = g_ptr_array_index (bundle->people, 0);
  g_assert_cmpuint (person->addresses->len, ==, 100);
}

static void
test_calls (void)
{
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  const StoreCall *call;

  phone_import_twinkle_read_profile (bundle, "anna", profile, strlen (profile));
  phone_import_twinkle_read_calls (bundle, calls, strlen (calls));
  g_assert_cmpuint (bundle->calls->len, ==, 3);
  call = g_ptr_array_index (bundle->calls, 0);
  g_assert_cmpstr (call->account, ==, "anna@example.org");
  g_assert_cmpstr (call->address, ==, "bob@example.org");
  g_assert_cmpint (call->kind, ==, STORE_CALL_KIND_INCOMING);
  g_assert_cmpuint (call->duration_s, ==, 60);
  g_assert_cmpint (((StoreCall *) g_ptr_array_index (bundle->calls, 1))->kind, ==, STORE_CALL_KIND_DECLINED);
  call = g_ptr_array_index (bundle->calls, 2);
  g_assert_cmpint (call->kind, ==, STORE_CALL_KIND_UNANSWERED);
  g_assert_cmpstr (call->account, ==, ""); /* of a profile that is not there */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/import/twinkle/profile", test_profile);
  g_test_add_func ("/phone/import/twinkle/people", test_people);
  g_test_add_func ("/phone/import/twinkle/one-name", test_one_name);
  g_test_add_func ("/phone/import/twinkle/calls", test_calls);
  return g_test_run ();
}
