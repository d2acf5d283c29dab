/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The back door: a phone without a screen, for tests, bug reports and servers. */

#include "cli-options.h"
#include "cli-probe.h"
#include "cli-session.h"
#include "cli-trace.h"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_autoptr (CliOptions) options = cli_options_parse (&argc, &argv, &error);

  if (options == NULL)
    {
      g_printerr ("earshot-cli: %s\nTry “earshot-cli --help”.\n", error->message);
      return CLI_EXIT_USAGE;
    }
  if (options->version)
    {
      g_print ("earshot-cli %s\n", VERSION);
      return CLI_EXIT_OK;
    }

  if (options->verb == CLI_VERB_PROBE)
    return cli_probe_run (options);
  if (options->verb == CLI_VERB_WHY)
    return cli_trace_explain (options);

  g_autoptr (CliSession) session = cli_session_new (options);

  return cli_session_run (session);
}
