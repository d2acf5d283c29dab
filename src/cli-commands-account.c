/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Several accounts in one run of “watch”: one comes from the command line, others are added by a word, and which of them
 * a call is made with, or anything else is said of, is the one that is in use. */

#include "cli-commands-account.h"

#include "cli-options.h"

#include "phone-media-terms.h"

#include <string.h>

#define MEANT "cli-account-meant"
#define TRUST "cli-account-trust"
#define REPORT "cli-account-report"

static PhoneAccount *
find_account (Phone      *phone,
              const char *address)
{
  GListModel *accounts = phone_get_accounts (phone);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);

      if (g_strcmp0 (phone_account_get_address (account), address) == 0)
        return account; /* the phone holds it */
    }
  return NULL;
}

static gboolean
use (const CliCommandContext *context,
     const char              *address,
     GError                 **error)
{
  if (find_account (context->phone, address) == NULL)
    {
      g_set_error (error, PHONE_ERROR, PHONE_ERROR_NO_ACCOUNT, "there is no account “%s”", address);
      return FALSE;
    }
  g_object_set_data_full (G_OBJECT (context->phone), MEANT, g_strdup (address), g_free);
  return TRUE;
}

static void
trusted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  CliReport *report = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_account_trust_certificate_finish (PHONE_ACCOUNT (source), result, &error))
    cli_report_error (report, error);
}

/* A key is trusted that was named when the account was added, and no other. */
static void
consider_certificate (PhoneAccount *account,
                      CliReport    *report)
{
  g_autoptr (PhoneCertificate) shown = phone_account_dup_offered_certificate (account);
  const char *trusted = g_object_get_data (G_OBJECT (account), TRUST);

  if (shown == NULL)
    return;
  cli_report_certificate (report, shown);
  if (g_strcmp0 (shown->key, trusted) == 0 && g_strcmp0 (shown->key, shown->trusted_key) != 0)
    phone_account_trust_certificate_async (account, shown->key, NULL, trusted_cb, report);
}

static void
state_cb (PhoneAccount *account)
{
  CliReport *report = g_object_get_data (G_OBJECT (account), REPORT);
  PhoneAccountState state = phone_account_get_state (account);

  cli_report_account (report, account);
  if (state == PHONE_ACCOUNT_STATE_WAITING || state == PHONE_ACCOUNT_STATE_REFUSED)
    consider_certificate (account, report);
}

/* @words: address, server, the file with the password, and perhaps the key of a server that cannot prove who it is. */
static gboolean
add (const CliCommandContext  *context,
     char                    **words,
     GError                  **error)
{
  g_autofree char *password = cli_options_read_password (words[2], error);
  PhoneAccount *account = NULL;

  if (password != NULL)
    {
      account = phone_add_transient_account (context->phone, words[0], password, words[1], NULL, error);
      explicit_bzero (password, strlen (password));
    }
  if (account == NULL)
    return FALSE;

  g_object_set_data_full (G_OBJECT (account), TRUST, g_strdup (words[3]), g_free);
  g_object_set_data (G_OBJECT (account), REPORT, context->report);
  g_signal_connect (account, "notify::state", G_CALLBACK (state_cb), NULL);
  state_cb (account);
  return TRUE;
}

/* "account add ADDRESS SERVER PASSWORD-FILE [KEY]", "account use ADDRESS" */
static gboolean
run_account (const CliCommandContext *context,
             const char              *argument,
             GError                 **error)
{
  g_auto (GStrv) words = g_strsplit (argument, " ", 5);
  guint n_words = g_strv_length (words);

  if (g_str_equal (words[0], "use") && n_words == 2)
    return use (context, words[1], error);
  if (g_str_equal (words[0], "add") && (n_words == 4 || n_words == 5))
    return add (context, words + 1, error);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "no such order about accounts: “%s”", words[0]);
  return FALSE;
}

/* "turn SERVER USER PASSWORD-FILE", "turn off": the relay of the account in use. */
static gboolean
run_turn (const CliCommandContext *context,
          const char              *argument,
          GError                 **error)
{
  PhoneMediaTerms *terms = phone_account_get_media_terms (context->account);
  g_auto (GStrv) words = g_strsplit (argument, " ", 3);
  g_autofree char *password = NULL;

  if (g_str_equal (argument, "off"))
    return phone_media_terms_set_turn_server (terms, NULL, NULL, error);
  if (g_strv_length (words) != 3)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "turn wants a server, a user and a file");
      return FALSE;
    }

  password = cli_options_read_password (words[2], error);
  if (password == NULL || !phone_media_terms_set_turn_server (terms, words[0], words[1], error))
    return FALSE;
  phone_media_terms_set_turn_password (terms, password);
  explicit_bzero (password, strlen (password));
  return TRUE;
}

static gboolean
run_relay_only (const CliCommandContext *context,
                const char              *argument,
                GError                 **error)
{
  phone_media_terms_set_relay_only (phone_account_get_media_terms (context->account), g_str_equal (argument, "on"));
  return TRUE;
}

static const CliCommand commands[] = {
  { "account", TRUE, run_account },
  { "turn", TRUE, run_turn },
  { "relay-only", TRUE, run_relay_only },
};

/**
 * cli_commands_account_get:
 * @n_commands: (out): how many there are
 *
 * The words.
 *
 * Returns: (transfer none) (array length=n_commands): the table
 */
const CliCommand *
cli_commands_account_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}

/**
 * cli_commands_account_meant:
 * @context: what orders work on
 *
 * The account that orders are about.
 *
 * Returns: (transfer none): the account
 */
PhoneAccount *
cli_commands_account_meant (const CliCommandContext *context)
{
  const char *address = g_object_get_data (G_OBJECT (context->phone), MEANT);
  PhoneAccount *meant = address != NULL ? find_account (context->phone, address) : NULL;

  return meant != NULL ? meant : context->account;
}
