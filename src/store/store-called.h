/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-database.h"

G_BEGIN_DECLS

/* The addresses one ever called, whether or not anybody answered: a GPtrArray of char *. */
void       store_called_list_async  (StoreDatabase        *database,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
GPtrArray *store_called_list_finish (StoreDatabase        *database,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
