/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who asked for quiet once is told so wherever they are, and ends it by one click. */

#include "app-policy-bar.h"

#include "app-status-button.h"
#include "app-test.h"
#include "scripted-people.h"

/* W45 */
static void
test_bar (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  PhonePolicy *policy;
  gpointer bar;
  AppTest test;

  scripted_people_fill (phone);
  policy = phone_account_get_policy (phone_get_default_account (phone));
  app_test_open (&test, phone);
  g_assert_null (app_test_find (test.window, APP_TYPE_POLICY_BAR));

  phone_policy_set_do_not_disturb (policy, TRUE);
  phone_policy_set_forward (policy, PHONE_FORWARD_ALWAYS, "reception");
  bar = app_test_find (test.window, APP_TYPE_POLICY_BAR);
  g_assert_nonnull (bar);
  app_test_audit (bar);
  /* What is sent on never comes to be refused, so that is said first. */
  g_assert_true (app_test_reads (bar, "Calls go to reception"));
  app_test_press (bar, "Turn Off");
  g_assert_null (phone_policy_get_forward (policy, PHONE_FORWARD_ALWAYS));
  g_assert_true (app_test_reads (bar, "Do not disturb"));
  app_test_press (bar, "Turn Off");
  g_assert_false (phone_policy_get_do_not_disturb (policy));
  g_assert_null (app_test_find (test.window, APP_TYPE_POLICY_BAR));

  /* Calls ring here first, so nothing is missed. */
  phone_policy_set_forward (policy, PHONE_FORWARD_BUSY, "reception");
  phone_policy_set_forward (policy, PHONE_FORWARD_NO_ANSWER, "reception");
  g_assert_null (app_test_find (test.window, APP_TYPE_POLICY_BAR));
  app_test_close (&test);
}

/* Where the lines are out of sight there is a sign. */
static void
test_sign (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  GtkWidget *button = g_object_ref_sink (g_object_new (APP_TYPE_STATUS_BUTTON, "phone", phone, NULL));
  GtkWidget *sign;
  PhonePolicy *policy;

  scripted_people_fill (phone);
  policy = phone_account_get_policy (phone_get_default_account (phone));
  sign = app_test_find (button, GTK_TYPE_IMAGE);
  g_assert_null (gtk_widget_get_tooltip_text (sign));
  phone_policy_set_do_not_disturb (policy, TRUE);
  sign = app_test_find (button, GTK_TYPE_IMAGE);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (sign), ==, "Do not disturb: nothing rings");
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (sign)), ==, "notifications-disabled-symbolic");
  phone_policy_set_do_not_disturb (policy, FALSE);
  g_assert_false (gtk_widget_get_visible (sign));
  g_assert_finalize_object (button);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/policy-bar/bar", test_bar);
  g_test_add_func ("/app/policy-bar/sign", test_sign);
  return g_test_run ();
}
