/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A trace for strangers: nobody is named in it, and it still says what it said. */

#include "phone-trace-mask.h"

#include <string.h>

#include "phone-why.h"

#define HEAD "10:00:00.000001 >>> udp anna@verein.example.org\n"
#define CAME "10:00:00.000002 <<< udp anna@verein.example.org\n"

/* Neither in an address, nor in a header, nor in a description, nor in what was written. */
static void
test_nobody_is_named (void)
{
  static const char *const secrets[] = { "anna", "Anna", "bob", "Bob", "verein", "Robert", "4930123456", "203.0.113.77",
                                         "192.168.1.44", "2a02:8109", "Dear", "Party", "fritz", NULL };
  g_autofree char *masked = phone_trace_mask (
    HEAD "INVITE sip:bob@verein.example.org SIP/2.0\r\n"
         "Via: SIP/2.0/UDP 192.168.1.44:5060;branch=z9hG4bK1;received=203.0.113.77;rport=40000\r\n"
         "From: \"Anna Fischer\" <sip:anna@verein.example.org>;tag=1\r\n"
         "To: Robert Bob <sip:bob@verein.example.org>\r\n"
         "Contact: <sip:anna@[2a02:8109::7]:5060;transport=udp>\r\n"
         "P-Asserted-Identity: <tel:+4930123456>\r\n"
         "Refer-To: <sip:fritz@verein.example.org?Replaces=a%40192.168.1.44%3Bto-tag%3D1>\r\n"
         "Subject: Party\r\n"
         "Call-ID: abc@192.168.1.44\r\n"
         "Content-Type: application/sdp\r\n\r\n"
         "v=0\r\no=anna 1 1 IN IP4 192.168.1.44\r\ns=Party\r\nc=IN IP4 192.168.1.44\r\n"
         "a=candidate:1 1 UDP 1 203.0.113.77 4000 typ srflx raddr 192.168.1.44 rport 4000\r\n"
         "a=candidate:2 1 UDP 1 2a02:8109::7 4000 typ host\r\n\n"
         HEAD "MESSAGE sip:bob@verein.example.org SIP/2.0\r\nContent-Type: text/plain\r\n\r\nDear Bob\r\n\n");

  for (guint i = 0; secrets[i] != NULL; i++)
    {
      if (strstr (masked, secrets[i]) != NULL)
        g_error ("“%s” in:\n%s", secrets[i], masked);
    }
}

/* What was the same is the same, and what kind of thing it was can be seen. */
static void
test_stays_readable (void)
{
  g_autofree char *masked =
    phone_trace_mask (HEAD "REGISTER sip:verein.example.org SIP/2.0\n"
                           "Via: SIP/2.0/UDP 192.168.1.44:5060;branch=z9hG4bK1\n"
                           "From: <sip:anna@verein.example.org>;tag=1\n"
                           "To: <sip:ANNA@verein.example.org>\n"
                           "User-Agent: Earshot 1.2.3\n"
                           "Authorization: [redacted]\n\n\n"
                      CAME "SIP/2.0 200 OK\nVia: SIP/2.0/UDP 192.168.1.44:5060;branch=z9hG4bK1;received=127.0.0.1\n\n\n");

  g_assert_cmpstr (masked, ==,
                   "10:00:00.000001 >>> udp person-1@host-1.example\n"
                   "REGISTER sip:host-1.example SIP/2.0\n"
                   "Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1\n"
                   "From: <sip:person-1@host-1.example>;tag=1\n"
                   "To: <sip:person-1@host-1.example>\n"
                   "User-Agent: Earshot 1.2.3\n"
                   "Authorization: [redacted]\n\n\n"
                   "10:00:00.000002 <<< udp person-1@host-1.example\n"
                   "SIP/2.0 200 OK\nVia: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;received=127.0.0.1\n\n\n");
}

/* The reason of a failure is found in it as it was in the trace itself. */
static void
test_still_says_why (void)
{
  static const struct
  {
    const char *rule;
    PhoneWhySubject subject;
    const char *trace;
  } rows[] = {
    { "router-rewrites", PHONE_WHY_REGISTRATION,
      HEAD "REGISTER sip:example.org SIP/2.0\nVia: SIP/2.0/UDP 192.168.1.4:5060;branch=z9hG4bK1\nCSeq: 1 REGISTER\n\n\n" CAME
           "SIP/2.0 403 No\nVia: SIP/2.0/UDP 203.0.113.9:5060;branch=z9hG4bK1\nCSeq: 1 REGISTER\n\n\n" },
    { "their-address-is-inside", PHONE_WHY_CALL_OUT,
      CAME "SIP/2.0 200 OK\nCSeq: 1 INVITE\nContent-Type: application/sdp\n\nv=0\nc=IN IP4 192.168.1.20\n\n"
           "10:00:09.000002 *** udp anna@verein.example.org\nsound-verdict cause=nothing-arrives\n\n" },
    { "nobody-there", PHONE_WHY_MESSAGE,
      CAME "SIP/2.0 404 Not Found\nCSeq: 1 MESSAGE\nTo: <sip:bob@verein.example.org>\n\n\n" },
    { "anonymous-not-allowed", PHONE_WHY_CALL_OUT,
      HEAD "INVITE sip:bob@example.org SIP/2.0\nFrom: \"Anonymous\" <sip:anonymous@anonymous.invalid>\nCSeq: 1 INVITE\n\n\n" CAME
           "SIP/2.0 403 Forbidden\nCSeq: 1 INVITE\n\n\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *masked = phone_trace_mask (rows[i].trace);
      g_autoptr (PhoneWhy) why = phone_why_new_for_text (masked, rows[i].subject);

      g_test_message ("%s", masked);
      g_assert_nonnull (why);
      g_assert_cmpstr (phone_why_get_rule (why), ==, rows[i].rule);
    }
}

/* Whatever it is given. */
static void
test_nonsense (void)
{
  static const char *const texts[] = { "", "nonsense", HEAD, HEAD "\xff\xfe@\xff", HEAD "sip:[[[:::@@@]]]%40%40<<<\"",
                                       HEAD "a=::::::::1.2.3.4.5.6" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *masked = phone_trace_mask (texts[i]);

      g_assert_true (g_utf8_validate (masked, -1, NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/trace-mask/nobody-is-named", test_nobody_is_named);
  g_test_add_func ("/phone/trace-mask/stays-readable", test_stays_readable);
  g_test_add_func ("/phone/trace-mask/still-says-why", test_still_says_why);
  g_test_add_func ("/phone/trace-mask/nonsense", test_nonsense);
  return g_test_run ();
}
