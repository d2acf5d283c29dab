/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the relays of the accounts ask for, in the keyring. A person who corrects a server and its password says both in one
 * breath, and the keyring takes its time: each write of an account waits for the one before it, so that what is forgotten
 * cannot be the newer of two. */

#include "config.h"

#include "phone-accounts-private.h"

#include "phone.h"
#include "store-secrets.h"

/* A secret on its way. */
typedef struct
{
  PhoneAccounts *accounts;
  PhoneAccount *account;
} Way;

static Way *
way_new (PhoneAccounts *accounts,
         PhoneAccount  *account)
{
  Way *way = g_new0 (Way, 1);

  way->accounts = g_object_ref (accounts);
  way->account = g_object_ref (account);
  return way;
}

static void
way_free (Way *way)
{
  g_object_unref (way->accounts);
  g_object_unref (way->account);
  g_free (way);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Way, way_free)

static void write_down (PhoneAccounts *self,
                        PhoneAccount  *account);

/* Takes @reason. */
static void
written (Way    *way,
         GError *reason)
{
  g_autoptr (GError) mine = reason;
  const char *id = phone_account_get_id (way->account);
  gboolean again = GPOINTER_TO_INT (g_hash_table_lookup (way->accounts->relay_writes, id));

  g_hash_table_remove (way->accounts->relay_writes, id);
  if (again)
    write_down (way->accounts, way->account);
  else if (mine != NULL)
    {
      g_autoptr (GError) error =
        g_error_new (PHONE_ERROR, PHONE_ERROR_SECRET, "the password of the relay was not kept: %s", mine->message);

      g_info ("%s", error->message);
      g_signal_emit_by_name (way->accounts, "trouble", error);
    }
  phone_accounts_end_work (way->accounts);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Way) way = user_data;
  GError *error = NULL;

  store_secrets_save_finish (result, &error);
  written (way, error);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Way) way = user_data;
  GError *error = NULL;

  store_secrets_clear_finish (result, &error);
  written (way, error);
}

static void
write_down (PhoneAccounts *self,
            PhoneAccount  *account)
{
  const char *id = phone_account_get_id (account);
  const char *password = phone_media_terms_get_turn_password (phone_account_get_media_terms (account));
  g_autofree char *label = g_strdup_printf ("Earshot: %s (TURN)", phone_account_get_address (account));
  gboolean busy = g_hash_table_contains (self->relay_writes, id);

  g_hash_table_insert (self->relay_writes, g_strdup (id), GINT_TO_POINTER (busy));
  if (busy)
    return;

  phone_accounts_begin_work (self);
  if (password != NULL)
    store_secrets_save_async (id, STORE_SECRET_RELAY, label, password, NULL, saved_cb, way_new (self, account));
  else
    store_secrets_clear_async (id, STORE_SECRET_RELAY, NULL, cleared_cb, way_new (self, account));
}

static void
secret_chosen_cb (PhoneMediaTerms *terms,
                  PhoneAccounts   *self)
{
  GListModel *model = phone_accounts_get_model (self);

  for (guint n = 0; n < g_list_model_get_n_items (model); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (model, n);

      if (phone_account_get_media_terms (account) == terms && phone_account_is_kept (account))
        write_down (self, account);
    }
}

void
phone_accounts_follow_relay (PhoneAccounts *self,
                             PhoneAccount  *account)
{
  g_signal_connect_object (phone_account_get_media_terms (account), "secret-chosen", G_CALLBACK (secret_chosen_cb), self,
                           G_CONNECT_DEFAULT);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Way) way = user_data;
  g_autoptr (GError) error = NULL;
  char *password = store_secrets_lookup_finish (result, &error);

  /* That there is no keyring is told once, when the account's own password is asked for. */
  if (error != NULL)
    g_info ("%s", error->message);
  if (password != NULL)
    phone_media_terms_restore_turn_password (phone_account_get_media_terms (way->account), password);
  store_secrets_wipe (password);
}

void
phone_accounts_restore_relay (PhoneAccounts *self,
                              PhoneAccount  *account)
{
  if (phone_media_terms_get_turn_server (phone_account_get_media_terms (account)) != NULL)
    store_secrets_lookup_async (phone_account_get_id (account), STORE_SECRET_RELAY, NULL, looked_up_cb,
                                way_new (self, account));
}

void
phone_accounts_forget_relay (PhoneAccounts *self,
                             PhoneAccount  *account)
{
  PhoneMediaTerms *terms = phone_account_get_media_terms (account);

  if (phone_media_terms_get_turn_server (terms) == NULL && !phone_media_terms_has_turn_password (terms))
    return;
  phone_media_terms_wipe_turn_password (terms);
  write_down (self, account);
}
