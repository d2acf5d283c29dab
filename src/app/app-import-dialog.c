/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who comes from another telephone has typed everything once already. Where this program may look, it
 * finds what is there; elsewhere a person chooses a file. */

#include "app-import-dialog.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-import-preview.h"

struct _AppImportDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *pages;
  AdwPreferencesGroup *found;
  GtkWidget *busy;
  AdwToastOverlay *toasts;
  Phone *phone;
  GtkWidget *window;         /* weak */
  GCancellable *cancellable; /* of all that is read */
};

G_DEFINE_FINAL_TYPE (AppImportDialog, app_import_dialog, ADW_TYPE_DIALOG)

static void
say (AppImportDialog *self,
     const char      *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (AppImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PhoneImportPlan) plan = phone_import_source_read_finish (PHONE_IMPORT_SOURCE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_visible (self->busy, FALSE);
  if (plan == NULL)
    say (self, _("This file cannot be read as one of another telephone"));
  else
    adw_navigation_view_push (self->pages, ADW_NAVIGATION_PAGE (app_import_preview_new (plan, self->window)));
}

/**
 * app_import_dialog_read:
 * @self: the dialog
 * @source: a file, or what was found
 *
 * Reads it, and shows what would come over.
 */
void
app_import_dialog_read (AppImportDialog   *self,
                        PhoneImportSource *source)
{
  g_return_if_fail (APP_IS_IMPORT_DIALOG (self));
  g_return_if_fail (PHONE_IS_IMPORT_SOURCE (source));

  gtk_widget_set_visible (self->busy, TRUE);
  phone_import_source_read_async (source, self->phone, self->cancellable, read_cb, g_object_ref (self));
}

static void
row_activated_cb (GtkWidget       *row,
                  AppImportDialog *self)
{
  app_import_dialog_read (self, g_object_get_data (G_OBJECT (row), "source"));
}

static void
add_source (AppImportDialog   *self,
            PhoneImportSource *source)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), phone_import_source_get_title (source));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), phone_import_source_get_place (source));
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "source", g_object_ref (source), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_group_add (self->found, row);
}

/* Words, not a row: nothing can be done with it. */
static void
say_nothing_found (AppImportDialog *self)
{
  adw_preferences_group_set_title (self->found, _("No other telephone was found here"));
  adw_preferences_group_set_description (
    self->found, _("If there is one, its files are where this application may not look. Choose one below."));
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (AppImportDialog) self = user_data;
  g_autoptr (GListModel) found = phone_import_find_finish (result, NULL);

  if (found == NULL)
    return; /* the dialog is gone */
  gtk_widget_set_visible (self->busy, FALSE);
  for (guint n = 0; n < g_list_model_get_n_items (found); n++)
    {
      g_autoptr (PhoneImportSource) one = g_list_model_get_item (found, n);

      add_source (self, one);
    }
  if (g_list_model_get_n_items (found) == 0)
    say_nothing_found (self);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (AppImportDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (PhoneImportSource) chosen = file != NULL ? phone_import_source_new (file) : NULL;

  if (chosen != NULL)
    app_import_dialog_read (self, chosen);
}

static void
choose_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppImportDialog *self = APP_IMPORT_DIALOG (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Choose a File of Another Telephone"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), self->cancellable, chosen_cb, g_object_ref (self));
}

static void
app_import_dialog_closed (AdwDialog *dialog)
{
  AppImportDialog *self = APP_IMPORT_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
  if (ADW_DIALOG_CLASS (app_import_dialog_parent_class)->closed != NULL)
    ADW_DIALOG_CLASS (app_import_dialog_parent_class)->closed (dialog);
}

static void
app_import_dialog_dispose (GObject *object)
{
  AppImportDialog *self = APP_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->window);
  gtk_widget_dispose_template (GTK_WIDGET (object), APP_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_import_dialog_parent_class)->dispose (object);
}

static void
app_import_dialog_finalize (GObject *object)
{
  g_object_unref (APP_IMPORT_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (app_import_dialog_parent_class)->finalize (object);
}

static void
app_import_dialog_class_init (AppImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_import_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = app_import_dialog_closed;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AppImportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, AppImportDialog, found);
  gtk_widget_class_bind_template_child (widget_class, AppImportDialog, busy);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_cb);
}

static void
app_import_dialog_init (AppImportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->toasts = ADW_TOAST_OVERLAY (adw_dialog_get_child (ADW_DIALOG (self)));
}

/**
 * app_import_dialog_new:
 * @phone: where things come over to
 * @window: where what came over is said, and can be taken back
 * @home: (nullable): where to look; %NULL: the person's own folder
 *
 * Returns: (transfer full): the dialog, looking
 */
AppImportDialog *
app_import_dialog_new (Phone      *phone,
                       GtkWidget  *window,
                       const char *home)
{
  AppImportDialog *self;

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (window), NULL);

  self = g_object_new (APP_TYPE_IMPORT_DIALOG, NULL);
  self->phone = g_object_ref (phone);
  g_set_weak_pointer (&self->window, window);
  phone_import_find_async (home, self->cancellable, found_cb, g_object_ref (self));
  return self;
}
