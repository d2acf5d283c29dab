/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Accounts are told apart by colours nobody has to choose, and one of them calls. */

#include "app-accounts.h"

#include "app-account-dot.h"
#include "app-call-page.h"
#include "app-color-row.h"
#include "app-conversation-row.h"
#include "app-test.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhoneAccount *first;
  PhoneAccount *second;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  fixture->first = g_list_model_get_item (phone_get_accounts (phone), 0);
  app_test_open (&fixture->test, phone);
  fixture->second = scripted_account_new ("robin@example.com", FALSE);
  scripted_account_set_state (fixture->second, PHONE_ACCOUNT_STATE_REGISTERED, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
  g_assert_null (app_accounts_of (fixture->first));
  g_object_unref (fixture->first);
  g_object_unref (fixture->second);
}

static void
add_second (Fixture *fixture)
{
  scripted_phone_add_account (fixture->test.phone, fixture->second);
  app_test_settle ();
}

static void
test_colors (Fixture       *fixture,
             gconstpointer  data)
{
  AppAccounts *accounts = app_accounts_of (fixture->first);
  g_autoptr (PhoneAccount) practice = scripted_account_new ("you@practice.invalid", TRUE);
  g_autofree char *color = NULL;

  scripted_phone_add_account (fixture->test.phone, practice);
  g_assert_false (app_accounts_are_several (accounts));
  g_assert_null (app_accounts_get_color (accounts, practice));
  add_second (fixture);
  g_assert_true (app_accounts_are_several (accounts));
  color = g_strdup (app_accounts_get_color (accounts, fixture->second));
  g_assert_cmpstr (app_accounts_get_color (accounts, fixture->first), !=, color);
  app_accounts_set_color (accounts, fixture->first, "pink");
  g_assert_cmpstr (app_accounts_get_color (accounts, fixture->first), ==, "pink");
  g_assert_cmpstr (app_accounts_get_color (accounts, fixture->second), ==, color);
}

/* A file may say what it likes. */
static void
test_foreign_colors (Fixture       *fixture,
                     gconstpointer  data)
{
  AppAccounts *accounts = app_accounts_of (fixture->first);
  const char *id = phone_account_get_id (fixture->first);
  g_autoptr (GVariant) colors = g_variant_ref_sink (g_variant_new_parsed ("{%s: 'mauve'}", id));

  g_object_set (accounts, "colors", colors, NULL);
  g_assert_cmpstr (app_accounts_get_color (accounts, fixture->first), !=, "mauve");
  g_object_set (accounts, "chosen-id", "nobody", NULL);
  g_assert_null (app_accounts_get_chosen (accounts));
}

/* With one account there is nothing to say, with two it is said wherever one is meant. */
static void
test_dots (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer row = app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_ROW);
  gpointer dot;

  g_assert_null (app_test_find (fixture->test.window, APP_TYPE_ACCOUNT_DOT));
  add_second (fixture);
  dot = app_test_find (row, APP_TYPE_ACCOUNT_DOT);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (dot), ==, phone_account_get_address (fixture->first));
  app_accounts_set_color (app_accounts_of (fixture->first), fixture->first, "teal");
  g_assert_true (gtk_widget_has_css_class (dot, "teal"));
}

static void
test_chosen (Fixture       *fixture,
             gconstpointer  data)
{
  gpointer button;

  g_assert_null (app_test_named (fixture->test.window, "Call and Write With: All Accounts, Ready"));
  add_second (fixture);
  button = app_test_named (fixture->test.window, "Call and Write With: All Accounts, Ready");
  g_assert_nonnull (button);
  app_test_act (&fixture->test, "win.use-account", phone_account_get_id (fixture->second));
  g_assert_true (app_accounts_get_chosen (app_accounts_of (fixture->first)) == fixture->second);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Call and Write With: robin@example.com, Ready");
  app_test_act (&fixture->test, "win.call", "+49301234567");
  g_assert_true (phone_call_get_account (app_call_page_get_call (app_test_find (fixture->test.window,
                                                                                 APP_TYPE_CALL_PAGE)))
                 == fixture->second);
  app_test_act (&fixture->test, "win.leave-call", NULL);
  /* Whoever is at home with the other account is still reached through that. */
  app_test_act (&fixture->test, "win.call", "jonas@example.org");
  g_assert_true (phone_call_get_account (app_call_page_get_call (app_test_find (fixture->test.window,
                                                                                 APP_TYPE_CALL_PAGE)))
                 == fixture->first);
}

/* The list says how each of them is, and choosing is a click. */
static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *button;
  GtkWidget *list;

  add_second (fixture);
  scripted_account_set_state (fixture->second, PHONE_ACCOUNT_STATE_REFUSED, "The password is wrong.");
  button = app_test_named (fixture->test.window, "Call and Write With: All Accounts, Not Signed In");
  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  app_test_settle ();
  list = app_test_find (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)), GTK_TYPE_LIST_BOX);
  g_assert_true (app_test_reads (list, "All Accounts"));
  g_assert_true (app_test_reads (list, "robin@example.com"));
  g_assert_true (app_test_reads (list, "Not Signed In"));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2));
  app_test_settle ();
  g_assert_true (app_accounts_get_chosen (app_accounts_of (fixture->first)) == fixture->second);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  app_test_settle ();
  g_assert_null (app_accounts_get_chosen (app_accounts_of (fixture->first)));
}

/* The colour is changed where the account is. */
static void
test_row (Fixture       *fixture,
          gconstpointer  data)
{
  gpointer row;

  add_second (fixture);
  app_test_act (&fixture->test, "win.edit-account", phone_account_get_id (fixture->second));
  row = app_test_find (fixture->test.window, APP_TYPE_COLOR_ROW);
  g_assert_nonnull (row);
  adw_combo_row_set_selected (row, 4);
  g_assert_cmpstr (app_accounts_get_color (app_accounts_of (fixture->second), fixture->second), ==,
                   app_accounts_list_colors ()[4]);
  adw_dialog_force_close (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->test.window)));
  app_test_act (&fixture->test, "win.add-account", NULL);
  g_assert_null (app_test_find (fixture->test.window, APP_TYPE_COLOR_ROW));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/accounts/colors", test_colors);
  ADD ("/app/accounts/foreign-colors", test_foreign_colors);
  ADD ("/app/accounts/dots", test_dots);
  ADD ("/app/accounts/chosen", test_chosen);
  ADD ("/app/accounts/list", test_list);
  ADD ("/app/accounts/row", test_row);
  return g_test_run ();
}
