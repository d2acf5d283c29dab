/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: people remember "I called, then wrote", not two lists. What was written and what was
 * said are put in one order. */

#include "app-timeline.h"

#include "app-closures.h"
#include "phone-join.h"

/**
 * app_timeline_get_time:
 * @item: (type GObject): a #PhoneMessage or a #PhoneHistoryEntry
 *
 * Returns: (transfer none): when it happened
 */
GDateTime *
app_timeline_get_time (gpointer item)
{
  if (PHONE_IS_MESSAGE (item))
    return phone_message_get_time (item);
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (item), NULL);
  return phone_history_entry_get_time (item);
}

static int
compare_times (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return g_date_time_compare (app_timeline_get_time ((gpointer) a), app_timeline_get_time ((gpointer) b));
}

static int
day_number (gconstpointer item)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (app_timeline_get_time ((gpointer) item));

  return g_date_time_get_year (local) * 366 + g_date_time_get_day_of_year (local);
}

static int
compare_days (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  return day_number (a) - day_number (b);
}

static gboolean
is_with (gpointer item,
         gpointer user_data)
{
  g_autofree char *address = app_closures_plain_address (phone_history_entry_get_address (item));

  for (guint n = 0; n < phone_conversation_get_n_addresses (user_data); n++)
    {
      g_autofree char *own = app_closures_plain_address (phone_conversation_get_nth_address (user_data, n));

      if (g_ascii_strcasecmp (address, own) == 0)
        return TRUE;
    }
  return FALSE;
}

/* It may have other addresses than before. */
static void
addresses_cb (GtkFilter *filter)
{
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static GListModel *
list_calls_with (PhoneHistory      *history,
                 PhoneConversation *conversation)
{
  GtkCustomFilter *filter = gtk_custom_filter_new (is_with, g_object_ref (conversation), g_object_unref);

  g_signal_connect_object (conversation, "notify::address", G_CALLBACK (addresses_cb), filter, G_CONNECT_SWAPPED);
  return G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (history)), GTK_FILTER (filter)));
}

/**
 * app_timeline_new:
 * @conversation: the messages exchanged with somebody
 * @history: all past calls
 *
 * Merges the messages of @conversation with those calls of @history that were with one of its addresses.
 *
 * Returns: (transfer full): a list of #PhoneMessage and #PhoneHistoryEntry, oldest first, with a section a day
 */
GListModel *
app_timeline_new (PhoneConversation *conversation,
                  PhoneHistory      *history)
{
  g_autoptr (GtkSorter) days = NULL;
  GListStore *parts;
  GtkSortListModel *sorted;
  g_autoptr (GListModel) calls = NULL;

  g_return_val_if_fail (PHONE_IS_CONVERSATION (conversation), NULL);
  g_return_val_if_fail (PHONE_IS_HISTORY (history), NULL);

  parts = g_list_store_new (G_TYPE_LIST_MODEL);
  calls = list_calls_with (history, conversation);
  g_list_store_append (parts, conversation);
  g_list_store_append (parts, calls);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts))),
                                    GTK_SORTER (gtk_custom_sorter_new (compare_times, NULL, NULL)));
  days = GTK_SORTER (gtk_custom_sorter_new (compare_days, NULL, NULL));
  gtk_sort_list_model_set_section_sorter (sorted, days);
  return G_LIST_MODEL (sorted);
}
