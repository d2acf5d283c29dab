/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A ringtone must be there when the telephone rings, not be looked for then. So the file is decoded once, when it is chosen,
 * in a thread of its own; and by the one decoder that its first bytes ask for, since a file somebody sent is input from
 * outside like any other. */

#include "media-ringtone.h"

#include "media-error.h"
#include "media-player.h"

#include <gst/gst.h>
#include <string.h>

#define MAX_SAMPLES (MEDIA_RINGTONE_MAX_SECONDS * MEDIA_PLAYER_RATE)
#define PATIENCE_NS (10 * GST_SECOND)
#define HEAD 64u

typedef struct
{
  const char *magic;
  guint       at;
  const char *also;  /* somewhere in the head; NULL: nothing */
  const char *chain;
} Kind;

static const Kind kinds[] = {
  { "WAVE", 8, NULL, "wavparse" },
  { "fLaC", 0, NULL, "flacparse ! flacdec" },
  { "OggS", 0, "OpusHead", "oggdemux ! opusdec" },
  { "OggS", 0, "vorbis", "oggdemux ! vorbisdec" },
  { "ID3", 0, NULL, "id3demux ! mpegaudioparse ! mpg123audiodec" },
  { "\xff\xfb", 0, NULL, "mpegaudioparse ! mpg123audiodec" },
};

static const char *
find_chain (const char *head,
            gsize       size)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const Kind *kind = &kinds[i];

      if (size >= kind->at + strlen (kind->magic) &&
          memcmp (head + kind->at, kind->magic, strlen (kind->magic)) == 0 &&
          (kind->also == NULL || memmem (head, size, kind->also, strlen (kind->also)) != NULL))
        return kind->chain;
    }

  return NULL;
}

/* In the streaming thread. Half a minute is enough, however long the file is. */
static void
handoff_cb (GstElement *sink,
            GstBuffer  *buffer,
            GstPad     *pad,
            gpointer    user_data)
{
  GByteArray *samples = user_data;
  gsize room = MAX_SAMPLES * sizeof (gint16) - samples->len;
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  g_byte_array_append (samples, map.data, (guint) MIN (map.size, room));
  gst_buffer_unmap (buffer, &map);
  if (samples->len >= MAX_SAMPLES * sizeof (gint16))
    gst_element_post_message (sink, gst_message_new_application (GST_OBJECT (sink), gst_structure_new_empty ("enough")));
}

static GstElement *
build (GFile       *file,
       const char  *chain,
       GByteArray  *samples,
       GError     **error)
{
  g_autofree char *description =
    g_strdup_printf ("giosrc name=in ! %s ! audioconvert ! audioresample ! audio/x-raw,format=%s,rate=%u,channels=1,"
                     "layout=interleaved ! fakesink name=out sync=false signal-handoffs=true", chain,
                     G_BYTE_ORDER == G_LITTLE_ENDIAN ? "S16LE" : "S16BE", MEDIA_PLAYER_RATE);
  GstElement *pipeline = gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);
  g_autoptr (GstElement) source = NULL;
  g_autoptr (GstElement) sink = NULL;

  if (pipeline == NULL)
    return NULL;
  source = gst_bin_get_by_name (GST_BIN (pipeline), "in");
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "out");
  g_object_set (source, "file", file, NULL);
  g_signal_connect_data (sink, "handoff", G_CALLBACK (handoff_cb), samples, NULL, G_CONNECT_DEFAULT);

  return gst_object_ref_sink (pipeline);
}

static gboolean
run (GstElement  *pipeline,
     GError     **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, PATIENCE_NS,
                                        GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_APPLICATION);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  if (message == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "the file is not read in time");
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, error, NULL);

  return message != NULL && GST_MESSAGE_TYPE (message) != GST_MESSAGE_ERROR;
}

static const char *
choose_chain (GFile         *file,
              GCancellable  *cancellable,
              GError       **error)
{
  char head[HEAD];
  gsize size = 0;
  const char *chain;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);

  if (stream == NULL ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &size, cancellable, error))
    return NULL;
  chain = find_chain (head, size);
  if (chain == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the file is of no kind that is known");

  return chain;
}

static GBytes *
load (GFile         *file,
      GCancellable  *cancellable,
      GError       **error)
{
  const char *chain = choose_chain (file, cancellable, error);
  g_autoptr (GByteArray) samples = g_byte_array_new ();
  g_autoptr (GstElement) pipeline = NULL;

  if (chain == NULL)
    return NULL;
  pipeline = build (file, chain, samples, error);
  if (pipeline == NULL || !run (pipeline, error))
    return NULL;
  if (samples->len >= sizeof (gint16))
    return g_byte_array_free_to_bytes (g_steal_pointer (&samples));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "there is no sound in the file");

  return NULL;
}

static void
load_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GBytes *samples = load (task_data, cancellable, &error);

  if (samples != NULL)
    g_task_return_pointer (task, samples, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_new_error (task, MEDIA_ERROR, MEDIA_ERROR_FILE, "%s", error->message);
}

/**
 * media_ringtone_load_async:
 * @file: what to ring with
 * @cancellable: (nullable): stops waiting only
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Decodes a sound file, the first half minute of it.
 */
void
media_ringtone_load_async (GFile               *file,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, media_ringtone_load_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * media_ringtone_load_finish:
 * @result: what the callback was given
 * @error: (out): why it cannot be rung with
 *
 * Ends media_ringtone_load_async().
 *
 * Returns: (transfer full) (nullable): mono samples of 16 bits at 48 kHz
 */
GBytes *
media_ringtone_load_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
