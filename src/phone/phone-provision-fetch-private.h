/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Private to the room: the one step of provisioning that needs a network. @host: whom it came from (transfer full). */
void  phone_provision_fetch_async  (const char           *link,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
char *phone_provision_fetch_finish (GAsyncResult         *result,
                                    char                **host,
                                    GError              **error);

G_END_DECLS
