/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Gateways to mobile networks pass on what they do not understand as text; so what an address takes is remembered, and
 * only for a time, since people change telephones.
 */

#include "config.h"

#include "store-peers.h"

#include "store-database-private.h"

G_DEFINE_BOXED_TYPE (StorePeer, store_peer, store_peer_copy, store_peer_free)

/**
 * store_peer_copy:
 * @peer: what is known of an address
 *
 * Copies a row.
 *
 * Returns: (transfer full): the copy
 */
StorePeer *
store_peer_copy (const StorePeer *peer)
{
  StorePeer *copy;

  g_return_val_if_fail (peer != NULL, NULL);

  copy = g_memdup2 (peer, sizeof *peer);
  copy->account = g_strdup (peer->account);
  copy->address = g_strdup (peer->address);
  return copy;
}

/**
 * store_peer_free:
 * @peer: (transfer full): what is known of an address
 *
 * Frees a row.
 */
void
store_peer_free (StorePeer *peer)
{
  g_return_if_fail (peer != NULL);

  g_free (peer->account);
  g_free (peer->address);
  g_free (peer);
}

static gboolean
put (sqlite3   *db,
     gpointer   data,
     GError   **error)
{
  const StorePeer *peer = data;
  g_autoptr (sqlite3_stmt) insert = store_sql_prepare (
    db,
    "INSERT OR REPLACE INTO peers (account, address, takes_receipts, takes_typing, until)"
    " VALUES (:account, :address, :takes_receipts, :takes_typing, :until)",
    error);

  if (insert == NULL)
    return FALSE;

  store_sql_bind_text (insert, ":account", peer->account);
  store_sql_bind_text (insert, ":address", peer->address);
  store_sql_bind_int (insert, ":takes_receipts", peer->takes_receipts ? 1 : 0);
  store_sql_bind_int (insert, ":takes_typing", peer->takes_typing ? 1 : 0);
  store_sql_bind_int (insert, ":until", peer->until_us);
  return store_sql_run (insert, error);
}

static GPtrArray *
get (sqlite3   *db,
     gpointer   data,
     GError   **error)
{
  StorePeer *peer = store_peer_copy (data);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) store_peer_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (
    db,
    "SELECT takes_receipts, takes_typing, until FROM peers WHERE account = :account AND address = :address",
    error);

  g_ptr_array_add (found, peer);
  if (query == NULL)
    return NULL;

  store_sql_bind_text (query, ":account", peer->account);
  store_sql_bind_text (query, ":address", peer->address);
  if (store_sql_next (query, &local_error))
    {
      peer->takes_receipts = sqlite3_column_int (query, 0) != 0;
      peer->takes_typing = sqlite3_column_int (query, 1) != 0;
      peer->until_us = sqlite3_column_int64 (query, 2);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&found);
}

static GTask *
task_new (StoreDatabase       *database,
          StorePeer           *peer,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (database, cancellable, callback, user_data);

  g_task_set_task_data (task, peer, (GDestroyNotify) store_peer_free);
  return task;
}

/**
 * store_peers_put_async:
 * @database: a history
 * @peer: what is known now
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is down
 * @user_data: for @callback
 *
 * Remembers what an address takes.
 */
void
store_peers_put_async (StoreDatabase       *database,
                       const StorePeer     *peer,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (peer != NULL && peer->account != NULL && peer->address != NULL);

  task = task_new (database, store_peer_copy (peer), cancellable, callback, user_data);
  g_task_set_source_tag (task, store_peers_put_async);
  store_database_write (database, put, task);
}

/**
 * store_peers_put_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_peers_put_async().
 *
 * Returns: %TRUE when it is down
 */
gboolean
store_peers_put_finish (StoreDatabase  *database,
                        GAsyncResult   *result,
                        GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_peers_get_async:
 * @database: a history
 * @account: whose
 * @address: of whom
 * @cancellable: (nullable): stops waiting only
 * @callback: called with what is known
 * @user_data: for @callback
 *
 * Reads what an address takes.
 */
void
store_peers_get_async (StoreDatabase       *database,
                       const char          *account,
                       const char          *address,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  const StorePeer nothing = { .account = (char *) account, .address = (char *) address };
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (account != NULL && address != NULL);

  task = task_new (database, store_peer_copy (&nothing), cancellable, callback, user_data);
  g_task_set_source_tag (task, store_peers_get_async);
  store_database_read (database, get, task);
}

/**
 * store_peers_get_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_peers_get_async().
 *
 * Returns: (transfer full) (nullable): what is known; %NULL with @error set
 */
StorePeer *
store_peers_get_finish (StoreDatabase  *database,
                        GAsyncResult   *result,
                        GError        **error)
{
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  found = g_task_propagate_pointer (G_TASK (result), error);
  return found != NULL ? g_ptr_array_steal_index (found, 0) : NULL;
}
