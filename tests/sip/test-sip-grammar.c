/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Right and wrong values for each way in which header values are written. */

#include "sip-grammar.h"

#include <string.h>

static const struct
{
  SipGrammar  grammar;
  const char *good[8];
  const char *bad[12];
} rows[] = {
  { SIP_GRAMMAR_TEXT, { "", "anything, really; \"even", "я", "tab\there" }, { "bell\a", "del\177", "esc\033[31m" } },
  { SIP_GRAMMAR_TOKEN, { "active;expires=60", "dialog", "presence;id=\"x y\"", "session ; handling=optional" },
    { "", "two words", "a;", "a;=", "(", "a,b" } },
  { SIP_GRAMMAR_TOKEN_LIST, { "100rel", "gzip;q=1.0", "*", "SIP;cause=200;text=\"Call completed elsewhere\"" },
    { "", "a b", ";q=1" } },
  { SIP_GRAMMAR_FEATURE_LIST, { "*;audio;methods=\"INVITE,BYE\"", "*" }, { "", ";audio" } },
  { SIP_GRAMMAR_MEDIA, { "application/sdp", "multipart/mixed;boundary=\"a b\"", "text / plain ; charset=UTF-8" },
    { "", "text", "text/", "/plain", "text/plain;", "text plain", "text/plain x" } },
  { SIP_GRAMMAR_MEDIA_LIST, { "*/*", "application/*;q=0.2", "text/html;level=1" }, { "", "*", "text" } },
  { SIP_GRAMMAR_ADDRESS, { "sip:a@b", "\"x\" <sip:a@b>;tag=1", "<tel:+1>" }, { "", "*", "alice", "<sip:a@b" } },
  { SIP_GRAMMAR_ADDRESS_LIST, { "<sip:a@b;lr>", "<http://www.example.com/sounds/moo.wav>" }, { "", "*" } },
  { SIP_GRAMMAR_CONTACT_LIST, { "*", "<sip:a@b>;expires=3600", "sip:a@b;q=0.5" }, { "", "**", "*;x" } },
  { SIP_GRAMMAR_VIA_LIST, { "SIP/2.0/UDP h;branch=z9hG4bKx" }, { "", "SIP/2.0/UDP", "h" } },
  { SIP_GRAMMAR_NUMBER, { "0", "4294967295", "007" }, { "", "-1", "4294967296", "1 2", "1;x", "x", "1.5" } },
  { SIP_GRAMMAR_HOPS, { "70", "0068", "255", "300", "99999999999999999999" }, { "", "-1", "x", "7 0" } },
  { SIP_GRAMMAR_SECONDS,
    { "3600", "120 (I'm in a meeting)", "18000;duration=3600", "1800;refresher=uac", "99999999999999999999",
      "60 (a (nested) \\) one);x" },
    { "", "x", "-1", "60 (no end", "60;", "60 x", "1.5", "60 (\\)" } },
  { SIP_GRAMMAR_CALL_ID, { "a84b4c76e66710", "f81d4fae-7dec@foo.bar", "word%ZK-!.*_+'@word`~)(><:\\/\"][?}{", "a=b==" },
    { "", "a b", "a;b", "я", "a\001" } },
  { SIP_GRAMMAR_CALL_ID_LIST, { "70710@saturn.bell-tel.com" }, { "", "a b" } },
  { SIP_GRAMMAR_CSEQ, { "1 INVITE", "0009   INVITE", "4294967295 BYE", "1\tX" },
    { "", "1", "INVITE", "1INVITE", "-1 INVITE", "4294967296 INVITE", "36893488147419103232 REGISTER", "1 IN VITE",
      "1 ", "1 <" } },
  { SIP_GRAMMAR_RACK, { "776656 1 INVITE", "1  2  X" }, { "", "1 INVITE", "1 2", "4294967296 1 INVITE", "1 x INVITE" } },
  { SIP_GRAMMAR_DIALOG,
    { "98732@sip.billybiggs.com;from-tag=r33th4x0r;to-tag=ff87ff", "a;early-only;to-tag=1;from-tag=2" },
    { "", ";to-tag=1", "a b;to-tag=1", "a;", "a;to-tag=" } },
  { SIP_GRAMMAR_AUTH,
    { "Digest realm=\"atlanta.com\", nonce=\"f84f\", algorithm=MD5", "NoOneKnowsThisScheme opaque-data=here",
      "Bearer abc/def==", "Digest username=\"a\\\"b\",realm=\"x,y\" , nc=00000001" },
    { "", "Digest", "Digest ", "Digest realm", "Digest realm=", "Digest realm=\"x", "Digest a=b,", "Digest a=b c=d",
      "=x y" } },
  { SIP_GRAMMAR_AUTH_PARAMS, { "nextnonce=\"47364c\"", "qop=auth, rspauth=\"5f\", nc=00000001" },
    { "", "nextnonce", "a=b,,c=d" } },
  { SIP_GRAMMAR_DATE, { "Sat, 13 Nov 2010 23:29:00 GMT", "Sat, 15 Oct 2005 04:44:56 GMT" },
    { "", "Fri, 01 Jan 2010 16:00:00 EST", "13 Nov 2010", "Sat, 13 Nov 2010 23:29 GMT",
      "Sat, 1x Nov 2010 23:29:00 GMT" } },
  { SIP_GRAMMAR_TIMESTAMP, { "54", "54.321 0.5", "0" }, { "", ".5", "x", "1e5", "-1" } },
  { SIP_GRAMMAR_PRIVACY, { "none", "id;header", "session ; critical" }, { "", "id;", "id header", ";" } },
  { SIP_GRAMMAR_WARNING_LIST, { "307 isi.edu \"Session parameter 'foo' not understood\"", "399 [::1]:5060 \"\"" },
    { "", "1812 overture \"In Progress\"", "307 isi.edu", "307 \"x\"", "307 isi.edu x", "307 isi.edu \"x\" y" } },
};

static void
test_values (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      for (gsize n = 0; n < G_N_ELEMENTS (rows[i].good) && rows[i].good[n] != NULL; n++)
        {
          g_test_message ("grammar %d: %s", (int) rows[i].grammar, rows[i].good[n]);
          g_assert_cmpstr (sip_grammar_find_fault (rows[i].grammar, sip_slice (rows[i].good[n], -1)), ==, NULL);
        }
      for (gsize n = 0; n < G_N_ELEMENTS (rows[i].bad) && rows[i].bad[n] != NULL; n++)
        {
          g_test_message ("grammar %d: not %s", (int) rows[i].grammar, rows[i].bad[n]);
          g_assert_nonnull (sip_grammar_find_fault (rows[i].grammar, sip_slice (rows[i].bad[n], -1)));
        }
    }
}

/* No grammar reads past its value: each prefix of each good value lies in a block of its own. */
static void
test_prefixes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize n = 0; n < G_N_ELEMENTS (rows[i].good) && rows[i].good[n] != NULL; n++)
      for (gsize length = 1; length <= strlen (rows[i].good[n]); length++)
        {
          g_autofree char *octets = g_memdup2 (rows[i].good[n], length);

          sip_grammar_find_fault (rows[i].grammar, (SipSlice) { octets, length });
        }
}

static void
test_numbers (void)
{
  static const struct
  {
    SipGrammar  grammar;
    const char *text;
    gboolean    good;
    guint32     number;
  } numbers[] = {
    { SIP_GRAMMAR_NUMBER, "17", TRUE, 17 },
    { SIP_GRAMMAR_NUMBER, "4294967296", FALSE, 0 },
    { SIP_GRAMMAR_SECONDS, "280297596632815", TRUE, G_MAXUINT32 },
    { SIP_GRAMMAR_SECONDS, "120 (I'm in a meeting)", TRUE, 120 },
    { SIP_GRAMMAR_SECONDS, "1800;refresher=uas", TRUE, 1800 },
    { SIP_GRAMMAR_SECONDS, "1800;", FALSE, 0 },
    { SIP_GRAMMAR_HOPS, "0068", TRUE, 68 },
    { SIP_GRAMMAR_HOPS, "300", TRUE, 255 },
    { SIP_GRAMMAR_TEXT, "60", TRUE, 60 },
    { SIP_GRAMMAR_TEXT, "x", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      guint32 number = 0;

      g_test_message ("%s", numbers[i].text);
      g_assert_cmpint (sip_grammar_read_number (numbers[i].grammar, sip_slice (numbers[i].text, -1), &number), ==,
                       numbers[i].good);
      g_assert_cmpuint (number, ==, numbers[i].number);
    }
}

static void
test_lists (void)
{
  g_assert_true (sip_grammar_is_list (SIP_GRAMMAR_VIA_LIST));
  g_assert_false (sip_grammar_is_list (SIP_GRAMMAR_AUTH));
  g_assert_true (sip_grammar_may_be_empty (SIP_GRAMMAR_TOKEN_LIST));
  g_assert_true (sip_grammar_may_be_empty (SIP_GRAMMAR_TEXT));
  g_assert_false (sip_grammar_may_be_empty (SIP_GRAMMAR_CONTACT_LIST));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/grammar/values", test_values);
  g_test_add_func ("/sip/grammar/prefixes", test_prefixes);
  g_test_add_func ("/sip/grammar/numbers", test_numbers);
  g_test_add_func ("/sip/grammar/lists", test_lists);

  return g_test_run ();
}
