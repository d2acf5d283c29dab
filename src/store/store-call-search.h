/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-calls.h"

G_BEGIN_DECLS

/* Past calls whose name or address holds what a person types, newest first, without those that are known by their ids. */
void       store_call_search_async    (StoreDatabase        *database,
                                       const char           *text,
                                       const char *const    *known,
                                       guint                 limit,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GPtrArray *store_call_search_finish   (StoreDatabase        *database,
                                       GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
