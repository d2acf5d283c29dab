/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person reads, for every state there is. */

#include "app-closures.h"

#include <locale.h>

static void
test_status_detail (void)
{
  static const struct
  {
    PhoneAccountState state;
    const char *reason;
    guint attempt;
    guint seconds;
    const char *expected;
  } rows[] = {
    { PHONE_ACCOUNT_STATE_OFFLINE, NULL, 0, 0, "Offline" },
    { PHONE_ACCOUNT_STATE_CONNECTING, NULL, 1, 0, "Connecting…" },
    { PHONE_ACCOUNT_STATE_CONNECTING, "The line was cut.", 3, 0, "Connecting…\u00a0· The line was cut\u00a0· Try number 3" },
    { PHONE_ACCOUNT_STATE_WAITING, "The server cannot be found.", 3, 12,
      "Not Connected\u00a0· The server cannot be found\u00a0· Next try in 12 seconds" },
    { PHONE_ACCOUNT_STATE_WAITING, NULL, 3, 1, "Not Connected\u00a0· Next try in 1 second" },
    { PHONE_ACCOUNT_STATE_CONNECTED, NULL, 1, 0, "Connected\u00a0· Signing in…" },
    { PHONE_ACCOUNT_STATE_REGISTERED, NULL, 1, 0, "Ready\u00a0· Calls and messages reach you" },
    { PHONE_ACCOUNT_STATE_REFUSED, "The password is wrong", 1, 0, "Not Signed In\u00a0· The password is wrong" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = app_closures_status_detail (NULL, rows[i].state, rows[i].reason, rows[i].attempt,
                                                          rows[i].seconds);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

/* Not by colour alone: every state has an icon and words of its own. */
static void
test_states_differ (void)
{
  g_autoptr (GHashTable) icons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int state = PHONE_ACCOUNT_STATE_OFFLINE; state <= PHONE_ACCOUNT_STATE_REFUSED; state++)
    {
      g_assert_true (g_hash_table_add (icons, app_closures_status_icon (NULL, (PhoneAccountState) state)));
      g_assert_true (g_hash_table_add (titles, app_closures_status_title (NULL, (PhoneAccountState) state)));
    }
}

static void
test_status_action (void)
{
  static const struct
  {
    PhoneAccountState state;
    const char *label;
    const char *action;
  } rows[] = {
    { PHONE_ACCOUNT_STATE_OFFLINE, "Go Online", "win.try-now" },
    { PHONE_ACCOUNT_STATE_WAITING, "Try Now", "win.try-now" },
    { PHONE_ACCOUNT_STATE_REFUSED, "Edit Account…", "win.edit-account" },
    { PHONE_ACCOUNT_STATE_CONNECTING, NULL, "win.try-now" },
    { PHONE_ACCOUNT_STATE_CONNECTED, NULL, "win.try-now" },
    { PHONE_ACCOUNT_STATE_REGISTERED, NULL, "win.try-now" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *label = app_closures_status_action_label (NULL, rows[i].state);
      g_autofree char *action = app_closures_status_action (NULL, rows[i].state);

      g_assert_cmpstr (label, ==, rows[i].label);
      g_assert_cmpstr (action, ==, rows[i].action);
    }
}

static void
test_status_words (void)
{
  g_autofree char *hint = app_closures_status_hint (NULL, PHONE_ACCOUNT_STATE_WAITING);

  g_assert_cmpstr (hint, ==, "Connection: Not Connected");
  g_assert_true (app_closures_status_needs_words (NULL, PHONE_ACCOUNT_STATE_REGISTERED, FALSE));
  g_assert_false (app_closures_status_needs_words (NULL, PHONE_ACCOUNT_STATE_REGISTERED, TRUE));
  g_assert_true (app_closures_status_needs_words (NULL, PHONE_ACCOUNT_STATE_REFUSED, TRUE));
}

static void
test_call_status (void)
{
  static const struct
  {
    PhoneCallState state;
    guint duration;
    const char *end_text;
    const char *expected;
  } rows[] = {
    { PHONE_CALL_STATE_CALLING, 0, NULL, "Calling…" },
    { PHONE_CALL_STATE_RINGING, 0, NULL, "Ringing…" },
    { PHONE_CALL_STATE_INCOMING, 0, NULL, "Incoming Call" },
    { PHONE_CALL_STATE_CONNECTING, 0, NULL, "Connecting…" },
    { PHONE_CALL_STATE_ACTIVE, 65, NULL, "1:05" },
    { PHONE_CALL_STATE_HELD, 65, NULL, "On Hold · 1:05" },
    { PHONE_CALL_STATE_ENDING, 65, NULL, "Ending…" },
    { PHONE_CALL_STATE_ENDED, 0, NULL, "Call Ended" },
    { PHONE_CALL_STATE_ENDED, 3725, NULL, "Call Ended · 1:02:05" },
    { PHONE_CALL_STATE_ENDED, 0, "They are busy", "They are busy" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = app_closures_call_status (NULL, rows[i].state, rows[i].duration, rows[i].end_text);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_call_states (void)
{
  for (int state = PHONE_CALL_STATE_CALLING; state <= PHONE_CALL_STATE_ENDED; state++)
    {
      PhoneCallState one = (PhoneCallState) state;
      guint faces = (app_closures_call_waits (NULL, one) ? 1U : 0) + (app_closures_call_goes_on (NULL, one) ? 1U : 0)
                    + (app_closures_call_is_over (NULL, one) ? 1U : 0);

      /* The page shows exactly one row of buttons. */
      g_assert_cmpuint (faces, ==, 1);
      g_assert_cmpint (app_closures_call_is_live (NULL, one), !=, app_closures_call_is_over (NULL, one));
    }
  g_assert_true (app_closures_call_has_sound (NULL, PHONE_CALL_STATE_HELD));
  g_assert_false (app_closures_call_has_sound (NULL, PHONE_CALL_STATE_RINGING));
}

static void
test_history (void)
{
  static const struct
  {
    PhoneHistoryKind kind;
    guint duration;
    const char *end_text;
    double mos;
    const char *icon;
    const char *expected;
    const char *shortened; /* NULL: not at all */
  } rows[] = {
    { PHONE_HISTORY_KIND_OUTGOING, 754, NULL, 4.2, "call-outgoing-symbolic", "Outgoing call · 12 min · sounded good",
      "12 min · sounded good" },
    { PHONE_HISTORY_KIND_INCOMING, 3905, NULL, 3.3, "call-incoming-symbolic", "Incoming call · 1 h 5 min · sounded fair",
      "1 h 5 min · sounded fair" },
    { PHONE_HISTORY_KIND_INCOMING, 61, NULL, 1.5, "call-incoming-symbolic", "Incoming call · 1 min · sounded poor",
      "1 min · sounded poor" },
    { PHONE_HISTORY_KIND_INCOMING, 5, NULL, 0, "call-incoming-symbolic", "Incoming call · 5 s", "5 s" },
    { PHONE_HISTORY_KIND_OUTGOING, 0, NULL, 0, "call-outgoing-symbolic", "Outgoing call", NULL },
    { PHONE_HISTORY_KIND_MISSED, 0, NULL, 0, "call-missed-symbolic", "Missed call", NULL },
    { PHONE_HISTORY_KIND_DECLINED, 0, NULL, 0, "call-declined-symbolic", "Declined call", NULL },
    { PHONE_HISTORY_KIND_ELSEWHERE, 0, NULL, 0, "call-elsewhere-symbolic", "Answered on another device", NULL },
    { PHONE_HISTORY_KIND_UNANSWERED, 0, NULL, 0, "call-unanswered-symbolic", "No answer", NULL },
    { PHONE_HISTORY_KIND_UNANSWERED, 0, "They are busy", 0, "call-unanswered-symbolic", "They are busy", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *icon = app_closures_history_icon (NULL, rows[i].kind);
      g_autofree char *text = app_closures_history_text (NULL, rows[i].kind, rows[i].duration, rows[i].end_text,
                                                         rows[i].mos);
      g_autofree char *brief = app_closures_history_short (NULL, rows[i].kind, rows[i].duration, rows[i].end_text,
                                                           rows[i].mos);

      g_assert_cmpstr (icon, ==, rows[i].icon);
      g_assert_cmpstr (text, ==, rows[i].expected);
      g_assert_cmpstr (brief, ==, rows[i].shortened != NULL ? rows[i].shortened : rows[i].expected);
    }
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *uri;
    const char *expected;
  } rows[] = {
    { "sip:bob@example.org", "bob@example.org" },
    { "SIPS:bob@example.org;transport=ws", "bob@example.org" },
    { "sip:bob@example.org?subject=x", "bob@example.org" },
    { "tel:+49-30-1234;phone-context=x", "+49-30-1234" },
    { "bob@example.org", "bob@example.org" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = app_closures_plain_address (rows[i].uri);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_subtitle (void)
{
  g_autofree char *under_name = app_closures_call_subtitle (NULL, "Bob", "sip:bob@example.org");
  g_autofree char *under_address = app_closures_call_subtitle (NULL, "bob@example.org", "sip:bob@example.org");
  g_autofree char *under_nothing = app_closures_call_subtitle (NULL, NULL, NULL);

  g_assert_cmpstr (under_name, ==, "bob@example.org");
  g_assert_null (under_address);
  g_assert_null (under_nothing);
}

/* A number says nothing more when it stands there twice, as people write it and as machines do. */
static void
test_subtitle_of_number (void)
{
  g_autofree char *same = app_closures_call_subtitle (NULL, "030 123456", "+4930123456@sip.example.de");
  g_autofree char *abroad = app_closures_call_subtitle (NULL, "+49 30 123456", "004930123456@sip.example.de");
  g_autofree char *other = app_closures_call_subtitle (NULL, "030 123456", "+4989654321@sip.example.de");
  g_autofree char *person = app_closures_call_subtitle (NULL, "Anna", "+4930123456@sip.example.de");

  g_assert_null (same);
  g_assert_null (abroad);
  g_assert_cmpstr (other, ==, "+4989654321@sip.example.de");
  g_assert_cmpstr (person, ==, "+4930123456@sip.example.de");
}

static void
test_texts (void)
{
  g_autofree char *line = app_closures_first_line (NULL, "  one\ntwo\tthree ");
  g_autofree char *nothing = app_closures_first_line (NULL, NULL);
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *cut = app_closures_first_line (NULL, long_text);
  g_autofree char *few = app_closures_count (NULL, 7);
  g_autofree char *many = app_closures_count (NULL, 100);
  g_autofree char *number = app_closures_name (NULL, "+49 30 1234");
  g_autofree char *name = app_closures_name (NULL, "שירה לוי");
  g_autofree char *nobody = app_closures_name (NULL, NULL);
  g_autofree char *failed = app_closures_not_sent (NULL, "The server cannot be reached.");
  g_autofree char *just_failed = app_closures_not_sent (NULL, NULL);

  g_assert_cmpstr (line, ==, "one two three");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpuint (strlen (cut), ==, 200);
  g_assert_cmpstr (few, ==, "7");
  g_assert_cmpstr (many, ==, "99+");
  g_assert_cmpstr (number, ==, "\u2066+49 30 1234\u2069");
  g_assert_cmpstr (name, ==, "שירה לוי");
  g_assert_cmpstr (nobody, ==, "");
  g_assert_cmpstr (failed, ==, "Not sent. The server cannot be reached.");
  g_assert_cmpstr (just_failed, ==, "Not sent");
}

static void
test_days (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autoptr (GDateTime) before = g_date_time_add_days (now, -3);
  g_autoptr (GDateTime) old = g_date_time_new_local (2001, 2, 3, 4, 5, 0);
  g_autofree char *weekday = g_date_time_format (before, "%A");
  g_autofree char *clock = app_closures_clock (NULL, old);
  g_autofree char *day_now = app_closures_day (NULL, now);
  g_autofree char *day_yesterday = app_closures_day (NULL, yesterday);
  g_autofree char *day_before = app_closures_day (NULL, before);
  g_autofree char *day_old = app_closures_day (NULL, old);
  g_autofree char *moment_now = app_closures_moment (NULL, now);
  g_autofree char *clock_now = app_closures_clock (NULL, now);
  g_autofree char *moment_old = app_closures_moment (NULL, old);

  g_assert_cmpstr (clock, ==, "4:05");
  g_assert_cmpstr (day_now, ==, "Today");
  g_assert_cmpstr (day_yesterday, ==, "Yesterday");
  g_assert_cmpstr (day_before, ==, weekday);
  g_assert_cmpstr (day_old, ==, "3 Feb 2001");
  g_assert_cmpstr (moment_now, ==, clock_now);
  g_assert_cmpstr (moment_old, ==, "3 Feb 2001");
  g_assert_null (app_closures_day (NULL, NULL));
  g_assert_null (app_closures_moment (NULL, NULL));
  g_assert_null (app_closures_clock (NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/closures/status-detail", test_status_detail);
  g_test_add_func ("/app/closures/states-differ", test_states_differ);
  g_test_add_func ("/app/closures/status-action", test_status_action);
  g_test_add_func ("/app/closures/status-words", test_status_words);
  g_test_add_func ("/app/closures/call-status", test_call_status);
  g_test_add_func ("/app/closures/call-states", test_call_states);
  g_test_add_func ("/app/closures/history", test_history);
  g_test_add_func ("/app/closures/addresses", test_addresses);
  g_test_add_func ("/app/closures/subtitle", test_subtitle);
  g_test_add_func ("/app/closures/subtitle-of-number", test_subtitle_of_number);
  g_test_add_func ("/app/closures/texts", test_texts);
  g_test_add_func ("/app/closures/days", test_days);
  return g_test_run ();
}
