/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How good a call is, on its page. */

#include "app-call-quality.h"

#include "app-call-page.h"
#include "app-test.h"
#include "scripted-people.h"
#include "scripted-quality.h"

typedef struct
{
  Phone *phone;
  PhoneCall *call;
  AppTest test;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  f->phone = phone_new (NULL, NULL);
  scripted_people_fill (f->phone);
  f->call = scripted_call_new (phone_get_default_account (f->phone), "Sam", "sam@example.org", TRUE);
  app_test_open (&f->test, f->phone);
  scripted_phone_add_call (f->phone, f->call);
  app_test_settle ();
  app_test_press (f->test.window, "Answer");
  app_test_settle ();
  f->page = app_test_find (f->test.window, APP_TYPE_CALL_PAGE);
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  scripted_phone_remove_call (f->phone, f->call);
  g_clear_object (&f->phone);
  app_test_close (&f->test);
  g_assert_finalize_object (f->call);
}

static PhoneReading *
measure (Fixture *f,
         guint    seconds,
         double   mos,
         double   loss)
{
  PhoneReading *reading = NULL;

  for (guint i = 0; i < seconds; i++)
    reading = scripted_quality_measure (phone_call_get_quality (f->call), mos, loss);
  return reading;
}

static void
open_details (Fixture *f)
{
  GtkWidget *button = app_test_named (f->page, "Sound: Good");

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  app_test_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)))));
}

/* Nothing stands there before there is something to say. */
static void
test_word (Fixture      *f,
           gconstpointer data)
{
  g_assert_null (app_test_find (f->page, APP_TYPE_CALL_QUALITY));
  measure (f, 6, 4.2, 0);
  g_assert_nonnull (app_test_named (f->page, "Sound: Good"));
  measure (f, 6, 3.3, 0.03);
  g_assert_nonnull (app_test_named (f->page, "Sound: Fair"));
  measure (f, 6, 2, 0.2);
  g_assert_nonnull (app_test_named (f->page, "Sound: Poor"));
  phone_call_hang_up (f->call);
  app_test_settle ();
  g_assert_null (app_test_find (f->page, APP_TYPE_CALL_QUALITY));
}

static void
test_numbers (Fixture      *f,
              gconstpointer data)
{
  measure (f, 100, 4.2, 0);
  measure (f, 5, 4, 0.034);
  open_details (f);
  g_assert_true (app_test_reads (f->page, "The last 2 minutes"));
  g_assert_true (app_test_reads (f->page, "Lost"));
  g_assert_true (app_test_reads (f->page, "3 %"));
  g_assert_true (app_test_reads (f->page, "Opus"));
  measure (f, 5, 4, 0);
  g_assert_true (app_test_reads (f->page, "Nothing"));
  g_assert_false (app_test_reads (f->page, "Delay"));
  g_assert_false (app_test_reads (f->page, "Lost of yours"));
}

/* The delay and what they miss are there as soon as they are known. */
static void
test_far_end (Fixture      *f,
              gconstpointer data)
{
  PhoneReading *reading = measure (f, 3, 4, 0);

  scripted_reading_delay (reading, 420, 0.12);
  g_list_model_items_changed (phone_call_quality_get_readings (phone_call_get_quality (f->call)), 2, 1, 1);
  open_details (f);
  g_assert_true (app_test_reads (f->page, "Noticeable, 420 ms"));
  g_assert_true (app_test_reads (f->page, "Lost of yours"));
  g_assert_true (app_test_reads (f->page, "12 %"));
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/call-quality/word", Fixture, NULL, set_up, test_word, tear_down);
  g_test_add ("/app/call-quality/numbers", Fixture, NULL, set_up, test_numbers, tear_down);
  g_test_add ("/app/call-quality/far-end", Fixture, NULL, set_up, test_far_end, tear_down);
  return g_test_run ();
}
