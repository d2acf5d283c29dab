/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Looking for a server without an account and without a password: for who sets up a server and wants to see it as a
 * phone does. The phone is never started, so that nothing else happens. */

#include "cli-probe.h"

#include "cli-report.h"
#include "phone-words.h"

#define CLI_TYPE_PROBE (cli_probe_get_type ())
G_DECLARE_FINAL_TYPE (CliProbe, cli_probe, CLI, PROBE, GObject)

struct _CliProbe
{
  GObject parent_instance;

  CliReport *report;
  GMainLoop *loop;
  gboolean   json;
  CliExit    exit;
};

G_DEFINE_FINAL_TYPE (CliProbe, cli_probe, G_TYPE_OBJECT)

static void
findings_changed_cb (GListModel *findings,
                     guint       position,
                     guint       n_removed,
                     guint       n_added,
                     CliProbe   *self)
{
  for (guint n = position; n < position + n_added; n++)
    {
      g_autoptr (PhoneFinding) finding = g_list_model_get_item (findings, n);

      cli_report_finding (self->report, finding);
    }
}

static void
say_error (CliProbe     *self,
           const GError *error)
{
  g_autofree char *sentence = phone_words_for_error (error);

  if (!self->json)
    g_printerr ("earshot-cli: %s\n", sentence);
  if (g_error_matches (error, PHONE_ERROR, PHONE_ERROR_BAD_ADDRESS))
    self->exit = CLI_EXIT_USAGE;
  else
    self->exit = CLI_EXIT_FAILED;
}

static void
probed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (CliProbe) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PhoneFinding) best = phone_probe_finish (PHONE_PHONE (source), result, &error);

  cli_report_probe (self->report, best, error);
  if (error != NULL)
    say_error (self, error);
  g_main_loop_quit (self->loop);
}

static void
cli_probe_finalize (GObject *object)
{
  CliProbe *self = CLI_PROBE (object);

  cli_report_free (self->report);
  g_main_loop_unref (self->loop);

  G_OBJECT_CLASS (cli_probe_parent_class)->finalize (object);
}

static void
cli_probe_class_init (CliProbeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cli_probe_finalize;
}

static void
cli_probe_init (CliProbe *self)
{
  self->loop = g_main_loop_new (NULL, FALSE);
}

static void
look (CliProbe   *self,
      Phone      *phone,
      const char *address)
{
  PhoneProbe *probe;

  phone_probe_async (phone, address, NULL, probed_cb, g_object_ref (self));
  probe = phone_get_probe (phone);
  if (probe != NULL)
    g_signal_connect_object (phone_probe_get_findings (probe), "items-changed", G_CALLBACK (findings_changed_cb), self,
                             G_CONNECT_DEFAULT);
  g_main_loop_run (self->loop);
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
  g_autoptr (CliProbe) self = g_object_new (CLI_TYPE_PROBE, NULL);

  self->report = cli_report_new (options->json);
  self->json = options->json;
  look (self, phone, options->target);

  /* Lines that were looked at are closing. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return self->exit;
}
