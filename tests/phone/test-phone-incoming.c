/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What becomes of calls that come in, by what the person decided before; and who calls, as far as it can be known. */

#include "phone-office-calls.h"

#include <string.h>

#include "phone-calm.h"
#include "phone-private.h"

static const char *added; /* a header line of every INVITE to Bob */

static char *
add_line (const char *request)
{
  const char *rest = strstr (request, "\r\n") + 2;

  if (added == NULL || !g_str_has_prefix (request, "INVITE sip:bob"))
    return NULL;
  return g_strdup_printf ("%.*s%s\r\n%s", (int) (rest - request), request, added, rest);
}

static PhonePolicy *
get_policy (World *world)
{
  return phone_account_get_policy (office_account (world));
}

static void
count_cb (Phone     *phone,
          PhoneCall *call,
          guint     *n_calls)
{
  (*n_calls)++;
}

/* RFC 3261 §21.4.18: nothing rings, and the call is among the missed ones. */
static void
test_do_not_disturb (Office        *office,
                     gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  guint n_calls = 0;

  phone_policy_set_do_not_disturb (get_policy (&office->bob), TRUE);
  g_signal_connect (office->bob.phone, "incoming-call", G_CALLBACK (count_cb), &n_calls);
  call = office_call (&office->anna, "bob");
  wait_until (phone_call_is_over (call));
  g_assert_cmpstr (phone_call_get_end_text (call), ==, "They cannot be reached at the moment.");
  g_assert_cmpuint (n_calls, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (office->bob.phone)), ==, 0);
  g_assert_cmpint (phone_history_entry_get_kind (office_last_entry (&office->bob)), ==, PHONE_HISTORY_KIND_MISSED);
  g_assert_cmpstr (phone_history_entry_get_name (office_last_entry (&office->bob)), ==, "Anna");
}

/* Asked of the desktop, it holds for every account, and is over when it is over. */
static void
test_calm (Office        *office,
           gconstpointer  data)
{
  g_autoptr (PhoneCall) refused = NULL;
  g_autoptr (PhoneCall) rings = NULL;
  guint n_calls = 0;

  phone_set_calm (office->bob.phone, TRUE);
  g_signal_connect (office->bob.phone, "incoming-call", G_CALLBACK (count_cb), &n_calls);
  refused = office_call (&office->anna, "bob");
  wait_until (phone_call_is_over (refused));
  g_assert_cmpuint (n_calls, ==, 0);
  g_assert_cmpint (phone_history_entry_get_kind (office_last_entry (&office->bob)), ==, PHONE_HISTORY_KIND_MISSED);
  g_assert_false (phone_policy_get_do_not_disturb (get_policy (&office->bob)));

  phone_set_calm (office->bob.phone, FALSE);
  rings = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  g_assert_cmpuint (n_calls, ==, 1);
}

/* What a server adds when it sees a call go on (RFC 5806). */
static char *
tell_diversion (const char *request)
{
  const char *rest = strstr (request, "\r\n") + 2;

  if (!g_str_has_prefix (request, "INVITE sip:carol"))
    return NULL;
  return g_strdup_printf ("%.*sDiversion: \"Reception\" <sip:bob@office.example>;reason=unconditional\r\n%s",
                          (int) (rest - request), request, rest);
}

/* Anna is asked before her telephone calls Carol, who sees who sent the call on. */
static void
follow_to_carol (Office    *office,
                 PhoneCall *call)
{
  g_autofree char *text = NULL;

  office->exchange->tamper = tell_diversion;
  wait_until (office_request (&office->anna) != NULL);
  g_assert_cmpint (phone_request_get_kind (office_request (&office->anna)), ==, PHONE_REQUEST_KIND_REDIRECT);
  phone_request_accept (office_request (&office->anna));
  wait_until (office_has_call (&office->carol, PHONE_CALL_STATE_INCOMING));
  text = phone_call_dup_diversion_text (office_last_call (&office->carol));
  g_assert_cmpstr (text, ==, "Forwarded by Reception");
  phone_call_answer_async (office_last_call (&office->carol), NULL, NULL, NULL);
  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_ACTIVE);
}

static void
test_forward_always (Office        *office,
                     gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  PhoneHistoryEntry *entry;

  phone_policy_set_forward (get_policy (&office->bob), PHONE_FORWARD_ALWAYS, "carol");
  call = office_call (&office->anna, "bob");
  follow_to_carol (office, call);
  entry = office_last_entry (&office->bob);
  g_assert_cmpint (phone_history_entry_get_kind (entry), ==, PHONE_HISTORY_KIND_ELSEWHERE);
  g_assert_true (g_str_has_prefix (phone_history_entry_get_end_text (entry), "Sent on to carol@"));
  phone_call_hang_up (office_last_call (&office->carol));
  wait_until (phone_call_is_over (call) && office_last_entry (&office->carol) != NULL);
  g_assert_cmpstr (phone_history_entry_get_diverted_by (office_last_entry (&office->carol)), ==, "Reception");
}

static void
test_forward_busy (Office        *office,
                   gconstpointer  data)
{
  g_autoptr (PhoneCall) talk = NULL;
  g_autoptr (PhoneCall) call = NULL;

  phone_policy_set_forward (get_policy (&office->bob), PHONE_FORWARD_BUSY, "carol");
  talk = office_talk (&office->bob, &office->anna, "anna");
  call = office_call (&office->anna, "bob");
  follow_to_carol (office, call);
}

static void
test_forward_no_answer (Office        *office,
                        gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  phone_policy_set_forward (get_policy (&office->bob), PHONE_FORWARD_NO_ANSWER, "carol");
  phone_policy_set_no_answer_s (get_policy (&office->bob), 1);
  call = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  follow_to_carol (office, call);
  g_assert_cmpint (phone_history_entry_get_kind (office_last_entry (&office->bob)), ==, PHONE_HISTORY_KIND_ELSEWHERE);
}

/* A target that is no address, or oneself, leads nowhere: it rings. */
static void
test_forward_nowhere (Office        *office,
                      gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  phone_policy_set_forward (get_policy (&office->bob), PHONE_FORWARD_ALWAYS, "bob");
  call = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  phone_call_hang_up (call);
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_ENDED));
  phone_policy_set_forward (get_policy (&office->bob), PHONE_FORWARD_ALWAYS, "@@");
  phone_call (office->anna.phone, NULL, "bob", NULL);
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
}

/* TRUST 3.10: only for who is named, only when they ask, after a tone, and muted. */
static void
test_answers_itself (Office        *office,
                     gconstpointer  data)
{
  static const char *const allowed[] = { "carol", "anna", NULL };
  g_autoptr (PhoneCall) plain = NULL;
  g_autoptr (PhoneCall) call = NULL;
  PhoneCall *theirs;

  phone_policy_set_auto_answer (get_policy (&office->bob), allowed);
  plain = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  g_assert_false (phone_call_answers_itself (office_last_call (&office->bob)));
  phone_call_hang_up (plain);
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_ENDED));

  office->exchange->tamper = add_line;
  added = "Answer-Mode: Auto";
  call = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  theirs = office_last_call (&office->bob);
  g_assert_true (phone_call_answers_itself (theirs));
  g_assert_cmpint (media_tones_get_tone (office->bob.phone->tones), ==, MEDIA_TONE_WAITING);
  wait_until (phone_call_get_state (theirs) == PHONE_CALL_STATE_ACTIVE);
  g_assert_true (phone_call_is_muted (theirs));
}

/* TRUST 3.10: whoever is called by us meanwhile is not put on hold by a machine; the intercom has become a call that rings. */
static void
test_talk_comes_first (Office        *office,
                       gconstpointer  data)
{
  static const char *const allowed[] = { "anna", NULL };
  g_autoptr (PhoneCall) intercom = NULL;
  g_autoptr (PhoneCall) own = NULL;
  PhoneCall *theirs;

  phone_policy_set_auto_answer (get_policy (&office->bob), allowed);
  office->exchange->tamper = add_line;
  added = "Answer-Mode: Auto";
  intercom = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  theirs = office_last_call (&office->bob);
  g_assert_true (phone_call_answers_itself (theirs));
  own = office_call (&office->bob, "carol");
  g_assert_false (phone_call_answers_itself (theirs));
  g_assert_cmpuint (theirs->answer_timer, ==, 0);
  wait_until (office_has_call (&office->carol, PHONE_CALL_STATE_INCOMING));
  g_assert_cmpint (phone_call_get_state (theirs), ==, PHONE_CALL_STATE_INCOMING);
  added = NULL;
}

/* Anna's telephone says that it is the gate's. */
static char *
lie (const char *request)
{
  const char *from = strstr (request, "\r\nFrom: ");
  const char *uri = from != NULL ? strstr (from, "<sip:") : NULL;
  g_autofree char *text = NULL;

  if (uri == NULL || !g_str_has_prefix (request, "INVITE sip:bob"))
    return NULL;

  text = g_strdup_printf ("%.*s<sip:gate@elsewhere.example%s", (int) (uri - request), request, strchr (uri, '>'));
  return add_line (text);
}

/* TRUST 3.10: who is of another domain is whom our server says they are, or rings. */
static void
test_lies_ring (Office        *office,
                gconstpointer  data)
{
  static const char *const allowed[] = { "gate@elsewhere.example", NULL };
  g_autoptr (PhoneCall) lying = NULL;
  g_autoptr (PhoneCall) asserted = NULL;

  phone_policy_set_auto_answer (get_policy (&office->bob), allowed);
  office->exchange->tamper = lie;
  added = "Answer-Mode: Auto";
  lying = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  g_assert_cmpstr (phone_call_get_remote_address (office_last_call (&office->bob)), ==, "gate@elsewhere.example");
  g_assert_false (phone_call_answers_itself (office_last_call (&office->bob)));
  phone_call_hang_up (lying);
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_ENDED));

  added = "Answer-Mode: Auto\r\nP-Asserted-Identity: <sip:gate@elsewhere.example>";
  asserted = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  g_assert_true (phone_call_answers_itself (office_last_call (&office->bob)));
}

static void
test_strangers_ring (Office        *office,
                     gconstpointer  data)
{
  static const char *const allowed[] = { "carol", NULL };
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (PhoneCall) bold = NULL;

  phone_policy_set_auto_answer (get_policy (&office->bob), allowed);
  office->exchange->tamper = add_line;
  added = "Alert-Info: <http://example.org>;info=alert-autoanswer";
  call = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  g_assert_false (phone_call_answers_itself (office_last_call (&office->bob)));
  phone_call_hang_up (call);
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_ENDED));
  added = "Answer-Mode: Auto;require";
  bold = office_call (&office->anna, "bob");
  wait_until (phone_call_is_over (bold));
  g_assert_cmpstr (phone_call_get_end_text (bold), ==, "The server does not allow this.");
}

/* RFC 3323, 5079. */
static void
test_anonymous (Office        *office,
                gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (PhoneCall) refused = NULL;

  phone_policy_set_anonymous (get_policy (&office->anna), TRUE);
  call = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  g_assert_true (phone_call_is_anonymous (office_last_call (&office->bob)));
  g_assert_cmpstr (phone_call_get_remote_name (office_last_call (&office->bob)), ==, "Anonymous");
  g_assert_null (strstr (phone_call_get_remote_address (office_last_call (&office->bob)), "anna"));
  phone_call_hang_up (call);
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_ENDED));

  phone_policy_set_refuse_anonymous (get_policy (&office->bob), TRUE);
  refused = office_call (&office->anna, "bob");
  wait_until (phone_call_is_over (refused));
  g_assert_cmpstr (phone_call_get_end_text (refused), ==,
                   "They take no calls from people who do not say who they are.");
}

/* RFC 3325 §5: the server's word, where the person takes it. */
static void
test_asserted (Office        *office,
               gconstpointer  data)
{
  for (guint trust = 0; trust < 2; trust++)
    {
      g_autoptr (PhoneCall) call = NULL;

      phone_policy_set_trust_identity (get_policy (&office->bob), trust == 0);
      office->exchange->tamper = add_line;
      added = "P-Asserted-Identity: \"Reception\" <sip:desk@office.example>";
      call = office_call (&office->anna, "bob");
      wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
      g_assert_cmpint (phone_call_is_asserted (office_last_call (&office->bob)), ==, trust == 0);
      g_assert_cmpstr (phone_call_get_remote_name (office_last_call (&office->bob)), ==, trust == 0 ? "Reception" : "Anna");
      phone_call_hang_up (call);
      wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_ENDED));
    }
}

/* 302 by hand. */
static void
test_send_on (Office        *office,
              gconstpointer  data)
{
  g_autoptr (PhoneCall) call = office_call (&office->anna, "bob");
  g_autoptr (GError) error = NULL;

  g_assert_false (phone_call_send_on (call, "carol", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  g_assert_false (phone_call_send_on (office_last_call (&office->bob), "@@", &error));
  g_assert_error (error, PHONE_ERROR, PHONE_ERROR_BAD_TARGET);
  g_clear_error (&error);
  g_assert_true (phone_call_send_on (office_last_call (&office->bob), "carol", &error));
  g_assert_no_error (error);
  follow_to_carol (office, call);
}

#define add(name, func) g_test_add ("/phone/incoming/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("do-not-disturb", test_do_not_disturb);
  add ("calm", test_calm);
  add ("forward-always", test_forward_always);
  add ("forward-busy", test_forward_busy);
  add ("forward-no-answer", test_forward_no_answer);
  add ("forward-nowhere", test_forward_nowhere);
  add ("answers-itself", test_answers_itself);
  add ("talk-comes-first", test_talk_comes_first);
  add ("strangers-ring", test_strangers_ring);
  add ("lies-ring", test_lies_ring);
  add ("anonymous", test_anonymous);
  add ("asserted", test_asserted);
  add ("send-on", test_send_on);
  return g_test_run ();
}
