/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A picture of a code becomes its text. GStreamer's reader looks at films, so the picture is one of a single frame,
 * shown to it in a thread, and what it says is taken as text from a stranger. */

#include "config.h"

#include "media-barcode.h"

#include <gst/gst.h>
#include <gst/video/video.h>
#include <string.h>

#include "media-error.h"

#define PATIENCE (10 * GST_SECOND)

typedef struct
{
  GBytes *pixels;
  guint width;
  guint height;
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_bytes_unref (picture->pixels);
  g_free (picture);
}

/**
 * media_barcode_is_available:
 *
 * Returns: %TRUE when this machine can read codes
 */
gboolean
media_barcode_is_available (void)
{
  g_autoptr (GstElementFactory) factory = NULL;

  if (!gst_init_check (NULL, NULL, NULL))
    return FALSE;
  factory = gst_element_factory_find ("zbar");
  return factory != NULL;
}

/* Its rows begin where GStreamer wants them to. */
static GstBuffer *
make_frame (const Picture *picture,
            GstVideoInfo  *info)
{
  const guint8 *from = g_bytes_get_data (picture->pixels, NULL);
  GstBuffer *buffer;
  GstMapInfo map;

  gst_video_info_set_format (info, GST_VIDEO_FORMAT_GRAY8, picture->width, picture->height);
  GST_VIDEO_INFO_FPS_N (info) = 1;
  GST_VIDEO_INFO_FPS_D (info) = 1;
  buffer = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (info), NULL);
  if (gst_buffer_map (buffer, &map, GST_MAP_WRITE))
    {
      for (guint row = 0; row < picture->height; row++)
        memcpy (map.data + (gsize) row * (gsize) GST_VIDEO_INFO_PLANE_STRIDE (info, 0),
                from + (gsize) row * picture->width, picture->width);
      gst_buffer_unmap (buffer, &map);
    }
  return buffer;
}

static void
show_frame (GstElement    *pipeline,
            const Picture *picture)
{
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr (GstBuffer) frame = NULL;
  g_autoptr (GstCaps) caps = NULL;
  GstFlowReturn flow;
  GstVideoInfo info;

  frame = make_frame (picture, &info);
  caps = gst_video_info_to_caps (&info);
  g_object_set (source, "caps", caps, "format", GST_FORMAT_TIME, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_signal_emit_by_name (source, "push-buffer", frame, &flow);
  g_signal_emit_by_name (source, "end-of-stream", &flow);
}

/* NULL: nothing was read in this message. */
static char *
take_text (GstMessage *message)
{
  const GstStructure *said = gst_message_get_structure (message);
  const char *text = said != NULL && gst_structure_has_name (said, "barcode") ? gst_structure_get_string (said, "symbol")
                                                                              : NULL;

  return text != NULL && *text != '\0' ? g_utf8_make_valid (text, -1) : NULL;
}

/* @broken: it did not come to the end of the film. */
static char *
listen (GstElement *pipeline,
        gboolean   *broken)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  char *text = NULL;

  *broken = TRUE;
  while (text == NULL)
    {
      g_autoptr (GstMessage) message =
        gst_bus_timed_pop_filtered (bus, PATIENCE, GST_MESSAGE_ELEMENT | GST_MESSAGE_EOS | GST_MESSAGE_ERROR);

      if (message == NULL || GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
        return NULL;
      *broken = FALSE;
      if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
        return NULL;
      text = take_text (message);
    }
  return text;
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr (GstElement) pipeline = NULL;
  gboolean broken = FALSE;
  char *text;

  if (!media_barcode_is_available ())
    {
      g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_MISSING, "the element zbar is not installed");
      return;
    }
  pipeline = gst_parse_launch ("appsrc name=source ! videoconvert ! zbar ! fakesink sync=false", NULL);
  if (pipeline == NULL)
    {
      g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_MISSING, "appsrc or videoconvert is not installed");
      return;
    }
  show_frame (pipeline, task_data);
  text = listen (pipeline, &broken);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  if (broken)
    g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_PIPELINE, "the picture could not be looked at");
  else
    g_task_return_pointer (task, text, g_free);
}

/**
 * media_barcode_read_async:
 * @pixels: @width × @height octets, one a pixel: 0 is black
 * @width: at most %MEDIA_BARCODE_LARGEST
 * @height: at most %MEDIA_BARCODE_LARGEST
 * @cancellable: (nullable): stops waiting only
 * @callback: called with a text
 * @user_data: for @callback
 *
 * Looks for a code, such as a QR code, in a picture.
 */
void
media_barcode_read_async (GBytes              *pixels,
                          guint                width,
                          guint                height,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Picture *picture;

  g_return_if_fail (pixels != NULL);
  g_return_if_fail (width > 0 && width <= MEDIA_BARCODE_LARGEST && height > 0 && height <= MEDIA_BARCODE_LARGEST);
  g_return_if_fail (g_bytes_get_size (pixels) == (gsize) width * height);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, media_barcode_read_async);
  picture = g_new0 (Picture, 1);
  picture->pixels = g_bytes_ref (pixels);
  picture->width = width;
  picture->height = height;
  g_task_set_task_data (task, picture, picture_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * media_barcode_read_finish:
 * @result: what the callback was given
 * @error: return location for %MEDIA_ERROR_MISSING or %MEDIA_ERROR_PIPELINE
 *
 * Ends media_barcode_read_async().
 *
 * Returns: (transfer full) (nullable): what it says, in UTF-8; %NULL without an error: there is no code
 */
char *
media_barcode_read_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
