/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Behind the one sentence: what a helper wants to know of a connection. */

#include "app-test.h"

#include "app-line-details.h"
#include "phone-trace-private.h"
#include "scripted-phone.h"

typedef struct
{
  Phone *phone;
  PhoneAccount *account;
  GtkWidget *details;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->phone = phone_new (NULL, NULL);
  fixture->account = scripted_account_new ("robin@example.org", FALSE);
  fixture->details = g_object_ref_sink (app_line_details_new (fixture->phone, fixture->account));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->details);
  g_object_unref (fixture->account);
  g_object_unref (fixture->phone);
}

static void
test_up (Fixture       *fixture,
         gconstpointer  data)
{
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_REGISTERED, "Registered");
  scripted_route_set (fixture->account, "sip1.example.org:443", "Secure WebSocket", 24, NULL);

  g_assert_true (app_test_reads (fixture->details, "sip1.example.org:443"));
  g_assert_true (app_test_reads (fixture->details, "Secure WebSocket by IPv6, encrypted"));
  g_assert_true (app_test_reads (fixture->details, "24 ms"));
  g_assert_true (app_test_reads (fixture->details, "own directory names it"));
  g_assert_null (app_test_named (fixture->details, "Look at the Server…"));
}

static void
test_plain (Fixture       *fixture,
            gconstpointer  data)
{
  scripted_route_set (fixture->account, "sip1.example.org:5060", "UDP", 0, NULL);
  g_assert_true (app_test_reads (fixture->details, "UDP, not encrypted"));
  g_assert_true (app_test_reads (fixture->details, "too large for UDP went by TCP"));
  g_assert_false (app_test_reads (fixture->details, " ms"));
}

static void
test_down (Fixture       *fixture,
           gconstpointer  data)
{
  scripted_account_set_waiting (fixture->account, 7, 12);
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_WAITING, "No connection");
  scripted_route_set (fixture->account, "sip1.example.org:443", "Secure WebSocket", 0, "The server does not answer.");

  g_assert_true (app_test_reads (fixture->details, "The server does not answer."));
  g_assert_true (app_test_reads (fixture->details, "7"));
  g_assert_null (app_test_named (fixture->details, "Look at the Server…"));
}

/* A certificate that a person has to judge: the details lead there. */
static void
test_untrusted (Fixture       *fixture,
                gconstpointer  data)
{
  scripted_account_show_certificate (fixture->account, "sha256:00", NULL);
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_REFUSED, "The server could not prove who it is.");
  g_assert_nonnull (app_test_named (fixture->details, "Look at the Server…"));
}

/* W45: what one wants in a hurry is one click away, wherever the account stands. */
static void
test_quiet (Fixture       *fixture,
            gconstpointer  data)
{
  PhonePolicy *policy = phone_account_get_policy (fixture->account);
  GtkWidget *row = app_test_named (fixture->details, "Do Not Disturb");

  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  g_assert_true (phone_policy_get_do_not_disturb (policy));
  phone_policy_set_do_not_disturb (policy, FALSE);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
}

/* The details ask the phone they were given, whatever they stand in. */
static void
test_why (Fixture       *fixture,
          gconstpointer  data)
{
  phone_trace_add (phone_get_trace (fixture->phone), fixture->account, FALSE,
                   "SIP/2.0 404 Not Found\nCSeq: 1 REGISTER\n\n");
  scripted_account_set_state (fixture->account, PHONE_ACCOUNT_STATE_REFUSED, "There is nobody with this address.");
  g_assert_true (app_test_reads (fixture->details, "does not know this account"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/line-details/up", test_up);
  ADD ("/app/line-details/plain", test_plain);
  ADD ("/app/line-details/down", test_down);
  ADD ("/app/line-details/untrusted", test_untrusted);
  ADD ("/app/line-details/quiet", test_quiet);
  ADD ("/app/line-details/why", test_why);
  return g_test_run ();
}
