/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Passwords live in the keyring of the session, never in a file of ours. The service may be missing, locked
 * or restarted at any time; each of these is an error here and a lasting notice to the person above. */

#include "config.h"

#include "store-secrets.h"

#include <libsecret/secret.h>

#define ATTRIBUTES { { "account", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, SECRET_SCHEMA_ATTRIBUTE_STRING } }

/* A schema of its own for each: who asks for one kind by the account alone must never be given the other. */
static const SecretSchema *
get_schema (StoreSecret kind)
{
  static const SecretSchema schemas[] = {
    [STORE_SECRET_ACCOUNT] = { APPLICATION_ID ".Account", SECRET_SCHEMA_NONE, ATTRIBUTES },
    [STORE_SECRET_RELAY] = { APPLICATION_ID ".Relay", SECRET_SCHEMA_NONE, ATTRIBUTES },
  };

  g_assert (kind < G_N_ELEMENTS (schemas));

  return &schemas[kind];
}

static GHashTable *
attributes_new (const char *account)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (attributes, (gpointer) "account", g_strdup (account));
  return attributes;
}

/* Takes @error: whatever D-Bus or libsecret said, it is one of two things to us. */
static void
return_error (GTask  *task,
              GError *error)
{
  g_autoptr (GError) mine = error;
  gboolean locked = g_error_matches (mine, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
                    g_error_matches (mine, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
                    g_error_matches (mine, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY);

  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_return_new_error (task, STORE_ERROR, locked ? STORE_ERROR_SECRETS_LOCKED : STORE_ERROR_NO_SECRETS,
                           "the keyring: %s", mine->message);
}

static GTask *
task_new (GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data,
          gpointer             tag)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_error (task, error);
}

/**
 * store_secrets_save_async:
 * @account: the id of an account
 * @kind: which of its secrets
 * @label: what a person reads in the keyring
 * @secret: the password; copied into memory that is not swapped out
 * @cancellable: (nullable): stops waiting
 * @callback: called when it is kept
 * @user_data: for @callback
 *
 * Keeps a password, in place of an older one.
 */
void
store_secrets_save_async (const char          *account,
                          StoreSecret          kind,
                          const char          *label,
                          const char          *secret,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GHashTable) attributes = NULL;

  g_return_if_fail (account != NULL && label != NULL && secret != NULL);

  attributes = attributes_new (account);
  secret_password_storev (get_schema (kind), attributes, SECRET_COLLECTION_DEFAULT, label, secret, cancellable, stored_cb,
                          task_new (cancellable, callback, user_data, store_secrets_save_async));
}

/**
 * store_secrets_save_finish:
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_secrets_save_async().
 *
 * Returns: %TRUE when the password is kept
 */
gboolean
store_secrets_save_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* One that is there and was not given: a person was asked to unlock the keyring, and would not. */
static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GList *found = secret_password_search_finish (result, &error);

  if (error != NULL)
    return_error (task, error);
  else if (found != NULL)
    return_error (task, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "it was not unlocked"));
  else
    g_task_return_pointer (task, NULL, NULL);
  g_list_free_full (found, g_object_unref);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GHashTable *attributes = g_task_get_task_data (task);
  GError *error = NULL;
  char *secret = secret_password_lookup_nonpageable_finish (result, &error);

  if (error != NULL)
    return_error (task, error);
  else if (secret != NULL)
    g_task_return_pointer (task, secret, (GDestroyNotify) secret_password_free);
  else
    secret_password_searchv (NULL, attributes, SECRET_SEARCH_NONE, g_task_get_cancellable (task), searched_cb,
                             g_object_ref (task));
}

/**
 * store_secrets_lookup_async:
 * @account: the id of an account
 * @kind: which of its secrets
 * @cancellable: (nullable): stops waiting
 * @callback: called when the service answered
 * @user_data: for @callback
 *
 * Asks for a password; the service may ask the person to unlock the keyring.
 */
void
store_secrets_lookup_async (const char          *account,
                            StoreSecret          kind,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GHashTable) attributes = NULL;
  GHashTable *named;
  GTask *task;

  g_return_if_fail (account != NULL);

  attributes = attributes_new (account);
  /* With the name of the schema, as a keyring has it: by that alone one can look for a secret without reading it. */
  named = attributes_new (account);
  g_hash_table_insert (named, (gpointer) "xdg:schema", g_strdup (get_schema (kind)->name));
  task = task_new (cancellable, callback, user_data, store_secrets_lookup_async);
  g_task_set_task_data (task, named, (GDestroyNotify) g_hash_table_unref);
  secret_password_lookupv (get_schema (kind), attributes, cancellable, looked_up_cb, task);
}

/**
 * store_secrets_lookup_finish:
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_secrets_lookup_async().
 *
 * Returns: (transfer full) (nullable): the password, for store_secrets_wipe(); %NULL without an error: none is kept
 */
char *
store_secrets_lookup_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  /* FALSE without an error: there was none. */
  secret_password_clear_finish (result, &error);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    return_error (task, error);
}

/**
 * store_secrets_clear_async:
 * @account: the id of an account
 * @kind: which of its secrets
 * @cancellable: (nullable): stops waiting
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Forgets a password; one that is not there counts as forgotten.
 */
void
store_secrets_clear_async (const char          *account,
                           StoreSecret          kind,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GHashTable) attributes = NULL;

  g_return_if_fail (account != NULL);

  attributes = attributes_new (account);
  secret_password_clearv (get_schema (kind), attributes, cancellable, cleared_cb,
                          task_new (cancellable, callback, user_data, store_secrets_clear_async));
}

/**
 * store_secrets_clear_finish:
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR
 *
 * Ends store_secrets_clear_async().
 *
 * Returns: %TRUE when no password is kept
 */
gboolean
store_secrets_clear_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * store_secrets_wipe:
 * @secret: (transfer full) (nullable): a password from store_secrets_lookup_finish()
 *
 * Overwrites and frees a password.
 */
void
store_secrets_wipe (char *secret)
{
  if (secret != NULL)
    secret_password_free (secret);
}
