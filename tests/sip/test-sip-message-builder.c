/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writing messages: what is written is what is read, and no value brings a line of its own. */

#include "sip-message-builder.h"

#include <string.h>

#include "sip-limits.h"
#include "sip-parser.h"

static char *
text_of (SipMessage *message)
{
  GBytes *bytes = sip_message_get_bytes (message);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static SipMessage *
parse (const char *octets,
       gsize       length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (octets, length);
  g_autoptr (GError) error = NULL;
  SipMessage *message = sip_parser_parse (bytes, &error);

  g_assert_no_error (error);
  return message;
}

static SipMessageBuilder *
begin (void)
{
  g_autoptr (SipUri) uri = sip_uri_parse ("sip:bob@b.example;x=1?Evil=1", -1, NULL);

  return sip_message_builder_new_request (SIP_METHOD_MESSAGE, uri);
}

static void
test_request (void)
{
  g_autoptr (SipMessageBuilder) builder = begin ();
  g_autoptr (SipAddress) from = sip_address_parse ("\"Al\" <sip:al@a.example>;tag=1", -1, NULL);
  g_autoptr (SipAddress) contact = sip_address_parse ("<sip:al@x.invalid;transport=ws>", -1, NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("hi\0ho", 5);
  g_autoptr (SipMessage) message = NULL;
  g_autofree char *text = NULL;

  sip_message_builder_add_header (builder, SIP_HEADER_VIA, "SIP/2.0/WSS b");
  sip_message_builder_set_number (builder, SIP_HEADER_MAX_FORWARDS, 70);
  sip_message_builder_set_address (builder, SIP_HEADER_FROM, from);
  sip_message_builder_set_header (builder, SIP_HEADER_TO, "<sip:bob@b.example>");
  sip_message_builder_set_cseq (builder, G_MAXUINT32, "MESSAGE");
  sip_message_builder_add_address (builder, SIP_HEADER_CONTACT, contact);
  sip_message_builder_set_body (builder, "text/plain", body);
  sip_message_builder_prepend_header (builder, SIP_HEADER_VIA, "SIP/2.0/WSS a");
  message = sip_message_builder_end (builder);
  text = text_of (message);

  g_assert_cmpstr (text, ==,
                   "MESSAGE sip:bob@b.example;x=1 SIP/2.0\r\n"
                   "Via: SIP/2.0/WSS a\r\n"
                   "Via: SIP/2.0/WSS b\r\n"
                   "Max-Forwards: 70\r\n"
                   "From: \"Al\" <sip:al@a.example>;tag=1\r\n"
                   "To: <sip:bob@b.example>\r\n"
                   "CSeq: 4294967295 MESSAGE\r\n"
                   "Contact: <sip:al@x.invalid;transport=ws>\r\n"
                   "Content-Type: text/plain\r\n"
                   "Content-Length: 5\r\n"
                   "\r\n"
                   "hi");
  g_assert_true (g_bytes_equal (sip_message_get_body (message), body));
}

static void
test_order (void)
{
  g_autoptr (SipMessageBuilder) builder = begin ();
  g_autoptr (SipMessage) message = NULL;
  g_autofree char *text = NULL;

  sip_message_builder_add_header (builder, SIP_HEADER_ALLOW, "A");
  sip_message_builder_add_header (builder, SIP_HEADER_SUBJECT, "s");
  sip_message_builder_add_header (builder, SIP_HEADER_ALLOW, "B");
  sip_message_builder_prepend_header (builder, SIP_HEADER_ALLOW, "0");
  sip_message_builder_prepend_header (builder, SIP_HEADER_VIA, "v");
  sip_message_builder_add_header (builder, SIP_HEADER_DATE, "gone");
  sip_message_builder_remove_header (builder, SIP_HEADER_DATE);
  sip_message_builder_remove_header (builder, SIP_HEADER_DATE);
  sip_message_builder_add_header (builder, SIP_HEADER_SUPPORTED, "a");
  sip_message_builder_add_header (builder, SIP_HEADER_SUPPORTED, "b");
  sip_message_builder_add_header (builder, SIP_HEADER_SERVER, "x");
  sip_message_builder_set_header (builder, SIP_HEADER_SUPPORTED, "c");
  message = sip_message_builder_end (builder);
  text = text_of (message);

  g_assert_cmpstr (text, ==,
                   "MESSAGE sip:bob@b.example;x=1 SIP/2.0\r\nVia: v\r\nAllow: 0\r\nAllow: A\r\nAllow: B\r\n"
                   "Subject: s\r\nSupported: c\r\nServer: x\r\nContent-Length: 0\r\n\r\n");
}

/* TRUST 3.11: whatever a value holds, it stays one value. */
static void
test_no_smuggling (void)
{
  static const char *const values[] = {
    "x\r\nEvil: 1", "x\nEvil: 1", "x\rEvil: 1", "\r\n\r\nEvil: 1", "x\r\n Evil: 1", "\r\nEvil: 1\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (SipMessageBuilder) builder = begin ();
      g_autoptr (GError) error = NULL;
      g_autoptr (SipMessage) message = NULL;

      sip_message_builder_set_header (builder, SIP_HEADER_SUBJECT, values[i]);
      sip_message_builder_add_header (builder, SIP_HEADER_SUBJECT, values[i]);
      sip_message_builder_prepend_header (builder, SIP_HEADER_SUBJECT, values[i]);
      sip_message_builder_set_body (builder, values[i], NULL);
      sip_message_builder_set_cseq (builder, 1, values[i]);
      g_assert_false (sip_message_builder_add_extra (builder, "X-Y", values[i], &error));
      g_assert_error (error, SIP_PARSE_ERROR, SIP_PARSE_ERROR_HEADER);
      message = sip_message_builder_end (builder);
      g_assert_null (sip_message_get_header_by_name (message, "Evil", 0));
      g_assert_null (sip_message_get_header_by_name (message, "X-Y", 0));
      g_assert_cmpuint (sip_message_count_header (message, SIP_HEADER_SUBJECT), ==, 3);
      g_assert_cmpuint (g_bytes_get_size (sip_message_get_body (message)), ==, 0);
    }
}

static void
test_extra (void)
{
  static const struct
  {
    const char *name, *value;
    gboolean    good;
  } rows[] = {
    { "X-Custom", "a, b", TRUE },
    { "P-Preferred-Identity", "<sip:a@b>", TRUE },
    { "Subject", "lunch", TRUE },
    { "Reason", "Q.850;cause=16", TRUE },
    { "X-Empty", "", TRUE },
    { "", "x", FALSE },
    { "X Y", "x", FALSE },
    { "X:", "x", FALSE },
    { "X\r\nY", "x", FALSE },
    { "X-Latin", "caf\xe9", FALSE },
    { "Via", "x", FALSE },
    { "v", "x", FALSE },
    { "CONTENT-LENGTH", "x", FALSE },
    { "l", "x", FALSE },
    { "cseq", "x", FALSE },
    { "i", "x", FALSE },
    { "From", "x", FALSE },
    { "Contact", "x", FALSE },
    { "Authorization", "x", FALSE },
    { "Route", "x", FALSE },
  };
  g_autoptr (SipMessageBuilder) builder = begin ();
  g_autoptr (SipMessage) message = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", (guint) i);
      g_assert_cmpint (sip_message_builder_add_extra (builder, rows[i].name, rows[i].value, &error), ==, rows[i].good);
      g_assert_true ((error == NULL) == rows[i].good);
    }
  message = sip_message_builder_end (builder);
  for (gsize i = 0; rows[i].good; i++)
    g_assert_cmpstr (sip_message_get_header_by_name (message, rows[i].name, 0), ==, rows[i].value);
}

#define REQUEST "INVITE sip:a@b SIP/2.0\r\n" \
                "Via: SIP/2.0/UDP p\r\n ;branch=z9hG4bK2, SIP/2.0/UDP q;branch=z9hG4bK1\r\n" \
                "v: SIP/2.0/TCP r\r\n" \
                "Record-Route: <sip:one;lr>,\r\n <sip:two;lr>\r\n" \
                "f: \"N\\\0L\" <sip:c@d>;tag=theirs\r\n" \
                "To: sip:a@b\r\n" \
                "i: 1@d\r\n" \
                "CSeq: 5  INVITE\r\n" \
                "Timestamp: 54\r\n" \
                "Subject: not copied\r\n" \
                "l: 0\r\n\r\n"

/* RFC 3261 §8.2.6.2; the octets go back as they came, a NUL too. */
static void
test_response (void)
{
  g_autoptr (SipMessage) request = parse (REQUEST, sizeof REQUEST - 1);
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_response (request, 180, NULL, "ours");
  g_autoptr (SipMessage) response = sip_message_builder_end (builder);
  static const char expected[] =
    "SIP/2.0 180 Ringing\r\n"
    "Via: SIP/2.0/UDP p ;branch=z9hG4bK2, SIP/2.0/UDP q;branch=z9hG4bK1\r\n"
    "Via: SIP/2.0/TCP r\r\n"
    "From: \"N\\\0L\" <sip:c@d>;tag=theirs\r\n"
    "To: sip:a@b;tag=ours\r\n"
    "Call-ID: 1@d\r\n"
    "CSeq: 5  INVITE\r\n"
    "Record-Route: <sip:one;lr>, <sip:two;lr>\r\n"
    "Content-Length: 0\r\n\r\n";
  GBytes *bytes = sip_message_get_bytes (response);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, sizeof expected - 1);
}

static void
test_kinds_of_response (void)
{
  static const struct
  {
    guint       status;
    const char *reason, *written, *tag;
    gboolean    record_route, timestamp;
  } rows[] = {
    { 100, NULL, "Trying", NULL, FALSE, TRUE },
    { 183, NULL, "Session Progress", "ours", TRUE, FALSE },
    { 200, "Fine", "Fine", "ours", TRUE, FALSE },
    { 302, NULL, "Moved Temporarily", "ours", FALSE, FALSE },
    { 486, "No\r\nEvil: 1", "No  Evil: 1", "ours", FALSE, FALSE },
    { 699, "", "", "ours", FALSE, FALSE },
  };
  g_autoptr (SipMessage) request = parse (REQUEST, sizeof REQUEST - 1);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipMessageBuilder) builder
        = sip_message_builder_new_response (request, rows[i].status, rows[i].reason, "ours");
      g_autoptr (SipMessage) response = sip_message_builder_end (builder);

      g_test_message ("%u", rows[i].status);
      g_assert_cmpuint (sip_message_get_status (response), ==, rows[i].status);
      g_assert_cmpstr (sip_message_get_reason (response), ==, rows[i].written);
      g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (response)), ==, rows[i].tag);
      g_assert_cmpuint (sip_message_count_header (response, SIP_HEADER_VIA), ==, 3);
      g_assert_cmpint (sip_message_get_header (response, SIP_HEADER_RECORD_ROUTE) != NULL, ==, rows[i].record_route);
      g_assert_cmpint (sip_message_get_header (response, SIP_HEADER_TIMESTAMP) != NULL, ==, rows[i].timestamp);
      g_assert_cmpint (sip_message_get_method (response), ==, SIP_METHOD_INVITE);
    }
}

/* A tag that is there stays; none is put to what is no address. */
static void
test_response_tags (void)
{
  static const struct
  {
    const char *to, *answered;
  } rows[] = {
    { "<sip:a@b>;tag=x", "<sip:a@b>;tag=x" },
    { "\"no end <sip:a@b>", "\"no end <sip:a@b>" },
    { "<sip:a@b>;y", "<sip:a@b>;y;tag=ours" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("BYE sip:a@b SIP/2.0\r\nt: %s\r\n\r\n", rows[i].to);
      g_autoptr (SipMessage) request = parse (text, strlen (text));
      g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_response (request, 400, NULL, "ours");
      g_autoptr (SipMessage) response = sip_message_builder_end (builder);

      g_assert_cmpstr (sip_message_get_header (response, SIP_HEADER_TO), ==, rows[i].answered);
    }
}

static void
test_copy (void)
{
  static const char wire[] = "FOO sip:a@b;x?h=1 SIP/2.0\r\nX-A: 1\r\n 2\r\nv: SIP/2.0/UDP h\r\nl: 3\r\nX-a: \0\r\n\r\na\0b";
  g_autoptr (SipMessage) message = parse (wire, sizeof wire - 1);
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_copy (message);
  g_autoptr (SipMessageBuilder) same = sip_message_builder_ref (builder);
  g_autoptr (SipMessage) copy = NULL;
  GBytes *bytes;
  static const char expected[] = "FOO sip:a@b;x?h=1 SIP/2.0\r\nX-A: 1 2\r\nv: SIP/2.0/UDP h\r\nX-a: \0\r\n"
                                 "Authorization: x\r\nContent-Length: 3\r\n\r\na\0b";

  sip_message_builder_set_header (same, SIP_HEADER_AUTHORIZATION, "x");
  copy = sip_message_builder_end (builder);
  bytes = sip_message_get_bytes (copy);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, sizeof expected - 1);
}

static void
test_copy_response (void)
{
  static const char wire[] = "SIP/2.0 200 Fine\r\nCSeq: 1 X\r\n\r\n";
  g_autoptr (SipMessage) message = parse (wire, sizeof wire - 1);
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_copy (message);
  g_autoptr (SipMessage) copy = sip_message_builder_end (builder);
  g_autofree char *text = text_of (copy);

  g_assert_cmpstr (text, ==, "SIP/2.0 200 Fine\r\nCSeq: 1 X\r\nContent-Length: 0\r\n\r\n");
}

static void
test_extension (void)
{
  g_autoptr (SipUri) uri = sip_uri_new (SIP_URI_SCHEME_SIP, NULL, "b", 0);
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_extension ("FROBNICATE", uri);
  g_autoptr (SipMessage) message = sip_message_builder_end (builder);

  g_assert_cmpstr (sip_message_get_method_name (message), ==, "FROBNICATE");
  g_assert_cmpint (sip_message_get_method (message), ==, SIP_METHOD_OTHER);
}

static void
test_body_and_type (void)
{
  g_autoptr (SipMessageBuilder) builder = begin ();
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  g_autoptr (SipMessage) with = NULL;
  g_autoptr (SipMessage) without = NULL;

  sip_message_builder_set_body (builder, "text/plain", body);
  with = sip_message_builder_end (builder);
  sip_message_builder_set_body (builder, NULL, NULL);
  without = sip_message_builder_end (builder);
  g_assert_cmpuint (g_bytes_get_size (sip_message_get_body (with)), ==, 1);
  g_assert_cmpstr (sip_message_get_header (with, SIP_HEADER_CONTENT_TYPE), ==, "text/plain");
  g_assert_cmpuint (g_bytes_get_size (sip_message_get_body (without)), ==, 0);
  g_assert_null (sip_message_get_header (without, SIP_HEADER_CONTENT_TYPE));
}

/* The limits are for others: an answer to the fullest request can still be written. */
static void
test_own_limits (void)
{
  g_autoptr (GString) text = g_string_new ("INVITE sip:a@b SIP/2.0\r\n");
  g_autoptr (SipMessage) request = NULL;
  g_autoptr (SipMessageBuilder) builder = NULL;
  g_autoptr (SipMessage) message = NULL;

  for (guint i = 0; i < SIP_MAX_HEADERS; i++)
    g_string_append (text, "v: SIP/2.0/UDP h\r\n");
  g_string_append (text, "\r\n");
  request = parse (text->str, text->len);
  builder = sip_message_builder_new_response (request, 400, NULL, NULL);
  sip_message_builder_set_header (builder, SIP_HEADER_SERVER, "x");
  message = sip_message_builder_end (builder);
  g_assert_cmpstr (sip_message_get_header (message, SIP_HEADER_SERVER), ==, "x");
}

/* What was written can be read back before the message is whole. */
static void
test_read_back (void)
{
  g_autoptr (SipUri) uri = sip_uri_parse ("sip:bob@example.org", -1, NULL);
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_request (SIP_METHOD_OPTIONS, uri);

  g_assert_null (sip_message_builder_get_header (builder, SIP_HEADER_SUBJECT));
  sip_message_builder_set_header (builder, SIP_HEADER_SUBJECT, "lunch");
  sip_message_builder_add_header (builder, SIP_HEADER_SUBJECT, "dinner");
  g_assert_cmpstr (sip_message_builder_get_header (builder, SIP_HEADER_SUBJECT), ==, "lunch");
  sip_message_builder_remove_header (builder, SIP_HEADER_SUBJECT);
  g_assert_null (sip_message_builder_get_header (builder, SIP_HEADER_SUBJECT));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/message-builder/request", test_request);
  g_test_add_func ("/sip/message-builder/order", test_order);
  g_test_add_func ("/sip/message-builder/no-smuggling", test_no_smuggling);
  g_test_add_func ("/sip/message-builder/extra", test_extra);
  g_test_add_func ("/sip/message-builder/response", test_response);
  g_test_add_func ("/sip/message-builder/kinds-of-response", test_kinds_of_response);
  g_test_add_func ("/sip/message-builder/response-tags", test_response_tags);
  g_test_add_func ("/sip/message-builder/copy", test_copy);
  g_test_add_func ("/sip/message-builder/copy-response", test_copy_response);
  g_test_add_func ("/sip/message-builder/extension", test_extension);
  g_test_add_func ("/sip/message-builder/body-and-type", test_body_and_type);
  g_test_add_func ("/sip/message-builder/own-limits", test_own_limits);
  g_test_add_func ("/sip/message-builder/read-back", test_read_back);

  return g_test_run ();
}
