/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Starting and stopping. Starting never fails because something could not be read: a telephone without its
 * history is still a telephone (TRUST F16). Stopping says goodbye to everybody, but not for longer than a
 * person would wait. */

#include "config.h"

#include "phone-book-private.h"
#include "phone-people-private.h"
#include "phone-private.h"

/* How long accounts and calls may take to end, before the store is closed over them. */
#define STOP_PATIENCE_MS 9000

static void
database_opened_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (Phone) self = user_data;
  g_autoptr (GError) error = NULL;

  /* The store tells its trouble by a property of its own. */
  if (!store_database_open_finish (STORE_DATABASE (source), result, &error))
    {
      g_info ("%s", error->message);
      return;
    }
  phone_people_load (phone_names_get_people (self->names));
  phone_history_load (self->history);
  phone_conversations_load (self->conversations);
}

static void
accounts_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_accounts_load_finish (PHONE_ACCOUNTS (source), result, &error))
    g_info ("%s", error->message);
  /* Nothing is on the wire yet, and whoever calls or answers first is not to wait for a disk. */
  media_engine_warm_up (PHONE_PHONE (g_task_get_source_object (task))->engine);
  g_task_return_boolean (task, TRUE);
}

/* Who calls or is called should not wait for a machine that sleeps. A talk is left as it is: after a short sleep it
 * goes on, and after a long one the far end has ended it. The registration stays too, for a sleep is no goodbye. */
static void
sleep_falling_asleep_cb (PhoneSleep *sleep,
                         Phone      *self)
{
  GListModel *calls = phone_calls_get_model (self->calls);

  for (guint n = 0; n < g_list_model_get_n_items (calls); n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, n);

      if (phone_call_get_state (call) < PHONE_CALL_STATE_CONNECTING)
        phone_call_hang_up (call);
    }
}

static void
sleep_woke_cb (PhoneSleep *sleep,
               Phone      *self)
{
  GListModel *accounts = phone_get_accounts (self);

  for (guint n = 0; n < g_list_model_get_n_items (accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n);

      phone_account_wake (account);
    }
}

void
phone_follow_sleep (Phone      *self,
                    PhoneSleep *sleep)
{
  if (self->sleep != NULL)
    g_object_run_dispose (G_OBJECT (self->sleep));
  g_set_object (&self->sleep, sleep);
  g_signal_connect_object (sleep, "falling-asleep", G_CALLBACK (sleep_falling_asleep_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (sleep, "woke", G_CALLBACK (sleep_woke_cb), self, G_CONNECT_DEFAULT);
}

static void
follow_machine (Phone *self)
{
  g_autoptr (PhoneSleep) sleep = NULL;

  if (self->network != NULL)
    return;

  self->network = phone_network_new (g_network_monitor_get_default (), phone_get_accounts (self));
  phone_network_follow_calls (self->network, self->calls);
  sleep = phone_sleep_new (NULL);
  phone_follow_sleep (self, sleep);
  phone_sleep_find_bus (sleep);
}

static void
leave_machine (Phone *self)
{
  g_clear_object (&self->network);
  if (self->sleep != NULL)
    g_object_run_dispose (G_OBJECT (self->sleep));
  g_clear_object (&self->sleep);
}

/**
 * phone_start_async:
 * @self: the phone
 * @cancellable: (nullable): stops waiting only
 * @callback: called when the accounts are there
 * @user_data: for @callback
 *
 * Opens the store, loads the accounts and goes online with those enabled. What cannot be read is told by
 * #Phone:store-error-text.
 */
void
phone_start_async (Phone               *self,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PHONE_IS_PHONE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_start_async);
  follow_machine (self);
  store_database_open_async (self->database, NULL, database_opened_cb, g_object_ref (self));
  phone_accounts_load_async (self->accounts, NULL, accounts_loaded_cb, task);
}

/**
 * phone_start_finish:
 * @self: the phone
 * @result: what the callback was given
 * @error: return location for the reason
 *
 * Ends phone_start_async().
 *
 * Returns: %TRUE when the accounts are there
 */
gboolean
phone_start_finish (Phone         *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
database_closed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (store_database_close_finish (STORE_DATABASE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Once, whether everybody said goodbye or patience ran out. */
static void
close_store (GTask *task)
{
  Phone *self = g_task_get_source_object (task);

  if (self->practice != NULL)
    demo_exchange_stop (self->practice);
  phone_calls_clear (self->calls);
  phone_conversations_keep_drafts (self->conversations);
  store_database_close_async (self->database, NULL, database_closed_cb, g_object_ref (task));
}

static gboolean
patience_over_cb (gpointer user_data)
{
  GTask *task = user_data;

  g_task_set_task_data (task, NULL, NULL);
  close_store (task);
  return G_SOURCE_REMOVE;
}

static void
accounts_offline_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  guint patience = GPOINTER_TO_UINT (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;

  if (!phone_accounts_offline_finish (PHONE_ACCOUNTS (source), result, &error))
    g_info ("%s", error->message);
  if (patience == 0)
    return;

  g_source_remove (patience);
  close_store (task);
}

/**
 * phone_stop_async:
 * @self: the phone
 * @cancellable: (nullable): stops waiting only
 * @callback: called when all is done
 * @user_data: for @callback
 *
 * Hangs up, unregisters and flushes the store, within ten seconds. The phone is of no use afterwards.
 */
void
phone_stop_async (Phone               *self,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  GTask *task;
  guint patience;

  g_return_if_fail (PHONE_IS_PHONE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_stop_async);
  patience = g_timeout_add_full (G_PRIORITY_DEFAULT, STOP_PATIENCE_MS, patience_over_cb, g_object_ref (task),
                                 g_object_unref);
  g_task_set_task_data (task, GUINT_TO_POINTER (patience), NULL);
  leave_machine (self);
  if (self->probe != NULL)
    phone_probe_stop (self->probe);
  phone_calls_finish_recordings (self->calls);
  phone_calls_hang_up_all (self->calls);
  phone_ringer_stop (self->ringer);
  phone_book_stop (phone_names_get_book (self->names));
  phone_accounts_offline_async (self->accounts, NULL, accounts_offline_cb, task);
}

/**
 * phone_stop_finish:
 * @self: the phone
 * @result: what the callback was given
 * @error: return location for why something could not be kept
 *
 * Ends phone_stop_async().
 *
 * Returns: %TRUE when everything was kept
 */
gboolean
phone_stop_finish (Phone         *self,
                   GAsyncResult  *result,
                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
