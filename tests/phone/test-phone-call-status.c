/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a call ended, in words. */

#include "phone-office-calls.h"

#include "phone-private.h"

#include <string.h>

static const char *added; /* a header line of what Bob's side answers, or of the CANCEL to him */

static char *
add_line (const char *message)
{
  const char *rest = strstr (message, "\r\n") + 2;

  return g_strdup_printf ("%.*s%s\r\n%s", (int) (rest - message), message, added, rest);
}

static char *
add_to_refusal (const char *response)
{
  return g_str_has_prefix (response, "SIP/2.0 4") || g_str_has_prefix (response, "SIP/2.0 6") ? add_line (response) : NULL;
}

static char *
add_to_cancel (const char *request)
{
  return g_str_has_prefix (request, "CANCEL") ? add_line (request) : NULL;
}

static PhoneCall *
be_refused (Office *office)
{
  PhoneCall *call = office_call (&office->anna, "bob");

  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  phone_call_say_busy (office_last_call (&office->bob));
  wait_until (phone_call_is_over (call));
  return call;
}

/* RFC 3326: their words stand behind ours, in quotes. */
static void
test_their_words (Office        *office,
                  gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  added = "Reason: SIP;cause=486;text=\"In a meeting until five\"";
  office->exchange->tamper_response = add_to_refusal;
  call = be_refused (office);
  g_assert_cmpstr (phone_call_get_end_text (call), ==, "They are busy. “In a meeting until five”");
}

/* TRUST 3.11: however long and whatever marks are in it. */
static void
test_hostile_words (Office        *office,
                    gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autofree char *much = g_strnfill (3000, 'x');
  g_autofree char *line = g_strdup_printf ("Warning: 399 bob \"\342\200\256%s\"", much);

  added = line;
  office->exchange->tamper_response = add_to_refusal;
  call = be_refused (office);
  g_assert_true (g_str_has_prefix (phone_call_get_end_text (call), "They are busy. “xxx"));
  g_assert_cmpint (g_utf8_strlen (phone_call_get_end_text (call), -1), <, 160);
  g_assert_null (strstr (phone_call_get_end_text (call), "\342\200\256"));
}

/* Another telephone of ours said no for all: nothing was missed. */
static void
test_declined_elsewhere (Office        *office,
                         gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (PhoneCall) at_bob = NULL;

  added = "Reason: SIP;cause=603;text=\"Declined elsewhere\"";
  office->exchange->tamper = add_to_cancel;
  call = office_call (&office->anna, "bob");
  wait_until (office_has_call (&office->bob, PHONE_CALL_STATE_INCOMING));
  at_bob = g_object_ref (office_last_call (&office->bob));
  wait_until (phone_call_get_state (call) == PHONE_CALL_STATE_RINGING);
  phone_call_hang_up (call);
  wait_until (phone_call_is_over (at_bob));
  g_assert_cmpstr (phone_call_get_end_text (at_bob), ==, "Declined on another device.");
  g_assert_cmpint (phone_history_entry_get_kind (office_last_entry (&office->bob)), ==, PHONE_HISTORY_KIND_DECLINED);
}

#define add(name, func) g_test_add ("/phone/call-status/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("their-words", test_their_words);
  add ("hostile-words", test_hostile_words);
  add ("declined-elsewhere", test_declined_elsewhere);
  return g_test_run ();
}
