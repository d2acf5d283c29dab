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
  g_assert_null (adw_status_page_get_description (page));
  adw_status_page_set_description (page, "Calls you make and calls you miss are kept here, and here only.");
  app_typography_tie_page (page);
  g_assert_cmpstr (adw_status_page_get_description (page), ==,
                   "Calls you make and calls you miss are kept here, and here" UNBREAKABLE "only.");
  g_object_unref (page);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/typography/dots", test_dots);
  g_test_add_func ("/app/typography/end", test_end);
  g_test_add_func ("/app/typography/page", test_page);
  return g_test_run ();
}
