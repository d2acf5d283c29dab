/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What somebody left on a server is fetched whole, and not more of it. */
#define PHONE_FILE_FETCH_MAX_OCTETS (32 * 1024 * 1024)

/* By https alone, unless a test named the one host that may be spoken to in the open; never with anybody's password. */
void    phone_file_fetch_async  (const char           *url,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
GBytes *phone_file_fetch_finish (GAsyncResult         *result,
                                 GError              **error);
void    phone_file_fetch_open   (const char           *host);

G_END_DECLS
