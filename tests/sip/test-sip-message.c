/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What can be asked of a message. */

#include "sip-message.h"

#include <string.h>

#include "sip-parser.h"

static SipMessage *
message_of (const char *fields)
{
  g_autofree char *text = g_strconcat ("INVITE sip:bob@b.example SIP/2.0\r\n", fields, "\r\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  SipMessage *message = sip_parser_parse (bytes, &error);

  g_assert_no_error (error);
  return message;
}

static void
test_values (void)
{
  static const struct
  {
    const char *what, *fields;
    SipHeader   header;
    const char *values; /* '|' behind each */
  } rows[] = {
    { "absent", "", SIP_HEADER_SUBJECT, "" },
    { "one", "Subject: lunch\r\n", SIP_HEADER_SUBJECT, "lunch|" },
    { "compact", "s: lunch\r\n", SIP_HEADER_SUBJECT, "lunch|" },
    { "trimmed", "Subject:   lunch \t\r\n", SIP_HEADER_SUBJECT, "lunch|" },
    { "folded", "Subject: lunch\r\n  at\r\n\tnoon\r\n", SIP_HEADER_SUBJECT, "lunch at noon|" },
    { "empty", "Subject:\r\n", SIP_HEADER_SUBJECT, "|" },
    { "commas are no list", "Subject: a, b\r\n", SIP_HEADER_SUBJECT, "a, b|" },
    { "list over fields", "Allow: INVITE, ACK\r\nX: y\r\nallow :BYE\r\n", SIP_HEADER_ALLOW, "INVITE|ACK|BYE|" },
    { "empty list", "Supported:\r\n", SIP_HEADER_SUPPORTED, "" },
    { "gaps in a list", "k: a,,b,\r\n", SIP_HEADER_SUPPORTED, "a|b|" },
    { "commas in quotes and brackets", "m: \"a,b\" <sip:c,d@e>;x=\"f,g\", <sip:h@i>\r\n", SIP_HEADER_CONTACT,
      "\"a,b\" <sip:c,d@e>;x=\"f,g\"|<sip:h@i>|" },
    { "a gap among addresses stays, and is wrong", "m: <sip:a@b>,\r\n", SIP_HEADER_CONTACT, "<sip:a@b>||" },
    { "a challenge has commas", "WWW-Authenticate: Digest a=b, c=d\r\nWWW-Authenticate: Digest e=f\r\n",
      SIP_HEADER_WWW_AUTHENTICATE, "Digest a=b, c=d|Digest e=f|" },
    { "name that looks like one (RFC 4475 §3.1.1.5)", "m: <sip:a@b>\r\nC%6Fntact: <sip:c@d>\r\n", SIP_HEADER_CONTACT,
      "<sip:a@b>|" },
    { "not UTF-8", "Subject: caf\xe9\r\n", SIP_HEADER_SUBJECT, "caf\xef\xbf\xbd|" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipMessage) message = message_of (rows[i].fields);
      g_autoptr (GString) found = g_string_new (NULL);
      guint n = sip_message_count_header (message, rows[i].header);

      for (guint v = 0; v < n; v++)
        g_string_append_printf (found, "%s|", sip_message_get_header_nth (message, rows[i].header, v));
      g_test_message ("%s", rows[i].what);
      g_assert_cmpstr (found->str, ==, rows[i].values);
      g_assert_null (sip_message_get_header_nth (message, rows[i].header, n));
      g_assert_true ((sip_message_get_header (message, rows[i].header) == NULL) == (n == 0));
    }
}

static void
test_by_name (void)
{
  g_autoptr (SipMessage) message = message_of ("X-One: a, b\r\nx-one: c\r\nk: timer, 100rel\r\n");

  g_assert_cmpstr (sip_message_get_header_by_name (message, "X-ONE", 0), ==, "a, b");
  g_assert_cmpstr (sip_message_get_header_by_name (message, "x-one", 1), ==, "c");
  g_assert_null (sip_message_get_header_by_name (message, "X-One", 2));
  g_assert_null (sip_message_get_header_by_name (message, "X-Two", 0));
  g_assert_cmpstr (sip_message_get_header_by_name (message, "supported", 1), ==, "100rel");
  g_assert_cmpuint (sip_message_count_header (message, SIP_HEADER_UNKNOWN), ==, 0);
  g_assert_null (sip_message_get_header (message, SIP_HEADER_UNKNOWN));
}

static void
test_parsed (void)
{
  g_autoptr (SipMessage) message = message_of (
    "v: SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/TCP b\r\nVia: nonsense\r\n"
    "f: \"Alice\" <sip:alice@a.example>;tag=1\r\nt: sip:bob@b.example\r\nm: <sip:a@b>, nonsense, <sip:c@d>\r\n"
    "i: x@y\r\nRefer-To: <sip:carol@c.example?Replaces=1>\r\n");

  g_assert_cmpstr (sip_via_get_host (sip_message_get_via (message, 0)), ==, "a");
  g_assert_cmpstr (sip_via_get_host (sip_message_get_via (message, 1)), ==, "b");
  g_assert_null (sip_message_get_via (message, 2));
  g_assert_null (sip_message_get_via (message, 3));
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_from (message)), ==, "1");
  g_assert_null (sip_address_get_tag (sip_message_get_to (message)));
  g_assert_nonnull (sip_message_get_address (message, SIP_HEADER_CONTACT, 0));
  g_assert_null (sip_message_get_address (message, SIP_HEADER_CONTACT, 1));
  g_assert_nonnull (sip_message_get_address (message, SIP_HEADER_CONTACT, 2));
  g_assert_nonnull (sip_message_get_address (message, SIP_HEADER_REFER_TO, 0));
  g_assert_null (sip_message_get_address (message, SIP_HEADER_ROUTE, 0));
  g_assert_cmpstr (sip_message_get_call_id (message), ==, "x@y");
  /* The same object each time. */
  g_assert_true (sip_message_get_from (message) == sip_message_get_from (message));
}

static void
test_star (void)
{
  g_autoptr (SipMessage) message = message_of ("Contact: *\r\n");

  g_assert_cmpstr (sip_message_get_header (message, SIP_HEADER_CONTACT), ==, "*");
  g_assert_null (sip_message_get_address (message, SIP_HEADER_CONTACT, 0));
}

static void
test_cseq (void)
{
  static const struct
  {
    const char *field;
    gboolean    good;
    guint32     number;
    const char *method;
  } rows[] = {
    { "CSeq: 7 INVITE\r\n", TRUE, 7, "INVITE" },
    { "cseq: 0009\r\n  INVITE\r\n", TRUE, 9, "INVITE" },
    { "CSeq: 4294967295 X\r\n", TRUE, G_MAXUINT32, "X" },
    { "CSeq: 4294967296 X\r\n", FALSE, 0, NULL },
    { "CSeq: INVITE\r\n", FALSE, 0, NULL },
    { "", FALSE, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipMessage) message = message_of (rows[i].field);
      guint32 number = 0;
      const char *method = NULL;

      g_assert_cmpint (sip_message_get_cseq (message, &number, &method), ==, rows[i].good);
      g_assert_cmpuint (number, ==, rows[i].number);
      g_assert_cmpstr (method, ==, rows[i].method);
      g_assert_cmpint (sip_message_get_cseq (message, NULL, NULL), ==, rows[i].good);
    }
}

/* A response has the method of its CSeq. */
static void
test_method_of_response (void)
{
  static const struct
  {
    const char *text;
    SipMethod   method;
    const char *name;
  } rows[] = {
    { "SIP/2.0 200 OK\r\nCSeq: 1 BYE\r\n\r\n", SIP_METHOD_BYE, "BYE" },
    { "SIP/2.0 200 OK\r\nCSeq: 1 FOO\r\n\r\n", SIP_METHOD_OTHER, "FOO" },
    { "SIP/2.0 200 OK\r\nCSeq: x\r\n\r\n", SIP_METHOD_OTHER, "" },
    { "SIP/2.0 200 OK\r\n\r\n", SIP_METHOD_OTHER, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].text, strlen (rows[i].text));
      g_autoptr (SipMessage) message = sip_parser_parse (bytes, NULL);

      g_assert_cmpint (sip_message_get_method (message), ==, rows[i].method);
      g_assert_cmpstr (sip_message_get_method_name (message), ==, rows[i].name);
    }
}

static void
test_numbers (void)
{
  g_autoptr (SipMessage) message = message_of ("Expires: 280297596632815\r\nMax-Forwards: 300\r\nRSeq: 4294967296\r\n"
                                               "x: 1800;refresher=uac\r\nRetry-After: 5 (busy)\r\n");
  guint32 number = 1;

  g_assert_true (sip_message_get_number (message, SIP_HEADER_EXPIRES, &number));
  g_assert_cmpuint (number, ==, G_MAXUINT32);
  g_assert_true (sip_message_get_number (message, SIP_HEADER_MAX_FORWARDS, &number));
  g_assert_cmpuint (number, ==, 255);
  g_assert_true (sip_message_get_number (message, SIP_HEADER_SESSION_EXPIRES, &number));
  g_assert_cmpuint (number, ==, 1800);
  g_assert_true (sip_message_get_number (message, SIP_HEADER_RETRY_AFTER, &number));
  g_assert_cmpuint (number, ==, 5);
  g_assert_false (sip_message_get_number (message, SIP_HEADER_RSEQ, &number));
  g_assert_false (sip_message_get_number (message, SIP_HEADER_MIN_SE, &number));
  g_assert_cmpuint (number, ==, 5);
}

static void
test_tokens (void)
{
  g_autoptr (SipMessage) message = message_of ("Supported: timer, Replaces;x=1\r\nPrivacy: id;header\r\n"
                                               "Event: presence;id=1\r\nAllow: INVITE\r\n");

  g_assert_true (sip_message_has_token (message, SIP_HEADER_SUPPORTED, "timer"));
  g_assert_true (sip_message_has_token (message, SIP_HEADER_SUPPORTED, "replaces"));
  g_assert_false (sip_message_has_token (message, SIP_HEADER_SUPPORTED, "x"));
  g_assert_false (sip_message_has_token (message, SIP_HEADER_SUPPORTED, "time"));
  g_assert_false (sip_message_has_token (message, SIP_HEADER_REQUIRE, "timer"));
  g_assert_true (sip_message_has_token (message, SIP_HEADER_PRIVACY, "id"));
  g_assert_true (sip_message_has_token (message, SIP_HEADER_PRIVACY, "Header"));
  g_assert_true (sip_message_has_token (message, SIP_HEADER_EVENT, "presence"));
  g_assert_false (sip_message_has_token (message, SIP_HEADER_EVENT, "id=1"));
}

static void
test_content_type (void)
{
  static const struct
  {
    const char *field, *type;
  } rows[] = {
    { "", NULL },
    { "c: application/sdp\r\n", "application/sdp" },
    { "Content-Type: Text / PLAIN ;charset=UTF-8\r\n", "text/plain" },
    { "c: nonsense\r\n", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipMessage) message = message_of (rows[i].field);
      g_autofree char *type = sip_message_dup_content_type (message);

      g_assert_cmpstr (type, ==, rows[i].type);
    }
}

/* The rule for NUL (README): shown as U+2400 in texts, untouched in the octets. */
static void
test_nul (void)
{
  static const char text[] = "INVITE sip:a@b SIP/2.0\r\nTo: \"a\\\0b\" <sip:a@b>;x=\"\0\"\r\nSubject: a\0b\r\n\r\n";
  g_autoptr (GBytes) bytes = g_bytes_new (text, sizeof text - 1);
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, NULL);
  SipAddress *to = sip_message_get_to (message);

  g_assert_cmpstr (sip_address_get_display_name (to), ==, "a␀b");
  g_assert_cmpstr (sip_address_get_param (to, "x"), ==, "␀");
  g_assert_cmpstr (sip_message_get_header (message, SIP_HEADER_SUBJECT), ==, "a␀b");
  g_assert_true (g_bytes_equal (sip_message_get_bytes (message), bytes));
}

static void
test_boxed (void)
{
  g_autoptr (SipMessage) message = message_of ("");
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, SIP_TYPE_MESSAGE);
  g_value_set_boxed (&value, message);
  g_assert_true (g_value_get_boxed (&value) == message);
}

/* However many fields come, each stays where it was, and so does what was given out of it. */
static void
test_many_fields (void)
{
  static const guint counts[] = { 1, 7, 8, 9, 16, 17, 33, 120 };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (GString) fields = g_string_new (NULL);
      g_autoptr (SipMessage) message = NULL;
      g_autoptr (GPtrArray) given = g_ptr_array_new ();

      for (guint n = 0; n < counts[i]; n++)
        g_string_append_printf (fields, "Subject: s%u\r\nX-%u: x%u\r\n", n, n % 3, n);
      message = message_of (fields->str);
      g_assert_cmpuint (sip_message_count_header (message, SIP_HEADER_SUBJECT), ==, counts[i]);
      for (guint n = 0; n < counts[i]; n++)
        {
          g_autofree char *name = g_strdup_printf ("x-%u", n % 3);

          g_ptr_array_add (given, (gpointer) sip_message_get_header_nth (message, SIP_HEADER_SUBJECT, n));
          g_ptr_array_add (given, (gpointer) sip_message_get_header_by_name (message, name, n / 3));
        }
      for (guint n = 0; n < counts[i]; n++)
        {
          g_autofree char *known = g_strdup_printf ("s%u", n);
          g_autofree char *unknown = g_strdup_printf ("x%u", n);

          g_assert_cmpstr (given->pdata[2 * n], ==, known);
          g_assert_cmpstr (given->pdata[2 * n + 1], ==, unknown);
        }
    }
}

/* In whatever order headers are asked for, and however often, the answers are the same. */
static void
test_any_order (void)
{
  static const struct
  {
    SipHeader   header;
    const char *first;
    guint       count;
  } rows[] = {
    { SIP_HEADER_ALLOW, "A", 12 },
    { SIP_HEADER_SUBJECT, "lunch", 1 },
    { SIP_HEADER_ROUTE, "<sip:r1;lr>", 3 },
    { SIP_HEADER_EXPIRES, NULL, 0 },
    { SIP_HEADER_SUPPORTED, "a", 2 },
    { SIP_HEADER_CALL_ID, "1", 1 },
  };
  static const char fields[] = "Route: <sip:r1;lr>\r\nAllow: A,B,C,D\r\nSubject: lunch\r\nk: a\r\nAllow: E,F,G,H,I,J\r\n"
                               "Route: <sip:r2;lr>, <sip:r3;lr>\r\ni: 1\r\nSupported: b\r\nAllow: K\r\nallow: L\r\n";

  for (gsize start = 0; start < G_N_ELEMENTS (rows); start++)
    for (gsize step = 1; step < G_N_ELEMENTS (rows); step += 4)
      {
        g_autoptr (SipMessage) message = message_of (fields);
        const char *given[G_N_ELEMENTS (rows)];

        for (gsize turn = 0; turn < 2 * G_N_ELEMENTS (rows); turn++)
          {
            gsize row = (start + turn * step) % G_N_ELEMENTS (rows);

            given[row] = sip_message_get_header (message, rows[row].header);
            g_assert_cmpuint (sip_message_count_header (message, rows[row].header), ==, rows[row].count);
          }
        for (gsize row = 0; row < G_N_ELEMENTS (rows); row++)
          g_assert_cmpstr (given[row], ==, rows[row].first);
      }
}

/* What was taken out of a message lives on without it. */
static void
test_outlive (void)
{
  g_autoptr (SipMessage) message = message_of ("From: \"Al\" <sip:Alice@A.example:5070;x=1?Subject=y>;tag=7\r\n"
                                               "Via: SIP/2.0/UDP [2001:DB8::1]:5060;branch=z9hG4bKx;received=[::1]\r\n");
  SipAddress *from = sip_address_ref (sip_message_get_from (message));
  SipVia *via = sip_via_ref (sip_message_get_via (message, 0));
  SipUri *uri = sip_uri_ref (sip_address_get_uri (from));
  SipUri *target = sip_uri_ref (sip_message_get_request_uri (message));
  GBytes *bytes = g_bytes_ref (sip_message_get_bytes (message));
  g_autofree char *written = NULL;

  g_clear_pointer (&message, sip_message_unref);
  g_assert_cmpstr (sip_address_get_display_name (from), ==, "Al");
  g_assert_cmpstr (sip_address_get_tag (from), ==, "7");
  sip_address_unref (from);
  g_assert_cmpstr (sip_uri_get_user (uri), ==, "Alice");
  g_assert_cmpstr (sip_uri_get_host (uri), ==, "a.example");
  written = sip_uri_to_string (uri);
  g_assert_cmpstr (written, ==, "sip:Alice@a.example:5070;x=1?Subject=y");
  sip_uri_unref (uri);
  g_assert_cmpstr (sip_via_get_host (via), ==, "2001:db8::1");
  g_assert_cmpstr (sip_via_get_param (via, "received"), ==, "::1");
  sip_via_unref (via);
  g_assert_cmpstr (sip_uri_get_host (target), ==, "b.example");
  sip_uri_unref (target);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 6, "INVITE", 6);
  g_bytes_unref (bytes);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/message/values", test_values);
  g_test_add_func ("/sip/message/by-name", test_by_name);
  g_test_add_func ("/sip/message/parsed", test_parsed);
  g_test_add_func ("/sip/message/star", test_star);
  g_test_add_func ("/sip/message/cseq", test_cseq);
  g_test_add_func ("/sip/message/method-of-response", test_method_of_response);
  g_test_add_func ("/sip/message/numbers", test_numbers);
  g_test_add_func ("/sip/message/tokens", test_tokens);
  g_test_add_func ("/sip/message/content-type", test_content_type);
  g_test_add_func ("/sip/message/nul", test_nul);
  g_test_add_func ("/sip/message/boxed", test_boxed);
  g_test_add_func ("/sip/message/many-fields", test_many_fields);
  g_test_add_func ("/sip/message/any-order", test_any_order);
  g_test_add_func ("/sip/message/outlive", test_outlive);

  return g_test_run ();
}
