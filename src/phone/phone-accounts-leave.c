/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The end of all accounts. Saying goodbye to the servers is one half of it; the other is that what a person changed a
 * moment ago is in the file and the keyring, whoever of the two takes longer. */

#include "config.h"

#include "phone-accounts-private.h"

void
phone_accounts_begin_work (PhoneAccounts *self)
{
  self->n_works++;
}

void
phone_accounts_end_work (PhoneAccounts *self)
{
  g_autoptr (GPtrArray) done = NULL;

  if (--self->n_works > 0)
    return;

  done = g_steal_pointer (&self->farewells);
  self->farewells = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint n = 0; n < done->len; n++)
    g_task_return_boolean (g_ptr_array_index (done, n), TRUE);
}

static void
one_offline_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (PhoneAccounts) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_account_go_offline_finish (PHONE_ACCOUNT (source), result, &error))
    g_info ("%s", error->message);
  phone_accounts_end_work (self);
}

void
phone_accounts_offline_async (PhoneAccounts       *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GListModel *model = phone_accounts_get_model (self);

  g_task_set_source_tag (task, phone_accounts_offline_async);
  g_ptr_array_add (self->farewells, task);
  self->leaving = TRUE;
  phone_accounts_begin_work (self);
  for (guint n = 0; n < g_list_model_get_n_items (model); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (model, n);

      phone_accounts_begin_work (self);
      phone_account_go_offline_async (account, NULL, one_offline_cb, g_object_ref (self));
    }
  phone_accounts_end_work (self);
}

gboolean
phone_accounts_offline_finish (PhoneAccounts  *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
