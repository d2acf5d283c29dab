/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-messages.h"

G_BEGIN_DECLS

/* All messages of ours that nobody took yet, oldest first: StoreMessage. */
void       store_outbox_list_async     (StoreDatabase        *database,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GPtrArray *store_outbox_list_finish    (StoreDatabase        *database,
                                        GAsyncResult         *result,
                                        GError              **error);
/* A receipt for the message @id came from @address: @state is DELIVERED or READ, and never less than before. Only
 * account, address, id and state of @message are looked at. */
void       store_outbox_advance_async  (StoreDatabase        *database,
                                        const StoreMessage   *message,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean   store_outbox_advance_finish (StoreDatabase        *database,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
