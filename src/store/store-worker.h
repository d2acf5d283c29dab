/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store-sql.h"

G_BEGIN_DECLS

/* Private to the room: the one thread that touches SQLite. Jobs run in the order they were asked. */
typedef struct _StoreWorker StoreWorker;

/* Rows, freed with g_ptr_array_unref(). @data is the task's own data. */
typedef GPtrArray *(*StoreReadFunc)  (sqlite3 *db, gpointer data, GError **error);
/* May run twice, with the same result: a write that met trouble is tried again. */
typedef gboolean   (*StoreWriteFunc) (sqlite3 *db, gpointer data, GError **error);

/* Called on the thread whenever it is well again (NULL) or in trouble, and when a damaged file was replaced. */
typedef void (*StoreTroubleFunc) (const GError *trouble, gpointer user_data);
typedef void (*StoreAsideFunc)   (const char *name, gpointer user_data);

typedef struct
{
  StoreTroubleFunc trouble;
  StoreAsideFunc   aside;
  gpointer         user_data;
  GDestroyNotify   destroy;
} StoreWorkerHooks;

StoreWorker *store_worker_new   (const char             *path,
                                 const StoreWorkerHooks *hooks);
void         store_worker_open  (StoreWorker    *self,
                                 GTask          *task);  /* all of these take the task */
void         store_worker_read  (StoreWorker    *self,
                                 StoreReadFunc   func,
                                 GTask          *task);
void         store_worker_write (StoreWorker    *self,
                                 StoreWriteFunc  func,
                                 GTask          *task);
/* Writes what waits, closes, ends the thread and frees the worker; @task may be NULL. */
void         store_worker_close (StoreWorker    *self,
                                 GTask          *task);

G_END_DECLS
