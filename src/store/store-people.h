/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-database.h"
#include "store-person.h"

G_BEGIN_DECLS

/* Inserts the people (StorePerson), or updates them by their ids; all of them or none. */
void       store_people_put_async            (StoreDatabase        *database,
                                              GPtrArray            *people,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean   store_people_put_finish           (StoreDatabase        *database,
                                              GAsyncResult         *result,
                                              GError              **error);
/* All of them; their pictures only where asked for. */
void       store_people_list_async           (StoreDatabase        *database,
                                              gboolean              pictures,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray *store_people_list_finish          (StoreDatabase        *database,
                                              GAsyncResult         *result,
                                              GError              **error);
/* Somebody who is not there counts as deleted. */
void       store_people_delete_async         (StoreDatabase        *database,
                                              const char           *id,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean   store_people_delete_finish        (StoreDatabase        *database,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
