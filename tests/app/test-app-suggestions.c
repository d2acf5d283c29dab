/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who may be meant by what was typed so far. */

#include "app-suggestions.h"

#include "app-test.h"
#include "scripted-book.h"
#include "scripted-people.h"

static void
test_find (void)
{
  static const struct
  {
    const char *text;
    guint n;
    const char *first;
  } rows[] = {
    { "", 0, NULL },
    { "  ", 0, NULL },
    { "AMÉLIE", 1, "amelie@example.org" },
    { "weber", 1, "jonas@example.org" },
    { "example", 0, NULL },
    { "@example", 4, "amelie@example.org" },
    { "front", 1, "+4930123456" },
    { "לוי", 1, "shira@example.com" },
    { "49", 1, "+4930123456" },
    { "nobody", 0, NULL },
  };
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (GListStore) found = g_list_store_new (APP_TYPE_SUGGESTION);

  scripted_people_fill (phone);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AppSuggestion) first = NULL;

      app_suggestions_find (phone, rows[i].text, found);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (found)), ==, rows[i].n);
      first = g_list_model_get_item (G_LIST_MODEL (found), 0);
      g_assert_cmpstr (first != NULL ? app_suggestion_get_address (first) : NULL, ==, rows[i].first);
    }
}

/* Whom one knows comes before whom one only talked to, with every number, however it is typed. */
static void
test_people (void)
{
  static const struct
  {
    const char *text;
    const char *first;
  } rows[] = {
    { "laurent", "+33 6 12 34 56 78" },
    { "0033612", "+33 6 12 34 56 78" },
    { "030 1234", "+49 (0)30 / 1234-56" },
    { "0170", "0170 1234567" },
    { "zoe", NULL }, /* who cannot be called */
    { "emma@", "emma@example.org" },
  };
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (GListStore) found = g_list_store_new (APP_TYPE_SUGGESTION);

  scripted_book_fill (phone);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AppSuggestion) first = NULL;

      app_suggestions_find (phone, rows[i].text, found);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (found)), <=, 4);
      first = g_list_model_get_item (G_LIST_MODEL (found), 0);
      g_assert_cmpstr (first != NULL ? app_suggestion_get_address (first) : NULL, ==, rows[i].first);
    }
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/suggestions/find", test_find);
  g_test_add_func ("/app/suggestions/people", test_people);
  return g_test_run ();
}
