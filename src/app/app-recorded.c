/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what was recorded is a file like any other, which the desktop's own programs play and keep; but who looks for
 * it remembers the call, and not the file. */

#include "app-recorded.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-failure.h"

/* Who changed their mind about the program has not failed. */
static void
say_unless_dismissed (GtkWidget    *widget,
                      const GError *error)
{
  if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    app_failure_say (widget, _("The recording cannot be opened. It may have been moved or deleted."));
}

static void
played_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error))
    say_unless_dismissed (widget, error);
}

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result, &error))
    say_unless_dismissed (widget, error);
}

static GtkWindow *
find_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

typedef struct
{
  GtkWidget *widget;
  gboolean folder;
} Wish;

/* A program that is started for a file that is gone says so in its own words, or not at all. */
static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Wish *wish = user_data;
  g_autoptr (GtkWidget) widget = wish->widget;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (G_FILE (source));

  if (info == NULL)
    say_unless_dismissed (widget, error);
  else if (wish->folder)
    gtk_file_launcher_open_containing_folder (launcher, find_window (widget), NULL, shown_cb, g_object_ref (widget));
  else
    gtk_file_launcher_launch (launcher, find_window (widget), NULL, played_cb, g_object_ref (widget));
}

static void
look_for (GtkWidget  *widget,
          const char *uri,
          gboolean    folder)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  Wish *wish = g_new (Wish, 1);

  *wish = (Wish) { g_object_ref (widget), folder };
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, found_cb,
                           wish);
}

/**
 * app_recorded_play:
 * @widget: a widget in a window
 * @uri: where the recording is
 *
 * Opens a recording in the program the person has for that; says so over the window when it is gone.
 */
void
app_recorded_play (GtkWidget  *widget,
                   const char *uri)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (uri != NULL);

  look_for (widget, uri, FALSE);
}

/**
 * app_recorded_show:
 * @widget: a widget in a window
 * @uri: where the recording is
 *
 * Shows a recording among the files; says so over the window when it is gone.
 */
void
app_recorded_show (GtkWidget  *widget,
                   const char *uri)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (uri != NULL);

  look_for (widget, uri, TRUE);
}
