/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each sanity check by the paragraph it is named for (CONTRACT U27). */

#include "sip-sanity.h"

#include <string.h>

#include "sip-parser.h"

static const char *const methods[] = { "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "MESSAGE", NULL };
static const char *const extensions[] = { "timer", NULL };
static const char *const types[] = { "application/sdp", "text/plain", NULL };
static const SipAbilities abilities = { methods, extensions, types, "us.invalid" };

/* What a good message has; a row leaves out or changes. */
#define VIA  "Via: SIP/2.0/UDP us.invalid;branch=z9hG4bK1\r\n"
#define FROM "From: <sip:a@b>;tag=1\r\n"
#define TO   "To: <sip:c@d>\r\n"
#define ID   "Call-ID: x\r\n"
#define BASE VIA FROM TO ID
#define CON  "Contact: <sip:a@h>\r\n"

typedef struct
{
  const char *what, *text, *check; /* check NULL: passes */
  guint       status;              /* 0: dropped */
  const char *header;
} Row;

static void
check_rows (const Row *rows,
            gsize      n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].text, strlen (rows[i].text));
      g_autoptr (GError) error = NULL;
      g_autoptr (SipMessage) message = sip_parser_parse (bytes, &error);
      SipSanityResult result;

      g_test_message ("%s", rows[i].what);
      g_assert_no_error (error);
      sip_sanity_check (message, &abilities, &result);
      g_assert_cmpstr (result.check, ==, rows[i].check);
      g_assert_cmpint (result.verdict, ==, rows[i].check == NULL  ? SIP_SANITY_PASS
                                           : rows[i].status == 0 ? SIP_SANITY_DROP
                                                                 : SIP_SANITY_REJECT);
      g_assert_cmpuint (result.status, ==, rows[i].status);
      g_assert_cmpstr (result.header, ==, rows[i].header);
      g_assert_true ((result.detail == NULL) == (rows[i].check == NULL));
      sip_sanity_result_clear (&result);
    }
}

/* U27 */
static void
test_both (void)
{
  static const Row rows[] = {
    { "good request", "OPTIONS sip:c@d SIP/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\n\r\n", NULL },
    { "good response", "SIP/2.0 200 OK\r\n" BASE "CSeq: 1 OPTIONS\r\n\r\n", NULL },
    { "no Via", "OPTIONS sip:c@d SIP/2.0\r\n" FROM TO ID "CSeq: 1 OPTIONS\r\n\r\n", "rfc3261_8_1_1_mandatory", 0 },
    { "no From", "OPTIONS sip:c@d SIP/2.0\r\n" VIA TO ID "CSeq: 1 OPTIONS\r\n\r\n", "rfc3261_8_1_1_mandatory", 400 },
    { "no To", "OPTIONS sip:c@d SIP/2.0\r\n" VIA FROM ID "CSeq: 1 OPTIONS\r\n\r\n", "rfc3261_8_1_1_mandatory", 400 },
    { "no Call-ID", "OPTIONS sip:c@d SIP/2.0\r\n" VIA FROM TO "CSeq: 1 OPTIONS\r\n\r\n", "rfc3261_8_1_1_mandatory",
      400 },
    { "no CSeq", "OPTIONS sip:c@d SIP/2.0\r\n" BASE "\r\n", "rfc3261_8_1_1_mandatory", 400 },
    { "response without CSeq", "SIP/2.0 200 OK\r\n" BASE "\r\n", "rfc3261_8_1_1_mandatory", 0 },
    { "two To", "OPTIONS sip:c@d SIP/2.0\r\n" BASE TO "CSeq: 1 OPTIONS\r\n\r\n", "rfc3261_7_3_1_repeated", 400 },
    { "two From in a response", "SIP/2.0 200 OK\r\n" BASE FROM "CSeq: 1 X\r\n\r\n", "rfc3261_7_3_1_repeated", 0 },
    { "two lengths that agree", "OPTIONS sip:c@d SIP/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\nl: 0\r\nl: 00\r\n\r\n", NULL },
    { "version", "OPTIONS sip:c@d SIP/7.0\r\n" BASE "CSeq: 1 OPTIONS\r\n\r\n", "rfc3261_7_1_version", 505 },
    { "version of a response", "SIP/3.0 200 OK\r\n" BASE "CSeq: 1 OPTIONS\r\n\r\n", "rfc3261_7_1_version", 0 },
    { "small letters", "OPTIONS sip:c@d sip/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\n\r\n", NULL },
    { "bad Via", "OPTIONS sip:c@d SIP/2.0\r\nVia: ;\r\n" FROM TO ID "CSeq: 1 OPTIONS\r\n\r\n",
      "rfc3261_16_3_1_syntax", 400 },
    { "bad CSeq", "OPTIONS sip:c@d SIP/2.0\r\n" BASE "CSeq: 4294967296 OPTIONS\r\n\r\n", "rfc3261_16_3_1_syntax", 400 },
    { "bad CSeq in a response", "SIP/2.0 503 x\r\n" BASE "CSeq: 4294967296 X\r\n\r\n", "rfc3261_16_3_1_syntax", 0 },
    { "bad Date is ignored", "OPTIONS sip:c@d SIP/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\nDate: today\r\n\r\n", NULL },
    { "no Max-Forwards is borne", "OPTIONS sip:c@d SIP/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\n\r\n", NULL },
    { "Max-Forwards 0 ends no call here", "OPTIONS sip:c@d SIP/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\nMax-Forwards: 0\r\n\r\n",
      NULL },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_requests (void)
{
  static const Row rows[] = {
    { "known but not ours", "REGISTER sip:d SIP/2.0\r\n" BASE "CSeq: 1 REGISTER\r\n\r\n", "rfc3261_8_2_1_method", 405,
      "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE" },
    { "unknown", "FOO sip:d SIP/2.0\r\n" BASE "CSeq: 1 FOO\r\n\r\n", "rfc3261_8_2_1_method", 501,
      "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE" },
    { "small letters are another method", "options sip:d SIP/2.0\r\n" BASE "CSeq: 1 options\r\n\r\n",
      "rfc3261_8_2_1_method", 501, "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE" },
    { "CSeq of another method", "OPTIONS sip:d SIP/2.0\r\n" BASE "CSeq: 1 INVITE\r\n\r\n", "rfc3261_8_1_1_5_cseq", 400 },
    { "tel", "OPTIONS tel:+1 SIP/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\n\r\n", "rfc3261_8_2_2_1_scheme", 416 },
    { "some scheme", "OPTIONS nobody:knows SIP/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\n\r\n", "rfc3261_8_2_2_1_scheme", 416 },
    { "sips", "OPTIONS sips:c@d SIP/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\n\r\n", NULL },
    { "headers in the URI", "OPTIONS sip:c@d?Route=x SIP/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\n\r\n",
      "rfc3261_19_1_1_request_uri", 400 },
    { "Require", "OPTIONS sip:d SIP/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\nRequire: a, Timer\r\nRequire: b\r\n\r\n",
      "rfc3261_8_2_2_3_require", 420, "Unsupported: a, b" },
    { "Require what we can", "OPTIONS sip:d SIP/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\nRequire: timer\r\n\r\n", NULL },
    { "Proxy-Require is not for us", "OPTIONS sip:d SIP/2.0\r\n" BASE "CSeq: 1 OPTIONS\r\nProxy-Require: a\r\n\r\n",
      NULL },
    { "CANCEL may require nothing", "CANCEL sip:d SIP/2.0\r\n" BASE "CSeq: 1 CANCEL\r\nRequire: a\r\n\r\n", NULL },
    { "ACK may require nothing", "ACK sip:d SIP/2.0\r\n" BASE "CSeq: 1 ACK\r\nRequire: a\r\n\r\n", NULL },
    { "a bad ACK is dropped", "ACK sip:d SIP/2.0\r\n" BASE "CSeq: 1 INVITE\r\n\r\n", "rfc3261_8_1_1_5_cseq", 0 },
    { "INVITE without Contact", "INVITE sip:d SIP/2.0\r\n" BASE "CSeq: 1 INVITE\r\n\r\n", "rfc3261_8_1_1_8_contact", 400 },
    { "INVITE with Contact *", "INVITE sip:d SIP/2.0\r\n" BASE "CSeq: 1 INVITE\r\nm: *\r\n\r\n",
      "rfc3261_8_1_1_8_contact", 400 },
    { "INVITE", "INVITE sip:d SIP/2.0\r\n" BASE CON "CSeq: 1 INVITE\r\n\r\n", NULL },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_bodies (void)
{
#define MSG  "MESSAGE sip:d SIP/2.0\r\n" BASE "CSeq: 1 MESSAGE\r\n"
#define INV  "INVITE sip:d SIP/2.0\r\n" BASE CON "CSeq: 1 INVITE\r\n"
  static const char accept[] = "Accept: application/sdp, text/plain";
  static const Row rows[] = {
    { "a type we know", MSG "c: Text/PLAIN; charset=utf-8\r\n\r\nhi", NULL },
    { "a type we do not", MSG "c: application/x\r\n\r\nhi", "rfc3261_8_2_3_content_type", 415, accept },
    { "sealed for a key we do not have", MSG "c: application/pkcs7-mime;smime-type=enveloped-data\r\n\r\nhi",
      "rfc3261_8_2_3_content_type", 493, NULL },
    { "no type", MSG "\r\nhi", "rfc3261_8_2_3_content_type", 415, accept },
    { "a type of nothing", MSG "c: application/x\r\nl: 0\r\n\r\n", NULL },
    { "optional", MSG "c: application/x\r\nContent-Disposition: icon; Handling = Optional\r\n\r\nhi", NULL },
    { "required", MSG "c: application/x\r\nContent-Disposition: icon;handling=required\r\n\r\nhi",
      "rfc3261_8_2_3_content_type", 415, accept },
    { "BYE hangs up whatever it carries", "BYE sip:d SIP/2.0\r\n" BASE "CSeq: 1 BYE\r\nc: x/y\r\n\r\nhi", NULL },
    { "encoded", MSG "c: text/plain\r\ne: gzip\r\n\r\nhi", "rfc3261_8_2_3_content_encoding", 415,
      "Accept-Encoding: identity" },
    { "not encoded", MSG "c: text/plain\r\ne: Identity\r\n\r\nhi", NULL },
    { "takes no SDP", INV "Accept: text/nobodyKnowsThis\r\n\r\n", "rfc3261_20_1_accept", 406 },
    { "takes nothing", INV "Accept:\r\n\r\n", "rfc3261_20_1_accept", 406 },
    { "takes SDP", INV "Accept: text/x, application/SDP;level=1\r\n\r\n", NULL },
    { "takes any application", INV "Accept: application/*\r\n\r\n", NULL },
    { "takes all", INV "Accept: */*;q=0.1\r\n\r\n", NULL },
    { "does not say", INV "\r\n", NULL },
    { "only an INVITE is answered with SDP", MSG "Accept: text/x\r\n\r\n", NULL },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_responses (void)
{
#define TAIL FROM TO ID "CSeq: 1 INVITE\r\n\r\n"
  static const Row rows[] = {
    { "two Via", "SIP/2.0 200 OK\r\n" VIA VIA TAIL, "rfc3261_8_1_3_3_vias", 0 },
    { "two in one field", "SIP/2.0 200 OK\r\nv: SIP/2.0/UDP us.invalid, SIP/2.0/UDP h\r\n" TAIL,
      "rfc3261_8_1_3_3_vias", 0 },
    { "not ours", "SIP/2.0 200 OK\r\nv: SIP/2.0/UDP them.invalid\r\n" TAIL, "rfc3261_18_1_2_sent_by", 0 },
    { "another port", "SIP/2.0 200 OK\r\nv: SIP/2.0/UDP us.invalid:5060\r\n" TAIL, "rfc3261_18_1_2_sent_by", 0 },
    { "ours in capitals", "SIP/2.0 200 OK\r\nv: SIP/2.0/UDP US.invalid\r\n" TAIL, NULL },
    { "type of a response is the TU's", "SIP/2.0 200 OK\r\n" VIA "c: x/y\r\n" FROM TO ID "CSeq: 1 X\r\n\r\nhi", NULL },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_reply (void)
{
  static const char text[] = "FOO sip:d SIP/2.0\r\n" BASE "CSeq: 1 FOO\r\n\r\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, NULL);
  g_autoptr (SipMessage) reply = NULL;
  SipSanityResult result;

  sip_sanity_check (message, &abilities, &result);
  reply = sip_sanity_make_reply (&result, message, "ours");
  g_assert_cmpuint (sip_message_get_status (reply), ==, 501);
  g_assert_cmpstr (sip_message_get_reason (reply), ==, "Not Implemented");
  g_assert_cmpuint (sip_message_count_header (reply, SIP_HEADER_ALLOW), ==, 6);
  g_assert_cmpstr (sip_address_get_tag (sip_message_get_to (reply)), ==, "ours");
  sip_sanity_result_clear (&result);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/sanity/both", test_both);
  g_test_add_func ("/sip/sanity/requests", test_requests);
  g_test_add_func ("/sip/sanity/bodies", test_bodies);
  g_test_add_func ("/sip/sanity/responses", test_responses);
  g_test_add_func ("/sip/sanity/reply", test_reply);

  return g_test_run ();
}
