/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What people type and paste, and whom it calls (CONTRACT U11). */

#include "sip-uri.h"

#define DOMAIN "pbx.example"

/* U11 */
static void
test_targets (void)
{
  static const struct
  {
    const char *what, *typed, *uri;
  } rows[] = {
    { "bare name", "alice", "sip:alice@" DOMAIN },
    { "blanks around it", "  alice \n", "sip:alice@" DOMAIN },
    { "extension", "1001", "sip:1001@" DOMAIN },
    { "number as printed", "+44 (20) 7946-0018", "sip:+442079460018@" DOMAIN },
    { "dots and slash", "030/12.34.56", "sip:030123456@" DOMAIN },
    { "no-break spaces", "+49\302\24030\302\2401234", "sip:+49301234@" DOMAIN },
    { "feature code", "*98", "sip:*98@" DOMAIN },
    { "number sign", "*21#", "sip:*21%23@" DOMAIN },
    { "plus in the middle is no number", "12+34", "sip:12+34@" DOMAIN },
    { "no digit is no number", "-.-", "sip:-.-@" DOMAIN },
    { "name with a blank", "Anna Lena", "sip:Anna%20Lena@" DOMAIN },
    { "name beyond ASCII", "jürgen", "sip:j%C3%BCrgen@" DOMAIN },
    { "user and host", "bob@other.example", "sip:bob@other.example" },
    { "user, host, port and parameter", "bob@other.example:5070;transport=tcp",
      "sip:bob@other.example:5070;transport=tcp" },
    { "number at a host", "+1 212 555@gw.example", "sip:+1212555@gw.example" },
    { "whole URI", "sip:bob@other.example", "sip:bob@other.example" },
    { "whole URI in capitals", "SIP:bob@Other.Example", "sip:bob@other.example" },
    { "sips", "sips:bob@other.example", "sips:bob@other.example" },
    { "number in a URI", "sip:+1-212-555-1212@gw.example", "sip:+12125551212@gw.example" },
    { "scheme and bare name", "sip:bob", "sip:bob@" DOMAIN },
    { "scheme and number", "sip:1001", "sip:1001@" DOMAIN },
    { "secure scheme and bare name", "sips:bob", "sips:bob@" DOMAIN },
    { "scheme and host", "sip:other.example", "sip:other.example" },
    { "tel", "tel:+1-201-555-0123", "sip:+12015550123@" DOMAIN ";user=phone" },
    { "bare address", "192.0.2.7", "sip:192.0.2.7" },
    { "bare IPv6", "2001:db8::7", "sip:[2001:db8::7]" },
    { "at a port of this machine", "echo@127.0.0.1:5080", "sip:echo@127.0.0.1:5080" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SipUri) uri = sip_uri_parse_target (rows[i].typed, DOMAIN, &error);
      g_autofree char *text = uri != NULL ? sip_uri_to_string (uri) : NULL;

      g_test_message ("%s: %s", rows[i].what, rows[i].typed);
      g_assert_cmpstr (text, ==, rows[i].uri);
      g_assert_true ((uri == NULL) == (error != NULL));
    }
}

static void
test_no_domain (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SipUri) tel = sip_uri_parse_target ("tel:+1-23", NULL, &error);
  g_autofree char *text = sip_uri_to_string (tel);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "tel:+1-23");
  g_assert_null (sip_uri_parse_target ("alice", NULL, &error));
  g_assert_error (error, SIP_URI_ERROR, SIP_URI_ERROR_NO_HOST);
}

static void
test_refused (void)
{
  static const char *const typed[] = { "", "   ", "sip:", "bob@", "@host", "tel:", "tel:xyz", "fe80::1%eth0", "a@b@c" };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("“%s”", typed[i]);
      g_assert_null (sip_uri_parse_target (typed[i], DOMAIN, &error));
      g_assert_true (error != NULL && error->domain == SIP_URI_ERROR);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/uri-target/targets", test_targets);
  g_test_add_func ("/sip/uri-target/no-domain", test_no_domain);
  g_test_add_func ("/sip/uri-target/refused", test_refused);

  return g_test_run ();
}
