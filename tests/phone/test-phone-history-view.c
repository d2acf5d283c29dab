/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Years of calls: read by the page, by their kind, and right while calls end and are forgotten meanwhile. */

#include "phone-history-view-private.h"

#include "phone-history-private.h"
#include "phone-private.h"
#include "phone-world.h"

#define N_CALLS 450 /* every third was missed, every third taken, every third made */

static StoreCall
row_of (char          *id,
        StoreCallKind  kind)
{
  return (StoreCall) { .id = id, .account = (char *) "a", .address = (char *) "bob@example.org", .kind = kind };
}

static void
keep_all (World *world)
{
  static const StoreCallKind kinds[] = { STORE_CALL_KIND_MISSED, STORE_CALL_KIND_INCOMING, STORE_CALL_KIND_UNANSWERED };
  g_autoptr (GAsyncResult) result = NULL;

  for (guint n = 0; n < N_CALLS; n++)
    {
      g_autofree char *id = g_strdup_printf ("call-%u", n);
      StoreCall row = row_of (id, kinds[n % 3]);

      store_calls_put_async (world->phone->database, &row, NULL, n + 1 < N_CALLS ? NULL : world_take_result_cb, &result);
    }
  wait_until (result != NULL);
}

static guint
count (PhoneHistoryView *view)
{
  return g_list_model_get_n_items (G_LIST_MODEL (view));
}

static PhoneHistoryEntry *
get (PhoneHistoryView *view,
     guint             position)
{
  g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (view), position);

  return entry; /* the list holds it */
}

/* No more is read than was asked for, whoever asks how often. */
static void
test_pages (World         *world,
            gconstpointer  data)
{
  g_autoptr (PhoneHistoryView) view = phone_history_view_new (world->phone->database);

  keep_all (world);
  phone_history_view_load_more (view);
  phone_history_view_load_more (view);
  wait_until (count (view) > 0);
  g_assert_cmpuint (count (view), ==, PHONE_HISTORY_PAGE);
  g_assert_false (phone_history_view_is_complete (view));
  g_assert_cmpstr (phone_history_entry_get_id (get (view, 0)), ==, "call-449");
  while (!phone_history_view_is_complete (view))
    {
      phone_history_view_load_more (view);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (count (view), ==, N_CALLS);
  g_assert_cmpstr (phone_history_entry_get_id (get (view, N_CALLS - 1)), ==, "call-0");
}

static void
test_filter (World         *world,
             gconstpointer  data)
{
  static const PhoneHistoryFilter filters[] = { PHONE_HISTORY_FILTER_MISSED, PHONE_HISTORY_FILTER_OUTGOING };
  g_autoptr (PhoneHistoryView) view = phone_history_view_new (world->phone->database);

  keep_all (world);
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_object_set (view, "filter", filters[i], NULL);
      g_assert_cmpint (phone_history_view_get_filter (view), ==, filters[i]);
      wait_until (count (view) == PHONE_HISTORY_PAGE);
      phone_history_view_load_more (view);
      wait_until (phone_history_view_is_complete (view));
      g_assert_cmpuint (count (view), ==, N_CALLS / 3);
    }
  phone_history_view_set_filter (view, PHONE_HISTORY_FILTER_INCOMING);
  phone_history_view_set_filter (view, PHONE_HISTORY_FILTER_ALL);
  wait_until (count (view) > 0);
  g_assert_cmpstr (phone_history_entry_get_id (get (view, 0)), ==, "call-449");
}

/* What goes on is in the file and is not shown; once it ended it is shown once, by any filter that it fits. */
static void
test_fresh (World         *world,
            gconstpointer  data)
{
  g_autoptr (PhoneHistoryView) view = phone_history_view_new (world->phone->database);
  StoreCall row = row_of ((char *) "call-449", STORE_CALL_KIND_OUTGOING);
  g_autoptr (PhoneHistoryEntry) entry = phone_history_entry_new (&row);

  keep_all (world);
  phone_history_view_hold (view, "call-449");
  phone_history_view_load_more (view);
  wait_until (count (view) > 0);
  g_assert_cmpstr (phone_history_entry_get_id (get (view, 0)), ==, "call-448");
  phone_history_view_add (view, entry);
  g_assert_true (get (view, 0) == entry);
  g_assert_cmpuint (count (view), ==, PHONE_HISTORY_PAGE);
  phone_history_view_set_filter (view, PHONE_HISTORY_FILTER_MISSED);
  wait_until (count (view) > 0);
  g_assert_cmpstr (phone_history_entry_get_id (get (view, 0)), ==, "call-447");
  phone_history_view_set_filter (view, PHONE_HISTORY_FILTER_OUTGOING);
  g_assert_true (get (view, 0) == entry);
}

/* The next page is there even if the call is gone with which the last one ended. */
static void
test_forget (World         *world,
             gconstpointer  data)
{
  g_autoptr (PhoneHistoryView) view = phone_history_view_new (world->phone->database);
  g_autoptr (GAsyncResult) result = NULL;

  keep_all (world);
  phone_history_view_load_more (view);
  wait_until (count (view) > 0);
  store_calls_delete_async (world->phone->database, "call-350", NULL, world_take_result_cb, &result);
  phone_history_view_forget (view, "call-350");
  g_assert_cmpuint (count (view), ==, PHONE_HISTORY_PAGE - 1);
  phone_history_view_load_more (view);
  wait_until (count (view) == 2 * PHONE_HISTORY_PAGE - 1);
  g_assert_cmpstr (phone_history_entry_get_id (get (view, PHONE_HISTORY_PAGE - 1)), ==, "call-349");
  phone_history_view_forget (view, "call-never-heard-of");
  g_assert_cmpuint (count (view), ==, 2 * PHONE_HISTORY_PAGE - 1);
}

static void
test_clear (World         *world,
            gconstpointer  data)
{
  PhoneHistory *history = phone_get_history (world->phone);
  PhoneHistoryView *view = phone_history_get_view (history);
  g_autoptr (GPtrArray) spared = g_ptr_array_new_with_free_func (g_object_unref);

  keep_all (world);
  world_stop (world);
  world_start (world);
  history = phone_get_history (world->phone);
  view = phone_history_get_view (history);
  wait_until (count (view) == PHONE_HISTORY_PAGE && phone_history_get_unseen_missed (history) == N_CALLS / 3);
  phone_history_mark_seen (history);
  g_assert_cmpuint (phone_history_get_unseen_missed (history), ==, 0);

  g_ptr_array_add (spared, g_list_model_get_item (G_LIST_MODEL (view), 7));
  phone_history_clear (history, spared);
  wait_until (phone_history_view_is_complete (view));
  g_assert_cmpuint (count (view), ==, 1);
  g_assert_cmpstr (phone_history_entry_get_id (get (view, 0)), ==, "call-442");
  phone_history_remove (history, get (view, 0));
  g_assert_cmpuint (count (view), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 0);
}

#define add(name, func) g_test_add ("/phone/history-view/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("pages", test_pages);
  add ("filter", test_filter);
  add ("fresh", test_fresh);
  add ("forget", test_forget);
  add ("clear", test_clear);
  return g_test_run ();
}
