/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Looks for the server of an address and shows what is found, while it is found. Properties: searching,
 * progress-text (notify). Signal: chosen (const char *server), a row was activated. */
#define APP_TYPE_SERVER_FINDER (app_server_finder_get_type ())
G_DECLARE_FINAL_TYPE (AppServerFinder, app_server_finder, APP, SERVER_FINDER, AdwBin)

void  app_server_finder_search_async  (AppServerFinder      *self,
                                       Phone                *phone,
                                       const char           *address,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
/* The server to use (transfer full), or what phone_probe_finish() says. */
char *app_server_finder_search_finish (AppServerFinder      *self,
                                       GAsyncResult         *result,
                                       GError              **error);
/* Which row has the tick; NULL: none. */
void  app_server_finder_set_chosen    (AppServerFinder      *self,
                                       const char           *server);

G_END_DECLS
