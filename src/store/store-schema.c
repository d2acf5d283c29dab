/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A history outlives the program that wrote it: it may be older than this program, newer, or damaged. All
 * three are decided here, before anything else looks into the file. */

#include "config.h"

#include "store-schema.h"

#include <errno.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "store-resources.h"

/* Migration n brings version n to n + 1; they are never edited, only added to. */
static const char *const migrations[] = {
  "/store/migrations/0001-first.sql",
  "/store/migrations/0002-diverted.sql",
  "/store/migrations/0003-quality.sql",
  "/store/migrations/0004-people.sql",
  "/store/migrations/0005-messages.sql",
  "/store/migrations/0006-requests.sql",
  "/store/migrations/0007-people.sql",
  "/store/migrations/0008-history.sql",
  "/store/migrations/0010-people.sql",
};

static gboolean
migrate_one (sqlite3     *db,
             guint        from,
             GError     **error)
{
  g_autoptr (GBytes) sql = g_resource_lookup_data (store_get_resource (), migrations[from],
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *script = NULL;

  if (sql == NULL)
    return FALSE;

  script = g_strdup_printf ("BEGIN IMMEDIATE;\n%.*s\nPRAGMA user_version = %u;\nCOMMIT;",
                            (int) g_bytes_get_size (sql), (const char *) g_bytes_get_data (sql, NULL), from + 1);
  if (store_sql_exec (db, script, error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static gboolean
migrate (sqlite3  *db,
         GError  **error)
{
  gint64 version = 0;

  if (!store_sql_get_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < 0 || version > (gint64) G_N_ELEMENTS (migrations))
    {
      g_set_error (error, STORE_ERROR, STORE_ERROR_FROM_FUTURE,
                   "the history is of version %" G_GINT64_FORMAT ", this program knows up to %u", version,
                   (guint) G_N_ELEMENTS (migrations));
      return FALSE;
    }

  for (guint n = (guint) version; n < G_N_ELEMENTS (migrations); n++)
    if (!migrate_one (db, n, error))
      return FALSE;

  return TRUE;
}

static gboolean
prove_sound (sqlite3  *db,
             GError  **error)
{
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (db, "PRAGMA quick_check(1)", error);
  const char *verdict;

  if (query == NULL || !store_sql_next (query, error))
    return FALSE;

  verdict = (const char *) sqlite3_column_text (query, 0);
  if (g_strcmp0 (verdict, "ok") == 0)
    return TRUE;

  g_set_error (error, STORE_ERROR, STORE_ERROR_CORRUPT, "the history is damaged: %s", verdict);
  return FALSE;
}

static gboolean
prepare (sqlite3  *db,
         GError  **error)
{
  /* secure_delete: what a person deletes is gone from the file, not only from the index. */
  static const char settings[] =
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA synchronous = FULL;";

  sqlite3_extended_result_codes (db, 1);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_busy_timeout (db, 250);
  if (!store_sql_exec (db, settings, error))
    return FALSE;
  if (sqlite3_exec (db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) != SQLITE_OK)
    {
      g_propagate_error (error, store_sql_error_new (db, "opening the history"));
      return FALSE;
    }
  return prove_sound (db, error) && migrate (db, error);
}

/**
 * store_schema_open:
 * @path: the file; made when it is not there
 * @db: (out): the connection, for one thread
 * @error: return location for a #STORE_ERROR
 *
 * Opens a history, proves it sound and brings it to the newest version.
 *
 * Returns: %TRUE with @db set
 */
gboolean
store_schema_open (const char  *path,
                   sqlite3    **db,
                   GError     **error)
{
  sqlite3 *opened = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;

  if (sqlite3_open_v2 (path, &opened, flags, NULL) != SQLITE_OK)
    {
      g_propagate_error (error, opened != NULL ? store_sql_error_new (opened, path)
                                               : g_error_new (STORE_ERROR, STORE_ERROR_FAILED, "%s: no memory", path));
      sqlite3_close (opened);
      return FALSE;
    }
  if (!prepare (opened, error))
    {
      sqlite3_close (opened);
      return FALSE;
    }

  g_chmod (path, 0600);
  *db = opened;
  return TRUE;
}

static char *
free_name (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');
  char *name;

  if (dot != NULL && dot != base)
    *dot = '\0';
  name = g_strdup_printf ("%s/%s.corrupt-%s", folder, base, date);
  for (guint n = 2; g_file_test (name, G_FILE_TEST_EXISTS); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s/%s.corrupt-%s-%u", folder, base, date, n);
    }
  return name;
}

/**
 * store_schema_move_aside:
 * @path: a damaged history, closed
 * @error: return location for a #STORE_ERROR
 *
 * Renames a damaged history, with its write-ahead log, to "NAME.corrupt-DATE".
 *
 * Returns: (transfer full) (nullable): the new name
 */
char *
store_schema_move_aside (const char  *path,
                         GError     **error)
{
  static const char *const tails[] = { "-wal", "-shm" };
  g_autofree char *name = free_name (path);

  if (g_rename (path, name) != 0)
    {
      int saved = errno;

      g_set_error (error, STORE_ERROR, STORE_ERROR_FAILED, "moving %s aside: %s", path, g_strerror (saved));
      return NULL;
    }

  for (guint n = 0; n < G_N_ELEMENTS (tails); n++)
    {
      g_autofree char *from = g_strconcat (path, tails[n], NULL);
      g_autofree char *to = g_strconcat (name, tails[n], NULL);

      if (g_rename (from, to) != 0)
        g_debug ("no %s to move aside", from);
    }
  return g_steal_pointer (&name);
}

/* What is worth rescuing; in an order that keeps every reference whole. A damaged file may be of an older version: what
 * cannot be asked of it fails as a whole, and the row below asks for less; what was copied stays as it is. */
static const struct
{
  const char *table;
  const char *columns;
  const char *values;
} rescued[] = {
  { "calls",
    "seq, id, account, address, name, kind, started, duration, end_text, diverted_by, mark, worst_mark, loss, recording",
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?" },
  { "calls", "seq, id, account, address, name, kind, started, duration, end_text, diverted_by, mark, worst_mark, loss",
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?" },
  { "calls", "seq, id, account, address, name, kind, started, duration, end_text, diverted_by",
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?" },
  { "calls", "seq, id, account, address, name, kind, started, duration, end_text", "?, ?, ?, ?, ?, ?, ?, ?, ?" },
  { "conversations", "seq, account, address, title, draft, asks, muted", "?, ?, ?, ?, ?, ?, ?" },
  { "conversations", "seq, account, address, title, draft", "?, ?, ?, ?, ?" },
  { "conversations", "seq, account, address, title", "?, ?, ?, ?" },
  { "messages",
    "seq, id, conversation, state, unread, time, body, error_text, receipt_id, owes_read, retry_at, attempts",
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?" },
  { "messages", "seq, id, conversation, state, unread, time, body, error_text", "?, ?, ?, ?, ?, ?, ?, ?" },
  { "blocked", "seq, address, since, calls, messages", "?, ?, ?, ?, ?" },
  { "people", "seq, id, uid, name, family, given, organisation, note, favourite, account, card, picture",
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?" },
  { "person_addresses", "seq, person, kind, label, value, key, head", "?, ?, ?, ?, ?, ?, ?" },
};

static guint
copy_rows (sqlite3    *from,
           sqlite3    *to,
           const char *select,
           const char *insert)
{
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (from, select, NULL);
  g_autoptr (sqlite3_stmt) write = store_sql_prepare (to, insert, NULL);
  guint copied = 0;

  if (query == NULL || write == NULL)
    return 0;

  while (store_sql_next (query, NULL))
    {
      for (int n = 0; n < sqlite3_column_count (query); n++)
        sqlite3_bind_value (write, n + 1, sqlite3_column_value (query, n));
      if (store_sql_run (write, NULL) && sqlite3_changes (to) > 0)
        copied++;
      sqlite3_reset (write);
    }
  return copied;
}

/**
 * store_schema_rescue:
 * @db: a fresh history
 * @damaged: the file that was moved aside
 *
 * Copies every row of a damaged history that can still be read.
 *
 * A scan ends at the first damaged page, so each table is read from both ends. A row that breaks a rule of
 * the new file is left behind.
 *
 * Returns: how many rows were saved
 */
guint
store_schema_rescue (sqlite3    *db,
                     const char *damaged)
{
  sqlite3 *old = NULL;
  guint saved = 0;

  if (sqlite3_open_v2 (damaged, &old, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
      !store_sql_exec (db, "BEGIN", NULL))
    {
      sqlite3_close (old);
      return 0;
    }
  for (guint n = 0; n < G_N_ELEMENTS (rescued); n++)
    {
      g_autofree char *forward =
        g_strdup_printf ("SELECT %s FROM %s NOT INDEXED ORDER BY seq", rescued[n].columns, rescued[n].table);
      g_autofree char *backward = g_strconcat (forward, " DESC", NULL);
      g_autofree char *insert = g_strdup_printf ("INSERT OR IGNORE INTO %s (%s) VALUES (%s)", rescued[n].table,
                                                 rescued[n].columns, rescued[n].values);

      saved += copy_rows (old, db, forward, insert);
      saved += copy_rows (old, db, backward, insert);
    }
  if (!store_sql_exec (db, "COMMIT", NULL))
    saved = 0;
  sqlite3_close (old);
  return saved;
}
