/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-typography.h"

#include "app-test.h"

#define UNBREAKABLE "\302\240"

static void
test_dots (void)
{
  static const struct
  {
    const char *text;
    const char *tied;
  } rows[] = {
    { "Not Connected · Next try in 5 seconds", "Not Connected" UNBREAKABLE "· Next try in 5 seconds" },
    { "Today · Outgoing call · 12 min", "Today" UNBREAKABLE "· Outgoing call" UNBREAKABLE "· 12 min" },
    { "Ready", "Ready" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *tied = app_typography_tie_dots (rows[i].text);

      g_assert_cmpstr (tied, ==, rows[i].tied);
    }
}

static void
test_end (void)
{
  static const struct
  {
    const char *text;
    const char *tied;
  } rows[] = {
    { "Start one with anybody who has an address or a number.", "Start one with anybody who has an address or a" UNBREAKABLE "number." },
    { "A text that is short", "A text that is short" },
    { "Whoever calls from there belongs to the Telefondienstleistungen.", "Whoever calls from there belongs to the Telefondienstleistungen." },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *tied = app_typography_tie_end (rows[i].text);

      g_assert_cmpstr (tied, ==, rows[i].tied);
    }
}

static void
test_page (void)
{
  AdwStatusPage *page = g_object_ref_sink (ADW_STATUS_PAGE (adw_status_page_new ()));

  app_typography_tie_page (page);
  g_assert_cmpstr (adw_status_page_get_description (page), ==, "");
  adw_status_page_set_description (page, "Calls you make and calls you miss are kept here, and here only.");
  app_typography_tie_page (page);
  g_assert_cmpstr (adw_status_page_get_description (page), ==,
                   "Calls you make and calls you miss are kept here, and here" UNBREAKABLE "only.");
  g_object_unref (page);
}

/* As tests/app/shots.c photographs it: the first figure of a number is the leftmost one, and the number stands at the right. */
static void
test_numbers (void)
{
  GtkWidget *row = g_object_ref_sink (adw_entry_row_new ());

  gtk_widget_set_direction (row, GTK_TEXT_DIR_RTL);
  app_typography_keep_numbers (GTK_EDITABLE (row));
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)))), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpfloat (gtk_editable_get_alignment (GTK_EDITABLE (row)), >, 0.9f);
  g_object_unref (row);

  row = g_object_ref_sink (adw_entry_row_new ());
  app_typography_keep_numbers (GTK_EDITABLE (row));
  g_assert_cmpfloat (gtk_editable_get_alignment (GTK_EDITABLE (row)), <, 0.1f);
  g_object_unref (row);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/typography/dots", test_dots);
  g_test_add_func ("/app/typography/end", test_end);
  g_test_add_func ("/app/typography/page", test_page);
  g_test_add_func ("/app/typography/numbers", test_numbers);
  return g_test_run ();
}
