/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Past calls of another telephone become past calls of this one, behind all others. */

#include "config.h"

#include "phone-import-calls-private.h"

#include "phone-private.h"
#include "store-past-calls.h"

static void
show (Phone     *phone,
      GPtrArray *calls,
      GPtrArray *ids)
{
  g_autoptr (GHashTable) fresh = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint n = 0; n < ids->len; n++)
    g_hash_table_add (fresh, g_ptr_array_index (ids, n));
  for (guint n = 0; n < calls->len; n++)
    if (g_hash_table_contains (fresh, ((StoreCall *) g_ptr_array_index (calls, n))->id))
      g_ptr_array_add (rows, g_ptr_array_index (calls, n));
  phone_history_append (phone->history, rows);
}

static void
put_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Phone *phone = g_task_get_source_object (task);
  GError *error = NULL;
  GPtrArray *ids = store_past_calls_put_finish (STORE_DATABASE (source), result, &error);

  if (ids == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  show (phone, g_task_get_task_data (task), ids);
  g_task_return_pointer (task, ids, (GDestroyNotify) g_ptr_array_unref);
}

/*< private >
 * phone_import_calls_put_async:
 * @phone: the phone
 * @calls: (element-type StoreCall): the newest first
 * @callback: called when they are down
 * @user_data: for @callback
 *
 * Adds past calls that are not there yet.
 */
void
phone_import_calls_put_async (Phone               *phone,
                              GPtrArray           *calls,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (phone, NULL, callback, user_data);

  g_task_set_source_tag (task, phone_import_calls_put_async);
  g_task_set_task_data (task, g_ptr_array_ref (calls), (GDestroyNotify) g_ptr_array_unref);
  store_past_calls_put_async (phone->database, calls, NULL, put_cb, task);
}

/*< private >
 * phone_import_calls_put_finish:
 * @phone: the phone
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the ids of those that were not there
 */
GPtrArray *
phone_import_calls_put_finish (Phone         *phone,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, phone), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
dropped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Phone *phone = g_task_get_source_object (task);
  GError *error = NULL;

  if (!store_past_calls_delete_finish (STORE_DATABASE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  phone_history_forget (phone->history, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

/*< private >
 * phone_import_calls_drop_async:
 * @phone: the phone
 * @ids: (element-type utf8): ids of calls
 * @callback: called when they are gone
 * @user_data: for @callback
 *
 * Takes them away again.
 */
void
phone_import_calls_drop_async (Phone               *phone,
                               GPtrArray           *ids,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (phone, NULL, callback, user_data);

  g_task_set_source_tag (task, phone_import_calls_drop_async);
  g_task_set_task_data (task, g_ptr_array_ref (ids), (GDestroyNotify) g_ptr_array_unref);
  store_past_calls_delete_async (phone->database, ids, NULL, dropped_cb, task);
}

/*< private >
 * phone_import_calls_drop_finish:
 * @phone: the phone
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Returns: %TRUE when they are gone
 */
gboolean
phone_import_calls_drop_finish (Phone         *phone,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, phone), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
