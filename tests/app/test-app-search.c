/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a list shows while something is searched for, and which page is due when nothing is left. */

#include "app-search.h"

#include "app-conversation-list.h"
#include "app-test.h"
#include "scripted-people.h"

static void
test_find (void)
{
  static const char *const searched[] = { "title", "address", NULL };
  static const struct
  {
    const char *text;
    guint n;
    const char *page;
  } rows[] = {
    { NULL, 5, "list" },       { "", 5, "list" },        { "ZEYNEP", 1, "list" },
    { "example.net", 1, "list" }, { "לוי", 1, "list" }, { "nobody", 0, "none" },
  };
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  GtkWidget *owner = g_object_ref_sink (g_object_new (APP_TYPE_CONVERSATION_LIST, NULL));
  g_autoptr (GtkFilterListModel) shown = app_search_new (phone_get_conversations (phone), PHONE_TYPE_CONVERSATION,
                                                         G_OBJECT (owner), searched);

  g_assert_cmpstr (app_search_page (shown), ==, "empty");
  scripted_people_fill (phone);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_object_set (owner, "search", rows[i].text, NULL);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shown)), ==, rows[i].n);
      g_assert_cmpstr (app_search_page (shown), ==, rows[i].page);
    }
  g_assert_finalize_object (owner);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/search/find", test_find);
  return g_test_run ();
}
