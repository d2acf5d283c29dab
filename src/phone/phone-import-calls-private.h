/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* Private to the room: calls (StoreCall, the newest first) of another telephone, into and out of the history; ids are
 * char *. */
void       phone_import_calls_put_async   (Phone                *phone,
                                           GPtrArray            *calls,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray *phone_import_calls_put_finish  (Phone                *phone,
                                           GAsyncResult         *result,
                                           GError              **error);
void       phone_import_calls_drop_async  (Phone                *phone,
                                           GPtrArray            *ids,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean   phone_import_calls_drop_finish (Phone                *phone,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
