/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A field for a server that helps sound on its way, which says while one writes whether it can be one.
 * Properties: relay (a relay is meant, otherwise who tells our address; construct-only), error-text (notify: a sentence;
 * NULL: nothing is wrong).
 * Signal: chosen (const char *server): the person has finished, or left; "": none. */
#define APP_TYPE_SERVER_ROW (app_server_row_get_type ())
G_DECLARE_FINAL_TYPE (AppServerRow, app_server_row, APP, SERVER_ROW, AdwEntryRow)

const char *app_server_row_get_error_text (AppServerRow *self); /* nullable */
/* As the account has it; NULL: none. */
void        app_server_row_fill           (AppServerRow *self,
                                           const char   *server);
/* What was written and not yet said to be finished, where it is right. */
void        app_server_row_finish         (AppServerRow *self);

G_END_DECLS
