/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls of another telephone in a phone that has no store. */

#include "phone-import-calls-private.h"
#include "scripted-phone.h"
#include "store-calls.h"

void
phone_import_calls_put_async (Phone               *phone,
                              GPtrArray           *calls,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (phone, NULL, callback, user_data);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint n = 0; n < calls->len; n++)
    {
      const StoreCall *call = g_ptr_array_index (calls, n);

      scripted_history_add (phone_get_history (phone), (PhoneHistoryKind) call->kind, call->name, call->address);
      g_ptr_array_add (ids, g_strdup (call->id));
    }
  g_task_return_pointer (task, ids, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
phone_import_calls_put_finish (Phone         *phone,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
phone_import_calls_drop_async (Phone               *phone,
                               GPtrArray           *ids,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GListModel *history = G_LIST_MODEL (phone_get_history (phone));
  g_autoptr (GTask) task = g_task_new (phone, NULL, callback, user_data);

  for (guint n = 0; n < ids->len && g_list_model_get_n_items (history) > 0; n++)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (history, g_list_model_get_n_items (history) - 1);

      phone_history_remove (phone_get_history (phone), entry);
    }
  g_task_return_boolean (task, TRUE);
}

gboolean
phone_import_calls_drop_finish (Phone         *phone,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
