/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls of another telephone in a phone that has no store, links that lead where a test says, and a code on every
 * picture that is black in its corner. */

#include "phone-barcode.h"
#include "phone-import-calls-private.h"
#include "phone-provision-fetch-private.h"
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

#define OFFER \
  "{\"earshot-accounts\": 1, \"accounts\": [{\"address\": \"anna@example.org\", \"name\": \"Anna Köhler\"," \
  " \"server\": \"wss://sip.example.org\", \"password\": \"secret\"}, {\"address\": \"204@pbx.example.net\"," \
  " \"server\": \"udp://pbx.example.net\"}]}"

void
phone_provision_fetch_async (const char          *link,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  if (g_str_has_prefix (link, "https://example.org/"))
    g_task_return_pointer (task, g_strdup (OFFER), g_free);
  else
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The server cannot be found.");
}

char *
phone_provision_fetch_finish (GAsyncResult  *result,
                              char         **host,
                              GError       **error)
{
  *host = g_strdup ("example.org");
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
phone_barcode_is_available (void)
{
  return TRUE;
}

void
phone_barcode_read_async (GBytes              *pixels,
                          guint                width,
                          guint                height,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  const guint8 *first = g_bytes_get_data (pixels, NULL);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_assert_cmpuint (g_bytes_get_size (pixels), ==, width * height);
  g_task_return_pointer (task, *first < 128 ? g_strdup ("https://example.org/code") : NULL, g_free);
}

char *
phone_barcode_read_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
