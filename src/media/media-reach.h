/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks a server that helps sound through routers whether it is there, and closes what it opened.
 * @server: "stun:HOST[:PORT]", "stun://HOST[:PORT]", or as MediaSettings has turn_server; @user and @password: for a relay.
 * Ends when it is cancelled at the latest: whoever asks knows for how long. */
void  media_reach_async  (const char           *server,
                          const char           *user,
                          const char           *password,
                          GCancellable         *cancellable,
                          GAsyncReadyCallback   callback,
                          gpointer              user_data);
/* The address it saw us at, or, of a relay, the one it lent us: "192.0.2.1" (transfer full); NULL: @error. */
char *media_reach_finish (GAsyncResult         *result,
                          GError              **error);

G_END_DECLS
