/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What becomes of calls, decided in the preferences. */

#include "app-policy-page.h"

#include "app-test.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhonePolicy *policy;
  gpointer page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  fixture->policy = phone_account_get_policy (phone_get_default_account (phone));
  app_test_open (&fixture->test, phone);
  app_test_act (&fixture->test, "win.call-settings", "robin@example.org");
  fixture->page = app_test_find (fixture->test.window, APP_TYPE_POLICY_PAGE);
  g_assert_nonnull (fixture->page);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->test.window)));
  app_test_settle ();
  app_test_close (&fixture->test);
}

/* Writes into the field of that name, and is done. */
static void
write_target (Fixture    *fixture,
              const char *title,
              const char *text)
{
  GtkWidget *row = app_test_named (fixture->page, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
  app_test_settle ();
}

static void
turn (Fixture    *fixture,
      const char *title,
      gboolean    on)
{
  GtkWidget *row = app_test_named (fixture->page, title);

  g_assert_true (ADW_IS_SWITCH_ROW (row));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), on);
}

/* W45 */
static void
test_switches (Fixture       *fixture,
               gconstpointer  data)
{
  app_test_audit (fixture->page);
  turn (fixture, "Do _Not Disturb", TRUE);
  g_assert_true (phone_policy_get_do_not_disturb (fixture->policy));
  turn (fixture, "_Call Anonymously", TRUE);
  g_assert_true (phone_policy_is_anonymous (fixture->policy));
  turn (fixture, "_Refuse Anonymous Callers", TRUE);
  g_assert_true (phone_policy_refuses_anonymous (fixture->policy));
  turn (fixture, "_Trust the Server About Callers", FALSE);
  g_assert_false (phone_policy_trusts_identity (fixture->policy));

  /* Changed elsewhere, it shows here. */
  phone_policy_set_do_not_disturb (fixture->policy, FALSE);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (app_test_named (fixture->page, "Do _Not Disturb"))));
}

static void
test_forward (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *seconds = app_test_find (fixture->page, ADW_TYPE_SPIN_ROW);

  g_assert_false (gtk_widget_is_sensitive (seconds));
  write_target (fixture, "Always", "reception");
  g_assert_cmpstr (phone_policy_get_forward (fixture->policy, PHONE_FORWARD_ALWAYS), ==, "reception");
  write_target (fixture, "While You Talk", "colleague@example.org");
  g_assert_cmpstr (phone_policy_get_forward (fixture->policy, PHONE_FORWARD_BUSY), ==, "colleague@example.org");
  write_target (fixture, "When Nobody Answers", "+4930123456");
  g_assert_cmpstr (phone_policy_get_forward (fixture->policy, PHONE_FORWARD_NO_ANSWER), ==, "+4930123456");

  g_assert_true (gtk_widget_is_sensitive (seconds));
  g_assert_cmpint ((int) adw_spin_row_get_value (ADW_SPIN_ROW (seconds)), ==, 20);
  adw_spin_row_set_value (ADW_SPIN_ROW (seconds), 35);
  g_assert_cmpuint (phone_policy_get_no_answer_s (fixture->policy), ==, 35);

  write_target (fixture, "Always", "");
  g_assert_null (phone_policy_get_forward (fixture->policy, PHONE_FORWARD_ALWAYS));
}

/* What is wrong is said while one writes, and never kept. */
static void
test_wrong_target (Fixture       *fixture,
                   gconstpointer  data)
{
  gpointer row = app_test_named (fixture->page, "While You Talk");

  g_assert_false (app_test_reads (fixture->page, "This address cannot be called"));
  gtk_editable_set_text (GTK_EDITABLE (row), "front desk");
  g_assert_true (app_test_reads (fixture->page, "This address cannot be called"));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_signal_emit_by_name (row, "apply");
  g_assert_null (phone_policy_get_forward (fixture->policy, PHONE_FORWARD_BUSY));

  /* Another field's success does not throw away what is being written here. */
  write_target (fixture, "Always", "reception");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "front desk");
  gtk_editable_set_text (GTK_EDITABLE (row), "desk");
  g_assert_false (app_test_reads (fixture->page, "This address cannot be called"));
}

static void
test_answer_automatically (Fixture       *fixture,
                           gconstpointer  data)
{
  const char *const *allowed;

  write_target (fixture, "Add a Name, Number or Address", "boss@example.org");
  write_target (fixture, "Add a Name, Number or Address", "door");
  write_target (fixture, "Add a Name, Number or Address", "boss@example.org");
  allowed = phone_policy_get_auto_answer (fixture->policy);
  g_assert_cmpuint (g_strv_length ((char **) allowed), ==, 2);
  g_assert_true (g_strv_contains (allowed, "door"));
  g_assert_true (app_test_reads (fixture->page, "boss@example.org"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_test_named (fixture->page, "Add a Name, Number or Address"))),
                   ==, "");

  app_test_press (fixture->page, "Remove boss@example.org");
  g_assert_false (app_test_reads (fixture->page, "boss@example.org"));
  app_test_press (fixture->page, "Remove door");
  g_assert_cmpuint (g_strv_length ((char **) phone_policy_get_auto_answer (fixture->policy)), ==, 0);
}

/* Every account has decisions of its own. */
static void
test_accounts (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (PhoneAccount) second = scripted_account_new ("sam@elsewhere.example", FALSE);
  PhonePolicy *policy = phone_account_get_policy (second);

  g_assert_null (app_test_find (fixture->page, ADW_TYPE_COMBO_ROW));
  phone_policy_set_forward (policy, PHONE_FORWARD_ALWAYS, "attic");
  scripted_phone_add_account (fixture->test.phone, second);
  app_test_settle ();
  g_assert_nonnull (app_test_find (fixture->page, ADW_TYPE_COMBO_ROW));
  gtk_editable_set_text (GTK_EDITABLE (app_test_named (fixture->page, "While You Talk")), "begun");
  app_policy_page_choose (fixture->page, "sam@elsewhere.example");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_test_named (fixture->page, "Always"))), ==, "attic");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (app_test_named (fixture->page, "While You Talk"))), ==, "");
  turn (fixture, "Do _Not Disturb", TRUE);
  g_assert_true (phone_policy_get_do_not_disturb (policy));
  g_assert_false (phone_policy_get_do_not_disturb (fixture->policy));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/policy-page/switches", test_switches);
  ADD ("/app/policy-page/forward", test_forward);
  ADD ("/app/policy-page/wrong-target", test_wrong_target);
  ADD ("/app/policy-page/answer-automatically", test_answer_automatically);
  ADD ("/app/policy-page/accounts", test_accounts);
  return g_test_run ();
}
