/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How far it is to be believed who calls. */

#include "app-call-marks.h"

#include "app-call-page.h"
#include "app-incoming-dialog.h"
#include "app-test.h"
#include "scripted-people.h"
#include "scripted-several.h"

/* Somebody calls; what the dialog says of them, it says on the page of the call as well. */
static void
check_marks (gboolean    anonymous,
             gboolean    asserted,
             const char *diversion,
             const char *expected)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhoneCall *call;
  AppTest test;

  scripted_people_fill (phone);
  call = scripted_call_new (phone_get_default_account (phone), "Bank", "bank@anonymous.invalid", TRUE);
  scripted_call_set_caller (call, anonymous, asserted);
  scripted_several_divert (call, diversion);
  app_test_open (&test, phone);
  scripted_phone_add_call (phone, call);
  app_test_settle ();
  g_assert_true (app_test_reads (app_test_find (test.window, APP_TYPE_INCOMING_DIALOG), expected));
  g_assert_cmpint (app_test_reads (test.window, "Not verified"), ==, !anonymous && !asserted);
  /* The address of those who have none helps nobody. */
  g_assert_false (app_test_reads (test.window, "anonymous.invalid"));
  app_test_press (app_test_find (test.window, APP_TYPE_INCOMING_DIALOG), "Answer");
  g_assert_true (app_test_reads (app_test_find (test.window, APP_TYPE_CALL_PAGE), expected));
  scripted_phone_remove_call (phone, call);
  g_clear_object (&phone);
  app_test_close (&test);
  g_assert_finalize_object (call);
}

static void
test_incoming (void)
{
  check_marks (FALSE, FALSE, NULL, "Not verified");
  check_marks (FALSE, TRUE, NULL, "Verified by your server");
  check_marks (TRUE, FALSE, NULL, "Does not say who they are");
  check_marks (FALSE, TRUE, "Forwarded by Reception", "Forwarded by Reception");
}

/* Whom one calls oneself one knows, and in the practice exchange nobody is in doubt. */
static void
test_nothing_to_say (void)
{
  g_autoptr (PhoneAccount) account = scripted_account_new ("robin@example.org", FALSE);
  g_autoptr (PhoneAccount) practice = scripted_account_new ("you@practice.invalid", TRUE);
  g_autoptr (PhoneCall) out = scripted_call_new (account, "Bank", "bank@example.org", FALSE);
  g_autoptr (PhoneCall) in = scripted_call_new (practice, "Echo", "echo@practice.invalid", TRUE);
  PhoneCall *calls[] = { out, in };

  for (gsize n = 0; n < G_N_ELEMENTS (calls); n++)
    {
      GtkWidget *marks = g_object_ref_sink (g_object_new (APP_TYPE_CALL_MARKS, "call", calls[n], NULL));

      g_assert_false (gtk_widget_get_visible (marks));
      g_assert_finalize_object (marks);
    }
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/call-marks/incoming", test_incoming);
  g_test_add_func ("/app/call-marks/nothing-to-say", test_nothing_to_say);
  return g_test_run ();
}
