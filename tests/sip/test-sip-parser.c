/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Octets to message: start lines, fields, body, and the limits of TRUST section 3 at their edges. */

#include "sip-parser.h"

#include <string.h>

#include "sip-limits.h"

static SipMessage *
parse (const char  *octets,
       gssize       length,
       GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (octets, length < 0 ? strlen (octets) : (gsize) length);

  return sip_parser_parse (bytes, error);
}

static void
test_requests (void)
{
  static const struct
  {
    const char *line, *method, *uri, *version;
  } rows[] = {
    { "INVITE sip:a@b SIP/2.0", "INVITE", "sip:a@b", "SIP/2.0" },
    { "RE%47IST%45R sip:b SIP/2.0", "RE%47IST%45R", "sip:b", "SIP/2.0" },
    { "OPTIONS sip:a@b SIP/7.0", "OPTIONS", "sip:a@b", "SIP/7.0" },
    { "OPTIONS sip:a@b sip/2.0", "OPTIONS", "sip:a@b", "sip/2.0" },
    { "X x:y SIP/2.0", "X", "x:y", "SIP/2.0" },
    { "SIP sip:a@b SIP/2.0", "SIP", "sip:a@b", "SIP/2.0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat (rows[i].line, "\r\n\r\n", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (SipMessage) message = parse (text, -1, &error);
      g_autofree char *uri = NULL;

      g_test_message ("%s", rows[i].line);
      g_assert_no_error (error);
      uri = sip_uri_to_string (sip_message_get_request_uri (message));
      g_assert_true (sip_message_is_request (message));
      g_assert_false (sip_message_is_response (message));
      g_assert_cmpstr (sip_message_get_method_name (message), ==, rows[i].method);
      g_assert_cmpstr (uri, ==, rows[i].uri);
      g_assert_cmpstr (sip_message_get_version (message), ==, rows[i].version);
      g_assert_cmpuint (sip_message_get_status (message), ==, 0);
      g_assert_null (sip_message_get_reason (message));
    }
}

static void
test_responses (void)
{
  static const struct
  {
    const char *line;
    guint       status;
    const char *reason;
  } rows[] = {
    { "SIP/2.0 200 OK", 200, "OK" },
    { "SIP/2.0 100 ", 100, "" },
    { "SIP/2.0 100", 100, "" },
    { "SIP/2.0 699  two  spaces ", 699, " two  spaces " },
    { "SIP/2.0 200 = 2**3 * 5**2 но сто", 200, "= 2**3 * 5**2 но сто" },
    { "SIP/2.0 404 caf\xe9", 404, "caf\xef\xbf\xbd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat (rows[i].line, "\r\n\r\n", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (SipMessage) message = parse (text, -1, &error);

      g_test_message ("%u %s", rows[i].status, rows[i].reason);
      g_assert_no_error (error);
      g_assert_true (sip_message_is_response (message));
      g_assert_cmpuint (sip_message_get_status (message), ==, rows[i].status);
      g_assert_cmpstr (sip_message_get_reason (message), ==, rows[i].reason);
      g_assert_null (sip_message_get_request_uri (message));
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char   *what, *octets;
    SipParseError code;
  } rows[] = {
    { "nothing", "", SIP_PARSE_ERROR_INCOMPLETE },
    { "only line ends", "\r\n\r\n", SIP_PARSE_ERROR_INCOMPLETE },
    { "no version", "INVITE sip:a@b\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "bad version", "INVITE sip:a@b SIP/2\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "HTTP", "GET http://a/ HTTP/1.1\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "two blanks", "INVITE  sip:a@b SIP/2.0\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "blank in the URI", "INVITE sip:a@b; lr SIP/2.0\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "blank at the end", "OPTIONS sip:a@b SIP/2.0 \r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "brackets", "INVITE <sip:a@b> SIP/2.0\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "no method", " sip:a@b SIP/2.0\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "no host", "INVITE sip: SIP/2.0\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "status of two digits", "SIP/2.0 20 OK\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "status of four digits", "SIP/2.0 2000 OK\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "status too low", "SIP/2.0 099 x\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "status too high", "SIP/2.0 700 x\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "status that wraps", "SIP/2.0 4294967496 x\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "no status", "SIP/2.0\r\n\r\n", SIP_PARSE_ERROR_START_LINE },
    { "field without a colon", "OPTIONS sip:a@b SIP/2.0\r\nFoobar roobar\r\n\r\n", SIP_PARSE_ERROR_HEADER },
    { "folded start line", "OPTIONS sip:a@b SIP/2.0\r\n x: y\r\n\r\n", SIP_PARSE_ERROR_HEADER },
    { "blank in a name", "OPTIONS sip:a@b SIP/2.0\r\nA B: y\r\n\r\n", SIP_PARSE_ERROR_HEADER },
    { "CR alone", "OPTIONS sip:a@b SIP/2.0\r\nA: x\rVia: y\r\n\r\n", SIP_PARSE_ERROR_HEADER },
    { "no blank line", "OPTIONS sip:a@b SIP/2.0\r\nA: x\r\n", SIP_PARSE_ERROR_INCOMPLETE },
    { "no line end", "OPTIONS sip:a@b SIP/2.0", SIP_PARSE_ERROR_INCOMPLETE },
    { "body too short", "OPTIONS sip:a@b SIP/2.0\r\nl: 3\r\n\r\nab", SIP_PARSE_ERROR_FRAMING },
    { "negative length", "OPTIONS sip:a@b SIP/2.0\r\nl: -1\r\n\r\nab", SIP_PARSE_ERROR_FRAMING },
    { "two lengths", "OPTIONS sip:a@b SIP/2.0\r\nl: 1\r\nl: 2\r\n\r\nab", SIP_PARSE_ERROR_FRAMING },
    { "length that wraps", "OPTIONS sip:a@b SIP/2.0\r\nl: 4294967298\r\n\r\nab", SIP_PARSE_ERROR_FRAMING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i].what);
      g_assert_null (parse (rows[i].octets, -1, &error));
      g_assert_error (error, SIP_PARSE_ERROR, (int) rows[i].code);
    }
}

static void
test_body (void)
{
  static const struct
  {
    const char *what, *octets, *body;
    gsize       whole;
  } rows[] = {
    { "by its length", "OPTIONS sip:a@b SIP/2.0\r\nl: 2\r\n\r\nab", "ab", 35 },
    { "trailing octets are ignored (RFC 3261 §18.3)", "OPTIONS sip:a@b SIP/2.0\r\nl: 2\r\n\r\nabcdef", "ab", 35 },
    { "no length: the rest", "OPTIONS sip:a@b SIP/2.0\r\n\r\nabc", "abc", 30 },
    { "none", "OPTIONS sip:a@b SIP/2.0\r\nl: 0\r\n\r\n", "", 33 },
    { "the same length twice", "OPTIONS sip:a@b SIP/2.0\r\nl: 1\r\nl: 01\r\n\r\na", "a", 41 },
    { "line ends before it (§7.5)", "\r\n\r\nOPTIONS sip:a@b SIP/2.0\r\nl: 1\r\n\r\na", "a", 38 },
    { "bare LF", "OPTIONS sip:a@b SIP/2.0\nl: 1\n\na", "a", 31 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SipMessage) message = parse (rows[i].octets, -1, &error);
      GBytes *body;

      g_test_message ("%s", rows[i].what);
      g_assert_no_error (error);
      body = sip_message_get_body (message);
      g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), rows[i].body, strlen (rows[i].body));
      g_assert_cmpuint (g_bytes_get_size (sip_message_get_bytes (message)), ==, rows[i].whole);
    }
}

/* The body is not copied, and outlives the message. */
static void
test_body_is_shared (void)
{
  static const char octets[] = "OPTIONS sip:a@b SIP/2.0\r\n\r\na\0b\n";
  g_autoptr (GBytes) bytes = g_bytes_new (octets, sizeof octets - 1);
  SipMessage *message = sip_parser_parse (bytes, NULL);
  g_autoptr (GBytes) body = g_bytes_ref (sip_message_get_body (message));
  const char *start = g_bytes_get_data (bytes, NULL);

  g_assert_cmpuint (g_bytes_get_size (body), ==, 4);
  g_assert_true ((const char *) g_bytes_get_data (body, NULL) == start + 27);
  sip_message_unref (message);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), 4, "a\0b\n", 4);
}

static GString *
begin (void)
{
  return g_string_new ("OPTIONS sip:a@b SIP/2.0\r\n");
}

static void
assert_limit (GString  *text,
              gboolean  good)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessage) message = parse (text->str, (gssize) text->len, &error);

  if (good)
    g_assert_no_error (error);
  else
    g_assert_error (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_TOO_LARGE);
}

static void
test_limit_headers (void)
{
  for (guint n = SIP_MAX_HEADERS - 1; n <= SIP_MAX_HEADERS + 1; n++)
    {
      g_autoptr (GString) text = begin ();

      for (guint i = 0; i < n; i++)
        g_string_append (text, "x: y\r\n");
      g_string_append (text, "\r\n");
      assert_limit (text, n <= SIP_MAX_HEADERS);
    }
}

static void
test_limit_line (void)
{
  for (gsize n = SIP_MAX_HEADER_LINE - 1; n <= SIP_MAX_HEADER_LINE + 1; n++)
    {
      g_autofree char *value = g_strnfill (n - strlen ("x: \r\n y"), 'x');
      g_autoptr (GString) text = begin ();

      g_string_append_printf (text, "x: %s\r\n y\r\n\r\n", value);
      assert_limit (text, n <= SIP_MAX_HEADER_LINE);
    }
}

static void
test_limit_message (void)
{
  for (gsize n = SIP_MAX_STREAM - 1; n <= SIP_MAX_STREAM + 1; n++)
    {
      g_autoptr (GString) text = begin ();
      g_autofree char *body = NULL;

      g_string_append (text, "\r\n");
      body = g_strnfill (n - text->len, 'x');
      g_string_append (text, body);
      assert_limit (text, n <= SIP_MAX_STREAM);
    }
}

/* Whatever prefix of a good message comes, it is refused or read, and nothing lies behind its end. */
static void
test_prefixes (void)
{
  static const char text[] = "INVITE sip:a@b;x=1?h=1 SIP/2.0\r\nVia: SIP/2.0/UDP h\r\n ;branch=z9hG4bKx\r\nTo: <sip:a@b>\r\n"
                             "m: \"x\\\"\" <sip:a@b>;q=1\r\nCSeq: 1 INVITE\r\nl: 4\r\n\r\nbody";

  for (gsize n = 0; n < sizeof text; n++)
    {
      g_autoptr (SipMessage) message = parse (text, (gssize) n, NULL);

      if (message != NULL)
        sip_message_check (message, NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/parser/requests", test_requests);
  g_test_add_func ("/sip/parser/responses", test_responses);
  g_test_add_func ("/sip/parser/refused", test_refused);
  g_test_add_func ("/sip/parser/body", test_body);
  g_test_add_func ("/sip/parser/body-is-shared", test_body_is_shared);
  g_test_add_func ("/sip/parser/limit-headers", test_limit_headers);
  g_test_add_func ("/sip/parser/limit-line", test_limit_line);
  g_test_add_func ("/sip/parser/limit-message", test_limit_message);
  g_test_add_func ("/sip/parser/prefixes", test_prefixes);

  return g_test_run ();
}
