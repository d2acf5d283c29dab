/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the front door. It sets the language and the name, and opens the window. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "app-application.h"

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
  return g_application_run (G_APPLICATION (application), argc, argv);
}
