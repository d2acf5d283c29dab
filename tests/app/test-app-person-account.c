/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is called from work is called from work, once somebody said so. */

#include "app-person-account.h"

#include "app-person-dialog.h"
#include "app-test.h"
#include "scripted-book.h"
#include "scripted-people.h"
#include "scripted-phone.h"

static void
test_choose (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (PhoneAccount) work = scripted_account_new ("robin@work.example", FALSE);
  g_autoptr (PhoneCall) call = NULL;
  PhonePerson *amelie;
  gpointer dialog;
  gpointer row;
  AppTest test;

  scripted_people_fill (phone);
  scripted_book_fill (phone);
  scripted_phone_add_account (phone, work);
  app_test_open (&test, phone);
  amelie = phone_people_find (phone_get_people (phone), NULL, "amelie@example.org");
  g_assert_null (app_person_account_find (phone, "amelie@example.org"));
  g_assert_null (app_person_account_find (phone, "stranger@example.org"));
  app_test_act (&test, "win.show-person", phone_person_get_id (amelie));
  app_test_settle ();
  dialog = app_test_find (test.window, APP_TYPE_PERSON_DIALOG);
  row = app_test_find (dialog, ADW_TYPE_COMBO_ROW);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  adw_combo_row_set_selected (row, 2);
  g_assert_cmpstr (phone_person_get_account (amelie), ==, phone_account_get_id (work));
  g_assert_true (app_person_account_find (phone, "amelie@example.org") == work);
  app_test_audit (dialog);

  /* By each of their addresses, and although another account is at home there. */
  app_test_act (&test, "win.call", "amelie@example.org");
  call = g_list_model_get_item (phone_get_calls (phone), 0);
  g_assert_true (phone_call_get_account (call) == work);

  /* It is shown again, and can be taken back. */
  adw_dialog_force_close (dialog);
  app_test_settle ();
  app_test_act (&test, "win.show-person", phone_person_get_id (amelie));
  app_test_settle ();
  row = app_test_find (app_test_find (test.window, APP_TYPE_PERSON_DIALOG), ADW_TYPE_COMBO_ROW);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 2);
  adw_combo_row_set_selected (row, 0);
  g_assert_null (phone_person_get_account (amelie));
  app_test_close (&test);
}

/* Nothing to choose from is nothing to show. */
static void
test_one (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  scripted_book_fill (phone);
  app_test_open (&test, phone);
  app_test_act (&test, "win.show-person",
                phone_person_get_id (phone_people_find (phone_get_people (phone), NULL, "amelie@example.org")));
  app_test_settle ();
  g_assert_null (app_test_find (app_test_find (test.window, APP_TYPE_PERSON_DIALOG), ADW_TYPE_COMBO_ROW));
  app_test_close (&test);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/person-account/choose", test_choose);
  g_test_add_func ("/app/person-account/one", test_one);
  return g_test_run ();
}
