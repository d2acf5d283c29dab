/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-database.h"

G_BEGIN_DECLS

/* An address of which nothing is wanted. */
typedef struct
{
  char  *address;
  gint64 since_us; /* since 1970 */
  guint  calls;    /* turned away since */
  guint  messages;
} StoreBlocked;

#define STORE_TYPE_BLOCKED (store_blocked_get_type ())
GType         store_blocked_get_type      (void) G_GNUC_CONST;
StoreBlocked *store_blocked_copy          (const StoreBlocked   *blocked);
void          store_blocked_free          (StoreBlocked         *blocked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreBlocked, store_blocked_free)

/* All of them, the newest first. */
void          store_blocked_list_async    (StoreDatabase        *database,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray    *store_blocked_list_finish   (StoreDatabase        *database,
                                           GAsyncResult         *result,
                                           GError              **error);
/* Inserts it, or keeps its counts. */
void          store_blocked_put_async     (StoreDatabase        *database,
                                           const StoreBlocked   *blocked,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      store_blocked_put_finish    (StoreDatabase        *database,
                                           GAsyncResult         *result,
                                           GError              **error);
void          store_blocked_delete_async  (StoreDatabase        *database,
                                           const char           *address,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      store_blocked_delete_finish (StoreDatabase        *database,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
