/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The accounts there are. What is kept of them is split on purpose: the record in a file a person may read, the
 * password in the keyring. Either may fail, and the account still works until the program ends. */

#include "config.h"

#include "phone-accounts-private.h"

#include "phone.h"
#include "store-secrets.h"

G_DEFINE_FINAL_TYPE (PhoneAccounts, phone_accounts, G_TYPE_OBJECT)

enum
{
  TROUBLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A password on its way from the keyring. */
typedef struct
{
  PhoneAccounts *accounts;
  PhoneAccount *account;
} Lookup;

static void
tell_trouble (PhoneAccounts *self,
              const GError  *error)
{
  g_info ("%s", error->message);
  g_signal_emit (self, signals[TROUBLE], 0, error);
}

static void
phone_accounts_finalize (GObject *object)
{
  PhoneAccounts *self = PHONE_ACCOUNTS (object);

  g_object_unref (self->accounts);
  g_ptr_array_unref (self->farewells);
  g_hash_table_unref (self->relay_writes);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->tokens);

  G_OBJECT_CLASS (phone_accounts_parent_class)->finalize (object);
}

static void
phone_accounts_class_init (PhoneAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_accounts_finalize;

  signals[TROUBLE] = g_signal_new ("trouble", PHONE_TYPE_ACCOUNTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_ERROR);
}

static void
phone_accounts_init (PhoneAccounts *self)
{
  self->accounts = g_list_store_new (PHONE_TYPE_ACCOUNT);
  self->farewells = g_ptr_array_new_with_free_func (g_object_unref);
  self->relay_writes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

PhoneAccounts *
phone_accounts_new (const char *path,
                    SipClock   *clock,
                    SipTokens  *tokens)
{
  PhoneAccounts *self = g_object_new (PHONE_TYPE_ACCOUNTS, NULL);

  self->store = store_accounts_new (path);
  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  return self;
}

GListModel *
phone_accounts_get_model (PhoneAccounts *self)
{
  return G_LIST_MODEL (self->accounts);
}

void
phone_accounts_set_expires (PhoneAccounts *self,
                            guint          seconds)
{
  self->register_expires = seconds;
}

void
phone_accounts_set_recovery (PhoneAccounts *self,
                             PhoneRecovery  recovery)
{
  self->recovery = recovery;
}

gboolean
phone_accounts_check_new (PhoneAccounts  *self,
                          SipUri         *address,
                          GError        **error)
{
  GListModel *model = G_LIST_MODEL (self->accounts);

  for (guint n = 0; n < g_list_model_get_n_items (model); n++)
    {
      g_autoptr (PhoneAccount) other = g_list_model_get_item (model, n);

      if (!sip_uri_equal (phone_account_get_aor (other), address))
        continue;
      g_set_error (error, PHONE_ERROR, PHONE_ERROR_EXISTS, "%s: there is one", phone_account_get_address (other));
      return FALSE;
    }
  return TRUE;
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The trouble was told; nobody waits for this one. */
  if (!phone_accounts_keep_finish (PHONE_ACCOUNTS (source), result, &error))
    g_info ("%s", error->message);
}

static void
account_enabled_cb (PhoneAccount  *account,
                    GParamSpec    *pspec,
                    PhoneAccounts *self)
{
  phone_accounts_keep_async (self, account, NULL, kept_cb, NULL);
}

static void
account_trusted_cb (PhoneAccount *account, PhoneAccounts *self)
{
  phone_accounts_keep_async (self, account, NULL, kept_cb, NULL);
}

PhoneAccount *
phone_accounts_add (PhoneAccounts       *self,
                    PhoneAccountKind     kind,
                    const StoreAccount  *record,
                    const char          *password,
                    GError             **error)
{
  g_autoptr (PhoneAccount) account = phone_account_new (kind, record, password, self->clock, self->tokens);

  if (account == NULL)
    {
      g_set_error (error, PHONE_ERROR, PHONE_ERROR_BAD_ADDRESS, "%s: no address of an account", record->address);
      return NULL;
    }
  if (!phone_accounts_check_new (self, phone_account_get_aor (account), error))
    return NULL;

  phone_account_set_expires (account, self->register_expires);
  g_signal_connect_object (account, "notify::enabled", G_CALLBACK (account_enabled_cb), self, G_CONNECT_DEFAULT);
  phone_account_set_recovery (account, self->recovery);
  g_signal_connect_object (account, "trusted", G_CALLBACK (account_trusted_cb), self, G_CONNECT_DEFAULT);
  phone_accounts_follow_relay (self, account);
  g_list_store_append (self->accounts, account);
  return account; /* the list holds it */
}

/* A keyring may ask a person first, who meanwhile turns the account off, removes it, or quits. */
static gboolean
is_still_wanted (PhoneAccounts *self,
                 PhoneAccount  *account)
{
  return !self->leaving && account->enabled && g_list_store_find (self->accounts, account, NULL);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Lookup *lookup = user_data;
  g_autoptr (PhoneAccounts) self = lookup->accounts;
  g_autoptr (PhoneAccount) account = lookup->account;
  g_autoptr (GError) error = NULL;
  char *password = store_secrets_lookup_finish (result, &error);

  g_free (lookup);
  if (error != NULL)
    tell_trouble (self, error);
  if (password != NULL)
    phone_account_set_password (account, password);
  store_secrets_wipe (password);

  /* Without a password too: a server may not ask, and if it does, that is what the person reads. */
  if (is_still_wanted (self, account))
    phone_account_go_online (account);
}

static void
go_online_with_password (PhoneAccounts *self,
                         PhoneAccount  *account)
{
  Lookup *lookup = g_new0 (Lookup, 1);

  lookup->accounts = g_object_ref (self);
  lookup->account = g_object_ref (account);
  store_secrets_lookup_async (phone_account_get_id (account), STORE_SECRET_ACCOUNT, NULL, looked_up_cb, lookup);
}

static void
take_records (PhoneAccounts *self)
{
  g_autoptr (GPtrArray) records = store_accounts_get_all (self->store);
  guint n_damaged = store_accounts_get_n_damaged (self->store);

  for (guint n = 0; n < records->len; n++)
    {
      const StoreAccount *record = g_ptr_array_index (records, n);
      g_autoptr (GError) error = NULL;
      PhoneAccount *account = phone_accounts_add (self, PHONE_ACCOUNT_KIND_KEPT, record, NULL, &error);

      if (account == NULL)
        tell_trouble (self, error);
      else
        phone_accounts_restore_relay (self, account);
      if (account != NULL && record->enabled)
        go_online_with_password (self, account);
    }
  if (n_damaged > 0)
    {
      g_autoptr (GError) error =
        g_error_new (STORE_ERROR, STORE_ERROR_BAD_RECORD, "%u accounts could not be read", n_damaged);

      tell_trouble (self, error);
    }
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PhoneAccounts *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!store_accounts_load_finish (STORE_ACCOUNTS (source), result, &error))
    {
      tell_trouble (self, error);
      g_task_return_error (task, error);
      return;
    }

  take_records (self);
  g_task_return_boolean (task, TRUE);
}

void
phone_accounts_load_async (PhoneAccounts       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, phone_accounts_load_async);
  store_accounts_load_async (self->store, cancellable, loaded_cb, task);
}

gboolean
phone_accounts_load_finish (PhoneAccounts  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
record_put_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PhoneAccounts *self = g_task_get_source_object (task);
  GError *error = NULL;

  phone_accounts_end_work (self);
  if (store_accounts_put_finish (STORE_ACCOUNTS (source), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  tell_trouble (self, error);
  g_task_return_error (task, error);
}

void
phone_accounts_keep_async (PhoneAccounts       *self,
                           PhoneAccount        *account,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (StoreAccount) record = phone_account_dup_record (account);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, phone_accounts_keep_async);
  if (!phone_account_is_kept (account))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  phone_accounts_begin_work (self);
  store_accounts_put_async (self->store, record, NULL, record_put_cb, g_steal_pointer (&task));
}

gboolean
phone_accounts_keep_finish (PhoneAccounts  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
password_saved_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PhoneAccounts) self = user_data;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GError) error = NULL;

  phone_accounts_end_work (self);
  if (store_secrets_save_finish (result, &reason))
    return;

  error = g_error_new (PHONE_ERROR, PHONE_ERROR_SECRET, "the password was not kept: %s", reason->message);
  tell_trouble (self, error);
}

void
phone_accounts_keep_password (PhoneAccounts *self,
                              PhoneAccount  *account)
{
  g_autofree char *label = g_strdup_printf ("Earshot: %s", phone_account_get_address (account));

  if (!phone_account_is_kept (account) || account->password == NULL)
    return;

  phone_accounts_begin_work (self);
  store_secrets_save_async (phone_account_get_id (account), STORE_SECRET_ACCOUNT, label, account->password, NULL,
                            password_saved_cb, g_object_ref (self));
}

static void
password_forgotten_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (PhoneAccounts) self = user_data;
  g_autoptr (GError) error = NULL;

  phone_accounts_end_work (self);
  if (!store_secrets_clear_finish (result, &error))
    tell_trouble (self, error);
}

static void
record_removed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  phone_accounts_end_work (g_task_get_source_object (task));
  if (store_accounts_remove_finish (STORE_ACCOUNTS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
forget (PhoneAccounts *self,
        GTask         *task) /* transfer full */
{
  PhoneAccount *account = g_task_get_task_data (task);

  if (!phone_account_is_kept (account))
    {
      phone_accounts_end_work (self);
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  phone_accounts_begin_work (self);
  store_secrets_clear_async (phone_account_get_id (account), STORE_SECRET_ACCOUNT, NULL, password_forgotten_cb,
                             g_object_ref (self));
  phone_accounts_forget_relay (self, account);
  store_accounts_remove_async (self->store, phone_account_get_id (account), NULL, record_removed_cb, task);
}

static void
removed_offline_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_account_go_offline_finish (PHONE_ACCOUNT (source), result, &error))
    g_info ("%s", error->message);
  forget (g_task_get_source_object (task), task);
}

void
phone_accounts_remove_async (PhoneAccounts       *self,
                             PhoneAccount        *account,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  guint position;

  g_task_set_source_tag (task, phone_accounts_remove_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  if (g_list_store_find (self->accounts, account, &position))
    g_list_store_remove (self->accounts, position);
  g_signal_handlers_disconnect_by_data (account, self);
  phone_accounts_begin_work (self);
  phone_account_go_offline_async (account, NULL, removed_offline_cb, task);
}

gboolean
phone_accounts_remove_finish (PhoneAccounts  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
