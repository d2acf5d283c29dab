/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what can be done about the people one knows, from wherever they are shown. */

#include "app-window-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-people-file.h"
#include "app-person-dialog.h"
#include "app-person-editor.h"

static PhonePeople *
get_people (GtkWidget *widget)
{
  return phone_get_people (APP_WINDOW (widget)->phone);
}

static PhonePerson *
find_person (GtkWidget *widget,
             GVariant  *id)
{
  GListModel *people = G_LIST_MODEL (get_people (widget));

  for (guint n = 0; n < g_list_model_get_n_items (people); n++)
    {
      g_autoptr (PhonePerson) person = g_list_model_get_item (people, n);

      if (g_str_equal (phone_person_get_id (person), g_variant_get_string (id, NULL)))
        return g_steal_pointer (&person);
    }
  return NULL;
}

static void
show_person_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_autoptr (PhonePerson) person = find_person (widget, parameter);
  AppPersonDialog *dialog;

  if (person == NULL)
    return;
  dialog = app_person_dialog_new (get_people (widget), person);
  app_person_dialog_set_phone (dialog, APP_WINDOW (widget)->phone);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
edit_person_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_autoptr (PhonePerson) person = find_person (widget, parameter);

  if (person != NULL)
    adw_dialog_present (ADW_DIALOG (app_person_editor_new (get_people (widget), person, NULL)), widget);
}

static void
new_person_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  app_sidebar_show_people (APP_WINDOW (widget)->sidebar);
  adw_dialog_present (ADW_DIALOG (app_person_editor_new (get_people (widget), NULL, NULL)), widget);
}

static void
undo_cb (AdwToast    *toast,
         PhonePeople *people)
{
  phone_people_save (people, g_object_get_data (G_OBJECT (toast), "person"));
}

static void
delete_person_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (APP_WINDOW (widget)->stack), ADW_TYPE_TOAST_OVERLAY);
  PhonePerson *person = find_person (widget, parameter);
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (person == NULL)
    return;
  phone_people_remove (get_people (widget), person);
  /* Translators: %s is a person. */
  text = g_strdup_printf (_("%s was deleted"), phone_person_get_name (person));
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("Undo"));
  g_object_set_data_full (G_OBJECT (toast), "person", person, g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), get_people (widget), G_CONNECT_DEFAULT);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
import_people_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  app_sidebar_show_people (APP_WINDOW (widget)->sidebar);
  app_people_file_import (GTK_WIDGET (APP_WINDOW (widget)->stack), get_people (widget));
}

static void
export_people_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  app_people_file_export (GTK_WIDGET (APP_WINDOW (widget)->stack), get_people (widget));
}

/*< private >
 * Gives the class the actions of people; those with a target take a person's id.
 */
void
app_window_install_people_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-person", "s", show_person_cb);
  gtk_widget_class_install_action (widget_class, "win.edit-person", "s", edit_person_cb);
  gtk_widget_class_install_action (widget_class, "win.new-person", NULL, new_person_cb);
  gtk_widget_class_install_action (widget_class, "win.delete-person", "s", delete_person_cb);
  gtk_widget_class_install_action (widget_class, "win.import-people", NULL, import_people_cb);
  gtk_widget_class_install_action (widget_class, "win.export-people", NULL, export_people_cb);
}
