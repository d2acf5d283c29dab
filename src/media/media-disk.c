/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A recording may lie on a disk that is on the other side of a network. Creating, closing and renaming a file there can take
 * for ever, and a call must not: all of it is asked for in a thread. */

#include "media-disk.h"

#include "media-aside.h"
#include "media-error.h"

#define CREATE_US (500 * G_TIME_SPAN_MILLISECOND)
#define CLOSE_US (100 * G_TIME_SPAN_MILLISECOND)
#define MAX_UNFINISHED 100u

/* What a thread works with: it belongs to nobody else until the thread is done. */
typedef struct
{
  GFile             *file;
  GFile             *unfinished;
  GFileOutputStream *stream;
  GstElement        *pipeline;
  GError            *error;
  gboolean           is_empty;
  GSource           *told; /* attached when it is done */
  GMainContext      *context;
} Job;

/* How the thread's last word finds its way. */
typedef struct
{
  MediaDisk *disk; /* NULL: it is gone; for the main context only */
} Link;

struct _MediaDisk
{
  GFile             *file;
  GFile             *unfinished;
  GFileOutputStream *stream; /* NULL: it is being ended */
  MediaAside        *aside;  /* since then */
  Job               *job;    /* @aside's, until it is freed */
  Link              *link;   /* since then, too */
  MediaDiskEnded     ended;  /* NULL: nobody needs to be told, or has been */
  gpointer           user_data;
};

static GError *
translate (const GError *error)
{
  gboolean full = g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NO_SPACE_LEFT) ||
                  g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);

  return g_error_new_literal (MEDIA_ERROR, full ? MEDIA_ERROR_FILE_FULL : MEDIA_ERROR_FILE, error->message);
}

/* What was created for somebody who did not wait for it is taken away again. */
static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->stream != NULL)
    {
      g_output_stream_close (G_OUTPUT_STREAM (job->stream), NULL, NULL);
      g_file_delete (job->unfinished, NULL, NULL);
    }
  g_clear_object (&job->stream);
  g_clear_object (&job->file);
  g_clear_object (&job->unfinished);
  g_clear_error (&job->error);
  g_clear_pointer (&job->told, g_source_unref);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_free (job);
}

/* "Anna.opus" → "Anna.unfinished.opus", "Anna.unfinished-2.opus"… What a crash left behind is somebody's. */
static char *
name_unfinished (const char *name,
                 guint       attempt)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *number = attempt > 1 ? g_strdup_printf ("-%u", attempt) : g_strdup ("");
  g_autofree char *stem = dot != NULL && dot != name ? g_strndup (name, dot - name) : g_strdup (name);

  return g_strconcat (stem, ".unfinished", number, dot != NULL && dot != name ? dot : "", NULL);
}

/* In a thread. */
static void
create (gpointer data)
{
  Job *job = data;
  g_autoptr (GFile) folder = g_file_get_parent (job->file);
  g_autofree char *name = g_file_get_basename (job->file);
  g_autoptr (GError) local_error = NULL;

  for (guint attempt = 1; folder != NULL && job->stream == NULL && attempt <= MAX_UNFINISHED; attempt++)
    {
      g_autofree char *unfinished = name_unfinished (name, attempt);

      g_clear_object (&job->unfinished);
      g_clear_error (&local_error);
      job->unfinished = g_file_get_child (folder, unfinished);
      /* Whom somebody talked with is nobody else's business. */
      job->stream = g_file_create (job->unfinished, G_FILE_CREATE_PRIVATE, NULL, &local_error);
      if (job->stream == NULL && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        break;
    }
  if (job->stream == NULL)
    job->error = local_error != NULL ? translate (local_error)
                                     : g_error_new (MEDIA_ERROR, MEDIA_ERROR_FILE, "'%s' is no file", name);
}

/**
 * media_disk_new:
 * @file: what it is to be called; replaced at the end if it exists
 * @error: (out): why nothing can be written there
 *
 * Creates the unfinished file beside @file. A disk that has not answered after half a second is taken for none.
 *
 * Returns: (transfer full) (nullable): the file
 */
MediaDisk *
media_disk_new (GFile   *file,
                GError **error)
{
  g_autoptr (MediaAside) aside = NULL;
  g_autofree char *name = NULL;
  MediaDisk *disk;
  Job *job;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  job = g_new0 (Job, 1);
  job->file = g_object_ref (file);
  aside = media_aside_begin (MEDIA_ASIDE_DISK, create, job, job_free);
  if (!media_aside_wait (aside, CREATE_US))
    {
      name = g_file_get_basename (file);
      g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_FILE, "the disk of '%s' does not answer", name);
      return NULL;
    }
  if (job->stream == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&job->error));
      return NULL;
    }
  disk = g_new0 (MediaDisk, 1);
  disk->file = g_object_ref (file);
  disk->unfinished = g_object_ref (job->unfinished);
  disk->stream = g_steal_pointer (&job->stream);

  return disk;
}

/* In a thread. */
static void
close_file (Job *job)
{
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_close (G_OUTPUT_STREAM (job->stream), NULL, &error) && job->error == NULL)
    job->error = translate (error);
  g_clear_object (&job->stream);
}

/* In a thread. An empty file is of no use to anybody. */
static void
name_file (Job *job)
{
  const GFileCopyFlags flags = G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE;
  g_autoptr (GError) error = NULL;

  if (job->error == NULL && !g_file_move (job->unfinished, job->file, flags, NULL, NULL, NULL, &error))
    job->error = translate (error);
  if (job->error != NULL && job->is_empty)
    g_file_delete (job->unfinished, NULL, NULL);
}

static void
end (gpointer data)
{
  Job *job = data;

  if (job->pipeline != NULL)
    gst_element_set_state (job->pipeline, GST_STATE_NULL);
  job->is_empty = job->is_empty || job->pipeline == NULL;
  g_clear_object (&job->pipeline);
  close_file (job);
  if (job->told == NULL && job->is_empty)
    g_file_delete (job->unfinished, NULL, NULL);
  if (job->told == NULL)
    return;
  name_file (job);
  g_source_attach (job->told, job->context);
}

static void
tell (MediaDisk *disk)
{
  MediaDiskEnded ended = g_steal_pointer (&disk->ended);

  if (ended != NULL)
    ended (disk->job->error, disk->user_data);
}

static gboolean
told_cb (gpointer user_data)
{
  Link *link = user_data;

  if (link->disk != NULL)
    tell (link->disk);

  return G_SOURCE_REMOVE;
}

/* @told: (transfer full) (nullable): attached when it has its name; NULL: it gets none. */
static void
begin_end (MediaDisk  *disk,
           GstElement *pipeline,
           GSource    *told)
{
  disk->job->file = g_object_ref (disk->file);
  disk->job->unfinished = g_object_ref (disk->unfinished);
  disk->job->stream = g_steal_pointer (&disk->stream);
  disk->job->pipeline = pipeline;
  disk->job->told = told;
  disk->job->context = g_main_context_ref_thread_default ();
  disk->aside = media_aside_begin (MEDIA_ASIDE_DISK, end, disk->job, job_free);
}

/**
 * media_disk_end:
 * @disk: a file that is not being ended
 * @pipeline: (transfer full): what writes to it, which is stopped
 * @error: (nullable): what has gone wrong with it
 * @is_empty: whether it is of no use if something has gone wrong
 *
 * Closes the file and gives it its name, unless something has gone wrong. Waits for nothing.
 */
void
media_disk_end (MediaDisk    *disk,
                GstElement   *pipeline,
                const GError *error,
                gboolean      is_empty)
{
  GSource *told;

  g_return_if_fail (disk != NULL && disk->aside == NULL);
  g_return_if_fail (GST_IS_ELEMENT (pipeline));

  told = g_idle_source_new ();
  g_source_set_priority (told, G_PRIORITY_DEFAULT);
  disk->link = g_atomic_rc_box_new0 (Link);
  disk->link->disk = disk;
  g_source_set_callback (told, told_cb, g_atomic_rc_box_acquire (disk->link), g_atomic_rc_box_release);
  disk->job = g_new0 (Job, 1);
  disk->job->error = error != NULL ? translate (error) : NULL;
  disk->job->is_empty = is_empty;
  begin_end (disk, pipeline, told);
}

/**
 * media_disk_wait:
 * @disk: a file
 * @patience_us: how long at most, in µs
 *
 * Waits until a file that is being ended has its name. Whoever watches it has been told when this returns, if it has.
 */
void
media_disk_wait (MediaDisk *disk,
                 gint64     patience_us)
{
  g_return_if_fail (disk != NULL);

  if (disk->aside != NULL && media_aside_wait (disk->aside, patience_us))
    tell (disk);
}

/**
 * media_disk_free:
 * @disk: (transfer full): a file
 * @pipeline: (transfer full) (nullable): what writes to it
 *
 * Lets go of it. What was written stays unfinished, unless nothing could have been.
 */
void
media_disk_free (MediaDisk  *disk,
                 GstElement *pipeline)
{
  g_return_if_fail (disk != NULL);

  if (disk->stream != NULL)
    {
      disk->job = g_new0 (Job, 1);
      begin_end (disk, pipeline, NULL);
      media_aside_wait (disk->aside, CLOSE_US);
    }
  if (disk->link != NULL)
    {
      disk->link->disk = NULL;
      g_atomic_rc_box_release (disk->link);
    }
  g_clear_pointer (&disk->aside, media_aside_unref);
  g_clear_object (&disk->file);
  g_clear_object (&disk->unfinished);
  g_free (disk);
}

/**
 * media_disk_watch:
 * @disk: a file
 * @ended: what to do when it has its name, or cannot have it
 * @user_data: for @ended
 *
 * Says whom to tell about the end.
 */
void
media_disk_watch (MediaDisk      *disk,
                  MediaDiskEnded  ended,
                  gpointer        user_data)
{
  g_return_if_fail (disk != NULL);

  disk->ended = ended;
  disk->user_data = user_data;
}

/**
 * media_disk_get_unfinished:
 * @disk: a file
 *
 * Gets where it is written to until it is whole.
 *
 * Returns: (transfer none): a file beside the one that was chosen
 */
GFile *
media_disk_get_unfinished (MediaDisk *disk)
{
  g_return_val_if_fail (disk != NULL, NULL);

  return disk->unfinished;
}

/**
 * media_disk_get_stream:
 * @disk: a file that is not being ended
 *
 * Gets where to write.
 *
 * Returns: (transfer none): the stream
 */
GOutputStream *
media_disk_get_stream (MediaDisk *disk)
{
  g_return_val_if_fail (disk != NULL, NULL);

  return G_OUTPUT_STREAM (disk->stream);
}
