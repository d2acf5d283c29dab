/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls that stand together are one row, below their day, and rows that stay the same stay. */

#include "app-history-fold.h"

#include "app-test.h"
#include "scripted-phone.h"

typedef struct
{
  PhoneHistory *history;
  AppHistoryFold *rows;
  guint n_removed;
} Fixture;

static PhoneHistoryEntry *
add (Fixture          *fixture,
     PhoneHistoryKind  kind,
     const char       *address,
     int               day)
{
  PhoneHistoryEntry *entry = scripted_history_add (fixture->history, kind, address, address);
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, 3, day, 12, 0, 0);

  scripted_history_entry_set (entry, time, 0, NULL);
  return entry;
}

static void
changed_cb (Fixture *fixture,
            guint    position,
            guint    removed)
{
  fixture->n_removed += removed;
}

/* Three missed and one taken on the 14th, two missed the day before. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->history = scripted_history_new ();
  for (guint n = 0; n < 3; n++)
    add (fixture, PHONE_HISTORY_KIND_MISSED, "bob@example.org", 14);
  add (fixture, PHONE_HISTORY_KIND_INCOMING, "bob@example.org", 14);
  add (fixture, PHONE_HISTORY_KIND_MISSED, "bob@example.org", 13);
  add (fixture, PHONE_HISTORY_KIND_MISSED, "bob@example.org", 13);
  fixture->rows = app_history_fold_new (G_LIST_MODEL (fixture->history));
  g_signal_connect_swapped (fixture->rows, "items-changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (fixture->rows, fixture);
  g_object_unref (fixture->rows);
  g_object_unref (fixture->history);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->rows));
}

static guint
count_in (Fixture *fixture,
          guint    position)
{
  g_autoptr (AppHistoryGroup) group = g_list_model_get_item (G_LIST_MODEL (fixture->rows), position);

  return app_history_group_get_entries (group)->len;
}

static void
test_folded (Fixture       *fixture,
             gconstpointer  data)
{
  guint start = 0;
  guint end = 0;

  g_assert_cmpuint (count (fixture), ==, 3);
  g_assert_cmpuint (count_in (fixture, 0), ==, 3);
  g_assert_cmpuint (count_in (fixture, 1), ==, 1);
  g_assert_cmpuint (count_in (fixture, 2), ==, 2);
  gtk_section_model_get_section (GTK_SECTION_MODEL (fixture->rows), 1, &start, &end);
  g_assert_cmpuint (start, ==, 0);
  g_assert_cmpuint (end, ==, 2);
  gtk_section_model_get_section (GTK_SECTION_MODEL (fixture->rows), 2, &start, &end);
  g_assert_cmpuint (start, ==, 2);
  g_assert_cmpuint (end, ==, 3);
}

static void
test_toggle (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (AppHistoryGroup) group = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 0);
  g_autoptr (AppHistoryGroup) opened = NULL;
  g_autoptr (AppHistoryGroup) part = NULL;

  app_history_fold_toggle (fixture->rows, group);
  g_assert_cmpuint (count (fixture), ==, 6);
  opened = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 0);
  g_assert_true (app_history_group_is_opened (opened));
  part = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 3);
  g_assert_true (app_history_group_is_part (part));
  /* One of them is forgotten: the group is open still. */
  phone_history_remove (fixture->history, app_history_group_get_entry (part));
  g_assert_cmpuint (count (fixture), ==, 5);
  g_assert_cmpuint (count_in (fixture, 0), ==, 2);
  g_clear_object (&opened);
  opened = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 0);
  app_history_fold_toggle (fixture->rows, opened);
  g_assert_cmpuint (count (fixture), ==, 3);
}

/* What comes at one end moves nothing at the other. */
static void
test_rows_stay (Fixture       *fixture,
                gconstpointer  data)
{
  scripted_history_add (fixture->history, PHONE_HISTORY_KIND_DECLINED, "Bob", "bob@example.org");
  g_assert_cmpuint (fixture->n_removed, ==, 0);
  scripted_history_add (fixture->history, PHONE_HISTORY_KIND_DECLINED, "Bob", "bob@example.org");
  g_assert_cmpuint (fixture->n_removed, ==, 1);
  g_assert_cmpuint (count (fixture), ==, 4);
}

/* Whatever changes where, the rows are those that a list made anew would have. */
static void
test_any_change (Fixture       *fixture,
                 gconstpointer  data)
{
  GListModel *history = G_LIST_MODEL (fixture->history);

  for (guint round = 0; round < 200; round++)
    {
      guint n_entries = g_list_model_get_n_items (history);
      g_autoptr (AppHistoryFold) anew = NULL;
      g_autoptr (AppHistoryGroup) any =
        g_list_model_get_item (G_LIST_MODEL (fixture->rows), (guint) g_test_rand_int_range (0, (gint) count (fixture)));
      g_autoptr (PhoneHistoryEntry) entry =
        g_list_model_get_item (history, (guint) g_test_rand_int_range (0, (gint) n_entries));
      guint n_rows = 0;
      guint total = 0;

      if (app_history_group_get_entries (any)->len > 1 && g_test_rand_bit ())
        app_history_fold_toggle (fixture->rows, any);
      if (n_entries > 3 && g_test_rand_bit ())
        phone_history_remove (fixture->history, entry);
      else
        scripted_history_add (fixture->history, (PhoneHistoryKind) g_test_rand_int_range (0, 2), "Bob", "bob@example.org");
      anew = app_history_fold_new (history);
      for (guint n = 0; n < count (fixture); n++)
        {
          g_autoptr (AppHistoryGroup) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), n);

          if (app_history_group_is_part (row))
            continue;
          n_rows++;
          total += app_history_group_get_entries (row)->len;
        }
      g_assert_cmpuint (n_rows, ==, g_list_model_get_n_items (G_LIST_MODEL (anew)));
      g_assert_cmpuint (total, ==, g_list_model_get_n_items (history));
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/history-fold/folded", test_folded);
  ADD ("/app/history-fold/toggle", test_toggle);
  ADD ("/app/history-fold/any-change", test_any_change);
  ADD ("/app/history-fold/rows-stay", test_rows_stay);
  return g_test_run ();
}
