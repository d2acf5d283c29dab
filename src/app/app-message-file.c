/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a picture is looked at where it came, if whoever sent it was let in; anything else is named, and opened or
 * saved only by hand. A picture is unfolded beside the main loop, after its size was read in its first octets. */

#include "app-message-file.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-failure.h"
#include "app-message-folder.h"

struct _AppMessageFile
{
  AdwBin parent_instance;

  PhoneFile *file;
  GCancellable *gone;
  GtkPicture *picture;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *size;
  GtkWidget *open;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (AppMessageFile, app_message_file, ADW_TYPE_BIN)

/* Runs beside the main loop, and knows nothing but the octets. */
static void
unfold (GTask        *task,
        gpointer      source,
        gpointer      octets,
        GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (octets, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
unfolded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  AppMessageFile *self = APP_MESSAGE_FILE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (texture == NULL)
    {
      g_info ("a picture cannot be shown: %s", error->message);
      return;
    }
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), TRUE);
}

static void
read_to_draw_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (AppMessageFile) self = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *octets = phone_file_read_finish (PHONE_FILE (source), result, &error);
  g_autoptr (GTask) task = NULL;

  if (octets == NULL)
    {
      g_info ("a picture is not shown: %s", error->message);
      return;
    }
  task = g_task_new (self, self->gone, unfolded_cb, NULL);
  g_task_set_source_tag (task, read_to_draw_cb);
  g_task_set_task_data (task, octets, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, unfold);
}

static void
tell (AppMessageFile *self,
      const GError   *error)
{
  if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    app_failure_show (GTK_WIDGET (self), error);
}

/* The file is held beside the row: while a person chooses a place, the row may go. */
typedef struct
{
  AppMessageFile *self;
  PhoneFile *file;
  GFile *target; /* NULL: not chosen yet */
  gboolean launch;
} Writing;

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->self);
  g_object_unref (writing->file);
  g_clear_object (&writing->target);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (AppMessageFile) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error))
    tell (self, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (GtkFileLauncher) launcher = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      tell (writing->self, error);
      return;
    }
  if (!writing->launch)
    return;
  launcher = gtk_file_launcher_new (writing->target);
  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (writing->self))), NULL, launched_cb,
                            g_object_ref (writing->self));
}

static void
read_to_write_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) octets = phone_file_read_finish (PHONE_FILE (source), result, &error);
  GFile *target = writing->target;

  gtk_widget_set_sensitive (GTK_WIDGET (writing->self), TRUE);
  if (octets == NULL)
    tell (writing->self, error);
  else
    g_file_replace_contents_bytes_async (target, octets, NULL, FALSE,
                                         G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL, written_cb,
                                         g_steal_pointer (&writing));
}

/* It may come from a server, and need not be asked for twice. */
static void
read_to_write (Writing *writing)
{
  gtk_widget_set_sensitive (GTK_WIDGET (writing->self), FALSE);
  phone_file_read_async (writing->file, FALSE, NULL, read_to_write_cb, writing);
}

static Writing *
writing_new (AppMessageFile *self)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->self = g_object_ref (self);
  writing->file = g_object_ref (self->file);
  return writing;
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Writing) writing = user_data;
  g_autoptr (GError) error = NULL;

  writing->target = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (writing->target != NULL)
    read_to_write (g_steal_pointer (&writing));
  else
    tell (writing->self, error);
}

static void
save_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AppMessageFile *self = APP_MESSAGE_FILE (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_initial_name (dialog, phone_file_get_name (self->file));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, chosen_cb, writing_new (self));
}

static void
open_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AppMessageFile *self = APP_MESSAGE_FILE (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (Writing) writing = writing_new (self);

  writing->launch = TRUE;
  writing->target = app_message_folder_place (self->file, &error);
  if (writing->target != NULL)
    read_to_write (g_steal_pointer (&writing));
  else
    tell (self, error);
}

static void
app_message_file_dispose (GObject *object)
{
  AppMessageFile *self = APP_MESSAGE_FILE (object);

  if (self->gone != NULL)
    g_cancellable_cancel (self->gone);
  g_clear_object (&self->gone);
  g_clear_object (&self->file);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_MESSAGE_FILE);
  G_OBJECT_CLASS (app_message_file_parent_class)->dispose (object);
}

static void
app_message_file_class_init (AppMessageFileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_message_file_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-message-file.ui");
  gtk_widget_class_bind_template_child (widget_class, AppMessageFile, picture);
  gtk_widget_class_bind_template_child (widget_class, AppMessageFile, icon);
  gtk_widget_class_bind_template_child (widget_class, AppMessageFile, name);
  gtk_widget_class_bind_template_child (widget_class, AppMessageFile, size);
  gtk_widget_class_bind_template_child (widget_class, AppMessageFile, open);
  gtk_widget_class_bind_template_child (widget_class, AppMessageFile, save);
  gtk_widget_class_install_action (widget_class, "file.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "file.save", NULL, save_cb);
}

static void
app_message_file_init (AppMessageFile *self)
{
  self->gone = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Who fetches a file shows its server that they are there; so it is named. */
static char *
describe (PhoneFile *file)
{
  g_autofree char *size = g_format_size (phone_file_get_size (file));
  g_autofree char *host = phone_file_dup_host (file);

  if (host == NULL)
    return g_steal_pointer (&size);
  /* Translators: a file that is not here yet; %s is the name of a server. */
  if (phone_file_get_size (file) == 0)
    return g_strdup_printf (_("On %s"), host);
  /* Translators: the first %s is the size of a file that is not here yet, “1.2 MB”, the second the name of a server. */
  return g_strdup_printf (_("%s, on %s"), size, host);
}

/**
 * app_message_file_new:
 * @file: a file
 * @plain: whether a stranger sent it
 *
 * Returns: (transfer floating): what shows it; of a stranger only its name
 */
GtkWidget *
app_message_file_new (PhoneFile *file,
                      gboolean   plain)
{
  AppMessageFile *self = g_object_new (APP_TYPE_MESSAGE_FILE, NULL);
  gboolean picture = phone_file_is_picture (file);
  g_autofree char *size = describe (file);

  self->file = g_object_ref (file);
  gtk_image_set_from_icon_name (self->icon, picture ? "image-x-generic-symbolic" : "text-x-generic-symbolic");
  gtk_label_set_label (self->name, phone_file_get_name (file));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), phone_file_get_name (file));
  gtk_label_set_label (self->size, size);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  phone_file_get_name (file), -1);
  gtk_widget_set_visible (self->open, app_message_folder_knows (file) && !plain);
  gtk_widget_set_visible (self->save, !plain);
  if (picture && !plain)
    phone_file_read_async (file, TRUE, self->gone, read_to_draw_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
