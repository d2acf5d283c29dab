/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said after a talk, what may be done then, and when the page goes. */

#include "app-call-after.h"

#include "app-call-page.h"
#include "app-person-editor.h"
#include "app-test.h"
#include "scripted-people.h"
#include "scripted-quality.h"

typedef struct
{
  AppTest test;
  PhoneCall *call;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  fixture->call = scripted_call_new (phone_get_default_account (phone), "Hanna", "hanna@example.net", FALSE);
  app_test_open (&fixture->test, phone);
  scripted_phone_add_call (phone, fixture->call);
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ACTIVE);
  app_test_act (&fixture->test, "win.show-call", phone_call_get_id (fixture->call));
  app_test_settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  scripted_phone_remove_call (fixture->test.phone, fixture->call);
  app_test_close (&fixture->test);
  g_assert_finalize_object (fixture->call);
}

static gpointer
find (Fixture *fixture,
      GType    type)
{
  return app_test_find (fixture->test.window, type);
}

static AppCallAfter *
end (Fixture *fixture,
     double   mos)
{
  for (guint n = 0; mos > 0 && n < 20; n++)
    scripted_quality_measure (phone_call_get_quality (fixture->call), mos, 0.1);
  scripted_call_set_duration (fixture->call, 754);
  scripted_call_set_state (fixture->call, PHONE_CALL_STATE_ENDED);
  app_test_settle ();
  return find (fixture, APP_TYPE_CALL_AFTER);
}

/* Nobody is about to use it: the pointer of the display is anywhere. */
static void
pass_second (AppCallAfter *after)
{
  gtk_widget_unset_state_flags (GTK_WIDGET (after), GTK_STATE_FLAG_PRELIGHT);
  app_call_after_pass_second (after);
}

/* Left by itself, after a while and not before, also when the phone has forgotten the call. */
static void
test_leaves (Fixture       *fixture,
             gconstpointer  data)
{
  AppCallAfter *after = end (fixture, 4.2);

  g_assert_nonnull (after);
  g_assert_true (app_test_reads (after, "It sounded good"));
  g_assert_null (app_test_named (after, "Why It Sounded Bad"));
  scripted_phone_remove_call (fixture->test.phone, fixture->call);
  app_test_settle ();
  pass_second (after);
  g_assert_nonnull (find (fixture, APP_TYPE_CALL_PAGE));
  for (guint n = 1; n < APP_CALL_AFTER_S && find (fixture, APP_TYPE_CALL_PAGE) != NULL; n++)
    pass_second (after);
  app_test_settle ();
  g_assert_null (find (fixture, APP_TYPE_CALL_PAGE));
}

/* Whoever looks for the reason is not sent away. */
static void
test_bad (Fixture       *fixture,
          gconstpointer  data)
{
  AppCallAfter *after = end (fixture, 2.0);
  GtkMenuButton *why = GTK_MENU_BUTTON (app_test_named (after, "Why It Sounded Bad"));

  g_assert_true (app_test_reads (after, "It sounded poor"));
  app_test_audit (after);
  gtk_menu_button_popup (why);
  app_test_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (why))));
  for (guint n = 0; n < 2 * APP_CALL_AFTER_S; n++)
    app_call_after_pass_second (after);
  g_assert_nonnull (find (fixture, APP_TYPE_CALL_PAGE));
}

/* Nothing was measured: nothing is said of it. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  AppCallAfter *after = end (fixture, 0);

  g_assert_false (app_test_reads (after, "sounded"));
  app_test_press (after, "Message");
  g_assert_null (find (fixture, APP_TYPE_CALL_PAGE));
}

static void
test_stranger (Fixture       *fixture,
               gconstpointer  data)
{
  AppCallAfter *after = end (fixture, 4.2);

  app_test_press (after, "Add to People");
  g_assert_nonnull (find (fixture, APP_TYPE_PERSON_EDITOR));
  adw_dialog_force_close (find (fixture, APP_TYPE_PERSON_EDITOR));
  app_test_settle ();
}

/* A call that failed says why, and nothing of its sound. */
static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  scripted_call_set_end_text (fixture->call, "The line was lost");
  g_assert_null (end (fixture, 4.2));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/call-after/leaves", test_leaves);
  ADD ("/app/call-after/bad", test_bad);
  ADD ("/app/call-after/unknown", test_unknown);
  ADD ("/app/call-after/stranger", test_stranger);
  ADD ("/app/call-after/failed", test_failed);
  return g_test_run ();
}
