/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: somebody has to prove their calls, or to count them, and does that in a spreadsheet. */

#include "app-history-file.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-failure.h"
#include "phone-history-file.h"

typedef struct
{
  GtkWidget *widget;
  Phone *phone;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->widget);
  g_object_unref (request->phone);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (phone_export_history_finish (PHONE_PHONE (source), result, &error))
    app_failure_say (widget, _("The calls were exported"));
  else
    app_failure_show (widget, error);
}

/**
 * app_history_file_write:
 * @widget: where to say what became of it
 * @phone: the phone
 * @file: what is written, or replaced
 *
 * Exports all past calls.
 */
void
app_history_file_write (GtkWidget *widget,
                        Phone     *phone,
                        GFile     *file)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PHONE_IS_PHONE (phone));
  g_return_if_fail (G_IS_FILE (file));

  phone_export_history_async (phone, file, NULL, exported_cb, g_object_ref (widget));
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    app_history_file_write (request->widget, request->phone, file);
}

/**
 * app_history_file_export:
 * @widget: who asks
 * @phone: the phone
 *
 * Asks where to, and exports all past calls.
 */
void
app_history_file_export (GtkWidget *widget,
                         Phone     *phone)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Request *request = g_new0 (Request, 1);

  *request = (Request) { g_object_ref (widget), g_object_ref (phone) };
  gtk_file_dialog_set_title (dialog, _("Export Calls"));
  /* Translators: the name of a file. */
  gtk_file_dialog_set_initial_name (dialog, _("calls.csv"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, named_cb, request);
}
