/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what reads codes wants grey pixels and knows no files, and a large picture takes a while to be
 * unpacked; that is done in a thread. */

#include "app-code-reader.h"

#include "config.h"

#include "phone-barcode.h"

typedef struct
{
  GBytes *pixels;
  guint width;
  guint height;
} Grey;

static void
grey_free (gpointer data)
{
  Grey *grey = data;

  g_bytes_unref (grey->pixels);
  g_free (grey);
}

/* Without gaps between the rows. */
static Grey *
make_grey (GdkTexture *texture)
{
  GdkTextureDownloader *downloader = gdk_texture_downloader_new (texture);
  Grey *grey = g_new0 (Grey, 1);
  g_autoptr (GBytes) loose = NULL;
  guint8 *tight;
  gsize stride;

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_G8);
  loose = gdk_texture_downloader_download_bytes (downloader, &stride);
  gdk_texture_downloader_free (downloader);
  grey->width = (guint) gdk_texture_get_width (texture);
  grey->height = (guint) gdk_texture_get_height (texture);
  tight = g_malloc ((gsize) grey->width * grey->height);
  for (gsize row = 0; row < grey->height; row++)
    memcpy (tight + row * grey->width, (const guint8 *) g_bytes_get_data (loose, NULL) + row * stride, grey->width);
  grey->pixels = g_bytes_new_take (tight, (gsize) grey->width * grey->height);
  return grey;
}

static void
unpack_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  g_autoptr (GdkTexture) texture = NULL;
  GError *error = NULL;

  texture = G_IS_FILE (task_data) ? gdk_texture_new_from_file (task_data, &error) : g_object_ref (GDK_TEXTURE (task_data));
  if (texture == NULL)
    g_task_return_error (task, error);
  else if (gdk_texture_get_width (texture) > PHONE_BARCODE_LARGEST || gdk_texture_get_height (texture) > PHONE_BARCODE_LARGEST)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "the picture is too large");
  else
    g_task_return_pointer (task, make_grey (texture), grey_free);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *text = phone_barcode_read_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, text, g_free);
}

static void
unpacked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Grey *grey = g_task_propagate_pointer (G_TASK (result), &error);

  if (grey == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  phone_barcode_read_async (grey->pixels, grey->width, grey->height, g_task_get_cancellable (task), read_cb,
                            g_object_ref (task));
  grey_free (grey);
}

/**
 * app_code_reader_read_async:
 * @picture: a #GFile or a #GdkTexture
 * @cancellable: (nullable): stops waiting only
 * @callback: called with a text
 * @user_data: for @callback
 *
 * Looks for a code on a picture.
 */
void
app_code_reader_read_async (GObject             *picture,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) unpacking = NULL;
  GTask *task;

  g_return_if_fail (G_IS_FILE (picture) || GDK_IS_TEXTURE (picture));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, app_code_reader_read_async);
  unpacking = g_task_new (NULL, cancellable, unpacked_cb, task);
  g_task_set_task_data (unpacking, g_object_ref (picture), g_object_unref);
  g_task_run_in_thread (unpacking, unpack_in_thread);
}

/**
 * app_code_reader_read_finish:
 * @result: what the callback was given
 * @error: return location for why the picture cannot be read
 *
 * Ends app_code_reader_read_async().
 *
 * Returns: (transfer full) (nullable): what the code says; %NULL without an error: there is none
 */
char *
app_code_reader_read_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
