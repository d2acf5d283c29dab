/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TRANSPORT_DOWNLOAD_LARGEST (256 * 1024) /* octets */

/* A small text from a web server that proves who it is: https alone, from the first step to the last. */
void  transport_download_async  (const char           *url,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
/* @host: whom it came from in the end (transfer full). */
char *transport_download_finish (GAsyncResult         *result,
                                 char                **host,
                                 GError              **error);

G_END_DECLS
