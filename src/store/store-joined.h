/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-database.h"

G_BEGIN_DECLS

/* What a person said of an address: whose conversation it belongs to, whatever one knows of who has it. */
typedef struct
{
  char    *account;
  char    *address;
  char    *with; /* another address; NULL: it is kept apart from all others */
  gboolean none; /* nothing is said of it any more; never in a list */
} StoreJoin;

#define STORE_TYPE_JOIN (store_join_get_type ())
GType      store_join_get_type      (void) G_GNUC_CONST;
StoreJoin *store_join_copy          (const StoreJoin      *join);
void       store_join_free          (StoreJoin            *join);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreJoin, store_join_free)

void       store_joined_list_async  (StoreDatabase        *database,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
GPtrArray *store_joined_list_finish (StoreDatabase        *database,
                                     GAsyncResult         *result,
                                     GError              **error);
/* Instead of what was said of that address before. */
void       store_joined_put_async   (StoreDatabase        *database,
                                     const StoreJoin      *join,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean   store_joined_put_finish  (StoreDatabase        *database,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
