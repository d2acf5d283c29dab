/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-messages.h"

G_BEGIN_DECLS

#define STORE_SEARCH_TEXT_MAX 256 /* octets of what is looked for; the rest is not looked at */

/* The newest messages in which every word of @text begins a word, case and accents aside: StoreMessage, newest first.
 * A text without a word finds nothing. */
void       store_search_messages_async  (StoreDatabase        *database,
                                         const char           *text,
                                         guint                 limit,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GPtrArray *store_search_messages_finish (StoreDatabase        *database,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
