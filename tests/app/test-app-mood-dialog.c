/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What others see of the person: said in their words, for as long as they want. */

#include "app-mood-dialog.h"

#include "app-test.h"
#include "phone-mood.h"
#include "scripted-people.h"

static gpointer
open_dialog (AppTest *test)
{
  app_test_act (test, "win.mood", NULL);
  app_test_settle ();
  return app_test_find (test->window, APP_TYPE_MOOD_DIALOG);
}

static void
set_up (AppTest       *test,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  app_test_open (test, phone);
}

static void
tear_down (AppTest       *test,
           gconstpointer  data)
{
  app_test_close (test);
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static AdwComboRow *
get_combo (gpointer    root,
           const char *name)
{
  if (ADW_IS_COMBO_ROW (root) && g_str_equal (adw_preferences_row_get_title (root), name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      AdwComboRow *found = get_combo (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Said in one place, and taken back by itself. */
static void
test_tell (AppTest       *test,
           gconstpointer  data)
{
  gpointer dialog = open_dialog (test);
  gint64 until;

  app_test_audit (dialog);
  adw_combo_row_set_selected (get_combo (dialog, "Others See"), 1);
  adw_combo_row_set_selected (get_combo (dialog, "Take Back"), 1);
  gtk_editable_set_text (GTK_EDITABLE (app_test_named (dialog, "In Your Words")), "  Back at three ");
  g_assert_cmpint (phone_get_presence (test->phone), ==, PHONE_PRESENCE_STATE_UNKNOWN);
  app_test_press (dialog, "Tell");
  g_assert_null (app_test_find (test->window, APP_TYPE_MOOD_DIALOG));
  g_assert_cmpint (phone_get_presence (test->phone), ==, PHONE_PRESENCE_STATE_AWAY);
  g_assert_cmpstr (phone_get_presence_note (test->phone), ==, "Back at three");

  until = phone_mood_get_until (test->phone);
  g_assert_cmpint (until, >, get_now () + 3000);
  phone_mood_check (test->phone, until - 1);
  g_assert_cmpstr (phone_get_presence_note (test->phone), ==, "Back at three");
  phone_mood_check (test->phone, until);
  g_assert_null (phone_get_presence_note (test->phone));
  g_assert_cmpint (phone_get_presence (test->phone), ==, PHONE_PRESENCE_STATE_AVAILABLE);
  g_assert_cmpint (phone_mood_get_until (test->phone), ==, 0);
}

/* The menu changes how one is, and not what one says. */
static void
test_menu_keeps_words (AppTest       *test,
                       gconstpointer  data)
{
  phone_mood_set (test->phone, PHONE_PRESENCE_STATE_AWAY, "In the library", get_now () + 900);
  app_test_act (test, "win.presence", "busy");
  g_assert_cmpint (phone_get_presence (test->phone), ==, PHONE_PRESENCE_STATE_BUSY);
  g_assert_cmpstr (phone_get_presence_note (test->phone), ==, "In the library");
  g_assert_cmpint (phone_mood_get_until (test->phone), !=, 0);
  g_assert_true (app_test_reads (open_dialog (test), "What others see now ends at"));
  adw_dialog_force_close (app_test_find (test->window, APP_TYPE_MOOD_DIALOG));
  app_test_settle ();

  app_test_act (test, "win.presence", "unknown");
  g_assert_null (phone_get_presence_note (test->phone));
  g_assert_cmpint (phone_mood_get_until (test->phone), ==, 0);
}

/* Who tells nothing has nothing to say. */
static void
test_nothing (AppTest       *test,
              gconstpointer  data)
{
  gpointer dialog = open_dialog (test);

  g_assert_cmpuint (adw_combo_row_get_selected (get_combo (dialog, "Others See")), ==, 4);
  g_assert_false (gtk_widget_is_sensitive (app_test_named (dialog, "In Your Words")));
  adw_combo_row_set_selected (get_combo (dialog, "Others See"), 0);
  g_assert_true (gtk_widget_is_sensitive (app_test_named (dialog, "In Your Words")));
  adw_dialog_force_close (dialog);
  app_test_settle ();
}

static void
test_night (AppTest       *test,
            gconstpointer  data)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7200);
  g_autoptr (GDateTime) evening = g_date_time_new (zone, 2026, 12, 31, 23, 10, 0);
  g_autoptr (GDateTime) midnight = g_date_time_new (zone, 2027, 1, 1, 0, 0, 0);

  g_assert_cmpint (app_mood_dialog_get_night (evening), ==, g_date_time_to_unix (midnight));
}

#define ADD(path, function) g_test_add (path, AppTest, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/mood-dialog/tell", test_tell);
  ADD ("/app/mood-dialog/menu-keeps-words", test_menu_keeps_words);
  ADD ("/app/mood-dialog/nothing", test_nothing);
  ADD ("/app/mood-dialog/night", test_night);
  return g_test_run ();
}
