/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two calls on the screen, giving one away, and questions of others. */

#include "app-several.h"

#include "app-call-card.h"
#include "app-call-page.h"
#include "app-test.h"
#include "scripted-people.h"
#include "scripted-several.h"

typedef struct
{
  AppTest test;
  PhoneCall *one;
  PhoneCall *two;
} Fixture;

static PhoneCall *
add_call (Fixture    *fixture,
          Phone      *phone,
          const char *name)
{
  PhoneCall *call = scripted_call_new (phone_get_default_account (phone), name, "x@example.org", FALSE);

  scripted_phone_add_call (phone, call);
  return call;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  app_test_open (&fixture->test, phone);
  fixture->one = add_call (fixture, phone, "Bob");
  fixture->two = add_call (fixture, phone, "Carol");
  app_test_act (&fixture->test, "win.show-call", phone_call_get_id (fixture->one));
  app_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  scripted_phone_remove_call (fixture->test.phone, fixture->one);
  scripted_phone_remove_call (fixture->test.phone, fixture->two);
  app_test_close (&fixture->test);
  g_assert_finalize_object (fixture->one);
  g_assert_finalize_object (fixture->two);
  scripted_several_forget ();
}

static gpointer
page (Fixture *fixture)
{
  return app_test_find (fixture->test.window, APP_TYPE_CALL_PAGE);
}

static void
test_swap_and_merge (Fixture       *fixture,
                     gconstpointer  data)
{
  scripted_call_set_state (fixture->one, PHONE_CALL_STATE_ACTIVE);
  app_test_settle ();
  g_assert_nonnull (app_test_named (page (fixture), "Transfer…"));
  g_assert_null (app_test_named (page (fixture), "Swap"));
  scripted_call_set_state (fixture->two, PHONE_CALL_STATE_HELD);
  app_test_settle ();
  app_test_audit (page (fixture));
  app_test_press (page (fixture), "Swap");
  g_assert_cmpstr (scripted_several_get_done (), ==, "swap");
  g_assert_true (app_call_page_get_call (page (fixture)) == fixture->two);
  app_test_act (&fixture->test, "win.show-call", phone_call_get_id (fixture->one));
  app_test_settle ();
  app_test_press (page (fixture), "Merge");
  g_assert_cmpstr (scripted_several_get_done (), ==, "merge Carol");
  scripted_call_set_state (fixture->two, PHONE_CALL_STATE_ENDED);
  app_test_settle ();
  g_assert_null (app_test_named (page (fixture), "Swap"));
}

/* Of several who wait the one is taken back who was meant. */
static void
test_cards (Fixture       *fixture,
            gconstpointer  data)
{
  PhoneCall *third = scripted_call_new (phone_call_get_account (fixture->one), "Dora", "dora@example.org", FALSE);

  scripted_call_set_state (fixture->one, PHONE_CALL_STATE_ACTIVE);
  scripted_call_set_state (fixture->two, PHONE_CALL_STATE_HELD);
  scripted_phone_add_call (fixture->test.phone, third);
  app_test_settle ();
  g_assert_true (app_test_reads (app_test_find (page (fixture), APP_TYPE_CALL_CARD), "Carol"));
  app_test_press (app_test_find (page (fixture), APP_TYPE_CALL_CARD), "Swap");
  g_assert_cmpint (phone_call_get_state (fixture->two), ==, PHONE_CALL_STATE_ACTIVE);
  g_assert_true (app_call_page_get_call (page (fixture)) == fixture->two);
  g_assert_true (app_test_reads (page (fixture), "Dora"));
  scripted_phone_remove_call (fixture->test.phone, third);
  app_test_settle ();
  g_assert_false (app_test_reads (page (fixture), "Dora"));
  g_assert_finalize_object (third);
}

static void
test_transfer (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *entry;

  scripted_call_set_state (fixture->one, PHONE_CALL_STATE_ACTIVE);
  app_test_settle ();
  app_test_press (page (fixture), "Transfer…");
  app_test_settle ();
  entry = app_test_find (fixture->test.window, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "dave");
  app_test_press (fixture->test.window, "Transfer Now");
  app_test_settle ();
  g_assert_cmpstr (scripted_several_get_done (), ==, "transfer dave");
  scripted_several_tell (fixture->one, "Bob is calling dave…", TRUE);
  g_assert_true (app_test_reads (page (fixture), "Bob is calling dave…"));
}

static void
test_connect (Fixture       *fixture,
              gconstpointer  data)
{
  scripted_call_set_state (fixture->one, PHONE_CALL_STATE_ACTIVE);
  scripted_call_set_state (fixture->two, PHONE_CALL_STATE_HELD);
  app_test_settle ();
  app_test_press (page (fixture), "Transfer…");
  app_test_settle ();
  app_test_press (fixture->test.window, "Connect Both");
  app_test_settle ();
  g_assert_cmpstr (scripted_several_get_done (), ==, "connect Carol");
}

static void
test_request (Fixture       *fixture,
              gconstpointer  data)
{
  scripted_several_ask (fixture->test.phone, "Bob asks you to call dave. Call them?");
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->test.window, "Bob asks you to call dave. Call them?"));
  app_test_press (fixture->test.window, "Call");
  app_test_settle ();
  g_assert_cmpstr (scripted_several_get_done (), ==, "accepted");
}

#define add(name, func) g_test_add ("/app/several/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("swap-and-merge", test_swap_and_merge);
  add ("cards", test_cards);
  add ("transfer", test_transfer);
  add ("connect", test_connect);
  add ("request", test_request);
  return g_test_run ();
}
