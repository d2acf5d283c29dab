/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Accounts coming, changing and going, and the practice account that is never kept. */

#include "config.h"

#include "phone-private.h"

/* A record of what a person typed, checked. */
static StoreAccount *
make_record (const char  *address,
             const char  *server,
             const char  *display_name,
             GError     **error)
{
  g_autoptr (StoreAccount) record = g_new0 (StoreAccount, 1);
  g_autofree char *name = g_strstrip (g_strdup (display_name != NULL ? display_name : ""));

  if (!phone_check_address (address, error))
    return NULL;

  record->server = phone_normalise_server (server, address, error);
  if (record->server == NULL)
    return NULL;

  record->id = g_uuid_string_random ();
  record->address = g_strstrip (g_strdup (address));
  record->display_name = *name != '\0' ? g_steal_pointer (&name) : NULL;
  record->enabled = TRUE;
  return g_steal_pointer (&record);
}

static PhoneAccount *
enroll (Phone         *self,
        PhoneAccountKind kind,
        StoreAccount  *record,
        const char    *password,
        GError       **error)
{
  PhoneAccount *account = phone_accounts_add (self->accounts, kind, record, password, error);

  if (account != NULL)
    phone_account_go_online (account);
  return account;
}

/* An account that is to be added, while its server is looked for. */
typedef struct
{
  GTask *task;
  char *address;
  char *password;
  char *display_name;
} Wish;

static void
wish_free (Wish *wish)
{
  ua_credentials_wipe (wish->password);
  g_object_unref (wish->task);
  g_free (wish->address);
  g_free (wish->display_name);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
added_kept_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* An account that could not be kept works until the program ends, and the trouble is told. */
  if (!phone_accounts_keep_finish (PHONE_ACCOUNTS (source), result, &error))
    g_info ("%s", error->message);
  g_task_return_pointer (task, g_object_ref (g_task_get_task_data (task)), g_object_unref);
}

static void
add_at (const Wish *wish,
        const char *server)
{
  Phone *self = g_task_get_source_object (wish->task);
  PhoneAccount *account = NULL;
  GError *error = NULL;
  g_autoptr (StoreAccount) record = make_record (wish->address, server, wish->display_name, &error);

  if (record != NULL)
    account = enroll (self, PHONE_ACCOUNT_KIND_KEPT, record, wish->password, &error);
  if (account == NULL)
    {
      g_task_return_error (wish->task, error);
      return;
    }

  g_task_set_task_data (wish->task, g_object_ref (account), g_object_unref);
  phone_accounts_keep_password (self->accounts, account);
  phone_accounts_keep_async (self->accounts, account, NULL, added_kept_cb, g_object_ref (wish->task));
}

/* Nobody waits seconds to be told what is known at once. */
static gboolean
check_wish (const Wish *wish,
            GError    **error)
{
  Phone *self = g_task_get_source_object (wish->task);
  g_autofree char *typed = g_strstrip (g_strdup (wish->address));
  g_autoptr (SipUri) uri = NULL;
  g_autoptr (SipUri) aor = NULL;

  if (!phone_check_address (typed, error))
    return FALSE;

  uri = sip_uri_parse_target (typed, NULL, NULL);
  aor = sip_uri_to_aor (uri);
  return phone_accounts_check_new (self->accounts, aor, error);
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Wish) wish = user_data;
  GError *error = NULL;
  g_autoptr (PhoneFinding) finding = phone_probe_finish (PHONE_PHONE (source), result, &error);

  if (finding == NULL)
    g_task_return_error (wish->task, error);
  else
    add_at (wish, phone_finding_get_server (finding));
}

/**
 * phone_add_account_async:
 * @self: the phone
 * @address: "anna@example.org"
 * @password: her password
 * @server: (nullable): "" or %NULL: it is looked for, and taken if the way to it is secure
 * @display_name: (nullable): what those she calls see
 * @cancellable: (nullable): stops waiting, and looking
 * @callback: called when the record is kept
 * @user_data: for @callback
 *
 * Adds an account and goes online with it. Its password goes to the keyring and nowhere else. The server that was
 * found is kept as it was found: later there is no way from a secure one to another.
 */
void
phone_add_account_async (Phone               *self,
                         const char          *address,
                         const char          *password,
                         const char          *server,
                         const char          *display_name,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autofree char *typed = g_strstrip (g_strdup (server != NULL ? server : ""));
  g_autoptr (GError) error = NULL;
  g_autoptr (Wish) wish = NULL;

  g_return_if_fail (PHONE_IS_PHONE (self));
  g_return_if_fail (address != NULL && password != NULL);

  wish = g_new0 (Wish, 1);
  wish->task = g_task_new (self, cancellable, callback, user_data);
  wish->address = g_strdup (address);
  wish->password = g_strdup (password);
  wish->display_name = g_strdup (display_name);
  g_task_set_source_tag (wish->task, phone_add_account_async);
  if (!check_wish (wish, &error))
    g_task_return_error (wish->task, g_steal_pointer (&error));
  else if (*typed != '\0')
    add_at (wish, typed);
  else
    phone_probe_async (self, address, cancellable, probed_cb, g_steal_pointer (&wish));
}

/**
 * phone_add_account_finish:
 * @self: the phone
 * @result: what the callback was given
 * @error: return location for a #PHONE_ERROR; %PHONE_ERROR_ONLY_PLAIN: phone_get_probe() has the server that was
 *   found, for a person to say yes to
 *
 * Ends phone_add_account_async().
 *
 * Returns: (transfer none) (nullable): the account
 */
PhoneAccount *
phone_add_account_finish (Phone         *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_autoptr (PhoneAccount) account = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  account = g_task_propagate_pointer (G_TASK (result), error);
  return account; /* the list holds it */
}

static void
updated_kept_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (phone_accounts_keep_finish (PHONE_ACCOUNTS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * phone_update_account_async:
 * @self: the phone
 * @account: one of its accounts
 * @password: (nullable): the new password; %NULL: as it was
 * @server: (nullable): the new server; "" or %NULL stands for the domain of the address
 * @display_name: (nullable): the new name
 * @cancellable: (nullable): stops waiting only
 * @callback: called when the record is kept
 * @user_data: for @callback
 *
 * Changes an account and connects anew.
 */
void
phone_update_account_async (Phone               *self,
                            PhoneAccount        *account,
                            const char          *password,
                            const char          *server,
                            const char          *display_name,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (StoreAccount) record = NULL;
  GError *error = NULL;

  g_return_if_fail (PHONE_IS_PHONE (self));
  g_return_if_fail (PHONE_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_update_account_async);
  record = make_record (phone_account_get_address (account), server, display_name, &error);
  if (record == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (password != NULL)
    {
      phone_account_set_password (account, password);
      phone_accounts_keep_password (self->accounts, account);
    }
  phone_account_set_details (account, record->server, record->display_name);
  phone_accounts_keep_async (self->accounts, account, NULL, updated_kept_cb, g_steal_pointer (&task));
}

/**
 * phone_update_account_finish:
 * @self: the phone
 * @result: what the callback was given
 * @error: return location for a #PHONE_ERROR, or why the record was not kept
 *
 * Ends phone_update_account_async().
 *
 * Returns: %TRUE when the change is kept
 */
gboolean
phone_update_account_finish (Phone         *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (phone_accounts_remove_finish (PHONE_ACCOUNTS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * phone_remove_account_async:
 * @self: the phone
 * @account: one of its accounts
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Goes offline and forgets the account and its password. What was said with it stays in the history.
 */
void
phone_remove_account_async (Phone               *self,
                            PhoneAccount        *account,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PHONE_IS_PHONE (self));
  g_return_if_fail (PHONE_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_remove_account_async);
  phone_accounts_remove_async (self->accounts, account, NULL, removed_cb, task);
}

/**
 * phone_remove_account_finish:
 * @self: the phone
 * @result: what the callback was given
 * @error: return location for why it is still kept
 *
 * Ends phone_remove_account_async().
 *
 * Returns: %TRUE when it is gone
 */
gboolean
phone_remove_account_finish (Phone         *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * phone_add_transient_account:
 * @self: the phone
 * @address: "anna@example.org"
 * @password: (nullable): her password; %NULL: none
 * @server: (nullable): "" or %NULL stands for the domain of @address
 * @display_name: (nullable): what those she calls see
 * @error: return location for a #PHONE_ERROR
 *
 * Adds an account that is kept in memory alone, and goes online with it.
 *
 * Returns: (transfer none) (nullable): the account
 */
PhoneAccount *
phone_add_transient_account (Phone       *self,
                             const char  *address,
                             const char  *password,
                             const char  *server,
                             const char  *display_name,
                             GError     **error)
{
  g_autoptr (StoreAccount) record = NULL;

  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  record = make_record (address, server, display_name, error);
  return record != NULL ? enroll (self, PHONE_ACCOUNT_KIND_TRANSIENT, record, password, error) : NULL;
}

static PhoneAccount *
enroll_practice (Phone   *self,
                 GError **error)
{
  g_autofree char *address = demo_exchange_dup_address (self->practice);
  g_autoptr (StoreAccount) record =
    make_record (address, demo_exchange_get_server (self->practice), NULL, error);

  if (record == NULL)
    return NULL;

  return enroll (self, PHONE_ACCOUNT_KIND_PRACTICE, record, demo_exchange_get_password (self->practice), error);
}

/**
 * phone_start_practice:
 * @self: the phone
 * @error: return location for why the exchange cannot start
 *
 * Starts the practice exchange in this process, and an account at it that is never kept.
 *
 * Returns: (transfer none) (nullable): the account; the same one when it was started before
 */
PhoneAccount *
phone_start_practice (Phone   *self,
                      GError **error)
{
  GListModel *accounts = phone_get_accounts (self);

  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  for (guint n = 0; n < g_list_model_get_n_items (accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      if (phone_account_is_practice (account))
        return account; /* the list holds it */
    }
  if (self->practice == NULL)
    {
      g_autoptr (DemoExchange) exchange = demo_exchange_new (self->engine);

      if (!demo_exchange_start (exchange, 0, error))
        return NULL;
      self->practice = g_steal_pointer (&exchange);
    }
  return enroll_practice (self, error);
}

/**
 * phone_dup_practice_line:
 * @self: the phone
 * @name: "echo", "partner" or "callback"
 *
 * Whom to call or to write to at the practice exchange.
 *
 * Returns: (transfer full) (nullable): a target; %NULL: there is no practice
 */
char *
phone_dup_practice_line (Phone      *self,
                         const char *name)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return self->practice != NULL ? demo_exchange_dup_line (self->practice, name) : NULL;
}

/**
 * phone_get_default_account:
 * @self: the phone
 *
 * The account that calls when nobody says which: the first that can be reached, or else the first.
 *
 * Returns: (transfer none) (nullable): the account; %NULL: there is none
 */
PhoneAccount *
phone_get_default_account (Phone *self)
{
  GListModel *accounts = phone_get_accounts (self);
  PhoneAccount *first = NULL;

  for (guint n = 0; n < g_list_model_get_n_items (accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n); /* the list holds it */

      if (phone_account_get_state (account) == PHONE_ACCOUNT_STATE_REGISTERED)
        return account;
      if (first == NULL)
        first = account;
    }
  return first;
}
