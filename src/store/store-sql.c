/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SQLite reports by number and leaves the words in the connection; the rest of the room wants GErrors that
 * say what was being done. This is the one place where the two meet. */

#include "config.h"

#include "store-sql.h"

G_DEFINE_QUARK (store-error-quark, store_error)

static StoreError
error_from_sqlite (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return STORE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return STORE_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return STORE_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return STORE_ERROR_CORRUPT;
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
      return STORE_ERROR_BAD_RECORD;
    default:
      return STORE_ERROR_FAILED;
    }
}

/**
 * store_sql_error_new:
 * @db: a connection whose last call failed
 * @doing: what was being done
 *
 * Makes an error of what SQLite last said.
 *
 * Returns: (transfer full): a #STORE_ERROR
 */
GError *
store_sql_error_new (sqlite3    *db,
                     const char *doing)
{
  int code = sqlite3_extended_errcode (db);

  return g_error_new (STORE_ERROR, error_from_sqlite (code), "%s: %s (%d)", doing, sqlite3_errmsg (db), code);
}

/**
 * store_sql_exec:
 * @db: a connection
 * @sql: one or more statements that give no rows
 * @error: return location for a #STORE_ERROR
 *
 * Runs statements that need no values.
 *
 * Returns: %TRUE when all of them ran
 */
gboolean
store_sql_exec (sqlite3     *db,
                const char  *sql,
                GError     **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  g_propagate_error (error, store_sql_error_new (db, "running a statement"));
  return FALSE;
}

/**
 * store_sql_prepare:
 * @db: a connection
 * @sql: one statement
 * @error: return location for a #STORE_ERROR
 *
 * Compiles a statement.
 *
 * Returns: (transfer full) (nullable): the statement; %NULL with @error set
 */
sqlite3_stmt *
store_sql_prepare (sqlite3     *db,
                   const char  *sql,
                   GError     **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK)
    return statement;

  g_propagate_error (error, store_sql_error_new (db, "preparing a statement"));
  return NULL;
}

static int
index_of (sqlite3_stmt *statement,
          const char   *name)
{
  int index = sqlite3_bind_parameter_index (statement, name);

  g_assert (index > 0);
  return index;
}

/**
 * store_sql_bind_text:
 * @statement: a statement
 * @name: a parameter of it, ":name"
 * @value: (nullable): its value
 *
 * Gives a text, or nothing, to a parameter.
 */
void
store_sql_bind_text (sqlite3_stmt *statement,
                     const char   *name,
                     const char   *value)
{
  sqlite3_bind_text (statement, index_of (statement, name), value, -1, SQLITE_TRANSIENT);
}

/**
 * store_sql_bind_int:
 * @statement: a statement
 * @name: a parameter of it, ":name"
 * @value: its value
 *
 * Gives a number to a parameter.
 */
void
store_sql_bind_int (sqlite3_stmt *statement,
                    const char   *name,
                    gint64        value)
{
  sqlite3_bind_int64 (statement, index_of (statement, name), value);
}

/**
 * store_sql_run:
 * @statement: a statement that gives no rows, its parameters bound
 * @error: return location for a #STORE_ERROR
 *
 * Runs a statement to its end.
 *
 * Returns: %TRUE when it ran
 */
gboolean
store_sql_run (sqlite3_stmt  *statement,
               GError       **error)
{
  if (sqlite3_step (statement) == SQLITE_DONE)
    return TRUE;

  g_propagate_error (error, store_sql_error_new (sqlite3_db_handle (statement), "writing a row"));
  return FALSE;
}

/**
 * store_sql_next:
 * @statement: a query, its parameters bound
 * @error: return location for a #STORE_ERROR
 *
 * Moves to the next row of a query.
 *
 * Returns: %TRUE on a row; %FALSE at the end, or with @error set
 */
gboolean
store_sql_next (sqlite3_stmt  *statement,
                GError       **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    g_propagate_error (error, store_sql_error_new (sqlite3_db_handle (statement), "reading a row"));
  return FALSE;
}

/**
 * store_sql_dup_text:
 * @statement: a query on a row
 * @column: which column, from 0
 *
 * Copies a text out of a row.
 *
 * Returns: (transfer full) (nullable): the text; %NULL for NULL
 */
char *
store_sql_dup_text (sqlite3_stmt *statement,
                    int           column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

/**
 * store_sql_get_int:
 * @db: a connection
 * @sql: a query of one row and one column
 * @value: (out): its value
 * @error: return location for a #STORE_ERROR
 *
 * Asks for one number.
 *
 * Returns: %TRUE with @value set
 */
gboolean
store_sql_get_int (sqlite3     *db,
                   const char  *sql,
                   gint64      *value,
                   GError     **error)
{
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (db, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  if (!store_sql_next (query, &local_error))
    {
      if (local_error == NULL)
        local_error = g_error_new (STORE_ERROR, STORE_ERROR_CORRUPT, "no answer to: %s", sql);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  *value = sqlite3_column_int64 (query, 0);
  return TRUE;
}
