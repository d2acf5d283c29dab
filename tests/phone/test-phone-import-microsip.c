/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The files of MicroSIP: settings in UTF-16 as Windows writes them, and people as XML, whole and broken. */

#include "phone-import-formats-private.h"

#include <string.h>

#include "phone-media-terms.h"

static const char settings[] =
  "[Settings]\r\naccountId=1\r\nsingleMode=1\r\naudioCodecs=opus/48000/2 PCMA/8000/1 PCMU/8000/1\r\nSTUN=stun.example.org\r\n"
  "enableSTUN=1\r\n\r\n[Account1]\r\nlabel=Work\r\nserver=sip.example.org\r\nproxy=\r\ndomain=example.org\r\nusername=anna\r\n"
  "password=A1B2C3D4E5F60718293A\r\nauthID=\r\ndisplayName=Anna Köhler\r\ndialingPrefix=\r\ndialPlan=\r\nhideCID=0\r\n"
  "voicemailNumber=\r\ntransport=tls\r\nSRTP=mandatory\r\nICE=0\r\n\r\n[Account2]\r\nserver=\r\nproxy=\r\ndomain=pbx.example.net\r\n"
  "username=204\r\npassword=geheim\r\ntransport=udp\r\nSRTP=\r\ndialPlan=(8|xxx)\r\n\r\n[Calls]\r\n"
  "0=bob@example.org;Bob;1;1709288100;60;Call ended\r\n1=+49301234;;0;1709288200;0;Busy\r\n2=null\r\n"
  "3=eve;;2;1709288300;0;\r\n4=eve;;7;1709288300;0;\r\n";

static const char people[] =
  "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<contacts>\n"
  "<contact number=\"1234\" name=\"Zoë &amp; Sons\" firstname=\"Zoë\" lastname=\"\" phone=\"030 5\" mobile=\"0171 6\""
  " email=\"zoe@example.org\" comment=\"a note\" presence=\"1\" starred=\"1\" directory=\"0\" info=\"\"></contact>\n"
  "<contact number=\"77\" name=\"Of the company\" directory=\"1\"/>\n"
  "<contact number=\"sip:bob@example.org\" name=\"Bob\" presence=\"0\" directory=\"0\"></contact>\n</contacts>\n";

static void
test_settings (void)
{
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  gsize length;
  g_autofree char *wide = g_convert (settings, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autofree char *file = g_malloc (length + 2);
  const PhoneImportAccount *account;

  memcpy (file, "\xff\xfe", 2);
  memcpy (file + 2, wide, length);
  phone_import_microsip_read_settings (bundle, file, length + 2);
  g_assert_cmpuint (bundle->accounts->len, ==, 2);

  account = g_ptr_array_index (bundle->accounts, 0);
  g_assert_cmpstr (account->address, ==, "anna@example.org");
  g_assert_cmpstr (account->display_name, ==, "Anna Köhler");
  g_assert_cmpstr (account->server, ==, "tls://sip.example.org");
  g_assert_cmpstr (account->stun_server, ==, "stun.example.org");
  g_assert_cmpint (account->protection, ==, PHONE_PROTECTION_SDES);
  g_assert_cmpuint (g_strv_length (account->codecs), ==, 3);
  g_assert_null (account->password); /* encrypted */
  g_assert_cmpuint (account->notes->len, ==, 1);

  account = g_ptr_array_index (bundle->accounts, 1);
  g_assert_cmpstr (account->server, ==, "udp://pbx.example.net");
  g_assert_cmpstr (account->password, ==, "geheim");
  g_assert_cmpuint (account->notes->len, ==, 2); /* not encrypted; rules for numbers */
}

static void
test_calls (void)
{
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();

  phone_import_microsip_read_settings (bundle, settings, strlen (settings));
  g_assert_cmpuint (bundle->calls->len, ==, 3);
  g_assert_cmpint (((StoreCall *) g_ptr_array_index (bundle->calls, 0))->kind, ==, STORE_CALL_KIND_INCOMING);
  g_assert_cmpint (((StoreCall *) g_ptr_array_index (bundle->calls, 1))->kind, ==, STORE_CALL_KIND_UNANSWERED);
  g_assert_cmpint (((StoreCall *) g_ptr_array_index (bundle->calls, 2))->kind, ==, STORE_CALL_KIND_MISSED);
}

static void
test_people (void)
{
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();
  const StorePerson *person;

  phone_import_microsip_read_people (bundle, people, strlen (people));
  g_assert_cmpuint (bundle->people->len, ==, 2); /* the company's directory stays on its server */
  person = g_ptr_array_index (bundle->people, 0);
  g_assert_cmpstr (person->name, ==, "Zoë & Sons");
  g_assert_cmpuint (person->addresses->len, ==, 4);
  g_assert_true (person->favourite);
  g_assert_cmpuint (bundle->notes->len, ==, 0);
}

/* Whoever stands before the damage comes along, and no entity is ever followed. */
static void
test_damaged (void)
{
  static const char damaged[] = "<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><contacts>"
                                "<contact number=\"1\" name=\"Anna\"/><contact number=\"2\" name=\"&x;\"/>"
                                "<contact number=\"3\" name=\"Bob\"/></contacts>";
  g_autoptr (PhoneImportBundle) bundle = phone_import_bundle_new ();

  phone_import_microsip_read_people (bundle, damaged, strlen (damaged));
  g_assert_cmpuint (bundle->people->len, ==, 1);
  g_assert_cmpuint (bundle->notes->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/import/microsip/settings", test_settings);
  g_test_add_func ("/phone/import/microsip/calls", test_calls);
  g_test_add_func ("/phone/import/microsip/people", test_people);
  g_test_add_func ("/phone/import/microsip/damaged", test_damaged);
  return g_test_run ();
}
