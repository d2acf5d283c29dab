/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ten minutes and not a second more, and what a second keeps. */

#include "media-history.h"

#include "media-stats-private.h"

static void
append (MediaHistory *history,
        guint         second)
{
  g_autoptr (MediaStats) stats = media_stats_new (NULL, "opus");
  MediaNumbers numbers = { .time_us = second, .stats = stats, .mos = 4.3 };
  g_autoptr (MediaReading) reading = media_reading_new (&numbers);

  media_history_append (history, reading);
}

static gint64
get_time (MediaHistory *history,
          guint         position)
{
  g_autoptr (MediaReading) reading = g_list_model_get_item (G_LIST_MODEL (history), position);

  return media_reading_get_numbers (reading)->time_us;
}

/* A view keeps count by what it is told, and must end up with what is there. */
static void
count_cb (GListModel *model,
          guint       position,
          guint       removed,
          guint       added,
          guint      *n_items)
{
  *n_items += added;
  *n_items -= removed;
  g_assert_cmpuint (*n_items, <=, MEDIA_HISTORY_MAX);
}

static void
test_ten_minutes (void)
{
  MediaHistory *history = media_history_new ();
  guint n_items = 0;

  g_assert_null (media_history_get_last (history));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (history)) == MEDIA_TYPE_READING);
  g_signal_connect (history, "items-changed", G_CALLBACK (count_cb), &n_items);
  for (guint i = 0; i < MEDIA_HISTORY_MAX + 50; i++)
    append (history, i);
  g_assert_cmpuint (n_items, ==, MEDIA_HISTORY_MAX);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, MEDIA_HISTORY_MAX);
  g_assert_cmpint (get_time (history, 0), ==, 50);
  g_assert_cmpint (get_time (history, MEDIA_HISTORY_MAX - 1), ==, MEDIA_HISTORY_MAX + 49);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (history), MEDIA_HISTORY_MAX));
  g_assert_cmpint (media_reading_get_numbers (media_history_get_last (history))->time_us, ==, MEDIA_HISTORY_MAX + 49);
  g_assert_cmpint (media_reading_get_grade (media_history_get_last (history)), ==, MEDIA_GRADE_EXCELLENT);
  g_assert_finalize_object (history);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-history/ten-minutes", test_ten_minutes);

  return g_test_run ();
}
