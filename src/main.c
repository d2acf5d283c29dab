/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the front door. It sets the language and the name, and opens the window. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdlib.h>

#include "app-application.h"

/* The version is told by this process, whether or not another one has the window. */
static int
handle_local_options_cb (GApplication *application,
                         GVariantDict *given,
                         gpointer      user_data)
{
  if (!g_variant_dict_contains (given, "version"))
    return -1;
  g_print ("%s %s\n", g_get_application_name (), VERSION);
  return EXIT_SUCCESS;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AppApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (APPLICATION_NAME);

  application = app_application_new ();
  g_application_add_main_option (G_APPLICATION (application), "version", 'v', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE,
                                 _("Print the version and exit"), NULL);
  g_signal_connect (application, "handle-local-options", G_CALLBACK (handle_local_options_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
