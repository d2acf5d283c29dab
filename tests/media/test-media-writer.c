/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is on the disk: afterwards, after a crash, and when the disk does not want it. */

#include "media-writer.h"

#include "media-error.h"
#include "media-pair.h"
#include "media-playback.h"
#include "media-threads.h"

#include <gst/gst.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#define CHUNK 4800u
#define CRASHED_MS 3000u
#define QUIET_US (1500 * 1000)

typedef struct
{
  char        *folder;
  GFile       *file;
  MediaWriter *writer;
  gboolean     ended;
  GError      *error;
} Desk;

static void
writer_ended_cb (MediaWriter  *writer,
                 const GError *error,
                 Desk         *desk)
{
  g_assert_false (desk->ended);
  desk->ended = TRUE;
  desk->error = error != NULL ? g_error_copy (error) : NULL;
}

static void
desk_begin (Desk              *desk,
            const char        *name,
            MediaWriterFormat  format)
{
  g_autofree char *path = g_build_filename (desk->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  desk->file = g_file_new_for_path (path);
  desk->writer = media_writer_new (desk->file, format, &error);
  g_assert_no_error (error);
  g_signal_connect (desk->writer, "ended", G_CALLBACK (writer_ended_cb), desk);
}

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  gst_init (NULL, NULL);
  desk->folder = g_dir_make_tmp ("earshot-writer-XXXXXX", NULL);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (desk->folder, 0, NULL);
  const char *name;

  if (desk->writer != NULL)
    g_assert_finalize_object (desk->writer);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (desk->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (desk->folder), ==, 0);
  g_clear_object (&desk->file);
  g_clear_error (&desk->error);
  g_free (desk->folder);
}

/* @ms of 1000 Hz on the left and 440 Hz on the right. */
static void
speak (MediaWriter *writer,
       guint        ms)
{
  gint16 left[CHUNK], right[CHUNK];

  for (guint done = 0; done < ms; done += CHUNK / 48)
    {
      guint64 begin = media_writer_get_n_samples (writer);

      for (guint i = 0; i < CHUNK; i++)
        {
          left[i] = (gint16) (5000 * sin (2 * G_PI * 1000 * (double) (begin + i) / MEDIA_WRITER_RATE));
          right[i] = (gint16) (2500 * sin (2 * G_PI * 440 * (double) (begin + i) / MEDIA_WRITER_RATE));
        }
      media_writer_push (writer, left, right, CHUNK);
    }
}

static void
wait_for_end (Desk *desk)
{
  gint64 deadline = g_get_monotonic_time () + PAIR_DEADLINE_US;
  guint source = g_timeout_add (20, pair_tick_cb, NULL);

  while (!desk->ended && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_true (desk->ended);
}

static void
assert_sides (Playback *playback,
              guint     to_ms)
{
  g_assert_cmpfloat (fabs (playback_get_tone (playback, PLAYBACK_LEFT, 1000, 500, to_ms) + 19.3), <, 1);
  g_assert_cmpfloat (fabs (playback_get_tone (playback, PLAYBACK_RIGHT, 440, 500, to_ms) + 25.4), <, 1);
  g_test_message ("crosstalk: %.1f and %.1f dBFS", playback_get_tone (playback, PLAYBACK_LEFT, 440, 500, to_ms),
                  playback_get_tone (playback, PLAYBACK_RIGHT, 1000, 500, to_ms));
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_LEFT, 440, 500, to_ms), <, -60);
  g_assert_cmpfloat (playback_get_tone (playback, PLAYBACK_RIGHT, 1000, 500, to_ms), <, -60);
}

static void
test_file (Desk          *desk,
           gconstpointer  data)
{
  const char *name = data;
  gboolean flac = g_str_has_suffix (name, ".flac");
  g_autofree char *unfinished = NULL;
  Playback *playback;

  desk_begin (desk, name, flac ? MEDIA_WRITER_FORMAT_FLAC : MEDIA_WRITER_FORMAT_OPUS);
  unfinished = g_file_get_basename (media_writer_get_unfinished (desk->writer));
  g_assert_cmpstr (unfinished, ==, flac ? "call.unfinished.flac" : "call.unfinished.opus");
  speak (desk->writer, 4000);
  g_assert_false (g_file_query_exists (desk->file, NULL));
  media_writer_end (desk->writer);
  media_writer_end (desk->writer);
  wait_for_end (desk);
  g_assert_no_error (desk->error);
  g_assert_false (g_file_query_exists (media_writer_get_unfinished (desk->writer), NULL));
  playback = playback_new (desk->file, TRUE);
  g_assert_cmpint (ABS ((int) playback_get_ms (playback) - 4000), <=, 20);
  assert_sides (playback, 3900);
  playback_free (playback);
}

/* What is there under the chosen name stays until there is something to replace it with. */
static void
test_replaces_at_the_end (Desk          *desk,
                          gconstpointer  data)
{
  g_autofree char *path = g_build_filename (desk->folder, "call.flac", NULL);
  g_autofree char *before = NULL;

  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  desk_begin (desk, "call.flac", MEDIA_WRITER_FORMAT_FLAC);
  speak (desk->writer, 100);
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  g_assert_cmpstr (before, ==, "older");
  media_writer_end_and_wait (desk->writer);
  g_assert_true (desk->ended);
  g_assert_no_error (desk->error);
  playback_free (playback_new (desk->file, TRUE));
}

/* A recording that a crash left behind is not written over by the next. */
static void
test_keeps_what_a_crash_left (Desk          *desk,
                              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (desk->folder, "call.unfinished.opus", NULL);
  g_autofree char *name = NULL;
  g_autofree char *before = NULL;

  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  desk_begin (desk, "call.opus", MEDIA_WRITER_FORMAT_OPUS);
  name = g_file_get_basename (media_writer_get_unfinished (desk->writer));
  g_assert_cmpstr (name, ==, "call.unfinished-2.opus");
  speak (desk->writer, 100);
  media_writer_end_and_wait (desk->writer);
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));
  g_assert_cmpstr (before, ==, "older");
}

static void
test_no_place (Desk          *desk,
               gconstpointer  data)
{
  static const char *const places[] = { "/proc/earshot/call.opus", "/no/such/folder/call.opus", "/" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (places[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (media_writer_new (file, MEDIA_WRITER_FORMAT_OPUS, &error));
      g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_FILE);
    }
}

/* The kernel refuses to make the file any larger, as it would on a disk that is full. */
static void
test_no_room (Desk          *desk,
              gconstpointer  data)
{
  struct rlimit before, limit;

  desk_begin (desk, "call.flac", MEDIA_WRITER_FORMAT_FLAC);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 64 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  speak (desk->writer, 10000);
  wait_for_end (desk);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_test_message ("%s", desk->error->message);
  g_assert_nonnull (desk->error);
  g_assert_true (desk->error->domain == MEDIA_ERROR);
  g_assert_false (g_file_query_exists (desk->file, NULL));
  playback_free (playback_new (media_writer_get_unfinished (desk->writer), FALSE));
  speak (desk->writer, 100);
  media_writer_end (desk->writer);
}

static void
test_vanished (Desk          *desk,
               gconstpointer  data)
{
  desk_begin (desk, "call.opus", MEDIA_WRITER_FORMAT_OPUS);
  speak (desk->writer, 1000);
  media_writer_look (desk->writer);
  g_assert_true (g_file_delete (media_writer_get_unfinished (desk->writer), NULL, NULL));
  media_writer_look (desk->writer);
  while (!desk->ended)
    {
      g_main_context_iteration (NULL, TRUE);
      media_writer_look (desk->writer);
    }
  g_assert_error (desk->error, MEDIA_ERROR, MEDIA_ERROR_FILE);
}

/* Who is dropped in the middle leaves what there is. */
static void
test_dropped (Desk          *desk,
              gconstpointer  data)
{
  g_autoptr (GFile) unfinished = NULL;

  desk_begin (desk, "call.opus", MEDIA_WRITER_FORMAT_OPUS);
  unfinished = g_object_ref (media_writer_get_unfinished (desk->writer));
  speak (desk->writer, 1000);
  g_assert_finalize_object (g_steal_pointer (&desk->writer));
  g_assert_true (g_file_query_exists (unfinished, NULL));
  g_assert_false (desk->ended);
}

/* The process that is killed: it says how much it has written, in ms, and never ends anything. */
static int
record_until_killed (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  MediaWriter *writer;
  struct stat status;
  g_autofree char *unfinished = NULL;
  goffset size = -1;
  gint64 grown_at = 0;

  gst_init (NULL, NULL);
  writer = media_writer_new (file, g_str_has_suffix (path, ".flac") ? MEDIA_WRITER_FORMAT_FLAC : MEDIA_WRITER_FORMAT_OPUS,
                             NULL);
  unfinished = g_file_get_path (media_writer_get_unfinished (writer));
  speak (writer, CRASHED_MS);
  /* Until nothing more has come of it for long, however busy the machine is: a real one is fed as time passes. */
  g_timeout_add (50, pair_tick_cb, NULL);
  while (g_stat (unfinished, &status) == 0 && (size < 1000 || g_get_monotonic_time () - grown_at < QUIET_US))
    {
      if (status.st_size != size)
        grown_at = g_get_monotonic_time ();
      size = status.st_size;
      g_main_context_iteration (NULL, TRUE);
    }
  g_print ("written\n");
  kill (getpid (), SIGKILL);

  return 1;
}

static void
test_crash (Desk          *desk,
            gconstpointer  data)
{
  const char *name = data;
  g_autofree char *path = g_build_filename (desk->folder, name, NULL);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *unfinished_name = g_strdup_printf ("call.unfinished%s", strrchr (name, '.'));
  g_autofree char *unfinished_path = g_build_filename (desk->folder, unfinished_name, NULL);
  g_autoptr (GFile) unfinished = g_file_new_for_path (unfinished_path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--record", path,
                                                    NULL);
  g_autofree char *output = NULL;
  Playback *playback;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (child, NULL, NULL, &output, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
  g_assert_cmpstr (output, ==, "written\n");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  playback = playback_new (unfinished, FALSE);
  g_assert_cmpuint (playback_get_ms (playback), >=, CRASHED_MS - 500);
  assert_sides (playback, CRASHED_MS - 600);
  playback_free (playback);
}

#define add(name, data, func) g_test_add ("/media-writer/" name, Desk, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--record"))
    return record_until_killed (argv[2]);

  g_test_init (&argc, &argv, NULL);
  add ("opus", "call.opus", test_file);
  add ("flac", "call.flac", test_file);
  add ("replaces-at-the-end", NULL, test_replaces_at_the_end);
  add ("keeps-what-a-crash-left", NULL, test_keeps_what_a_crash_left);
  add ("no-place", NULL, test_no_place);
  add ("no-room", NULL, test_no_room);
  add ("vanished", NULL, test_vanished);
  add ("dropped", NULL, test_dropped);
  add ("crash/opus", "call.opus", test_crash);
  add ("crash/flac", "call.flac", test_crash);

  return media_threads_run_tests ();
}
