/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "store-error.h"

G_BEGIN_DECLS

/* Private to the room: SQLite with GError. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

GError       *store_sql_error_new      (sqlite3       *db,
                                        const char    *doing);
gboolean      store_sql_exec           (sqlite3       *db,
                                        const char    *sql,
                                        GError       **error);
sqlite3_stmt *store_sql_prepare        (sqlite3       *db,
                                        const char    *sql,
                                        GError       **error);
void          store_sql_bind_text      (sqlite3_stmt  *statement,
                                        const char    *name,
                                        const char    *value); /* NULL binds NULL */
void          store_sql_bind_int       (sqlite3_stmt  *statement,
                                        const char    *name,
                                        gint64         value);
/* Runs a statement that gives no rows. */
gboolean      store_sql_run            (sqlite3_stmt  *statement,
                                        GError       **error);
/* Moves to the next row: FALSE with @error unset at the end. */
gboolean      store_sql_next           (sqlite3_stmt  *statement,
                                        GError       **error);
char         *store_sql_dup_text       (sqlite3_stmt  *statement,
                                        int            column);
/* One number, such as a PRAGMA's. */
gboolean      store_sql_get_int        (sqlite3       *db,
                                        const char    *sql,
                                        gint64        *value,
                                        GError       **error);

G_END_DECLS
