/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The databases of other programs are read where they lie. Such a file may be open there at the moment, or made by an
 * enemy: it is opened for reading only, nothing in its schema is trusted, and a query that does not end is ended. */

#include "config.h"

#include "store-foreign.h"

#include <libsecret/secret.h>
#include <string.h>

#include "store-sql.h"

#define STEPS_BETWEEN_LOOKS 10000
#define MOST_LOOKS 20000 /* some seconds */
#define LONGEST_VALUE (4 * 1024 * 1024)
#define MOST_OCTETS (64 * 1024 * 1024) /* of all rows together: a view makes long rows out of nothing */

typedef struct
{
  GCancellable *cancellable;
  guint n_looks;
} Patience;

static int
look_cb (void *data)
{
  Patience *patience = data;

  return ++patience->n_looks > MOST_LOOKS || g_cancellable_is_cancelled (patience->cancellable);
}

static sqlite3 *
open_for_reading (const char  *path,
                  const char  *how,
                  GError     **error)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, error);
  g_autofree char *name = NULL;
  sqlite3 *db = NULL;

  if (uri == NULL)
    return NULL;
  name = g_strconcat (uri, "?", how, NULL);
  if (sqlite3_open_v2 (name, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) != SQLITE_OK)
    {
      g_propagate_error (error, store_sql_error_new (db, "opening another program's database"));
      sqlite3_close (db);
      return NULL;
    }
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
  sqlite3_busy_timeout (db, 1000);
  return db;
}

static char **
take_row (sqlite3_stmt *statement,
          gsize        *n_octets)
{
  int n_columns = sqlite3_column_count (statement);
  char **row = g_new0 (char *, (gsize) n_columns + 1);

  for (int n = 0; n < n_columns; n++)
    {
      const char *text = (const char *) sqlite3_column_text (statement, n);

      row[n] = g_utf8_make_valid (text != NULL ? text : "", -1);
      *n_octets += strlen (row[n]);
    }
  return row;
}

static GPtrArray *
read_rows (sqlite3     *db,
           const char  *sql,
           guint        limit,
           GError     **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (sqlite3_stmt) statement = store_sql_prepare (db, sql, error);
  g_autoptr (GError) trouble = NULL;
  gsize n_octets = 0;

  if (statement == NULL)
    return NULL;
  while (rows->len < limit && n_octets < MOST_OCTETS && store_sql_next (statement, &trouble))
    g_ptr_array_add (rows, take_row (statement, &n_octets));
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

static GPtrArray *
try_to_read (const char  *path,
             const char  *how,
             const char  *sql,
             guint        limit,
             Patience    *patience,
             GError     **error)
{
  sqlite3 *db = open_for_reading (path, how, error);
  GPtrArray *rows;

  if (db == NULL)
    return NULL;
  sqlite3_progress_handler (db, STEPS_BETWEEN_LOOKS, look_cb, patience);
  rows = read_rows (db, sql, limit, error);
  sqlite3_close (db);
  return rows;
}

/**
 * store_foreign_read_rows:
 * @path: a database of another program
 * @sql: a query without values
 * @limit: how many rows at most; fewer, when they are far too long
 * @cancellable: (nullable): ends it
 * @error: return location for a #STORE_ERROR; %STORE_ERROR_CORRUPT: it is no database
 *
 * Reads rows of another program's database, and leaves the file as it is. Waits for the disk.
 *
 * Returns: (transfer full) (element-type GStrv) (nullable): the rows, each value as text
 */
GPtrArray *
store_foreign_read_rows (const char    *path,
                         const char    *sql,
                         guint          limit,
                         GCancellable  *cancellable,
                         GError       **error)
{
  Patience patience = { cancellable, 0 };
  GPtrArray *rows;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  rows = try_to_read (path, "mode=ro", sql, limit, &patience, NULL);
  /* A database with a journal beside it wants to write even to be read; where that is forbidden it is read as it lies. */
  return rows != NULL ? rows : try_to_read (path, "immutable=1", sql, limit, &patience, error);
}

/* By a connection of its own: libsecret's shared one may be finalized in one thread while another takes it. */
static char *
ask_keyring (const SecretSchema  *schema,
             GHashTable          *values,
             GCancellable        *cancellable,
             GError             **error)
{
  g_autoptr (SecretService) service = secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_NONE, cancellable,
                                                                error);
  SecretValue *value = service != NULL ? secret_service_lookup_sync (service, schema, values, cancellable, error) : NULL;
  gsize length;

  return value != NULL ? secret_value_unref_to_password (value, &length) : NULL;
}

/**
 * store_foreign_lookup_secret:
 * @schema: the name of another program's secrets
 * @attributes: "name", "value", …, %NULL: which of them
 * @cancellable: (nullable): ends it
 * @error: return location for a #STORE_ERROR
 *
 * Reads a secret that another program keeps in the keyring of the session. Waits for the keyring, and for the person
 * when it is locked.
 *
 * Returns: (transfer full) (nullable): the secret, for store_secrets_wipe(); %NULL without an error: there is none
 */
char *
store_foreign_lookup_secret (const char         *schema,
                             const char *const  *attributes,
                             GCancellable       *cancellable,
                             GError            **error)
{
  g_autoptr (GHashTable) types = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) trouble = NULL;
  SecretSchema *own;
  char *secret;

  g_return_val_if_fail (schema != NULL, NULL);
  g_return_val_if_fail (attributes != NULL, NULL);

  for (guint n = 0; attributes[n] != NULL; n += 2)
    {
      g_hash_table_insert (types, (gpointer) attributes[n], GINT_TO_POINTER (SECRET_SCHEMA_ATTRIBUTE_STRING));
      g_hash_table_insert (values, (gpointer) attributes[n], (gpointer) attributes[n + 1]);
    }
  own = secret_schema_newv (schema, SECRET_SCHEMA_DONT_MATCH_NAME, types);
  secret = ask_keyring (own, values, cancellable, &trouble);
  secret_schema_unref (own);
  if (trouble != NULL)
    g_set_error (error, STORE_ERROR, STORE_ERROR_NO_SECRETS, "the keyring: %s", trouble->message);
  return secret;
}
