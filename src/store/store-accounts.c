/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Accounts must outlive every accident, and a person must be able to read and mend them: a key file, always
 * replaced as a whole, in which each group stands or falls alone. */

#include "config.h"

#include "store-accounts.h"

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#include "store-account-group.h"

#define FILE_MAX (1024 * 1024) /* octets; no person has as many accounts */

typedef struct
{
  char *text;
  StoreAccount *account; /* NULL: could not be read */
} Entry;

struct _StoreAccounts
{
  GObject parent_instance;

  char *path;
  gboolean loaded;
  GPtrArray *entries;
  GPtrArray *unsaved; /* GTask: waiting for the next replacement of the file */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (StoreAccounts, store_accounts, G_TYPE_OBJECT)

static void save_next (StoreAccounts *self);

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->account, store_account_free);
  g_free (entry->text);
  g_free (entry);
}

static Entry *
find_entry (StoreAccounts *self,
            const char    *id)
{
  for (guint n = 0; n < self->entries->len; n++)
    {
      Entry *entry = g_ptr_array_index (self->entries, n);

      if (entry->account != NULL && g_str_equal (entry->account->id, id))
        return entry;
    }
  return NULL;
}

static void
add_group (StoreAccounts *self,
           const char    *text)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autoptr (GError) error = NULL;

  entry->text = g_strdup (text);
  entry->account = store_account_from_group (text, &error);
  if (entry->account == NULL)
    g_message ("%s: a group is left alone: %s", self->path, error->message);
  else if (find_entry (self, entry->account->id) != NULL)
    g_clear_pointer (&entry->account, store_account_free);
  g_ptr_array_add (self->entries, entry);
}

/* GKeyFile gives up on a whole file for one bad line, so each group is read as a file of its own. */
static void
split (StoreAccounts *self,
       const char    *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) group = g_string_new (NULL);

  for (guint n = 0; lines[n] != NULL; n++)
    {
      if (lines[n][0] == '[' && group->len > 0)
        {
          add_group (self, group->str);
          g_string_truncate (group, 0);
        }
      if (lines[n][0] != '\0')
        g_string_append_printf (group, "%s\n", lines[n]);
    }
  if (group->len > 0)
    add_group (self, group->str);
}

static void
store_accounts_finalize (GObject *object)
{
  StoreAccounts *self = STORE_ACCOUNTS (object);

  g_free (self->path);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->unsaved);

  G_OBJECT_CLASS (store_accounts_parent_class)->finalize (object);
}

static void
store_accounts_class_init (StoreAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = store_accounts_finalize;
}

static void
store_accounts_init (StoreAccounts *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->unsaved = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * store_accounts_new:
 * @path: (type filename): the key file
 *
 * Makes a list of accounts that is not loaded yet.
 *
 * Returns: (transfer full): the accounts
 */
StoreAccounts *
store_accounts_new (const char *path)
{
  StoreAccounts *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (STORE_TYPE_ACCOUNTS, NULL);
  self->path = g_strdup (path);
  return self;
}

static void
contents_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  StoreAccounts *self = g_task_get_source_object (task);
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  if (!g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_task_return_new_error (task, STORE_ERROR, STORE_ERROR_FAILED, "%s", error->message);
      return;
    }
  if (length > FILE_MAX || (text != NULL && strlen (text) != length))
    {
      g_task_return_new_error (task, STORE_ERROR, STORE_ERROR_CORRUPT, "%s is not a file of accounts", self->path);
      return;
    }

  g_ptr_array_set_size (self->entries, 0);
  if (text != NULL)
    split (self, text);
  self->loaded = TRUE;
  g_task_return_boolean (task, TRUE);
}

/**
 * store_accounts_load_async:
 * @self: the accounts
 * @cancellable: (nullable): stops waiting
 * @callback: called when they are read
 * @user_data: for @callback
 *
 * Reads the file.
 */
void
store_accounts_load_async (StoreAccounts       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;
  g_autoptr (GFile) file = NULL;

  g_return_if_fail (STORE_IS_ACCOUNTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_accounts_load_async);
  file = g_file_new_for_path (self->path);
  g_file_load_contents_async (file, cancellable, contents_loaded_cb, task);
}

/**
 * store_accounts_load_finish:
 * @self: the accounts
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_accounts_load_async().
 *
 * Returns: %TRUE when the file was read, or is not there
 */
gboolean
store_accounts_load_finish (StoreAccounts  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_accounts_get_all:
 * @self: the accounts
 *
 * Every record that could be read.
 *
 * Returns: (transfer full) (element-type StoreAccount): copies, in the order of the file
 */
GPtrArray *
store_accounts_get_all (StoreAccounts *self)
{
  GPtrArray *all;

  g_return_val_if_fail (STORE_IS_ACCOUNTS (self), NULL);

  all = g_ptr_array_new_with_free_func ((GDestroyNotify) store_account_free);
  for (guint n = 0; n < self->entries->len; n++)
    {
      Entry *entry = g_ptr_array_index (self->entries, n);

      if (entry->account != NULL)
        g_ptr_array_add (all, store_account_copy (entry->account));
    }
  return all;
}

/**
 * store_accounts_get_n_damaged:
 * @self: the accounts
 *
 * How many groups could not be read; they stay in the file.
 *
 * Returns: the count
 */
guint
store_accounts_get_n_damaged (StoreAccounts *self)
{
  guint n_damaged = 0;

  g_return_val_if_fail (STORE_IS_ACCOUNTS (self), 0);

  for (guint n = 0; n < self->entries->len; n++)
    {
      Entry *entry = g_ptr_array_index (self->entries, n);

      if (entry->account == NULL && strchr (entry->text, '[') != NULL)
        n_damaged++;
    }
  return n_damaged;
}

static char *
join (StoreAccounts *self)
{
  GString *text = g_string_new (NULL);

  for (guint n = 0; n < self->entries->len; n++)
    {
      Entry *entry = g_ptr_array_index (self->entries, n);

      g_string_append_printf (text, "%s%s", n > 0 ? "\n" : "", entry->text);
    }
  return g_string_free_and_steal (text);
}

/* On a thread of its own: a whole file or the old one, readable by its owner alone. */
static void
replace_file (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  StoreAccounts *self = source;
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (self->path, task_data, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, STORE_ERROR, STORE_ERROR_FAILED, "%s: %s", self->path,
                             error != NULL ? error->message : "its folder cannot be made");
}

static void
file_replaced_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  StoreAccounts *self = STORE_ACCOUNTS (source);
  g_autoptr (GPtrArray) saved = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  self->saving = FALSE;
  for (guint n = 0; n < saved->len; n++)
    {
      if (ok)
        g_task_return_boolean (g_ptr_array_index (saved, n), TRUE);
      else
        g_task_return_error (g_ptr_array_index (saved, n), g_error_copy (error));
    }
  save_next (self);
}

/* One replacement at a time: two at once could leave the older one standing. */
static void
save_next (StoreAccounts *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->saving || self->unsaved->len == 0)
    return;

  task = g_task_new (self, NULL, file_replaced_cb, g_steal_pointer (&self->unsaved));
  g_task_set_source_tag (task, save_next);
  g_task_set_task_data (task, join (self), g_free);
  self->unsaved = g_ptr_array_new_with_free_func (g_object_unref);
  self->saving = TRUE;
  g_task_run_in_thread (task, replace_file);
}

/* Writing a file that was never read would put an empty one over it. */
static gboolean
check_loaded (StoreAccounts  *self,
              GError        **error)
{
  if (self->loaded)
    return TRUE;

  g_set_error (error, STORE_ERROR, STORE_ERROR_CLOSED, "%s was not read", self->path);
  return FALSE;
}

/**
 * store_accounts_put_async:
 * @self: the accounts, loaded
 * @account: a record
 * @cancellable: (nullable): stops waiting only
 * @callback: called when the file is replaced
 * @user_data: for @callback
 *
 * Adds a record, or replaces the one with its id.
 *
 * The record is there at once. If the file cannot be replaced it stays in memory, and the next change
 * tries to write it again.
 */
void
store_accounts_put_async (StoreAccounts       *self,
                          const StoreAccount  *account,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *before = NULL;
  GError *error = NULL;
  Entry *entry;

  g_return_if_fail (STORE_IS_ACCOUNTS (self));
  g_return_if_fail (account != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_accounts_put_async);
  if (!store_account_check (account, &error) || !check_loaded (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  entry = find_entry (self, account->id);
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      g_ptr_array_add (self->entries, entry);
    }
  before = g_steal_pointer (&entry->text);
  g_clear_pointer (&entry->account, store_account_free);
  entry->text = store_account_to_group (account, before);
  entry->account = store_account_copy (account);
  g_ptr_array_add (self->unsaved, g_steal_pointer (&task));
  save_next (self);
}

/**
 * store_accounts_put_finish:
 * @self: the accounts
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_accounts_put_async().
 *
 * Returns: %TRUE when the file has the record
 */
gboolean
store_accounts_put_finish (StoreAccounts  *self,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_accounts_remove_async:
 * @self: the accounts, loaded
 * @id: the id of a record
 * @cancellable: (nullable): stops waiting only
 * @callback: called when the file is replaced
 * @user_data: for @callback
 *
 * Removes a record; one that is not there counts as removed.
 */
void
store_accounts_remove_async (StoreAccounts       *self,
                             const char          *id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Entry *entry;

  g_return_if_fail (STORE_IS_ACCOUNTS (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, store_accounts_remove_async);
  if (!check_loaded (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  entry = find_entry (self, id);
  if (entry != NULL)
    g_ptr_array_remove (self->entries, entry);
  g_ptr_array_add (self->unsaved, g_steal_pointer (&task));
  save_next (self);
}

/**
 * store_accounts_remove_finish:
 * @self: the accounts
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_accounts_remove_async().
 *
 * Returns: %TRUE when the file no longer has the record
 */
gboolean
store_accounts_remove_finish (StoreAccounts  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
