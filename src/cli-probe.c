/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looking for a server without an account and without a password: for who sets up a server and wants to see it as a
 * phone does. The phone is never started, so that nothing else happens. */

#include "cli-probe.h"

#include "cli-report.h"
#include "phone-words.h"

typedef struct
{
  CliReport *report;
  GMainLoop *loop;
  gboolean   json;
  CliExit    exit;
} Run;

static void
findings_changed_cb (GListModel *findings,
                     guint       position,
                     guint       n_removed,
                     guint       n_added,
                     Run        *run)
{
  for (guint n = position; n < position + n_added; n++)
    {
      g_autoptr (PhoneFinding) finding = g_list_model_get_item (findings, n);

      cli_report_finding (run->report, finding);
    }
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PhoneFinding) best = phone_probe_finish (PHONE_PHONE (source), result, &error);

  if (best != NULL)
    run->exit = CLI_EXIT_OK;
  else if (g_error_matches (error, PHONE_ERROR, PHONE_ERROR_BAD_ADDRESS))
    run->exit = CLI_EXIT_USAGE;
  cli_report_probe (run->report, best, error);
  if (error != NULL && !run->json)
    {
      g_autofree char *sentence = phone_words_for_error (error);

      g_printerr ("earshot-cli: %s\n", sentence);
    }
  g_main_loop_quit (run->loop);
}

static void
follow (Phone *phone,
        Run   *run)
{
  PhoneProbe *probe = phone_get_probe (phone);

  if (probe != NULL)
    g_signal_connect (phone_probe_get_findings (probe), "items-changed", G_CALLBACK (findings_changed_cb), run);
}

/**
 * cli_probe_run:
 * @options: what the command line said
 *
 * Looks for the server of an address.
 *
 * Returns: the exit status
 */
int
cli_probe_run (const CliOptions *options)
{
  g_return_val_if_fail (options != NULL, CLI_EXIT_FAILED);

  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (CliReport) report = cli_report_new (options->json);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { report, loop, options->json, CLI_EXIT_FAILED };

  phone_probe_async (phone, options->target, NULL, probed_cb, &run);
  follow (phone, &run);
  g_main_loop_run (loop);

  if (phone_get_probe (phone) != NULL)
    g_signal_handlers_disconnect_by_data (phone_probe_get_findings (phone_get_probe (phone)), &run);
  /* Lines that were looked at are closing. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return run.exit;
}
