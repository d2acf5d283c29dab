/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Addresses: names, URIs and whose parameter is whose. */

#include "sip-address.h"

#include <string.h>

static void
test_good (void)
{
  static const struct
  {
    const char *what, *text, *name, *uri;
    const char *written; /* NULL: the same */
  } rows[] = {
    { "quoted name", "\"A. G. Bell\" <sip:agb@bell-telephone.com>;tag=a48s", "A. G. Bell",
      "sip:agb@bell-telephone.com" },
    { "no brackets", "sip:+12125551212@server.phone2net.com;tag=887s", NULL,
      "sip:+12125551212@server.phone2net.com", "<sip:+12125551212@server.phone2net.com>;tag=887s" },
    { "words", "Anonymous Caller <sip:c8oqz84zk7z@privacy.org>;tag=hyh8", "Anonymous Caller",
      "sip:c8oqz84zk7z@privacy.org", "\"Anonymous Caller\" <sip:c8oqz84zk7z@privacy.org>;tag=hyh8" },
    { "no blank (RFC 4475 §3.1.1.6)", "caller<sip:caller@example.com>;tag=323", "caller", "sip:caller@example.com",
      "\"caller\" <sip:caller@example.com>;tag=323" },
    { "odd tokens (RFC 4475 §3.1.1.2)", "token1~` token2'+_ token3*%!.- <sip:mundane@example.com>",
      "token1~` token2'+_ token3*%!.-", "sip:mundane@example.com",
      "\"token1~` token2'+_ token3*%!.-\" <sip:mundane@example.com>" },
    { "escapes in the name", "\"J Rosenberg \\\\\\\"\" <sip:a@b>", "J Rosenberg \\\"", "sip:a@b" },
    { "UTF-8", "\"Jürgen Я\" <sip:a@b>", "Jürgen Я", "sip:a@b" },
    { "UTF-8 without quotes", "Jürgen <sip:a@b>", "Jürgen", "sip:a@b", "\"Jürgen\" <sip:a@b>" },
    { "name that should be quoted", "Bob (home) @work <sip:a@b>", "Bob (home) @work", "sip:a@b",
      "\"Bob (home) @work\" <sip:a@b>" },
    { "empty name", "\"\" <sip:a@b>", "", "sip:a@b" },
    { "bracket in the name", "\"<sip:evil@x>\" <sip:a@b>", "<sip:evil@x>", "sip:a@b" },
    { "white space everywhere", " \"x\"  <sip:a@b> ; tag = 1 ; y ", "x", "sip:a@b", "\"x\" <sip:a@b>;tag=1;y" },
    { "comma in the URI", "<sip:a,b@c>", NULL, "sip:a,b@c" },
    { "headers in the URI", "<sip:a@b?Replaces=1%40x>", NULL, "sip:a@b?Replaces=1%40x" },
    { "foreign scheme", "<http://www.example.com>;tag=1", NULL, "http://www.example.com" },
    { "foreign scheme without brackets", "isbn:2983792873", NULL, "isbn:2983792873", "<isbn:2983792873>" },
    { "outbound (RFC 5626)", "<sip:a@b;ob>;+sip.instance=\"<urn:uuid:0>\";reg-id=1", NULL, "sip:a@b;ob" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SipAddress) address = sip_address_parse (rows[i].text, -1, &error);
      g_autofree char *uri = NULL;
      g_autofree char *written = NULL;

      g_test_message ("%s", rows[i].what);
      g_assert_no_error (error);
      uri = sip_uri_to_string (sip_address_get_uri (address));
      written = sip_address_to_string (address);
      g_assert_cmpstr (sip_address_get_display_name (address), ==, rows[i].name);
      g_assert_cmpstr (uri, ==, rows[i].uri);
      g_assert_cmpstr (written, ==, rows[i].written != NULL ? rows[i].written : rows[i].text);
    }
}

static void
test_bad (void)
{
  static const char *const rows[] = {
    "",
    "alice",
    "*",
    "<sip:a@b",
    "sip:a@b>",
    "\"Mr. J. User <sip:j.user@example.com>",          /* RFC 4475 §3.1.2.6 */
    "\"x\\\" <sip:a@b>",
    "Bell, Alexander <sip:a.g.bell@example.com>;tag=43", /* §3.1.2.15 */
    "\"Watson\" < sip:t.watson@example.org >",          /* §3.1.2.14 */
    "sip:user@example.com?Route=%3Csip:sip.example.com%3E", /* §3.1.2.13 */
    "\"Joe\" <sip:joe@example.org>;;;;",                /* §3.1.2.1 */
    "<sip:a@b>;",
    "<sip:a@b>;tag=",
    "<sip:a@b> x",
    "<sip:a@b><sip:c@d>",
    "<>",
    "<sip:>",
    "\"x\"",
    "\"x\" sip:a@b",
    "sip:a@b,sip:c@d",
    "x\r\nEvil: <sip:a@b>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i]);
      g_assert_null (sip_address_parse (rows[i], -1, &error));
      g_assert_error (error, SIP_URI_ERROR, SIP_URI_ERROR_MALFORMED);
    }
}

/* RFC 4475 §3.3.12 and §3.3.13 */
static void
test_whose_param (void)
{
  g_autoptr (SipAddress) bare = sip_address_parse ("sip:a@b;x", -1, NULL);
  g_autoptr (SipAddress) bracketed = sip_address_parse ("<sip:a@b;x>;y", -1, NULL);

  g_assert_true (sip_address_has_param (bare, "x"));
  g_assert_false (sip_uri_has_param (sip_address_get_uri (bare), "x"));
  g_assert_false (sip_address_has_param (bracketed, "x"));
  g_assert_true (sip_address_has_param (bracketed, "y"));
  g_assert_true (sip_uri_has_param (sip_address_get_uri (bracketed), "x"));
}

static void
test_nul (void)
{
  static const char octets[] = "\"BEL:\\\a NUL:\\\0 DEL:\\\177\" <sip:a@b>;tag=1";
  g_autoptr (SipAddress) address = sip_address_parse (octets, sizeof octets - 1, NULL);

  g_assert_cmpstr (sip_address_get_display_name (address), ==, "BEL:\a NUL:␀ DEL:\177");
  g_assert_cmpstr (sip_address_get_tag (address), ==, "1");
}

static void
test_params (void)
{
  g_autoptr (SipAddress) address = sip_address_parse ("<sip:a@b>;Tag=x;q=\"0.5\";flag", -1, NULL);
  g_autoptr (SipAddress) untagged = sip_address_with_param (address, "tag", NULL);
  g_autoptr (SipAddress) expires = sip_address_with_param (address, "expires", "60");
  g_autoptr (SipAddress) instance = sip_address_with_param (untagged, "+sip.instance", "<urn:uuid:0>");
  g_autofree char *text = sip_address_to_string (expires);
  g_autofree char *instance_text = sip_address_to_string (instance);

  g_assert_cmpstr (sip_address_get_tag (address), ==, "x");
  g_assert_cmpstr (sip_address_get_param (address, "Q"), ==, "0.5");
  g_assert_cmpstr (sip_address_get_param (address, "flag"), ==, "");
  g_assert_null (sip_address_get_param (address, "none"));
  g_assert_null (sip_address_get_tag (untagged));
  g_assert_cmpstr (text, ==, "<sip:a@b>;Tag=x;q=\"0.5\";flag;expires=60");
  g_assert_cmpstr (instance_text, ==, "<sip:a@b>;q=\"0.5\";flag;+sip.instance=\"<urn:uuid:0>\"");
}

static void
test_new (void)
{
  g_autoptr (SipUri) uri = sip_uri_new (SIP_URI_SCHEME_SIP, "a", "b", 0);
  g_autoptr (SipAddress) named = sip_address_new ("O\"Neil\r\nVia: evil", uri);
  g_autoptr (SipAddress) plain = sip_address_new ("", uri);
  g_autoptr (SipAddress) latin = sip_address_new ("caf\xe9", uri);
  g_autofree char *named_text = sip_address_to_string (named);
  g_autofree char *plain_text = sip_address_to_string (plain);

  g_assert_cmpstr (named_text, ==, "\"O\\\"Neil  Via: evil\" <sip:a@b>");
  g_assert_cmpstr (plain_text, ==, "<sip:a@b>");
  g_assert_true (g_utf8_validate (sip_address_get_display_name (latin), -1, NULL));
  g_assert_true (sip_uri_equal (sip_address_get_uri (named), uri));
}

static void
test_boxed (void)
{
  g_autoptr (SipAddress) address = sip_address_parse ("<sip:a@b>", -1, NULL);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, SIP_TYPE_ADDRESS);
  g_value_set_boxed (&value, address);
  g_assert_true (g_value_get_boxed (&value) == address);
}

/* An address that was made, not read, is as good for all that follows; its URI is that of whoever gave it. */
static void
test_of_uri (void)
{
  g_autoptr (SipUri) uri = sip_uri_parse ("sip:bob@b.example;x=1", -1, NULL);
  g_autoptr (SipAddress) bare = sip_address_new ("Bob \"B\" \\ Br\xc3\xb6wn", uri);
  g_autoptr (SipAddress) tagged = sip_address_with_param (bare, "tag", "7");
  g_autoptr (SipAddress) again = sip_address_with_param (tagged, "expires", "60");
  g_autoptr (SipUri) kept = sip_uri_ref (sip_address_get_uri (again));
  g_autofree char *written = sip_address_to_string (again);

  g_assert_true (sip_address_get_uri (bare) == uri);
  g_assert_cmpstr (sip_address_get_display_name (again), ==, "Bob \"B\" \\ Br\xc3\xb6wn");
  g_assert_cmpstr (written, ==, "\"Bob \\\"B\\\" \\\\ Br\xc3\xb6wn\" <sip:bob@b.example;x=1>;tag=7;expires=60");
  g_clear_pointer (&again, sip_address_unref);
  g_assert_true (sip_uri_equal (kept, uri));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/address/good", test_good);
  g_test_add_func ("/sip/address/bad", test_bad);
  g_test_add_func ("/sip/address/whose-param", test_whose_param);
  g_test_add_func ("/sip/address/nul", test_nul);
  g_test_add_func ("/sip/address/params", test_params);
  g_test_add_func ("/sip/address/new", test_new);
  g_test_add_func ("/sip/address/of-uri", test_of_uri);
  g_test_add_func ("/sip/address/boxed", test_boxed);

  return g_test_run ();
}
