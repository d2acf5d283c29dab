/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store-error.h"

G_BEGIN_DECLS

/* The history: one SQLite file, on a thread of its own, so that no verb here ever waits for a disk.
 * Properties (notify, on the main context that made it):
 *   trouble      a #STORE_ERROR while writes cannot be kept (they wait in memory); NULL: well
 *   moved-aside  where a damaged file went; NULL: none was */
#define STORE_TYPE_DATABASE (store_database_get_type ())
G_DECLARE_FINAL_TYPE (StoreDatabase, store_database, STORE, DATABASE, GObject)

StoreDatabase *store_database_new             (const char           *path);
void           store_database_open_async      (StoreDatabase        *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       store_database_open_finish     (StoreDatabase        *self,
                                               GAsyncResult         *result,
                                               GError              **error);
/* Everything asked before is written; everything asked later is STORE_ERROR_CLOSED. */
void           store_database_close_async     (StoreDatabase        *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean       store_database_close_finish    (StoreDatabase        *self,
                                               GAsyncResult         *result,
                                               GError              **error);
const GError  *store_database_get_trouble     (StoreDatabase        *self);
const char    *store_database_get_moved_aside (StoreDatabase        *self);

G_END_DECLS
