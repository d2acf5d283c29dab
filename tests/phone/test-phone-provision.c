/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Offers of accounts in both forms, and what is none. */

#include "phone-world.h"

#include "phone-media-terms.h"
#include "phone-provision-private.h"
#include "phone-provision.h"
#include "phone-words.h"
#include "transport.h"

static const char xml[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<config xmlns=\"http://www.linphone.org/xsds/lpconfig.xsd\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
  " xsi:schemaLocation=\"http://www.linphone.org/xsds/lpconfig.xsd lpconfig.xsd\">\n"
  "  <section name=\"sip\">\n    <entry name=\"media_encryption\" overwrite=\"true\">srtp</entry>\n  </section>\n"
  "  <section name=\"proxy_0\">\n"
  "    <entry name=\"reg_identity\" overwrite=\"true\">\"Anna &amp; Co\" &lt;sip:anna@example.org&gt;</entry>\n"
  "    <entry name=\"reg_proxy\">&lt;sip:example.org;transport=tls&gt;</entry>\n  </section>\n"
  "  <section name=\"auth_info_0\">\n    <entry name=\"username\">anna</entry>\n    <entry name=\"passwd\">a&lt;b</entry>\n"
  "  </section>\n  <section name=\"proxy_1\"><entry name=\"reg_identity\" value=\"sip:204@pbx.example.net\"/></section>\n"
  "</config>\n";

static const char json[] =
  "{ \"earshot-accounts\": 1, \"from\": \"Example Telephones\\n\", \"unknown\": [1],\n"
  "  \"accounts\": [\n"
  "    { \"address\": \"anna@example.org\", \"password\": \"secret\", \"name\": \"Anna\", \"server\": \"wss://sip.example.org\",\n"
  "      \"sign-in-name\": \"a17\", \"stun\": \"stun.example.org\", \"encryption\": \"dtls\", \"codecs\": [\"opus\", \"none\", 7] },\n"
  "    { \"address\": 5 }, 17, { \"address\": \"nonsense\" },\n"
  "    { \"address\": \"sip:204@pbx.example.net\", \"server\": \"udp://pbx.example.net\" } ] }";

static void
test_xml (void)
{
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  g_autoptr (GError) error = NULL;
  const PhoneImportAccount *account;

  g_assert_true (phone_provision_read (bundle, xml, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (bundle->accounts->len, ==, 2);
  account = g_ptr_array_index (bundle->accounts, 0);
  g_assert_cmpstr (account->address, ==, "anna@example.org");
  g_assert_cmpstr (account->display_name, ==, "Anna & Co");
  g_assert_cmpstr (account->password, ==, "a<b");
  g_assert_cmpstr (account->server, ==, "tls://example.org");
  g_assert_cmpint (account->protection, ==, PHONE_PROTECTION_OPTIONAL);
  account = g_ptr_array_index (bundle->accounts, 1);
  g_assert_cmpstr (account->address, ==, "204@pbx.example.net");
  g_assert_null (account->server);
}

static void
test_json (void)
{
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  g_autoptr (GError) error = NULL;
  const PhoneImportAccount *account;

  g_assert_true (phone_provision_read (bundle, json, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (bundle->origin, ==, "Example Telephones");
  g_assert_cmpuint (bundle->accounts->len, ==, 2);
  account = g_ptr_array_index (bundle->accounts, 0);
  g_assert_cmpstr (account->password, ==, "secret");
  g_assert_cmpstr (account->server, ==, "wss://sip.example.org");
  g_assert_cmpstr (account->stun_server, ==, "stun.example.org");
  g_assert_cmpint (account->protection, ==, PHONE_PROTECTION_DTLS);
  g_assert_cmpuint (g_strv_length (account->codecs), ==, 1);
  g_assert_cmpuint (account->notes->len, ==, 1); /* another name */
  account = g_ptr_array_index (bundle->accounts, 1);
  g_assert_cmpstr (account->address, ==, "204@pbx.example.net");
  g_assert_cmpuint (account->notes->len, ==, 1); /* not encrypted */
}

static void
test_hostile (void)
{
  static const char *const texts[] = {
    "",
    "{",
    "[]",
    "{\"accounts\": []}",
    "{\"earshot-accounts\": 1, \"accounts\": 7}",
    "<config><section name=\"proxy_0\"><entry name=\"reg_identity\">&x;</entry></section></config>",
    "<!DOCTYPE config [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><config><section name=\"a\"><entry name=\"b\">&x;</entry>"
    "</section></config>",
    "<html><body>Sign in</body></html>",
    "<config><a><b><c><d><e><f><g><h/></g></f></e></d></c></b></a></config>",
    "<config>",
  };

  for (guint n = 0; n < G_N_ELEMENTS (texts); n++)
    {
      g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[n]);
      g_assert_false (phone_provision_read (bundle, texts[n], &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (bundle->accounts->len, ==, 0);
    }
}

static PhoneImportPlan *
open_offer (World       *world,
            const char  *offer,
            GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  phone_provision_open_async (world->phone, offer, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  return phone_provision_open_finish (world->phone, result, error);
}

static void
test_inline (World         *world,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PhoneImportPlan) plan = open_offer (world, json, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (phone_import_plan_get_origin (plan), ==, "Example Telephones");
  g_assert_cmpuint (g_list_model_get_n_items (phone_import_plan_get_items (plan)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_accounts (world->phone)), ==, 0); /* nothing is kept */
}

static void
test_no_offer (World         *world,
               gconstpointer  data)
{
  g_autofree char *brackets = g_strnfill (200000, '[');
  g_autofree char *deep = g_strconcat ("{\"accounts\":", brackets, NULL);
  const struct
  {
    const char *offer;
    PhoneProvisionError code;
  } rows[] = {
    { "", PHONE_PROVISION_ERROR_NOT_ACCOUNTS },
    { "WIFI:S:home;T:WPA;P:secret;;", PHONE_PROVISION_ERROR_NOT_ACCOUNTS },
    { "{\"earshot-accounts\": 1, \"accounts\": []}", PHONE_PROVISION_ERROR_NOT_ACCOUNTS },
    { "http://example.org/accounts", PHONE_PROVISION_ERROR_INSECURE },
    { deep, PHONE_PROVISION_ERROR_NOT_ACCOUNTS },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;

      g_assert_null (open_offer (world, rows[n].offer, &error));
      g_assert_error (error, PHONE_PROVISION_ERROR, (int) rows[n].code);
      words = phone_words_for_error (error);
      g_assert_cmpstr (words, !=, error->message); /* a sentence for people */
    }
}

static void
test_dead_link (World         *world,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_offer (world, " https://127.0.0.1:1/accounts?token=secret\n", &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED);
}

#define add(name, func) g_test_add ("/phone/provision/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/provision/xml", test_xml);
  g_test_add_func ("/phone/provision/json", test_json);
  g_test_add_func ("/phone/provision/hostile", test_hostile);
  add ("inline", test_inline);
  add ("no-offer", test_no_offer);
  add ("dead-link", test_dead_link);
  return g_test_run ();
}
