/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which account a run of the command-line phone uses. Only with one from the command line and no server is there
 * something to wait for. */

#include "cli-account.h"

static void
take (GTask        *task, /* transfer full */
      PhoneAccount *account,
      GError       *error)
{
  if (account != NULL)
    g_task_return_pointer (task, g_object_ref (account), g_object_unref);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static PhoneAccount *
add_at (Phone             *phone,
        const CliOptions  *options,
        const char        *server,
        GError           **error)
{
  return phone_add_transient_account (phone, options->account, options->password, server, options->display_name,
                                      error);
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Phone *phone = PHONE_PHONE (source);
  GError *error = NULL;
  g_autoptr (PhoneFinding) finding = phone_probe_finish (phone, result, &error);

  if (finding == NULL)
    take (task, NULL, error);
  else
    {
      PhoneAccount *account =
        add_at (phone, g_task_get_task_data (task), phone_finding_get_server (finding), &error);

      take (task, account, error);
    }
}

static PhoneAccount *
get_own (Phone   *phone,
         GError **error)
{
  PhoneAccount *account = phone_get_default_account (phone);

  if (account == NULL)
    g_set_error_literal (error, PHONE_ERROR, PHONE_ERROR_NO_ACCOUNT, "there is no account");
  return account;
}

/**
 * cli_account_choose_async:
 * @phone: a phone that was started
 * @options: what the command line said; borrowed until the end
 * @callback: called when there is an account, or none
 * @user_data: for @callback
 *
 * Chooses the account of a run, and looks for its server where none is named.
 */
void
cli_account_choose_async (Phone               *phone,
                          const CliOptions    *options,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (phone, NULL, callback, user_data);
  PhoneAccount *account;
  GError *error = NULL;

  g_task_set_source_tag (task, cli_account_choose_async);
  g_task_set_task_data (task, (gpointer) options, NULL);
  if (!options->practice && options->account != NULL && options->server == NULL)
    {
      phone_probe_async (phone, options->account, NULL, probed_cb, task);
      return;
    }

  if (options->practice)
    account = phone_start_practice (phone, &error);
  else if (options->account != NULL)
    account = add_at (phone, options, options->server, &error);
  else
    account = get_own (phone, &error);
  take (task, account, error);
}

/**
 * cli_account_choose_finish:
 * @phone: the phone
 * @result: what the callback was given
 * @error: return location for a #PHONE_ERROR
 *
 * Ends cli_account_choose_async().
 *
 * Returns: (transfer full) (nullable): the account
 */
PhoneAccount *
cli_account_choose_finish (Phone         *phone,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, phone), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cli_account_get_exit:
 * @error: why there is no account
 *
 * What a script is told of it.
 *
 * Returns: the exit status: what was typed is wrong, or there is no server
 */
CliExit
cli_account_get_exit (const GError *error)
{
  gboolean typed = g_error_matches (error, PHONE_ERROR, PHONE_ERROR_BAD_ADDRESS) ||
                   g_error_matches (error, PHONE_ERROR, PHONE_ERROR_BAD_SERVER) ||
                   g_error_matches (error, PHONE_ERROR, PHONE_ERROR_NO_ACCOUNT);

  return typed ? CLI_EXIT_USAGE : CLI_EXIT_NOT_REGISTERED;
}

/**
 * cli_account_get_recovery:
 * @options: what the command line said
 *
 * What is to be done about a lost line.
 *
 * Returns: the policy
 */
PhoneRecovery
cli_account_get_recovery (const CliOptions *options)
{
  if (g_strcmp0 (options->recovery, "contract") == 0)
    return PHONE_RECOVERY_CONTRACT;
  if (g_strcmp0 (options->recovery, "off") == 0)
    return PHONE_RECOVERY_OFF;
  return PHONE_RECOVERY_BACKOFF;
}
