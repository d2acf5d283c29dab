/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the front door. It sets the language and the name, and opens the window. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdlib.h>

#include "app-application.h"
#include "app-command-line.h"

static gboolean understood; /* what was on the command line */

/* Said here, whether or not another process has the window. */
static int
handle_local_options_cb (GApplication *application,
                         GVariantDict *given,
                         gpointer      user_data)
{
  g_autofree char *said = NULL;
  int status = app_command_line_check (application, given, &said);

  understood = TRUE;
  if (said != NULL && status == APP_COMMAND_LINE_DONE)
    g_print ("%s\n", said);
  else if (said != NULL)
    g_printerr ("%s\n", said);
  return status;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AppApplication) application = NULL;
  int status;

  g_log_writer_default_set_use_stderr (TRUE); /* the other is for what was asked */
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (APPLICATION_NAME);

  application = app_application_new ();
  g_signal_connect (application, "handle-local-options", G_CALLBACK (handle_local_options_cb), NULL);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  return status == EXIT_FAILURE && !understood ? APP_COMMAND_LINE_WRONG : status;
}
