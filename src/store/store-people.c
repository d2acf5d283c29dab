/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whom a person knows, as rows. An address book comes ten thousand at a time, so one job writes many, in one step
 * that happens or does not; and a list of names must not wait for pictures. */

#include "config.h"

#include "store-people.h"

#include "store-database-private.h"

/* The words in the file; in the order of StoreAddressKind. */
static const char *const kinds[] = { "phone", "sip", "email" };

/* What is compiled once for all rows of a job. */
typedef struct
{
  sqlite3_stmt *person;
  sqlite3_stmt *forget;
  sqlite3_stmt *address;
} Writer;

static void
writer_clear (Writer *writer)
{
  g_clear_pointer (&writer->person, sqlite3_finalize);
  g_clear_pointer (&writer->forget, sqlite3_finalize);
  g_clear_pointer (&writer->address, sqlite3_finalize);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

static gboolean
writer_init (Writer   *writer,
             sqlite3  *db,
             GError  **error)
{
  writer->person = store_sql_prepare (
    db,
    "INSERT INTO people (id, uid, name, family, given, organisation, note, favourite, account, card, picture)"
    " VALUES (:id, :uid, :name, :family, :given, :organisation, :note, :favourite, :account, :card, :picture)"
    " ON CONFLICT (id) DO UPDATE SET uid = excluded.uid, name = excluded.name, family = excluded.family,"
    " given = excluded.given, organisation = excluded.organisation, note = excluded.note,"
    " favourite = excluded.favourite, account = excluded.account, card = excluded.card,"
    " picture = coalesce (excluded.picture, picture)",
    error);
  if (writer->person == NULL)
    return FALSE;

  writer->forget = store_sql_prepare (
    db, "DELETE FROM person_addresses WHERE person = (SELECT seq FROM people WHERE id = :id)", error);
  if (writer->forget == NULL)
    return FALSE;

  writer->address = store_sql_prepare (
    db,
    "INSERT INTO person_addresses (person, kind, label, value, key, head)"
    " VALUES ((SELECT seq FROM people WHERE id = :id), :kind, :label, :value, :key, :head)",
    error);
  return writer->address != NULL;
}

static void
bind_person (sqlite3_stmt      *insert,
             const StorePerson *person)
{
  store_sql_bind_text (insert, ":id", person->id);
  store_sql_bind_text (insert, ":uid", person->uid);
  store_sql_bind_text (insert, ":name", person->name);
  store_sql_bind_text (insert, ":family", person->family);
  store_sql_bind_text (insert, ":given", person->given);
  store_sql_bind_text (insert, ":organisation", person->organisation);
  store_sql_bind_text (insert, ":note", person->note);
  store_sql_bind_int (insert, ":favourite", person->favourite ? 1 : 0);
  store_sql_bind_text (insert, ":account", person->account);
  store_sql_bind_text (insert, ":card", person->card);
  if (person->picture != NULL)
    sqlite3_bind_blob64 (insert, sqlite3_bind_parameter_index (insert, ":picture"),
                         g_bytes_get_data (person->picture, NULL), g_bytes_get_size (person->picture), SQLITE_STATIC);
}

/* Runs a statement so that it can be run again. */
static gboolean
run_again (sqlite3_stmt  *statement,
           GError       **error)
{
  gboolean ran = store_sql_run (statement, error);

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return ran;
}

static gboolean
put_addresses (Writer             *writer,
               const StorePerson  *person,
               GError            **error)
{
  for (guint n = 0; n < person->addresses->len; n++)
    {
      const StoreAddress *address = g_ptr_array_index (person->addresses, n);

      store_sql_bind_text (writer->address, ":id", person->id);
      store_sql_bind_text (writer->address, ":kind", kinds[address->kind]);
      store_sql_bind_text (writer->address, ":label", address->label);
      store_sql_bind_text (writer->address, ":value", address->value);
      store_sql_bind_text (writer->address, ":key", address->key);
      store_sql_bind_text (writer->address, ":head", address->head);
      if (!run_again (writer->address, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_one (Writer             *writer,
         const StorePerson  *person,
         GError            **error)
{
  bind_person (writer->person, person);
  if (!run_again (writer->person, error))
    return FALSE;

  store_sql_bind_text (writer->forget, ":id", person->id);
  return run_again (writer->forget, error) && put_addresses (writer, person, error);
}

static gboolean
put_all (sqlite3    *db,
         GPtrArray  *people,
         GError    **error)
{
  g_auto (Writer) writer = { NULL, NULL, NULL };

  if (!writer_init (&writer, db, error))
    return FALSE;
  for (guint n = 0; n < people->len; n++)
    if (!put_one (&writer, g_ptr_array_index (people, n), error))
      return FALSE;

  return TRUE;
}

static gboolean
put (sqlite3   *db,
     gpointer   data,
     GError   **error)
{
  if (!store_sql_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (put_all (db, data, error) && store_sql_exec (db, "COMMIT", error))
    return TRUE;

  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static StoreAddressKind
kind_from_word (const char *word)
{
  for (guint n = 0; n < G_N_ELEMENTS (kinds); n++)
    if (g_strcmp0 (kinds[n], word) == 0)
      return (StoreAddressKind) n;

  return STORE_ADDRESS_KIND_SIP; /* the file's own CHECK lets no other word in */
}

static StorePerson *
person_from_row (sqlite3_stmt *row)
{
  g_autofree char *id = store_sql_dup_text (row, 1);
  StorePerson *person = store_person_new (id);

  g_free (person->name);
  person->uid = store_sql_dup_text (row, 2);
  person->name = store_sql_dup_text (row, 3);
  person->family = store_sql_dup_text (row, 4);
  person->given = store_sql_dup_text (row, 5);
  person->organisation = store_sql_dup_text (row, 6);
  person->note = store_sql_dup_text (row, 7);
  person->favourite = sqlite3_column_int (row, 8) != 0;
  person->account = store_sql_dup_text (row, 9);
  person->card = store_sql_dup_text (row, 10);
  person->has_picture = sqlite3_column_int (row, 11) != 0;
  if (person->has_picture && sqlite3_column_count (row) > 12)
    person->picture = g_bytes_new (sqlite3_column_blob (row, 12), (gsize) sqlite3_column_bytes (row, 12));
  return person;
}

static gboolean
list_people (sqlite3     *db,
             gboolean     pictures,
             GHashTable  *by_seq,
             GPtrArray   *people,
             GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT seq, id, uid, name, family, given, organisation, note, favourite,"
                                          " account, card, picture IS NOT NULL%s FROM people ORDER BY seq",
                                          pictures ? ", picture" : "");
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (db, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  while (store_sql_next (query, &local_error))
    {
      StorePerson *person = person_from_row (query);
      gint64 *seq = g_new (gint64, 1);

      *seq = sqlite3_column_int64 (query, 0);
      g_ptr_array_add (people, person);
      g_hash_table_insert (by_seq, seq, person);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
list_addresses (sqlite3     *db,
                GHashTable  *by_seq,
                GError     **error)
{
  g_autoptr (sqlite3_stmt) query = store_sql_prepare (
    db, "SELECT person, kind, label, value, key, head FROM person_addresses ORDER BY seq", error);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  while (store_sql_next (query, &local_error))
    {
      gint64 seq = sqlite3_column_int64 (query, 0);
      StorePerson *person = g_hash_table_lookup (by_seq, &seq);
      StoreAddress *address;

      if (person == NULL)
        continue;
      address = g_new0 (StoreAddress, 1);
      address->kind = kind_from_word ((const char *) sqlite3_column_text (query, 1));
      address->label = store_sql_dup_text (query, 2);
      address->value = store_sql_dup_text (query, 3);
      address->key = store_sql_dup_text (query, 4);
      address->head = store_sql_dup_text (query, 5);
      g_ptr_array_add (person->addresses, address);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static GPtrArray *
list (sqlite3   *db,
      gpointer   data,
      GError   **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) store_person_free);
  g_autoptr (GHashTable) by_seq = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (!list_people (db, GPOINTER_TO_INT (data), by_seq, people, error) || !list_addresses (db, by_seq, error))
    return NULL;

  return g_steal_pointer (&people);
}

static gboolean
delete (sqlite3   *db,
        gpointer   data,
        GError   **error)
{
  g_autoptr (sqlite3_stmt) statement = store_sql_prepare (db, "DELETE FROM people WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;

  store_sql_bind_text (statement, ":id", data);
  return store_sql_run (statement, error);
}

static gpointer
copy_person (gconstpointer person,
             gpointer      data)
{
  return store_person_copy (person);
}

/**
 * store_people_put_async:
 * @database: a history
 * @people: (element-type StorePerson): the rows
 * @cancellable: (nullable): stops waiting only
 * @callback: called when they are down
 * @user_data: for @callback
 *
 * Inserts people, or updates those with their ids, addresses and all; a picture that is not given stays as it is.
 */
void
store_people_put_async (StoreDatabase       *database,
                        GPtrArray           *people,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;
  GPtrArray *copy;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (people != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_people_put_async);
  copy = g_ptr_array_copy (people, copy_person, NULL);
  g_ptr_array_set_free_func (copy, (GDestroyNotify) store_person_free);
  g_task_set_task_data (task, copy, (GDestroyNotify) g_ptr_array_unref);
  store_database_write (database, put, task);
}

/**
 * store_people_put_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_people_put_async().
 *
 * Returns: %TRUE when all rows are down; else none is
 */
gboolean
store_people_put_finish (StoreDatabase  *database,
                         GAsyncResult   *result,
                         GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_people_list_async:
 * @database: a history
 * @pictures: whether to read the pictures, too
 * @cancellable: (nullable): stops waiting only
 * @callback: called with everybody
 * @user_data: for @callback
 *
 * Reads everybody, in the order they came.
 */
void
store_people_list_async (StoreDatabase       *database,
                         gboolean             pictures,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_people_list_async);
  g_task_set_task_data (task, GINT_TO_POINTER (pictures), NULL);
  store_database_read (database, list, task);
}

/**
 * store_people_list_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_people_list_async().
 *
 * Returns: (transfer full) (element-type StorePerson) (nullable): everybody
 */
GPtrArray *
store_people_list_finish (StoreDatabase  *database,
                          GAsyncResult   *result,
                          GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * store_people_delete_async:
 * @database: a history
 * @id: the id of somebody
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Deletes somebody, addresses, picture and all.
 */
void
store_people_delete_async (StoreDatabase       *database,
                          const char          *id,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (STORE_IS_DATABASE (database));
  g_return_if_fail (id != NULL);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_people_delete_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  store_database_write (database, delete, task);
}

/**
 * store_people_delete_finish:
 * @database: a history
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_people_delete_async().
 *
 * Returns: %TRUE when they are gone, even if they never were there
 */
gboolean
store_people_delete_finish (StoreDatabase  *database,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, database), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
