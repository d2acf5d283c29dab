/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was found comes over once, only what is selected, and is taken back without a trace. */

#include "phone-world.h"

#include <string.h>

#include "phone-import-plan-private.h"
#include "phone-people-private.h"
#include "store-people.h"

#define SERVER "tls://127.0.0.1:1" /* nobody listens there */

static void
add_account (PhoneImportBundle *bundle,
             const char        *user,
             const char        *password)
{
  PhoneImportAccount *account = phone_import_account_new (user, "example.org");

  account->server = g_strdup (SERVER);
  account->password = g_strdup (password);
  account->protection = PHONE_PROTECTION_SDES;
  phone_import_bundle_add_account (bundle, account);
}

static PhoneImportBundle *
make_bundle (void)
{
  PhoneImportBundle *bundle = phone_import_bundle_new ();
  StoreCall old = { .account = (char *) "anna@example.org", .address = (char *) "bob@example.org",
                    .started_us = 1709288100 * (gint64) G_USEC_PER_SEC, .duration_s = 60 };
  StoreCall older = { .address = (char *) "+49301234", .kind = STORE_CALL_KIND_MISSED,
                      .started_us = 1609288100 * (gint64) G_USEC_PER_SEC };

  add_account (bundle, "anna", "secret");
  add_account (bundle, "berta", NULL);
  phone_import_bundle_add_person (bundle, "Bob", "sip:bob@example.org");
  phone_import_bundle_add_person (bundle, "Bob", "030 1234");
  phone_import_bundle_add_person (bundle, "Zoe", "sip:zoe@example.org");
  phone_import_bundle_add_call (bundle, &older);
  phone_import_bundle_add_call (bundle, &old);
  phone_import_bundle_note (bundle, "Something stays where it is.");
  return bundle;
}

static PhoneImportItem *
nth (PhoneImportPlan *plan,
     guint            n)
{
  g_autoptr (PhoneImportItem) item = g_list_model_get_item (phone_import_plan_get_items (plan), n);

  return item; /* the list holds it */
}

static PhoneImportOutcome *
carry_out (PhoneImportPlan *plan)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PhoneImportOutcome *outcome;

  phone_import_plan_carry_out_async (plan, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  outcome = phone_import_plan_carry_out_finish (plan, result, &error);
  g_assert_no_error (error);
  return outcome;
}

static void
undo (PhoneImportOutcome *outcome)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  phone_import_outcome_undo_async (outcome, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_import_outcome_undo_finish (outcome, result, &error));
  g_assert_no_error (error);
}

static void
wait_for_store (PhonePeople *people)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  store_people_list_async (phone_people_get_database (people), FALSE, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  rows = store_people_list_finish (phone_people_get_database (people), result, NULL);
}

/* A phone that has read what it keeps, which it begins to do when its store is open. */
static void
set_up (World         *world,
        gconstpointer  data)
{
  world_set_up (world, data);
  wait_for_store (phone_get_people (world->phone));
  wait_for_store (phone_get_people (world->phone));
}

#define n_of(model) g_list_model_get_n_items (G_LIST_MODEL (model))

static void
test_rows (World         *world,
           gconstpointer  data)
{
  g_autoptr (PhoneImportPlan) plan = NULL;

  plan = phone_import_plan_new (world->phone, make_bundle ());
  g_assert_cmpuint (n_of (phone_import_plan_get_items (plan)), ==, 4);
  g_assert_cmpstr (phone_import_item_get_title (nth (plan, 0)), ==, "anna@example.org");
  g_assert_false (phone_import_item_needs_password (nth (plan, 0)));
  g_assert_true (phone_import_item_needs_password (nth (plan, 1)));
  g_assert_cmpstr (phone_import_item_get_title (nth (plan, 2)), ==, "2 people");
  g_assert_cmpstr (phone_import_item_get_subtitle (nth (plan, 2)), ==, "Bob, Zoe");
  g_assert_cmpstr (phone_import_item_get_title (nth (plan, 3)), ==, "2 past calls");
  g_assert_cmpstr (phone_import_plan_get_notes (plan)[0], ==, "Something stays where it is.");
  g_clear_object (&plan);
}

static void
test_comes_over_once (World         *world,
                      gconstpointer  data)
{
  g_autoptr (PhoneImportPlan) plan = NULL;
  g_autoptr (PhoneImportOutcome) outcome = NULL;
  g_autoptr (PhoneAccount) account = NULL;
  PhoneMediaTerms *terms;

  plan = phone_import_plan_new (world->phone, make_bundle ());
  outcome = carry_out (plan);
  g_assert_cmpuint (phone_import_outcome_get_n_accounts (outcome), ==, 1);
  g_assert_cmpuint (phone_import_outcome_get_n_people (outcome), ==, 2);
  g_assert_cmpuint (phone_import_outcome_get_n_calls (outcome), ==, 2);
  g_assert_nonnull (strstr (phone_import_outcome_get_refusals (outcome)[0], "berta@example.org"));
  account = g_list_model_get_item (phone_get_accounts (world->phone), 0);
  terms = phone_account_get_media_terms (account);
  g_assert_cmpint (phone_media_terms_get_protection (terms), ==, PHONE_PROTECTION_SDES);
  g_assert_cmpuint (n_of (phone_get_history (world->phone)), ==, 2);

  /* The same files again. */
  g_clear_object (&outcome);
  g_clear_object (&plan);
  plan = phone_import_plan_new (world->phone, make_bundle ());
  g_assert_true (phone_import_item_is_known (nth (plan, 0)));
  phone_import_item_set_selected (nth (plan, 0), TRUE);
  g_assert_false (phone_import_item_is_selected (nth (plan, 0)));
  outcome = carry_out (plan);
  g_assert_cmpuint (phone_import_outcome_get_n_accounts (outcome), ==, 0);
  g_assert_cmpuint (phone_import_outcome_get_n_people (outcome), ==, 0);
  g_assert_cmpuint (phone_import_outcome_get_n_calls (outcome), ==, 0);
  g_assert_cmpuint (n_of (phone_get_people (world->phone)), ==, 2);
  g_clear_object (&outcome);
  g_clear_object (&plan);
  g_clear_object (&account);
}

static void
test_selected_alone (World         *world,
                     gconstpointer  data)
{
  g_autoptr (PhoneImportPlan) plan = NULL;
  g_autoptr (PhoneImportOutcome) outcome = NULL;

  plan = phone_import_plan_new (world->phone, make_bundle ());
  phone_import_item_set_selected (nth (plan, 0), FALSE);
  phone_import_item_set_password (nth (plan, 1), "typed");
  phone_import_item_set_selected (nth (plan, 2), FALSE);
  phone_import_item_set_selected (nth (plan, 3), FALSE);
  outcome = carry_out (plan);
  g_assert_cmpuint (phone_import_outcome_get_n_accounts (outcome), ==, 1);
  g_assert_null (phone_import_outcome_get_refusals (outcome)[0]);
  g_assert_cmpuint (n_of (phone_get_people (world->phone)), ==, 0);
  g_assert_cmpuint (phone_import_outcome_get_n_calls (outcome), ==, 0);
  g_clear_object (&outcome);
  g_clear_object (&plan);
}

static void
test_taken_back (World         *world,
                 gconstpointer  data)
{
  g_autoptr (PhonePerson) bob = phone_person_new ("Bob");
  g_autoptr (PhoneImportPlan) plan = NULL;
  g_autoptr (PhoneImportOutcome) outcome = NULL;
  PhonePeople *people = phone_get_people (world->phone);
  phone_person_add_address (bob, PHONE_ADDRESS_SIP, NULL, "bob@example.org");
  phone_people_save (people, bob);
  plan = phone_import_plan_new (world->phone, make_bundle ());
  outcome = carry_out (plan);
  g_assert_cmpuint (phone_import_outcome_get_n_merged (outcome), ==, 1);
  g_assert_cmpuint (phone_person_get_n_addresses (bob), ==, 2);

  undo (outcome);
  g_assert_cmpuint (n_of (phone_get_accounts (world->phone)), ==, 0);
  g_assert_cmpuint (n_of (people), ==, 1);
  g_assert_cmpuint (phone_person_get_n_addresses (bob), ==, 1);
  g_assert_null (phone_people_find (people, NULL, "030 1234"));
  g_assert_true (phone_people_find (people, NULL, "bob@example.org") == bob);
  g_assert_cmpuint (n_of (phone_get_history (world->phone)), ==, 0);
  g_clear_object (&outcome);
  g_clear_object (&plan);
}

#define add(name, func) g_test_add ("/phone/import/plan/" name, World, NULL, set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("rows", test_rows);
  add ("comes-over-once", test_comes_over_once);
  add ("selected-alone", test_selected_alone);
  add ("taken-back", test_taken_back);
  return g_test_run ();
}
