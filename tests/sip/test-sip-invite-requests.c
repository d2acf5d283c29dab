/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An ACK to a refusal and a CANCEL, held against the INVITE they follow: RFC 3261 §17.1.1.3, §9.1. */

#include "doubles-message.h"
#include "sip-invite-requests.h"

static SipMessage *
rich_invite (void)
{
  return doubles_message_parse ("INVITE sip:bob@biloxi.example;user=phone SIP/2.0\n"
                                "Via: SIP/2.0/WSS us.invalid;branch=z9hG4bKus;rport\n"
                                "Route: <sip:one.example;lr>, <sip:two.example;lr>\n"
                                "Route: <sip:three.example;lr>\n"
                                "Max-Forwards: 12\n"
                                "From: \"Us\" <sip:us@here.example>;tag=us\n"
                                "To: Bob <sip:bob@biloxi.example>\n"
                                "Call-ID: c\n"
                                "CSeq: 41 INVITE\n"
                                "Contact: <sip:us@us.invalid;transport=ws>\n"
                                "Require: 100rel\n"
                                "Proxy-Require: x\n"
                                "Proxy-Authorization: Digest realm=\"r\"\n"
                                "Content-Type: application/sdp\n"
                                "Content-Length: 4\n"
                                "\n"
                                "v=0\n");
}

static void
assert_follows (SipMessage *request,
                SipMessage *invite)
{
  static const SipHeader copied[] = { SIP_HEADER_VIA, SIP_HEADER_FROM, SIP_HEADER_CALL_ID };
  static const SipHeader left_out[] = {
    SIP_HEADER_CONTACT, SIP_HEADER_REQUIRE, SIP_HEADER_PROXY_REQUIRE, SIP_HEADER_CONTENT_TYPE,
  };
  g_autofree char *uri = sip_uri_to_string (sip_message_get_request_uri (request));

  g_assert_cmpstr (uri, ==, "sip:bob@biloxi.example;user=phone");
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    {
      g_assert_cmpuint (sip_message_count_header (request, copied[i]), ==, 1);
      g_assert_cmpstr (sip_message_get_header (request, copied[i]), ==, sip_message_get_header (invite, copied[i]));
    }
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (sip_message_get_header_nth (request, SIP_HEADER_ROUTE, i), ==,
                     sip_message_get_header_nth (invite, SIP_HEADER_ROUTE, i));
  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    g_assert_null (sip_message_get_header (request, left_out[i]));
  g_assert_cmpstr (sip_message_get_header (request, SIP_HEADER_MAX_FORWARDS), ==, "70");
  g_assert_cmpuint (g_bytes_get_size (sip_message_get_body (request)), ==, 0);
}

static void
test_ack (void)
{
  g_autoptr (SipMessage) invite = rich_invite ();
  g_autoptr (SipMessage) refusal = doubles_message_answer (invite, 486, "bob");
  g_autoptr (SipMessage) ack = sip_invite_make_ack (invite, refusal);

  assert_follows (ack, invite);
  g_assert_cmpstr (sip_message_get_header (ack, SIP_HEADER_CSEQ), ==, "41 ACK");
  g_assert_cmpstr (sip_message_get_header (ack, SIP_HEADER_TO), ==,
                   sip_message_get_header (refusal, SIP_HEADER_TO));
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (ack)), ==, "bob");
}

static void
test_cancel (void)
{
  g_autoptr (SipMessage) invite = rich_invite ();
  g_autoptr (SipMessage) plain = sip_invite_make_cancel (invite, NULL);
  g_autoptr (SipMessage) reasoned = sip_invite_make_cancel (invite, "SIP;cause=200;text=\"elsewhere\"");

  assert_follows (plain, invite);
  g_assert_cmpstr (sip_message_get_header (plain, SIP_HEADER_CSEQ), ==, "41 CANCEL");
  g_assert_null (sip_address_get_tag (sip_message_get_to (plain)));
  g_assert_null (sip_message_get_header (plain, SIP_HEADER_REASON));
  assert_follows (reasoned, invite);
  g_assert_cmpstr (sip_message_get_header (reasoned, SIP_HEADER_REASON), ==,
                   "SIP;cause=200;text=\"elsewhere\"");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/invite-requests/ack", test_ack);
  g_test_add_func ("/sip/invite-requests/cancel", test_cancel);

  return g_test_run ();
}
