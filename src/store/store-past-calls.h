/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-calls.h"

G_BEGIN_DECLS

/* Calls (StoreCall) from before this history began, the newest first: they stand behind all there are. One whose id is
 * known stays as it is. All of them or none. */
void       store_past_calls_put_async     (StoreDatabase        *database,
                                           GPtrArray            *calls,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
/* The ids (char *) of those that were not there. */
GPtrArray *store_past_calls_put_finish    (StoreDatabase        *database,
                                           GAsyncResult         *result,
                                           GError              **error);
/* Takes them away again by their ids; all of them or none. */
void       store_past_calls_delete_async  (StoreDatabase        *database,
                                           GPtrArray            *ids,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean   store_past_calls_delete_finish (StoreDatabase        *database,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
