/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers to what is no message. */

#include "sip-parser.h"

#include <string.h>

static SipMessage *
answer_to (const char *octets,
           guint       status,
           const char *reason)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (octets, strlen (octets));
  g_autoptr (GBytes) reply = sip_parser_salvage_reply (bytes, status, reason);
  g_autoptr (GError) error = NULL;
  SipMessage *message;

  if (reply == NULL)
    return NULL;
  message = sip_parser_parse (reply, &error);
  g_assert_no_error (error);
  return message;
}

static void
test_answered (void)
{
  static const char wreck[] = "INVITE  sip:a@b  SIP/2.0\r\nv: SIP/2.0/UDP a\r\n ;branch=z9hG4bK1\r\nFoo bar\r\n"
                              "Via: SIP/2.0/TCP b\r\nf: <sip:x@y>;\rtag=1\r\nTo: \"\r\n <sip:a@b>\r\ni: 1@y\r\n"
                              "CSeq: 7 INVITE\r\nTo: second\r\nl: -1\r\n\r\nbody";
  g_autoptr (SipMessage) reply = answer_to (wreck, 400, "Bad\r\nEvil: x");

  g_assert_cmpuint (sip_message_get_status (reply), ==, 400);
  g_assert_cmpstr (sip_message_get_reason (reply), ==, "Bad  Evil: x");
  g_assert_cmpuint (sip_message_count_header (reply, SIP_HEADER_VIA), ==, 2);
  g_assert_cmpstr (sip_message_get_header (reply, SIP_HEADER_VIA), ==, "SIP/2.0/UDP a ;branch=z9hG4bK1");
  g_assert_cmpstr (sip_message_get_header (reply, SIP_HEADER_FROM), ==, "<sip:x@y>; tag=1");
  g_assert_cmpstr (sip_message_get_header (reply, SIP_HEADER_TO), ==, "\" <sip:a@b>");
  g_assert_cmpuint (sip_message_count_header (reply, SIP_HEADER_TO), ==, 1);
  g_assert_cmpstr (sip_message_get_call_id (reply), ==, "1@y");
  g_assert_cmpint (sip_message_get_method (reply), ==, SIP_METHOD_INVITE);
  g_assert_cmpuint (g_bytes_get_size (sip_message_get_body (reply)), ==, 0);
}

/* RFC 3261 §8.2.7: the same request gets the same tag, another another. */
static void
test_tag (void)
{
  static const char *const requests[] = {
    "INVITE x SIP/2.0\r\nVia: SIP/2.0/UDP a\r\nTo: <sip:a@b>\r\nCSeq: 1 INVITE\r\n\r\n",
    "INVITE x SIP/2.0\r\nVia: SIP/2.0/UDP a\r\nTo: <sip:a@b>\r\nCSeq: 2 INVITE\r\n\r\n",
    "INVITE x SIP/2.0\r\nVia: SIP/2.0/UDP a\r\nTo: <sip:a@b>;tag=theirs\r\n\r\n",
  };
  g_autoptr (SipMessage) first = answer_to (requests[0], 400, NULL);
  g_autoptr (SipMessage) again = answer_to (requests[0], 400, NULL);
  g_autoptr (SipMessage) other = answer_to (requests[1], 400, NULL);
  g_autoptr (SipMessage) tagged = answer_to (requests[2], 400, NULL);
  const char *tag = sip_address_get_tag (sip_message_get_to (first));

  g_assert_nonnull (tag);
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (again)), ==, tag);
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (other)), !=, tag);
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (tagged)), ==, "theirs");
}

static void
test_not_answered (void)
{
  static const struct
  {
    const char *what, *octets;
  } rows[] = {
    { "nothing", "" },
    { "line ends", "\r\n\r\n" },
    { "no Via", "INVITE x\r\nTo: y\r\n\r\n" },
    { "a response", "SIP/2.0 4294967301 x\r\nVia: SIP/2.0/UDP a\r\n\r\n" },
    { "a response in small letters", "sip/2.0 99 x\r\nVia: SIP/2.0/UDP a\r\n\r\n" },
    { "an ACK", "ACK  x SIP/2.0\r\nVia: SIP/2.0/UDP a\r\n\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].what);
      g_assert_null (answer_to (rows[i].octets, 400, NULL));
    }
}

/* TRUST 3.9: at most twice what asked for it, however little each line of it was. */
static void
test_no_amplifier (void)
{
  g_autoptr (GString) wreck = g_string_new ("INVITE\r\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) reply = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (wreck, "v:x\r\n");
  bytes = g_bytes_new (wreck->str, wreck->len);
  reply = sip_parser_salvage_reply (bytes, 400, NULL);
  g_assert_cmpuint (g_bytes_get_size (reply), <, 2 * g_bytes_get_size (bytes));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/salvage/answered", test_answered);
  g_test_add_func ("/sip/salvage/tag", test_tag);
  g_test_add_func ("/sip/salvage/not-answered", test_not_answered);
  g_test_add_func ("/sip/salvage/no-amplifier", test_no_amplifier);

  return g_test_run ();
}
