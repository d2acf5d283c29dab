/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a file is whole a moment after the call, when its page may have been left; yet whoever recorded wants to
 * know that there is something, and where. The window remembers until it has said so. */

#include "app-recording-news.h"

#include <adwaita.h>

#include "app-failure.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppRecordingNews
{
  GObject parent_instance;

  AdwToastOverlay *overlay; /* owns us */
  PhoneRecording *recording;
  char *key;
};

G_DEFINE_FINAL_TYPE (AppRecordingNews, app_recording_news, G_TYPE_OBJECT)

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GtkWidget) overlay = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    app_failure_say (overlay, _("The folder cannot be shown."));
}

static void
show_cb (AdwToast *toast,
         GFile    *file)
{
  GtkWidget *overlay = g_object_get_data (G_OBJECT (toast), "overlay");
  GtkRoot *root = gtk_widget_get_root (overlay);
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, shown_cb,
                                            g_object_ref (overlay));
}

static void
forget_file (gpointer  file,
             GClosure *closure)
{
  g_object_unref (file);
}

static void
say_where (AppRecordingNews *self)
{
  GFile *file = phone_recording_get_file (self->recording);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  /* Translators: %s is the name of a file. */
  g_autofree char *title = g_strdup_printf (_("Recorded to “%s”"), shown);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Show"));
  adw_toast_set_timeout (toast, 10);
  g_object_set_data (G_OBJECT (toast), "overlay", self->overlay);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (show_cb), g_object_ref (file), forget_file,
                         G_CONNECT_DEFAULT);
  adw_toast_overlay_add_toast (self->overlay, toast);
}

static void
state_cb (AppRecordingNews *self)
{
  PhoneRecordingState state = phone_recording_get_state (self->recording);

  if (state != PHONE_RECORDING_STATE_DONE && state != PHONE_RECORDING_STATE_FAILED)
    return;
  if (state == PHONE_RECORDING_STATE_DONE)
    say_where (self);
  else if (phone_recording_get_error_text (self->recording) != NULL)
    app_failure_say (gtk_widget_get_first_child (GTK_WIDGET (self->overlay)),
                     phone_recording_get_error_text (self->recording));
  /* The end of us. */
  g_object_set_data (G_OBJECT (self->overlay), self->key, NULL);
}

static void
app_recording_news_dispose (GObject *object)
{
  AppRecordingNews *self = APP_RECORDING_NEWS (object);

  if (self->recording != NULL)
    g_signal_handlers_disconnect_by_data (self->recording, self);
  g_clear_object (&self->recording);
  G_OBJECT_CLASS (app_recording_news_parent_class)->dispose (object);
}

static void
app_recording_news_finalize (GObject *object)
{
  g_free (APP_RECORDING_NEWS (object)->key);
  G_OBJECT_CLASS (app_recording_news_parent_class)->finalize (object);
}

static void
app_recording_news_class_init (AppRecordingNewsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_recording_news_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_recording_news_finalize;
}

static void
app_recording_news_init (AppRecordingNews *self)
{
}

/**
 * app_recording_news_follow:
 * @widget: a widget in a window
 * @recording: a recording that has just begun
 *
 * Tells the person over the window how it ended: where the file is, or what went wrong.
 */
void
app_recording_news_follow (GtkWidget      *widget,
                           PhoneRecording *recording)
{
  GtkWidget *overlay = NULL;
  AppRecordingNews *self = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PHONE_IS_RECORDING (recording));

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return;
  self = g_object_new (APP_TYPE_RECORDING_NEWS, NULL);
  self->overlay = ADW_TOAST_OVERLAY (overlay);
  self->recording = g_object_ref (recording);
  self->key = g_strdup_printf ("recording-%p", (void *) recording);
  g_signal_connect_object (recording, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (overlay), self->key, self, g_object_unref);
}
