/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What becomes of a recording. One stereo track rather than two tracks in one container: players play the first
 * track and keep silent about the second, while left and right are heard everywhere, and are two tracks for whoever takes
 * them apart. Ogg and FLAC are read from the front and end wherever the file ends, so a crash costs the last moment and
 * nothing before it: all that is missing then is the name. Only the pipeline in here waits for the disk. */

#include "media-writer.h"

#include "media-disk.h"
#include "media-error.h"

#include <gst/gst.h>

/* The longest a disk may take, in bytes of both sides. */
#define MAX_WAITING (G_GUINT64_CONSTANT (30) * MEDIA_WRITER_RATE * 2 * sizeof (gint16))
#define WAIT_US (2 * G_TIME_SPAN_SECOND)

struct _MediaWriter
{
  GObject       parent_instance;

  MediaDisk    *disk;
  GstElement   *pipeline; /* NULL: it has ended */
  GstElement   *source;   /* borrowed */
  GSource      *bus_source;
  GCancellable *looking;  /* NULL: nobody looks */
  guint64       n_samples;
  gboolean      ending;
};

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MediaWriter, media_writer, G_TYPE_OBJECT)

static const char *const encoders[] = {
  [MEDIA_WRITER_FORMAT_OPUS] = "opusenc bitrate=96000 ! oggmux max-page-delay=200000000",
  [MEDIA_WRITER_FORMAT_FLAC] = "flacenc",
};

static void
stop_watching (MediaWriter *self)
{
  if (self->bus_source != NULL)
    g_source_destroy (self->bus_source);
  g_clear_pointer (&self->bus_source, g_source_unref);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->source = NULL;
}

static void
disk_ended_cb (const GError *error,
               gpointer      user_data)
{
  g_autoptr (MediaWriter) self = g_object_ref (user_data);

  g_signal_emit (self, signals[ENDED], 0, error);
}

static void
finish (MediaWriter  *self,
        const GError *error)
{
  if (self->pipeline == NULL)
    return;
  stop_watching (self);
  media_disk_end (self->disk, g_steal_pointer (&self->pipeline), error, self->n_samples == 0);
}

static void
handle_message (MediaWriter *self,
                GstMessage  *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;

  switch ((guint) GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_EOS:
      finish (self, NULL);
      break;
    case GST_MESSAGE_ERROR:
      gst_message_parse_error (message, &error, &detail);
      g_debug ("%s (%s)", error->message, detail != NULL ? detail : "");
      finish (self, error);
      break;
    }
}

static gboolean
bus_cb (GstBus     *bus,
        GstMessage *message,
        gpointer    user_data)
{
  g_autoptr (MediaWriter) self = g_object_ref (user_data);

  handle_message (self, message);

  return G_SOURCE_CONTINUE;
}

static void
media_writer_finalize (GObject *object)
{
  MediaWriter *self = MEDIA_WRITER (object);

  stop_watching (self);
  if (self->disk != NULL)
    media_disk_free (self->disk, g_steal_pointer (&self->pipeline));

  G_OBJECT_CLASS (media_writer_parent_class)->finalize (object);
}

static void
media_writer_class_init (MediaWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = media_writer_finalize;

  signals[ENDED] = g_signal_new ("ended", MEDIA_TYPE_WRITER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_ERROR);
}

static void
media_writer_init (MediaWriter *self)
{
}

static gboolean
build (MediaWriter        *self,
       MediaWriterFormat   format,
       GError            **error)
{
  g_autofree char *description =
    g_strdup_printf ("appsrc name=in format=time max-bytes=0 block=false caps=\"audio/x-raw,format=%s,rate=%u,channels=2,"
                     "layout=interleaved,channel-mask=(bitmask)0x3\" ! audioconvert ! %s ! giostreamsink name=out",
                     G_BYTE_ORDER == G_LITTLE_ENDIAN ? "S16LE" : "S16BE", MEDIA_WRITER_RATE, encoders[format]);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GstElement) sink = NULL;

  self->pipeline = gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &local_error);
  if (self->pipeline == NULL)
    {
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_MISSING, "%s", local_error->message);
      return FALSE;
    }
  g_object_ref_sink (self->pipeline);
  sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "out");
  g_object_set (sink, "stream", media_disk_get_stream (self->disk), "sync", FALSE, NULL);
  self->source = gst_bin_get_by_name (GST_BIN (self->pipeline), "in");
  gst_object_unref (self->source); /* the pipeline holds it */

  return TRUE;
}

static void
start (MediaWriter *self)
{
  g_autoptr (GstBus) bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));

  self->bus_source = gst_bus_create_watch (bus);
  g_source_set_callback (self->bus_source, G_SOURCE_FUNC (bus_cb), self, NULL);
  g_source_attach (self->bus_source, g_main_context_get_thread_default ());
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
}

/**
 * media_writer_new:
 * @file: what it is to be called; replaced at the end if it exists
 * @format: what is written
 * @error: (out): why nothing can be written there
 *
 * Creates the unfinished file beside @file, so that it is known at once whether that is possible.
 *
 * Returns: (transfer full) (nullable): the writer
 */
MediaWriter *
media_writer_new (GFile              *file,
                  MediaWriterFormat   format,
                  GError            **error)
{
  g_autoptr (MediaWriter) self = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (format < G_N_ELEMENTS (encoders), NULL);

  self = g_object_new (MEDIA_TYPE_WRITER, NULL);
  self->disk = media_disk_new (file, error);
  if (self->disk == NULL || !build (self, format, error))
    return NULL;
  media_disk_watch (self->disk, disk_ended_cb, self);
  start (self);

  return g_steal_pointer (&self);
}

/**
 * media_writer_get_unfinished:
 * @self: the writer
 *
 * Gets where it is written to until it is whole, and what is left of it if it never is.
 *
 * Returns: (transfer none): a file beside the one that was chosen
 */
GFile *
media_writer_get_unfinished (MediaWriter *self)
{
  g_return_val_if_fail (MEDIA_IS_WRITER (self), NULL);

  return media_disk_get_unfinished (self->disk);
}

/**
 * media_writer_get_n_samples:
 * @self: the writer
 *
 * Gets how much was pushed.
 *
 * Returns: samples of each side, at %MEDIA_WRITER_RATE
 */
guint64
media_writer_get_n_samples (MediaWriter *self)
{
  g_return_val_if_fail (MEDIA_IS_WRITER (self), 0);

  return self->n_samples;
}

static GstBuffer *
make_buffer (MediaWriter  *self,
             const gint16 *left,
             const gint16 *right,
             guint         n_samples)
{
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, (gsize) n_samples * 2 * sizeof (gint16), NULL);
  GstMapInfo map;
  gint16 *both;

  gst_buffer_map (buffer, &map, GST_MAP_WRITE);
  both = (gint16 *) map.data;
  for (guint i = 0; i < n_samples; i++)
    {
      both[2 * i] = left[i];
      both[2 * i + 1] = right[i];
    }
  gst_buffer_unmap (buffer, &map);
  GST_BUFFER_PTS (buffer) = gst_util_uint64_scale (self->n_samples, GST_SECOND, MEDIA_WRITER_RATE);
  GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale (n_samples, GST_SECOND, MEDIA_WRITER_RATE);

  return buffer;
}

/**
 * media_writer_push:
 * @self: the writer
 * @left: (array length=n_samples): one side
 * @right: (array length=n_samples): the other
 * @n_samples: how many there are of each
 *
 * Adds what comes next.
 */
void
media_writer_push (MediaWriter  *self,
                   const gint16 *left,
                   const gint16 *right,
                   guint         n_samples)
{
  g_autoptr (GstBuffer) buffer = NULL;
  g_autoptr (GError) error = NULL;
  GstFlowReturn flow;
  guint64 waiting = 0;

  g_return_if_fail (MEDIA_IS_WRITER (self));

  if (self->pipeline == NULL || self->ending)
    return;
  buffer = make_buffer (self, left, right, n_samples);
  self->n_samples += n_samples;
  g_signal_emit_by_name (self->source, "push-buffer", buffer, &flow);
  g_object_get (self->source, "current-level-bytes", &waiting, NULL);
  if (waiting <= MAX_WAITING)
    return;
  error = g_error_new (MEDIA_ERROR, MEDIA_ERROR_FILE, "the disk is %" G_GUINT64_FORMAT " bytes behind", waiting);
  finish (self, error);
}

/* Who finds the file gone was writing into nothing. */
static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (MediaWriter) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->looking);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    finish (self, error);
}

/**
 * media_writer_look:
 * @self: the writer
 *
 * Looks whether the unfinished file is still there, without waiting for the answer.
 */
void
media_writer_look (MediaWriter *self)
{
  g_return_if_fail (MEDIA_IS_WRITER (self));

  if (self->pipeline == NULL || self->looking != NULL)
    return;
  self->looking = g_cancellable_new ();
  g_file_query_info_async (media_disk_get_unfinished (self->disk), G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                           G_PRIORITY_DEFAULT, self->looking, looked_cb, g_object_ref (self));
}

/**
 * media_writer_end:
 * @self: the writer
 *
 * Lets the file be finished; the signal ended follows.
 */
void
media_writer_end (MediaWriter *self)
{
  GstFlowReturn flow;

  g_return_if_fail (MEDIA_IS_WRITER (self));

  if (self->pipeline == NULL || self->ending)
    return;
  self->ending = TRUE;
  g_signal_emit_by_name (self->source, "end-of-stream", &flow);
}

/**
 * media_writer_end_and_wait:
 * @self: the writer
 *
 * Blocks until the file is finished, for two seconds at most. Only for a program that is about to end.
 */
void
media_writer_end_and_wait (MediaWriter *self)
{
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;
  gint64 until = g_get_monotonic_time () + WAIT_US;

  g_return_if_fail (MEDIA_IS_WRITER (self));

  media_writer_end (self);
  if (self->pipeline != NULL)
    {
      bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));
      message = gst_bus_timed_pop_filtered (bus, WAIT_US * GST_USECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
    }
  if (message != NULL)
    handle_message (self, message);
  media_disk_wait (self->disk, until - g_get_monotonic_time ());
}
