/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the page of a call says of who hears, and of who may listen. */

#include "app-call-truth.h"

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

static void
test_padlock (Fixture      *f,
              gconstpointer data)
{
  PhoneCallQuality *quality = phone_call_get_quality (f->call);

  g_assert_false (app_test_reads (f->page, "Encrypted"));
  scripted_quality_secure (quality, TRUE, "Nobody sits in between.", "amber river stone violin");
  app_test_settle ();
  g_assert_true (app_test_reads (f->page, "Encrypted"));
  scripted_quality_secure (quality, TRUE, "The servers on the way know the key.", NULL);
  app_test_settle ();
  g_assert_true (app_test_reads (f->page, "Encrypted to the exchange"));
  scripted_quality_secure (quality, FALSE, "Whoever is on the way can listen.", NULL);
  app_test_settle ();
  g_assert_true (app_test_reads (f->page, "Not secure"));
}

static gboolean
is_words (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), "amber river stone violin");
}

static GtkWidget *
find_words (GtkWidget *root)
{
  if (is_words (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_words (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The words are read aloud, or copied; and they are not marked before somebody marks them. */
static void
test_words (Fixture      *f,
            gconstpointer data)
{
  GtkWidget *padlock = NULL, *words = NULL;

  scripted_quality_secure (phone_call_get_quality (f->call), TRUE, "Nobody sits in between.", "amber river stone violin");
  app_test_settle ();
  padlock = app_test_named (f->page, "Encrypted");
  gtk_menu_button_popup (GTK_MENU_BUTTON (padlock));
  app_test_settle ();
  words = find_words (f->page);
  g_assert_true (gtk_widget_get_mapped (words));
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (words)));
  g_assert_false (gtk_label_get_selection_bounds (GTK_LABEL (words), NULL, NULL));
  g_assert_true (app_test_reads (f->page, "Opus"));
  g_assert_true (app_test_reads (f->page, "Through a relay"));
}

static void
test_verdict (Fixture      *f,
              gconstpointer data)
{
  PhoneCallQuality *quality = phone_call_get_quality (f->call);

  phone_call_set_muted (f->call, TRUE);
  scripted_quality_judge (quality, "muted-talking", "You are muted and talking.");
  app_test_settle ();
  g_assert_true (app_test_reads (f->page, "You are muted and talking."));
  app_test_press (f->page, "Unmute");
  g_assert_false (phone_call_is_muted (f->call));
  scripted_quality_judge (quality, NULL, NULL);
  app_test_settle ();
  g_assert_false (gtk_revealer_get_reveal_child (app_test_find (f->page, GTK_TYPE_REVEALER)));
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/call-truth/padlock", Fixture, NULL, set_up, test_padlock, tear_down);
  g_test_add ("/app/call-truth/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/app/call-truth/verdict", Fixture, NULL, set_up, test_verdict, tear_down);
  return g_test_run ();
}
