/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a picture or a file is sent by choosing it, by dropping it on the page, or by pasting it; and one that is too
 * large is refused before anything of it is read. */

#include "app-attachment.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-failure.h"

typedef struct
{
  GtkWidget *page;
  PhoneConversation *conversation;
  char *name;
  char *type;
} Sending;

static Sending *
sending_new (GtkWidget         *page,
             PhoneConversation *conversation)
{
  Sending *self = g_new0 (Sending, 1);

  self->page = g_object_ref (page);
  self->conversation = g_object_ref (conversation);
  return self;
}

static void
sending_free (Sending *self)
{
  g_object_unref (self->page);
  g_object_unref (self->conversation);
  g_free (self->name);
  g_free (self->type);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
say_too_large (GtkWidget  *page,
               const char *name)
{
  g_autofree char *most = g_format_size (PHONE_FILE_MAX_OCTETS);
  /* Translators: the first %s is the name of a file, the second a size such as “49 kB”. */
  g_autofree char *text = g_strdup_printf (_("“%s” is too large. Files of up to %s can be sent."), name, most);

  app_failure_say (page, text);
}

/* How it went is shown by the message itself. */
static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!phone_conversation_send_file_finish (PHONE_CONVERSATION (source), result, &error))
    g_debug ("file not sent: %s", error->message);
}

static void
send_octets (Sending *sending,
             GBytes  *octets)
{
  if (g_bytes_get_size (octets) > PHONE_FILE_MAX_OCTETS)
    say_too_large (sending->page, sending->name);
  else if (g_bytes_get_size (octets) > 0)
    phone_conversation_send_file_async (sending->conversation, sending->name, sending->type, octets, sent_cb, NULL);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) octets = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (octets != NULL)
    send_octets (sending, octets);
  else
    app_failure_show (sending->page, error);
}

static void
queried_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (info == NULL)
    {
      app_failure_show (sending->page, error);
      return;
    }
  sending->name = g_strdup (g_file_info_get_display_name (info));
  sending->type = g_content_type_get_mime_type (g_file_info_get_content_type (info));
  if (sending->type == NULL)
    sending->type = g_strdup ("application/octet-stream");
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    app_failure_say (sending->page, _("Only files can be sent."));
  else if (g_file_info_get_size (info) > PHONE_FILE_MAX_OCTETS)
    say_too_large (sending->page, sending->name);
  else
    g_file_load_bytes_async (G_FILE (source), NULL, loaded_cb, g_steal_pointer (&sending));
}

/**
 * app_attachment_send:
 * @page: where the person is told what does not work
 * @conversation: to whom
 * @file: what
 *
 * Sends a file, unless it is too large.
 */
void
app_attachment_send (GtkWidget         *page,
                     PhoneConversation *conversation,
                     GFile             *file)
{
  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (PHONE_IS_CONVERSATION (conversation));
  g_return_if_fail (G_IS_FILE (file));

  g_file_query_info_async (file,
                           G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME "," G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE
                           "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, queried_cb,
                           sending_new (page, conversation));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    app_attachment_send (sending->page, sending->conversation, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    app_failure_show (sending->page, error);
}

/**
 * app_attachment_choose:
 * @page: where the person is
 * @conversation: to whom
 *
 * Lets the person choose a file, and sends it.
 */
void
app_attachment_choose (GtkWidget         *page,
                       PhoneConversation *conversation)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  g_return_if_fail (PHONE_IS_CONVERSATION (conversation));

  gtk_file_dialog_set_title (dialog, _("Send a File"));
  gtk_file_dialog_set_accept_label (dialog, _("_Send"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (page)), NULL, chosen_cb,
                        sending_new (page, conversation));
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GBytes) octets = NULL;

  if (texture == NULL)
    {
      app_failure_show (sending->page, error);
      return;
    }
  octets = gdk_texture_save_to_png_bytes (texture);
  /* Translators: the name of a picture that was pasted; .png stays. */
  sending->name = g_strdup (_("Picture.png"));
  sending->type = g_strdup ("image/png");
  send_octets (sending, octets);
}

/**
 * app_attachment_paste:
 * @page: where the person is
 * @conversation: to whom
 *
 * Sends the picture that was copied, if it is one.
 *
 * Returns: %FALSE when something else was copied
 */
gboolean
app_attachment_paste (GtkWidget         *page,
                      PhoneConversation *conversation)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (page);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  g_return_val_if_fail (PHONE_IS_CONVERSATION (conversation), FALSE);

  if (!gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)
      || gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    return FALSE;
  gdk_clipboard_read_texture_async (clipboard, NULL, pasted_cb, sending_new (page, conversation));
  return TRUE;
}
