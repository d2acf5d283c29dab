/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Messages and calls with one person, in the order they happened. */

#include "app-timeline.h"

#include "app-test.h"
#include "phone-join.h"
#include "scripted-people.h"

static void
test_order (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (GListModel) timeline = NULL;
  guint calls = 0;
  guint n;

  scripted_people_fill (phone);
  timeline = app_timeline_new (phone_open_conversation (phone, NULL, "amelie@example.org", NULL),
                               phone_get_history (phone));
  n = g_list_model_get_n_items (timeline);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (timeline, i);
      g_autoptr (GObject) next = g_list_model_get_item (timeline, i + 1);

      calls += PHONE_IS_HISTORY_ENTRY (item) ? 1 : 0;
      if (next != NULL)
        g_assert_cmpint (g_date_time_compare (app_timeline_get_time (item), app_timeline_get_time (next)), <=, 0);
    }
  g_assert_cmpuint (calls, ==, 2);
  g_assert_cmpuint (n, ==, 9);
}

/* D9: who has two addresses was called at both. */
static void
test_addresses (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (GListModel) timeline = NULL;
  g_autoptr (PhoneJoin) join = NULL;
  PhoneConversation *zeynep;
  guint n;

  scripted_people_fill (phone);
  zeynep = phone_open_conversation (phone, NULL, "zeynep@example.net", NULL);
  timeline = app_timeline_new (zeynep, phone_get_history (phone));
  n = g_list_model_get_n_items (timeline);
  join = phone_join_conversations (phone, zeynep, phone_open_conversation (phone, NULL, "amelie@example.org", NULL));
  g_assert_cmpuint (g_list_model_get_n_items (timeline), ==, n + 2);
  phone_join_undo (join);
  g_assert_cmpuint (g_list_model_get_n_items (timeline), ==, n);
}

/* Each day is a section of its own. */
static void
test_days (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (GListModel) timeline = NULL;
  guint start;
  guint end;

  scripted_people_fill (phone);
  timeline = app_timeline_new (phone_open_conversation (phone, NULL, "zeynep@example.net", NULL),
                               phone_get_history (phone));
  g_assert_cmpuint (g_list_model_get_n_items (timeline), ==, 2);
  gtk_section_model_get_section (GTK_SECTION_MODEL (timeline), 0, &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/timeline/order", test_order);
  g_test_add_func ("/app/timeline/addresses", test_addresses);
  g_test_add_func ("/app/timeline/days", test_days);
  return g_test_run ();
}
