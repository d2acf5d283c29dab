/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who gets an account from a company gets a link or a code, and should neither have to type it nor to
 * believe it: what is offered, and by whom, is shown before anything is kept. */

#include "app-provision-dialog.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-code-reader.h"
#include "app-import-preview.h"
#include "phone-barcode.h"
#include "phone-provision.h"
#include "phone-words.h"

struct _AppProvisionDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *pages;
  GtkStack *busy_stack;
  GtkEditable *offer;
  GtkLabel *error;
  GtkWidget *pictures;
  GtkWidget *no_pictures;
  Phone *phone;
  GtkWidget *window;         /* weak */
  GCancellable *cancellable; /* of all that is asked */
};

G_DEFINE_FINAL_TYPE (AppProvisionDialog, app_provision_dialog, ADW_TYPE_DIALOG)

static void
set_busy (AppProvisionDialog *self,
          gboolean            busy)
{
  gtk_stack_set_visible_child_name (self->busy_stack, busy ? "busy" : "label");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "provision.continue",
                                 !busy && *gtk_editable_get_text (self->offer) != '\0');
}

static void
say (AppProvisionDialog *self,
     const char         *text)
{
  gtk_label_set_label (self->error, text);
  if (*text != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (AppProvisionDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PhoneImportPlan) plan = phone_provision_open_finish (PHONE_PHONE (source), result, &error);
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (plan != NULL)
    {
      adw_navigation_view_push (self->pages, ADW_NAVIGATION_PAGE (app_import_preview_new (plan, self->window)));
      return;
    }
  words = phone_words_for_error (error);
  say (self, words);
}

static void
continue_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AppProvisionDialog *self = APP_PROVISION_DIALOG (widget);

  say (self, "");
  set_busy (self, TRUE);
  phone_provision_open_async (self->phone, gtk_editable_get_text (self->offer), self->cancellable, opened_cb,
                              g_object_ref (self));
}

static void
offer_changed_cb (AppProvisionDialog *self)
{
  say (self, "");
  set_busy (self, FALSE);
}

static void
take_text (AppProvisionDialog *self,
           const char         *text)
{
  gtk_editable_set_text (self->offer, text);
  if (*gtk_editable_get_text (self->offer) != '\0')
    continue_cb (GTK_WIDGET (self), NULL, NULL);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (AppProvisionDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = app_code_reader_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (text != NULL)
    take_text (self, text);
  else
    say (self, error != NULL ? _("This picture cannot be read.")
                             : _("There is no code on this picture. Try one that is larger and in focus."));
}

/**
 * app_provision_dialog_take_picture:
 * @self: the dialog
 * @picture: a #GFile or a #GdkTexture
 *
 * Reads a code from a picture, and goes on with what it says.
 */
void
app_provision_dialog_take_picture (AppProvisionDialog *self,
                                   GObject            *picture)
{
  g_return_if_fail (APP_IS_PROVISION_DIALOG (self));

  say (self, "");
  set_busy (self, TRUE);
  app_code_reader_read_async (picture, self->cancellable, read_cb, g_object_ref (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (AppProvisionDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    app_provision_dialog_take_picture (self, G_OBJECT (file));
}

static void
choose_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppProvisionDialog *self = APP_PROVISION_DIALOG (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();

  gtk_file_filter_set_name (pictures, _("Pictures"));
  gtk_file_filter_add_mime_type (pictures, "image/*");
  gtk_file_dialog_set_default_filter (dialog, pictures);
  gtk_file_dialog_set_title (dialog, _("Choose a Picture of the Code"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), self->cancellable, chosen_cb, g_object_ref (self));
}

static void
text_pasted_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (AppProvisionDialog) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL)
    take_text (self, text);
}

static void
texture_pasted_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (AppProvisionDialog) self = user_data;
  g_autoptr (GdkTexture) texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);

  if (texture != NULL)
    app_provision_dialog_take_picture (self, G_OBJECT (texture));
}

static void
paste_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppProvisionDialog *self = APP_PROVISION_DIALOG (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);

  if (phone_barcode_is_available ()
      && gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_TEXTURE))
    gdk_clipboard_read_texture_async (clipboard, self->cancellable, texture_pasted_cb, g_object_ref (self));
  else
    gdk_clipboard_read_text_async (clipboard, self->cancellable, text_pasted_cb, g_object_ref (self));
}

static gboolean
drop_cb (GtkDropTarget      *target,
         const GValue       *value,
         double              x,
         double              y,
         AppProvisionDialog *self)
{
  if (G_VALUE_HOLDS (value, G_TYPE_STRING))
    take_text (self, g_value_get_string (value));
  else
    app_provision_dialog_take_picture (self, g_value_get_object (value));
  return TRUE;
}

static void
add_drop_target (AppProvisionDialog *self)
{
  GType all[] = { G_TYPE_STRING, GDK_TYPE_TEXTURE, G_TYPE_FILE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, all, phone_barcode_is_available () ? G_N_ELEMENTS (all) : 1);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
app_provision_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (APP_PROVISION_DIALOG (dialog)->cancellable);
  if (ADW_DIALOG_CLASS (app_provision_dialog_parent_class)->closed != NULL)
    ADW_DIALOG_CLASS (app_provision_dialog_parent_class)->closed (dialog);
}

static void
app_provision_dialog_dispose (GObject *object)
{
  AppProvisionDialog *self = APP_PROVISION_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->window);
  gtk_widget_dispose_template (GTK_WIDGET (object), APP_TYPE_PROVISION_DIALOG);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_provision_dialog_parent_class)->dispose (object);
}

static void
app_provision_dialog_finalize (GObject *object)
{
  g_object_unref (APP_PROVISION_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (app_provision_dialog_parent_class)->finalize (object);
}

static void
app_provision_dialog_class_init (AppProvisionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_provision_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_provision_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = app_provision_dialog_closed;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-provision-dialog.ui");
  app_closures_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, AppProvisionDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, AppProvisionDialog, busy_stack);
  gtk_widget_class_bind_template_child (widget_class, AppProvisionDialog, offer);
  gtk_widget_class_bind_template_child (widget_class, AppProvisionDialog, error);
  gtk_widget_class_bind_template_child (widget_class, AppProvisionDialog, pictures);
  gtk_widget_class_bind_template_child (widget_class, AppProvisionDialog, no_pictures);
  gtk_widget_class_install_action (widget_class, "provision.continue", NULL, continue_cb);
  gtk_widget_class_install_action (widget_class, "provision.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "provision.choose", NULL, choose_cb);
}

static void
app_provision_dialog_init (AppProvisionDialog *self)
{
  gboolean pictures = phone_barcode_is_available ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->pictures, pictures);
  gtk_widget_set_visible (self->no_pictures, !pictures);
  g_signal_connect_object (self->offer, "changed", G_CALLBACK (offer_changed_cb), self, G_CONNECT_SWAPPED);
  add_drop_target (self);
  set_busy (self, FALSE);
}

/**
 * app_provision_dialog_new:
 * @phone: where the accounts would come to
 * @window: where what came over is said, and can be taken back
 * @offer: (nullable): a link or a text that came from outside; it is opened at once, and nothing of it is kept unasked
 *
 * Returns: (transfer full): the dialog
 */
AppProvisionDialog *
app_provision_dialog_new (Phone      *phone,
                          GtkWidget  *window,
                          const char *offer)
{
  AppProvisionDialog *self;

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (window), NULL);

  self = g_object_new (APP_TYPE_PROVISION_DIALOG, NULL);
  self->phone = g_object_ref (phone);
  g_set_weak_pointer (&self->window, window);
  if (offer != NULL)
    take_text (self, offer);
  return self;
}
