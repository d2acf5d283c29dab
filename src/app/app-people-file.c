/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whom one knows is in another telephone already, and who moves wants to take all of them along; so
 * what did not come along is said by name. */

#include "app-people-file.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-failure.h"

#define MOST_SHOWN 20

typedef struct
{
  GtkWidget *widget;
  PhonePeople *people;
} Request;

static Request *
request_new (GtkWidget   *widget,
             PhonePeople *people)
{
  Request *request = g_new0 (Request, 1);

  request->widget = g_object_ref (widget);
  request->people = g_object_ref (people);
  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->widget);
  g_object_unref (request->people);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static char *
count_text (const PhoneImport *import)
{
  g_autofree char *added =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "One person was added", "%u people were added", import->n_added),
                     import->n_added);
  g_autofree char *merged = NULL;

  if (import->n_added == 0)
    g_set_str (&added, _("Nobody was added"));
  if (import->n_merged == 0)
    return g_steal_pointer (&added);

  merged = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "one was here already", "%u were here already", import->n_merged), import->n_merged);
  /* Translators: both are counts, e.g. "12 people were added, 3 were here already" */
  return g_strdup_printf (_("%s, %s"), added, merged);
}

static void
show_refused (GtkWidget         *widget,
              const PhoneImport *import,
              const char        *counted)
{
  g_autoptr (GString) body = g_string_new (counted);
  AdwDialog *dialog = adw_alert_dialog_new (_("Some Left Out"), NULL);

  g_string_append (body, ".\n");
  for (guint n = 0; n < MIN (import->refused->len, MOST_SHOWN); n++)
    g_string_append_printf (body, "\n%s", (const char *) g_ptr_array_index (import->refused, n));
  if (import->refused->len > MOST_SHOWN)
    g_string_append (body, "\n…");
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), body->str);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, widget);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PhoneImport) import = phone_people_import_finish (PHONE_PEOPLE (source), result, &error);
  g_autofree char *counted = import != NULL ? count_text (import) : NULL;

  if (import == NULL)
    app_failure_show (widget, error);
  else if (import->refused->len > 0)
    show_refused (widget, import, counted);
  else
    app_failure_say (widget, counted);
}

/**
 * app_people_file_take:
 * @widget: where to say what became of it
 * @people: whom one knows
 * @file: cards of another address book
 *
 * Imports a file.
 */
void
app_people_file_take (GtkWidget   *widget,
                      PhonePeople *people,
                      GFile       *file)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PHONE_IS_PEOPLE (people));
  g_return_if_fail (G_IS_FILE (file));

  phone_people_import_async (people, file, NULL, imported_cb, g_object_ref (widget));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    app_people_file_take (request->widget, request->people, file);
}

static GtkFileDialog *
make_dialog (const char *title)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) cards = gtk_file_filter_new ();

  gtk_file_filter_set_name (cards, _("Contacts"));
  gtk_file_filter_add_mime_type (cards, "text/vcard");
  gtk_file_filter_add_suffix (cards, "vcf");
  gtk_file_dialog_set_default_filter (dialog, cards);
  gtk_file_dialog_set_title (dialog, title);
  return dialog;
}

/**
 * app_people_file_import:
 * @widget: who asks
 * @people: whom one knows
 *
 * Asks for a file, and imports it.
 */
void
app_people_file_import (GtkWidget   *widget,
                        PhonePeople *people)
{
  g_autoptr (GtkFileDialog) dialog = make_dialog (_("Import People"));

  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, chosen_cb,
                        request_new (widget, people));
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (phone_people_export_finish (PHONE_PEOPLE (source), result, &error))
    app_failure_say (widget, _("Everybody was exported"));
  else
    app_failure_show (widget, error);
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    phone_people_export_async (request->people, file, NULL, exported_cb, g_object_ref (request->widget));
}

/**
 * app_people_file_export:
 * @widget: who asks
 * @people: whom one knows
 *
 * Asks where to, and exports everybody.
 */
void
app_people_file_export (GtkWidget   *widget,
                        PhonePeople *people)
{
  g_autoptr (GtkFileDialog) dialog = make_dialog (_("Export People"));

  gtk_file_dialog_set_initial_name (dialog, "people.vcf");
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, named_cb, request_new (widget, people));
}
