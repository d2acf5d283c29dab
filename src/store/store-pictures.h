/* SPDX-FileCopyrightText: The Earshot authors
                                        * SPDX-License-Identifier: GPL-3.0-or-later
                                        */

#pragma once

#include "store-database.h"

G_BEGIN_DECLS

/* Empty bytes: there is none. */
void       store_pictures_get_async    (StoreDatabase        *database,
                                        const char           *id,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GBytes    *store_pictures_get_finish   (StoreDatabase        *database,
                                        GAsyncResult         *result,
                                        GError              **error);
/* Forgets a picture, and nothing else. */
void       store_pictures_clear_async  (StoreDatabase        *database,
                                        const char           *id,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean   store_pictures_clear_finish (StoreDatabase        *database,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
