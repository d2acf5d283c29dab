/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Several who hear each other: who they are, and what is done to one of them or to all. */

#include "app-conference-card.h"

#include "app-call-page.h"
#include "app-conference.h"
#include "app-conference-row.h"
#include "app-test.h"
#include "scripted-people.h"
#include "scripted-several.h"

#define N_CALLS 3

typedef struct
{
  AppTest test;
  PhoneCall *calls[N_CALLS];
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char *const names[N_CALLS] = { "Bob", "Carol", "Dora" };
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  app_test_open (&fixture->test, phone);
  for (guint n = 0; n < N_CALLS; n++)
    {
      fixture->calls[n] = scripted_call_new (phone_get_default_account (phone), names[n], "x@example.org", FALSE);
      scripted_phone_add_call (phone, fixture->calls[n]);
      scripted_call_set_state (fixture->calls[n], n == 0 ? PHONE_CALL_STATE_ACTIVE : PHONE_CALL_STATE_HELD);
    }
  app_test_act (&fixture->test, "win.show-call", phone_call_get_id (fixture->calls[0]));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint n = 0; n < N_CALLS; n++)
    scripted_phone_remove_call (fixture->test.phone, fixture->calls[n]);
  app_test_close (&fixture->test);
  for (guint n = 0; n < N_CALLS; n++)
    g_assert_finalize_object (fixture->calls[n]);
  scripted_several_forget ();
}

static gpointer
page (Fixture *fixture)
{
  return app_test_find (fixture->test.window, APP_TYPE_CALL_PAGE);
}

static gpointer
card (Fixture *fixture)
{
  return app_test_find (fixture->test.window, APP_TYPE_CONFERENCE_CARD);
}

/* W19: merged from the page, and apart again. */
static void
test_merge_and_split (Fixture       *fixture,
                      gconstpointer  data)
{
  g_assert_null (card (fixture));
  app_test_press (page (fixture), "Merge");
  g_assert_true (app_test_reads (card (fixture), "Bob"));
  g_assert_true (app_test_reads (card (fixture), "Dora"));
  g_assert_false (app_test_reads (card (fixture), "Carol"));
  g_assert_true (app_test_reads (page (fixture), "Conference"));
  app_test_audit (page (fixture));

  /* The one who still waits joins; then there is nobody left. */
  app_test_press (page (fixture), "Merge");
  g_assert_true (app_test_reads (card (fixture), "Carol"));
  g_assert_null (app_test_named (page (fixture), "Merge"));
  g_assert_null (app_test_named (page (fixture), "Transfer…"));

  app_test_press (page (fixture), "Split");
  g_assert_null (card (fixture));
  g_assert_true (app_test_reads (page (fixture), "Bob"));
  g_assert_cmpint (phone_call_get_state (fixture->calls[0]), ==, PHONE_CALL_STATE_ACTIVE);
  g_assert_cmpint (phone_call_get_state (fixture->calls[1]), ==, PHONE_CALL_STATE_HELD);
  g_assert_nonnull (app_test_named (page (fixture), "Transfer…"));
}

/* W19: one is muted or let go where their name stands; the others stay. */
static void
test_one (Fixture       *fixture,
          gconstpointer  data)
{
  scripted_several_join (fixture->test.phone, fixture->calls[0], fixture->calls[1]);
  scripted_several_join (fixture->test.phone, fixture->calls[0], fixture->calls[2]);
  scripted_call_set_levels (fixture->calls[1], 0.0, 0.5);
  app_test_settle ();
  g_assert_nonnull (app_test_find (app_test_find (card (fixture), APP_TYPE_CONFERENCE_ROW), GTK_TYPE_LEVEL_BAR));
  app_test_press (card (fixture), "Mute for Carol");
  g_assert_true (phone_call_is_muted (fixture->calls[1]));
  g_assert_false (phone_call_is_muted (fixture->calls[0]));
  app_test_press (card (fixture), "Mute for Carol");
  g_assert_false (phone_call_is_muted (fixture->calls[1]));

  app_test_press (card (fixture), "Hang Up on Carol");
  g_assert_cmpint (phone_call_get_state (fixture->calls[1]), ==, PHONE_CALL_STATE_ENDED);
  g_assert_false (app_test_reads (card (fixture), "Carol"));
  g_assert_cmpint (phone_call_get_state (fixture->calls[2]), ==, PHONE_CALL_STATE_ACTIVE);
  /* With one left it is an ordinary call. */
  app_test_press (card (fixture), "Hang Up on Dora");
  g_assert_null (card (fixture));
  g_assert_nonnull (app_test_named (page (fixture), "Keypad"));
}

/* The one whose page it is leaves; the page of those who go on talking takes its place. */
static void
test_shown_leaves (Fixture       *fixture,
                   gconstpointer  data)
{
  scripted_several_join (fixture->test.phone, fixture->calls[0], fixture->calls[1]);
  scripted_several_join (fixture->test.phone, fixture->calls[0], fixture->calls[2]);
  app_test_settle ();
  app_test_press (card (fixture), "Hang Up on Bob");
  scripted_phone_remove_call (fixture->test.phone, fixture->calls[0]);
  app_test_settle ();
  g_assert_true (app_call_page_get_call (page (fixture)) == fixture->calls[1]);
  g_assert_true (app_test_reads (card (fixture), "Dora"));
  app_test_press (page (fixture), "Hang Up");
  scripted_phone_remove_call (fixture->test.phone, fixture->calls[1]);
  scripted_phone_remove_call (fixture->test.phone, fixture->calls[2]);
  app_test_settle ();
  g_assert_null (page (fixture));
}

/* The big buttons mean everybody. */
static void
test_all (Fixture       *fixture,
          gconstpointer  data)
{
  scripted_several_join (fixture->test.phone, fixture->calls[0], fixture->calls[1]);
  app_test_settle ();
  app_test_press (page (fixture), "Mute");
  g_assert_true (phone_conference_is_muted (phone_get_conference (fixture->test.phone)));
  g_assert_false (phone_call_is_muted (fixture->calls[0]));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (app_test_named (page (fixture), "Mute"))));
  app_test_press (page (fixture), "Hold");
  g_assert_cmpint (phone_call_get_state (fixture->calls[0]), ==, PHONE_CALL_STATE_HELD);
  g_assert_cmpint (phone_call_get_state (fixture->calls[1]), ==, PHONE_CALL_STATE_HELD);
  app_test_press (page (fixture), "Hang Up");
  g_assert_cmpint (phone_call_get_state (fixture->calls[0]), ==, PHONE_CALL_STATE_ENDED);
  g_assert_cmpint (phone_call_get_state (fixture->calls[1]), ==, PHONE_CALL_STATE_ENDED);
  g_assert_cmpint (phone_call_get_state (fixture->calls[2]), ==, PHONE_CALL_STATE_HELD);
}

/* Who is in a conference of somebody else's is told by its server, and can only be read. */
static void
test_participants (Fixture       *fixture,
                   gconstpointer  data)
{
  scripted_several_take_part (fixture->calls[0], "Erin", PHONE_PARTICIPANT_STATE_RINGING);
  app_test_settle ();
  g_assert_true (app_test_reads (card (fixture), "Erin"));
  g_assert_true (app_test_reads (card (fixture), "Ringing…"));
  g_assert_null (app_test_find (card (fixture), APP_TYPE_CONFERENCE_ROW));
  g_assert_true (app_test_reads (page (fixture), "Bob"));
  g_list_store_remove_all (G_LIST_STORE (phone_call_get_participants (fixture->calls[0])));
  g_assert_null (card (fixture));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/conference-card/merge-and-split", test_merge_and_split);
  ADD ("/app/conference-card/one", test_one);
  ADD ("/app/conference-card/shown-leaves", test_shown_leaves);
  ADD ("/app/conference-card/all", test_all);
  ADD ("/app/conference-card/participants", test_participants);
  return g_test_run ();
}
