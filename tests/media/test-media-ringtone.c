/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A sound file of the person's: it is read whatever its name says it is, and what is no sound is refused. */

#include "media-ringtone.h"

#include "media-error.h"
#include "media-pair.h"
#include "media-player.h"
#include "media-threads.h"

#include <glib/gstdio.h>
#include <gst/gst.h>

typedef struct
{
  char *folder;
  char *path;
} Desk;

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  gst_init (NULL, NULL);
  desk->folder = g_dir_make_tmp ("earshot-ringtone-XXXXXX", NULL);
  desk->path = g_build_filename (desk->folder, "sound", NULL);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  g_remove (desk->path);
  g_assert_cmpint (g_rmdir (desk->folder), ==, 0);
  g_free (desk->path);
  g_free (desk->folder);
}

/* A tone of so many seconds. */
static void
write_file (Desk       *desk,
            const char *encoder,
            guint       seconds)
{
  g_autofree char *description =
    g_strdup_printf ("audiotestsrc freq=1000 num-buffers=%u samplesperbuffer=4800 ! audio/x-raw,rate=48000,channels=2 ! "
                     "audioconvert ! %s ! filesink location=\"%s\"", seconds * 10, encoder, desk->path);
  g_autoptr (GError) error = NULL;
  GstElement *pipeline = gst_parse_launch (description, &error);
  g_autoptr (GstBus) bus = NULL;

  g_assert_no_error (error);
  g_object_ref_sink (pipeline);
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  gst_message_unref (gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS));
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
}

static GBytes *
load (Desk    *desk,
      GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (desk->path);
  g_autoptr (GAsyncResult) result = NULL;

  media_ringtone_load_async (file, NULL, pair_result_cb, &result);

  return media_ringtone_load_finish (pair_wait_result (&result), error);
}

static void
test_kind (Desk          *desk,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  double power = 0;
  const gint16 *samples;
  gsize size;

  write_file (desk, data, 2);
  bytes = load (desk, &error);
  g_assert_no_error (error);
  samples = g_bytes_get_data (bytes, &size);
  g_assert_cmpint (ABS ((int) (size / sizeof (gint16)) - 2 * (int) MEDIA_PLAYER_RATE), <, (int) MEDIA_PLAYER_RATE / 10);
  for (gsize i = 10000; i < 50000; i++)
    power += (double) samples[i] * samples[i] / 40000;
  g_assert_cmpfloat (power, >, 1e6);
}

/* Of an hour of music the beginning. */
static void
test_long (Desk          *desk,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  write_file (desk, "wavenc", MEDIA_RINGTONE_MAX_SECONDS + 5);
  bytes = load (desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, MEDIA_RINGTONE_MAX_SECONDS * MEDIA_PLAYER_RATE * sizeof (gint16));
}

static void
test_refused (Desk          *desk,
              gconstpointer  data)
{
  static const char *const contents[] = { "", "a text\n", "fLaC and then nothing of the kind", "RIFF....WAVEfmt ",
                                          "OggS....OpusHead", "ID3", "\xff\xfb\xff\xfb\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (desk->path, contents[i], -1, NULL));
      g_assert_null (load (desk, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_FILE);
    }
  g_remove (desk->path);
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (load (desk, &error));
    g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_FILE);
  }
}

#define add(name, data, func) g_test_add ("/media-ringtone/" name, Desk, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("wav", "wavenc", test_kind);
  add ("flac", "flacenc", test_kind);
  add ("opus", "opusenc ! oggmux", test_kind);
  add ("vorbis", "vorbisenc ! oggmux", test_kind);
  add ("long", NULL, test_long);
  add ("refused", NULL, test_refused);

  return media_threads_run_tests ();
}
