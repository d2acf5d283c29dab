/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The newest calls are in memory for whoever looks among them. An older one that somebody looks for joins them, at its place,
 * and can be found, shown and called like any other; and calls that came with an import and are taken back leave. */

#include "config.h"

#include "phone-history-private.h"

#include "store-call-search.h"

#define FOUND_MAX 50

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  return g_date_time_compare (phone_history_entry_get_time ((PhoneHistoryEntry *) b),
                              phone_history_entry_get_time ((PhoneHistoryEntry *) a));
}

static GStrv
list_ids (GListModel *entries)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint n = 0; n < g_list_model_get_n_items (entries); n++)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (entries, n);

      g_strv_builder_add (ids, phone_history_entry_get_id (entry));
    }
  return g_strv_builder_end (ids);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PhoneHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = store_call_search_finish (STORE_DATABASE (source), result, &error);
  GListStore *entries = phone_history_get_entries (self);
  g_auto (GStrv) known = list_ids (G_LIST_MODEL (entries)); /* by now */

  if (rows == NULL)
    g_info ("searching calls: %s", error->message);
  for (guint n = 0; rows != NULL && n < rows->len; n++)
    {
      const StoreCall *row = g_ptr_array_index (rows, n);
      g_autoptr (PhoneHistoryEntry) entry = phone_history_entry_new (row);

      if (!g_strv_contains ((const char *const *) known, row->id))
        g_list_store_insert_sorted (entries, entry, compare, NULL);
    }
}

/**
 * phone_history_look_for:
 * @self: past calls
 * @text: a part of a name or an address
 *
 * Brings calls into the list that are older than those in it, as far as they are about @text: at most fifty, a moment later.
 */
void
phone_history_look_for (PhoneHistory *self,
                        const char   *text)
{
  g_auto (GStrv) known = NULL;

  g_return_if_fail (PHONE_IS_HISTORY (self));
  g_return_if_fail (text != NULL);

  known = list_ids (G_LIST_MODEL (phone_history_get_entries (self)));
  store_call_search_async (phone_history_get_database (self), text, (const char *const *) known, FOUND_MAX, NULL, found_cb,
                           g_object_ref (self));
}

void
phone_history_forget (PhoneHistory *self,
                      GPtrArray    *ids)
{
  GListStore *entries = phone_history_get_entries (self);
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint n = 0; n < ids->len; n++)
    g_hash_table_add (gone, g_ptr_array_index (ids, n));
  for (guint n = g_list_model_get_n_items (G_LIST_MODEL (entries)); n > 0; n--)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (entries), n - 1);

      if (g_hash_table_contains (gone, phone_history_entry_get_id (entry)))
        g_list_store_remove (entries, n - 1);
    }
}
