/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* URIs: what is one, what is in it, and when two are the same. */

#include "sip-uri.h"

#include <string.h>

#include "sip-limits.h"

static SipUri *
uri_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  SipUri *uri = sip_uri_parse (text, -1, &error);

  g_assert_no_error (error);
  return uri;
}

static void
test_good (void)
{
  static const struct
  {
    const char *what, *text, *user, *host;
    guint       port;
    const char *written; /* NULL: the same */
  } rows[] = {
    { "plain", "sip:alice@atlanta.com", "alice", "atlanta.com", 0 },
    { "password", "sip:alice:secretword@atlanta.com;transport=tcp", "alice", "atlanta.com", 0 },
    { "sips and headers", "sips:alice@atlanta.com?subject=project%20x&priority=urgent", "alice", "atlanta.com", 0 },
    { "number with password", "sip:+1-212-555-1212:1234@gateway.com;user=phone", "+1-212-555-1212", "gateway.com", 0 },
    { "port", "sip:1212@gateway.com:5061", "1212", "gateway.com", 5061 },
    { "address", "sip:alice@192.0.2.4", "alice", "192.0.2.4", 0 },
    { "no user", "sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com", NULL, "atlanta.com", 0 },
    { "parameters in the user", "sip:alice;day=tuesday@atlanta.com", "alice;day=tuesday", "atlanta.com", 0 },
    { "case", "SIP:Alice@ATLANTA.com", "Alice", "atlanta.com", 0, "sip:Alice@atlanta.com" },
    { "escapes (RFC 4475 §3.1.1.3)", "sip:sips%3Auser%40example.com@example.net", "sips%3Auser%40example.com",
      "example.net", 0 },
    { "odd user (RFC 4475 §3.1.1.2)",
      "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com",
      "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*", "example.com", 0 },
    { "escaped NUL", "sip:null-%00-null@example.com", "null-%00-null", "example.com", 0 },
    { "number sign that should be escaped", "sip:*99#1@pbx", "*99#1", "pbx", 0 },
    { "IPv6", "sip:[2001:db8::10]:5070", NULL, "2001:db8::10", 5070 },
    { "GRUU (RFC 5627)", "sip:a@b.example;gr=urn:uuid:f81d4fae-7dec", "a", "b.example", 0 },
    { "websocket", "sip:x@df7jal23ls0d.invalid;transport=ws", "x", "df7jal23ls0d.invalid", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipUri) uri = uri_of (rows[i].text);
      g_autofree char *written = sip_uri_to_string (uri);
      g_autoptr (SipUri) again = uri_of (written);

      g_test_message ("%s", rows[i].what);
      g_assert_cmpstr (sip_uri_get_user (uri), ==, rows[i].user);
      g_assert_cmpstr (sip_uri_get_host (uri), ==, rows[i].host);
      g_assert_cmpuint (sip_uri_get_port (uri), ==, rows[i].port);
      g_assert_null (sip_uri_get_number (uri));
      g_assert_cmpstr (written, ==, rows[i].written != NULL ? rows[i].written : rows[i].text);
      g_assert_true (sip_uri_equal (uri, again));
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char *text;
    SipUriError code;
  } rows[] = {
    { "", SIP_URI_ERROR_MALFORMED },
    { "sip", SIP_URI_ERROR_MALFORMED },
    { ":", SIP_URI_ERROR_MALFORMED },
    { "1sip:a@b", SIP_URI_ERROR_MALFORMED },
    { " sip:a@b", SIP_URI_ERROR_MALFORMED },
    { "sip:", SIP_URI_ERROR_NO_HOST },
    { "sip:alice@", SIP_URI_ERROR_NO_HOST },
    { "sip:/", SIP_URI_ERROR_NO_HOST }, /* CVE-2021-33056 */
    { "sip:alice@/", SIP_URI_ERROR_NO_HOST },
    { "sip:;lr", SIP_URI_ERROR_NO_HOST },
    { "sip:@host", SIP_URI_ERROR_MALFORMED },
    { "sip::password@host", SIP_URI_ERROR_MALFORMED },
    { "sip:a b@host", SIP_URI_ERROR_MALFORMED },
    { "sip:a%@host", SIP_URI_ERROR_MALFORMED },
    { "sip:a%4@host", SIP_URI_ERROR_MALFORMED },
    { "sip:a@b@c", SIP_URI_ERROR_MALFORMED },
    { "sip:a@host:", SIP_URI_ERROR_MALFORMED },
    { "sip:a@host:0", SIP_URI_ERROR_MALFORMED },
    { "sip:a@host:99999", SIP_URI_ERROR_MALFORMED },
    { "sip:2001:db8::10", SIP_URI_ERROR_MALFORMED }, /* RFC 5118 §4.2 */
    { "sip:a@host; lr", SIP_URI_ERROR_MALFORMED },
    { "sip:a@host;", SIP_URI_ERROR_MALFORMED },
    { "sip:a@host;x=", SIP_URI_ERROR_MALFORMED },
    { "sip:a@host?", SIP_URI_ERROR_MALFORMED },
    { "sip:a@host?x", SIP_URI_ERROR_MALFORMED },
    { "sip:a@host?x=1&", SIP_URI_ERROR_MALFORMED },
    { "sip:a@host?x=<", SIP_URI_ERROR_MALFORMED },
    { "<sip:a@host>", SIP_URI_ERROR_MALFORMED },
    { "sip:a@host\r\nEvil: x", SIP_URI_ERROR_MALFORMED },
    { "tel:", SIP_URI_ERROR_MALFORMED },
    { "tel:+", SIP_URI_ERROR_MALFORMED },
    { "tel:+12ab", SIP_URI_ERROR_MALFORMED },
    { "tel:-", SIP_URI_ERROR_MALFORMED },
    { "tel:123;", SIP_URI_ERROR_MALFORMED },
    { "http:", SIP_URI_ERROR_MALFORMED },
    { "http://a b", SIP_URI_ERROR_MALFORMED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_null (sip_uri_parse (rows[i].text, -1, &error));
      g_assert_error (error, SIP_URI_ERROR, (int) rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].text));
    }
}

static void
test_length (void)
{
  g_autoptr (SipUri) part = sip_uri_parse ("sip:a@bcdef", 7, NULL);

  g_assert_cmpstr (sip_uri_get_host (part), ==, "b");
  g_assert_null (sip_uri_parse ("sip:a\0@b", 8, NULL));

  /* TRUST section 3 */
  for (gsize n = SIP_MAX_URI - 1; n <= SIP_MAX_URI + 1; n++)
    {
      g_autofree char *user = g_strnfill (n - strlen ("sip:@b"), 'x');
      g_autofree char *text = g_strdup_printf ("sip:%s@b", user);
      g_autoptr (GError) error = NULL;
      g_autoptr (SipUri) uri = sip_uri_parse (text, -1, &error);

      if (n <= SIP_MAX_URI)
        g_assert_no_error (error);
      else
        g_assert_error (error, SIP_URI_ERROR, SIP_URI_ERROR_TOO_LONG);
    }
}

static void
test_tel (void)
{
  static const struct
  {
    const char *text, *number;
  } rows[] = {
    { "tel:+1-201-555-0123", "+12015550123" },
    { "tel:7042;phone-context=example.com", "7042" },
    { "tel:863-1234;phone-context=+1-914-555", "8631234" },
    { "tel:+1(800).555", "+1800555" },
    { "tel:*21#", "*21#" },
    { "tel:911", "911" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipUri) uri = uri_of (rows[i].text);
      g_autofree char *written = sip_uri_to_string (uri);

      g_assert_cmpint (sip_uri_get_scheme (uri), ==, SIP_URI_SCHEME_TEL);
      g_assert_cmpstr (sip_uri_get_number (uri), ==, rows[i].number);
      g_assert_null (sip_uri_get_host (uri));
      g_assert_null (sip_uri_get_user (uri));
      g_assert_cmpstr (written, ==, rows[i].text);
    }
}

static void
test_other (void)
{
  g_autoptr (SipUri) uri = uri_of ("Soap.BEEP://192.0.2.103:3002");
  g_autofree char *written = sip_uri_to_string (uri);
  g_autoptr (SipUri) aor = sip_uri_to_aor (uri);

  g_assert_cmpint (sip_uri_get_scheme (uri), ==, SIP_URI_SCHEME_OTHER);
  g_assert_cmpstr (sip_uri_get_scheme_name (uri), ==, "soap.beep");
  g_assert_cmpstr (written, ==, "soap.beep://192.0.2.103:3002");
  g_assert_null (sip_uri_get_host (uri));
  g_assert_null (sip_uri_get_param (uri, "lr"));
  g_assert_true (sip_uri_equal (uri, aor));
}

/* RFC 3261 §19.1.4 with its own examples; RFC 3966 §4; RFC 5954 §4.2 */
static void
test_equal (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean    equal;
  } rows[] = {
    { "sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp", TRUE },
    { "sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5", TRUE },
    { "sip:carol@chicago.com", "sip:carol@chicago.com;security=on", TRUE },
    { "sip:carol@chicago.com;security=off", "sip:carol@chicago.com;newparam=5", TRUE },
    { "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
      "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com", TRUE },
    { "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
      "sip:alice@atlanta.com?priority=urgent&subject=project%20x", TRUE },
    { "SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP", FALSE },
    { "sip:bob@biloxi.com", "sip:bob@biloxi.com:5060", FALSE },
    { "sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp", FALSE },
    { "sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp", FALSE },
    { "sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting", FALSE },
    { "sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4", FALSE },
    { "sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off", FALSE },
    { "sip:a@b", "sips:a@b", FALSE },
    { "sip:a@b;user=phone", "sip:a@b", FALSE },
    { "sip:a@b", "sip:a@b;maddr=192.0.2.1", FALSE },
    { "sip:a@b;ttl=1", "sip:a@b;ttl=2", FALSE },
    { "sip:a:x@b", "sip:a:y@b", FALSE },
    { "sip:a@b", "sip:b", FALSE },
    { "sip:%00@host5.example.com", "sip:%00%00@host5.example.com", FALSE },
    { "sip:a%3Bb@c", "sip:a;b@c", FALSE },
    { "sip:a@b;x=1;x=2", "sip:a@b;x=2;x=1", TRUE },
    { "sip:a@b?x=1&x=2", "sip:a@b?x=1&x=1", FALSE },
    { "sip:[2001:db8::1]", "sip:[2001:DB8:0:0::1]", TRUE },
    { "tel:+1-201-555-0123", "tel:+12015550123", TRUE },
    { "tel:7042;phone-context=Example.COM", "tel:7042;phone-context=example.com", TRUE },
    { "tel:7042;phone-context=a.example", "tel:7042;phone-context=b.example", FALSE },
    { "tel:7042;ext=1", "tel:7042", FALSE },
    { "tel:+7042", "tel:7042", FALSE },
    { "http://a", "http://a", TRUE },
    { "http://a", "https://a", FALSE },
    { "http://a", "http://A", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipUri) a = uri_of (rows[i].a);
      g_autoptr (SipUri) b = uri_of (rows[i].b);

      g_test_message ("%s %s %s", rows[i].a, rows[i].equal ? "=" : "≠", rows[i].b);
      g_assert_cmpint (sip_uri_equal (a, b), ==, rows[i].equal);
      g_assert_cmpint (sip_uri_equal (b, a), ==, rows[i].equal);
      g_assert_true (sip_uri_equal (a, a));
    }
}

static void
test_params (void)
{
  g_autoptr (SipUri) uri = uri_of ("sip:a@b;%6C%72;n%61me=v%61lue%25%34%31;Transport=WS?x=1");

  g_assert_true (sip_uri_has_param (uri, "lr"));
  g_assert_cmpstr (sip_uri_get_param (uri, "lr"), ==, "");
  g_assert_cmpstr (sip_uri_get_param (uri, "NAME"), ==, "value%2541");
  g_assert_cmpstr (sip_uri_get_param (uri, "transport"), ==, "WS");
  g_assert_false (sip_uri_has_param (uri, "x"));
  g_assert_null (sip_uri_get_param (uri, "x"));
  g_assert_cmpstr (sip_uri_get_headers (uri), ==, "x=1");
}

static void
test_with (void)
{
  g_autoptr (SipUri) uri = uri_of ("sip:alice:pw@example.com:5070;transport=tcp;lr?x=1");
  g_autoptr (SipUri) ws = sip_uri_with_param (uri, "transport", "ws");
  g_autoptr (SipUri) strict = sip_uri_with_param (ws, "lr", NULL);
  g_autoptr (SipUri) bob = sip_uri_with_user (uri, "bob smith#1");
  g_autoptr (SipUri) nobody = sip_uri_with_user (uri, NULL);
  g_autoptr (SipUri) aor = sip_uri_to_aor (uri);
  g_autoptr (SipUri) tel = uri_of ("tel:7042;phone-context=example.com;ext=9");
  g_autoptr (SipUri) tel_aor = sip_uri_to_aor (tel);
  const struct
  {
    SipUri     *uri;
    const char *text;
  } rows[] = {
    { ws, "sip:alice:pw@example.com:5070;transport=ws;lr?x=1" },
    { strict, "sip:alice:pw@example.com:5070;transport=ws?x=1" },
    { bob, "sip:bob%20smith%231@example.com:5070;transport=tcp;lr?x=1" },
    { nobody, "sip:example.com:5070;transport=tcp;lr?x=1" },
    { aor, "sip:alice@example.com:5070" },
    { tel_aor, "tel:7042;phone-context=example.com" },
    { uri, "sip:alice:pw@example.com:5070;transport=tcp;lr?x=1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = sip_uri_to_string (rows[i].uri);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_new (void)
{
  g_autoptr (SipUri) plain = sip_uri_new (SIP_URI_SCHEME_SIP, "alice", "Example.com", 0);
  g_autoptr (SipUri) odd = sip_uri_new (SIP_URI_SCHEME_SIPS, "a b@c%20", "2001:db8::1", 5061);
  g_autoptr (SipUri) host = sip_uri_new (SIP_URI_SCHEME_SIP, NULL, "[::1]", 0);
  g_autoptr (SipUri) tel = sip_uri_new (SIP_URI_SCHEME_TEL, "+1-23", NULL, 0);
  SipUri *const uris[] = { plain, odd, host, tel };
  static const char *const texts[] = {
    "sip:alice@example.com", "sips:a%20b%40c%20@[2001:db8::1]:5061", "sip:[::1]", "tel:+1-23",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autofree char *text = sip_uri_to_string (uris[i]);

      g_assert_cmpstr (text, ==, texts[i]);
    }
  g_assert_null (sip_uri_new (SIP_URI_SCHEME_SIP, "a", "no host", 0));
  g_assert_null (sip_uri_new (SIP_URI_SCHEME_SIP, NULL, "fe80::1%eth0", 0));
  g_assert_null (sip_uri_new (SIP_URI_SCHEME_TEL, "xyz", NULL, 0));
}

static void
test_decoded (void)
{
  static const struct
  {
    const char *uri, *user;
  } rows[] = {
    { "sip:I%20have%20spaces@example.net", "I have spaces" },
    { "sip:null-%00-null@example.com", "null-␀-null" },
    { "sip:sips%3Auser%40example.com@example.net", "sips:user@example.com" },
    { "sip:%D0%AF@example.net", "Я" },
    { "sip:%FF@example.net", "\xef\xbf\xbd" },
    { "sip:example.net", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipUri) uri = uri_of (rows[i].uri);
      g_autofree char *user = sip_uri_dup_user_decoded (uri);

      g_assert_cmpstr (user, ==, rows[i].user);
    }
}

static void
test_boxed (void)
{
  g_autoptr (SipUri) uri = uri_of ("sip:a@b");
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, SIP_TYPE_URI);
  g_value_set_boxed (&value, uri);
  g_assert_true (g_value_get_boxed (&value) == uri);
}

/* A peer's URI at the limit takes one parameter more of ours, for the limits are for others. */
static void
test_with_at_limit (void)
{
  g_autoptr (GString) text = g_string_new ("sip:bob@b.example");
  g_autoptr (SipUri) full = NULL;
  g_autoptr (SipUri) more = NULL;
  g_autofree char *longest = NULL;

  for (guint i = 0; i < SIP_MAX_PARAMS; i++)
    g_string_append_printf (text, ";p%u=%u", i, i);
  g_string_append (text, "?Subject=x");
  full = sip_uri_parse (text->str, -1, NULL);
  more = sip_uri_with_param (full, "transport", "wss");
  g_assert_cmpstr (sip_uri_get_param (more, "p63"), ==, "63");
  g_assert_cmpstr (sip_uri_get_param (more, "transport"), ==, "wss");
  g_assert_cmpstr (sip_uri_get_headers (more), ==, "Subject=x");
  g_assert_null (sip_uri_get_param (full, "transport"));
  g_clear_pointer (&full, sip_uri_unref);
  g_clear_pointer (&more, sip_uri_unref);

  longest = g_strnfill (SIP_MAX_URI, 'a');
  memcpy (longest, "sip:bob@b;x=", strlen ("sip:bob@b;x="));
  full = sip_uri_parse (longest, -1, NULL);
  more = sip_uri_with_user (full, "somebody-else");
  g_assert_cmpstr (sip_uri_get_user (more), ==, "somebody-else");
  g_assert_cmpstr (sip_uri_get_param (more, "x"), ==, longest + strlen ("sip:bob@b;x="));
}

/* What is made of a URI can be read again, and says the same. */
static void
test_with_round (void)
{
  static const struct
  {
    const char *uri, *name, *value, *written;
  } rows[] = {
    { "sip:a:secret@B.example", "lr", "", "sip:a:secret@b.example;lr" },
    { "sip:a@b;x=%41%3b", "lr", "", "sip:a@b;x=%41%3b;lr" },
    { "sip:a@b;x=1;X=2;y", "x", "3", "sip:a@b;x=3;X=2;y" },
    { "sip:a@b;x=1;X=2;y", "x", NULL, "sip:a@b;y" },
    { "sip:[2001:DB8::1]:5061;y", "maddr", "a b", "sip:[2001:db8::1]:5061;y;maddr=a%20b" },
    { "SIPS:a@b?x=1&y=2", "ob", "", "sips:a@b;ob?x=1&y=2" },
    { "tel:+1-201-555;ext=4", "phone-context", "+44", "tel:+1-201-555;ext=4;phone-context=+44" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipUri) uri = sip_uri_parse (rows[i].uri, -1, NULL);
      g_autoptr (SipUri) with = sip_uri_with_param (uri, rows[i].name, rows[i].value);
      g_autofree char *written = sip_uri_to_string (with);
      g_autoptr (SipUri) again = sip_uri_parse (written, -1, NULL);

      g_assert_cmpstr (written, ==, rows[i].written);
      g_assert_true (sip_uri_equal (with, again));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/uri/good", test_good);
  g_test_add_func ("/sip/uri/bad", test_bad);
  g_test_add_func ("/sip/uri/length", test_length);
  g_test_add_func ("/sip/uri/tel", test_tel);
  g_test_add_func ("/sip/uri/other", test_other);
  g_test_add_func ("/sip/uri/equal", test_equal);
  g_test_add_func ("/sip/uri/params", test_params);
  g_test_add_func ("/sip/uri/with", test_with);
  g_test_add_func ("/sip/uri/with-at-limit", test_with_at_limit);
  g_test_add_func ("/sip/uri/with-round", test_with_round);
  g_test_add_func ("/sip/uri/new", test_new);
  g_test_add_func ("/sip/uri/decoded", test_decoded);
  g_test_add_func ("/sip/uri/boxed", test_boxed);

  return g_test_run ();
}
