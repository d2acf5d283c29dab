/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One thing and all that was said about it: what is drawn, and how it is said to have ended. */

#include "phone-ladders.h"

#include "phone-trace-read.h"

#define SENT "10:00:00.000001 >>> udp anna@example.org\n"
#define CAME "10:00:01.000001 <<< udp anna@example.org\n"
#define NOTE "10:00:02.000001 *** udp anna@example.org\n"
#define REST "Call-ID: 1\nFrom: <sip:anna@example.org>\nTo: \"Bob\" <sip:bob@example.org;x=1>\nCSeq: 1 "

#define INVITE SENT "INVITE sip:bob@example.org SIP/2.0\n" REST "INVITE\n\n\n"
#define REGISTER SENT "REGISTER sip:example.org SIP/2.0\n" REST "REGISTER\n\n\n"
#define MESSAGE SENT "MESSAGE sip:bob@example.org SIP/2.0\n" REST "MESSAGE\n\n\n"
#define ANSWER(words, method) CAME "SIP/2.0 " words "\n" REST method "\n\n\n"
#define BYE SENT "BYE sip:bob@example.org SIP/2.0\n" REST "BYE\n\n\n"

static PhoneLadder *
read_ladder (const char *text)
{
  g_autoptr (GListModel) trace = phone_trace_read (text);
  g_autoptr (PhoneLadders) ladders = phone_ladders_new (trace);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (ladders)), ==, 1);
  return g_list_model_get_item (G_LIST_MODEL (ladders), 0);
}

static void
test_outcomes (void)
{
  static const struct
  {
    const char *trace;
    PhoneLadderKind kind;
    gboolean failed;
    const char *outcome;
    const char *rule; /* NULL: nobody asks why */
  } rows[] = {
    { INVITE, PHONE_LADDER_KIND_CALL, FALSE, "", NULL },
    { INVITE INVITE INVITE INVITE INVITE, PHONE_LADDER_KIND_CALL, TRUE, "no answer", "nothing-comes-back" },
    { INVITE ANSWER ("180 Ringing", "INVITE"), PHONE_LADDER_KIND_CALL, FALSE, "", NULL },
    { INVITE ANSWER ("200 OK", "INVITE") BYE, PHONE_LADDER_KIND_CALL, FALSE, "200 OK", NULL },
    { INVITE ANSWER ("486 Busy Here", "INVITE"), PHONE_LADDER_KIND_CALL, FALSE, "486 Busy Here", NULL },
    { INVITE ANSWER ("404 Not Found", "INVITE"), PHONE_LADDER_KIND_CALL, TRUE, "404 Not Found", "nobody-there" },
    { INVITE ANSWER ("200 OK", "INVITE") ANSWER ("488 No", "INVITE"), PHONE_LADDER_KIND_CALL, FALSE, "200 OK", NULL },
    { INVITE ANSWER ("200 OK", "INVITE") NOTE "sound-verdict cause=not-heard call=1\n\n", PHONE_LADDER_KIND_CALL, TRUE,
      "sound verdict: not heard", "not-heard" },
    { REGISTER ANSWER ("401 Unauthorized", "REGISTER") REGISTER "x\n", PHONE_LADDER_KIND_REGISTRATION, FALSE, "", NULL },
    { REGISTER ANSWER ("403 Forbidden", "REGISTER"), PHONE_LADDER_KIND_REGISTRATION, TRUE, "403 Forbidden", "account-blocked" },
    { NOTE "line-failed cause=timeout\n\n", PHONE_LADDER_KIND_REGISTRATION, TRUE, "line failed: timeout", "server-silent" },
    { NOTE "line-failed cause=timeout\n\n" REGISTER ANSWER ("200 OK", "REGISTER"), PHONE_LADDER_KIND_REGISTRATION, FALSE,
      "200 OK", NULL },
    { MESSAGE ANSWER ("202 Accepted", "MESSAGE"), PHONE_LADDER_KIND_MESSAGE, FALSE, "202 Accepted", NULL },
    { MESSAGE ANSWER ("415 No", "MESSAGE"), PHONE_LADDER_KIND_MESSAGE, TRUE, "415 No", "cannot-read-it" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PhoneLadder) ladder = read_ladder (rows[i].trace);
      g_autoptr (PhoneWhy) why = phone_ladder_find_why (ladder);

      g_test_message ("%s", rows[i].trace);
      g_assert_cmpint (phone_ladder_get_kind (ladder), ==, rows[i].kind);
      g_assert_cmpstr (phone_ladder_get_outcome (ladder), ==, rows[i].outcome);
      g_assert_true (phone_ladder_has_failed (ladder) == rows[i].failed);
      g_assert_cmpstr (why != NULL ? phone_why_get_rule (why) : NULL, ==, rows[i].rule);
    }
}

/* What was said again is counted; who spoke can be seen, and read aloud. */
static void
test_rungs (void)
{
  g_autoptr (PhoneLadder) ladder = read_ladder (INVITE INVITE INVITE ANSWER ("180 Ringing", "INVITE")
                                                  NOTE "sound-failed cause=device call=1\n\n");
  g_autoptr (PhoneRung) first = g_list_model_get_item (G_LIST_MODEL (ladder), 0);
  g_autoptr (PhoneRung) second = g_list_model_get_item (G_LIST_MODEL (ladder), 1);
  g_autoptr (PhoneRung) third = g_list_model_get_item (G_LIST_MODEL (ladder), 2);
  g_autofree char *name = phone_rung_dup_name (first);
  g_autofree char *heard = phone_rung_dup_name (second);
  g_autofree char *noted = phone_rung_dup_name (third);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (ladder)), ==, 3);
  g_assert_cmpstr (name, ==, "10:00:00: sent: INVITE, 3 times");
  g_assert_cmpstr (heard, ==, "10:00:01: received: 180 Ringing");
  g_assert_cmpstr (noted, ==, "10:00:02: noted: sound failed: device");
  g_assert_cmpint (phone_rung_get_from (first), ==, PHONE_LIFELINE_US);
  g_assert_cmpint (phone_rung_get_to (first), ==, PHONE_LIFELINE_SERVER);
  g_assert_cmpint (phone_rung_get_from (second), ==, PHONE_LIFELINE_SERVER);
  g_assert_cmpint (phone_rung_get_to (third), ==, PHONE_LIFELINE_SOUND);
  g_assert_false (phone_rung_is_failure (second));
  g_assert_true (phone_rung_is_failure (third));
  g_assert_true (phone_ladder_has_sound (ladder));
}

static void
test_about (void)
{
  g_autoptr (PhoneLadder) ladder = read_ladder (INVITE INVITE);
  g_autofree char *text = phone_ladder_dup_text (ladder);

  g_assert_cmpstr (phone_ladder_get_account (ladder), ==, "anna@example.org");
  g_assert_cmpstr (phone_ladder_get_peer (ladder), ==, "bob@example.org");
  g_assert_true (phone_ladder_matches (ladder, "BOB@"));
  g_assert_false (phone_ladder_matches (ladder, "carol"));
  g_assert_cmpstr (text, ==, INVITE INVITE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/ladder/outcomes", test_outcomes);
  g_test_add_func ("/phone/ladder/rungs", test_rungs);
  g_test_add_func ("/phone/ladder/about", test_about);
  return g_test_run ();
}
