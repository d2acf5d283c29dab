/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-sql.h"

G_BEGIN_DECLS

/* Private to the room. Opens the file, brings it to the newest version and proves it sound. FALSE with
 * STORE_ERROR_FROM_FUTURE: untouched; STORE_ERROR_CORRUPT: to be moved aside. */
gboolean  store_schema_open    (const char  *path,
                                sqlite3    **db,
                                GError     **error);
/* The same for one that is sealed (store-seal.h): not proved. */
gboolean  store_schema_open_sealed (const char *path,
                                sqlite3    **db,
                                GError     **error);
/* Renames a damaged history and what belongs to it, and gives the new name. */
char     *store_schema_move_aside (const char  *path,
                                GError     **error);
/* Copies every row that can still be read; the count of them. */
guint     store_schema_rescue  (sqlite3     *db,
                                const char  *damaged);

G_END_DECLS
