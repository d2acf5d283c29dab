/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers, days, sizes and plurals as a person in Germany writes them, and times as one in America does. A catalogue can
 * be whole and the window still say “1.5” and “March”: what C writes by itself it writes by the locale, and this is the
 * one test that has some. */

#include "config.h"

#include <libintl.h>
#include <locale.h>

#include "app-certificate-view.h"
#include "app-clock.h"
#include "app-closures.h"
#include "app-message-row.h"
#include "app-quality-words.h"
#include "app-sidebar.h"
#include "app-test.h"
#include "scripted-messages.h"
#include "scripted-people.h"

/* Between a number and its unit. */
#define SPACE "\302\240"

static void
assert_says (char       *text,
             const char *wanted)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, wanted);
}

static void
test_numbers (void)
{
  assert_says (app_quality_words_for_delay (1500), "Lang, 1,5" SPACE "s");
  assert_says (app_quality_words_for_delay (120), "Kurz, 120" SPACE "ms");
  assert_says (app_quality_words_for_share (0.03), "3" SPACE "%");
  assert_says (app_quality_words_for_share (0.001), "Weniger als 1" SPACE "%");
}

static void
test_times (void)
{
  g_autoptr (GDateTime) old = g_date_time_new_local (2001, 3, 2, 4, 5, 0);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) recent = g_date_time_add_days (now, -3);
  static const char *const days[] = { "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag" };

  assert_says (app_closures_clock (NULL, old), "04:05");
  assert_says (app_closures_day (NULL, old), "2. Mär 2001");
  assert_says (app_closures_moment (NULL, old), "2. Mär 2001");
  assert_says (app_closures_day (NULL, now), "Heute");
  assert_says (app_closures_day (NULL, recent), days[g_date_time_get_day_of_week (recent) - 1]);
  assert_says (app_closures_length (NULL, 3700), "1" SPACE "h 1" SPACE "min");
}

static void
test_plurals (void)
{
  assert_says (app_closures_voicemail (NULL, 1), "1 neue Sprachnachricht");
  assert_says (app_closures_voicemail (NULL, 2), "2 neue Sprachnachrichten");
  assert_says (app_quality_words_for_span (60), "Die letzte Minute");
  assert_says (app_quality_words_for_span (300), "Die letzten 5 Minuten");
}

static GtkWidget *
show (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 500);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle ();
  return window;
}

static void
test_size_of_file (void)
{
  g_autoptr (PhoneConversation) with = scripted_conversation_new (NULL, "Jonas", "jonas@example.org");
  g_autofree char *zeros = g_malloc0 (1500000);
  g_autoptr (GBytes) octets = g_bytes_new_static (zeros, 1500000);
  PhoneMessage *message = scripted_conversation_add_file (with, "plan.bin", "application/octet-stream", octets,
                                                          PHONE_MESSAGE_STATE_RECEIVED);
  GtkWidget *window = show (g_object_new (APP_TYPE_MESSAGE_ROW, "message", message, NULL));

  g_assert_true (app_test_reads (window, "1,5" SPACE "MB"));
  g_assert_nonnull (app_test_named (window, "Speichern unter" SPACE "…"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_validity (void)
{
  g_autoptr (GDateTime) from = g_date_time_new_local (2026, 1, 2, 0, 0, 0);
  g_autoptr (GDateTime) until = g_date_time_new_local (2027, 11, 30, 0, 0, 0);
  char name[] = "pbx.example.org";
  char key[] = "sha256:00112233";
  char *none[] = { NULL };
  PhoneCertificate certificate = { .name = name, .key = key, .valid_from = from, .valid_until = until, .faults = none };
  GtkWidget *window = show (app_certificate_view_new (&certificate));

  g_assert_true (app_test_reads (window, "02.01.2026 bis 30.11.2027"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The whole window: what was put into it by Blueprint, by C and by the phone. */
static void
test_window (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  AppTest test;

  scripted_people_fill (phone);
  app_test_open (&test, phone);
  g_assert_nonnull (app_test_named (test.window, "Hauptmenü"));
  app_test_act (&test, "win.show-section", "calls");
  g_assert_true (app_test_reads (test.window, "Verpasst"));
  g_assert_true (app_test_reads (test.window, "Ihre Anrufe"));
  app_test_close (&test);
}

/* One language, two countries. */
static void
test_america (void)
{
  g_autoptr (GDateTime) old = g_date_time_new_local (2001, 3, 2, 16, 5, 0);

  g_assert_nonnull (setlocale (LC_ALL, "en_US.UTF-8"));
  assert_says (app_closures_clock (NULL, old), "4:05 PM");
  assert_says (app_closures_day (NULL, old), "Mar 2, 2001");
  assert_says (app_clock_write_day (old, FALSE), "Mar 2");
  g_assert_nonnull (setlocale (LC_ALL, "C.UTF-8"));
  assert_says (app_closures_clock (NULL, old), "16:05");
  assert_says (app_closures_day (NULL, old), "2 Mar 2001");
  g_assert_nonnull (setlocale (LC_ALL, "de_DE.UTF-8"));
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_unsetenv ("LANGUAGE");
  g_assert_nonnull (setlocale (LC_ALL, "de_DE.UTF-8"));
  bindtextdomain (GETTEXT_PACKAGE, PO_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_add_func ("/locales/numbers", test_numbers);
  g_test_add_func ("/locales/times", test_times);
  g_test_add_func ("/locales/plurals", test_plurals);
  g_test_add_func ("/locales/size-of-file", test_size_of_file);
  g_test_add_func ("/locales/validity", test_validity);
  g_test_add_func ("/locales/window", test_window);
  g_test_add_func ("/locales/america", test_america);
  return g_test_run ();
}
