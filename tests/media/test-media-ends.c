/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From names to elements, without any sound server: what real devices do is in test-media-devices.c. */

#include "media-ends.h"
#include "media-error.h"
#include "media-threads.h"

static void
drop (GstElement *element)
{
  gst_element_set_state (element, GST_STATE_NULL);
  gst_object_unref (g_object_ref_sink (element));
}

/* Levels are RMS: a sine of −20 dBFS has its peak at −17. */
static const struct
{
  const char *microphone;
  double      frequency;
  double      volume;
} tones[] = {
  { "tone:1000", 1000, 0.1414 },
  { "tone:440:-20", 440, 0.1414 },
  { "tone:440:-40", 440, 0.01414 },
  { "tone:440:0", 440, 1 },
  { "tone:0", 1, 0.1414 },
  { "tone:nonsense:-20", 1, 0.1414 },
};

static void
test_tones (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_device = TRUE;
      GstElement *source = media_ends_make_source (tones[i].microphone, &is_device, &error);
      double frequency, volume;

      g_assert_no_error (error);
      g_assert_false (is_device);
      g_object_get (source, "freq", &frequency, "volume", &volume, NULL);
      g_assert_cmpfloat_with_epsilon (frequency, tones[i].frequency, 0.01);
      g_assert_cmpfloat_with_epsilon (volume, tones[i].volume, 0.001);
      drop (source);
    }
}

static void
test_silence (void)
{
  g_autoptr (GError) error = NULL;
  gboolean is_device = TRUE;
  GstElement *source = media_ends_make_source ("silence", &is_device, &error);
  GstElement *sink = media_ends_make_sink ("none", &is_device, &error);

  g_assert_no_error (error);
  g_assert_false (is_device);
  drop (source);
  drop (sink);
}

/* F19: a device that is not there is named, and something silent stands in its place. */
static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  gboolean is_device = TRUE;
  GstElement *source = media_ends_make_source ("no-such-microphone", &is_device, &error);
  GstElement *sink;

  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_DEVICE);
  g_assert_nonnull (strstr (error->message, "no-such-microphone"));
  g_assert_false (is_device);
  drop (source);

  g_clear_error (&error);
  sink = media_ends_make_event_sink ("no-such-speaker", &error);
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_DEVICE);
  drop (sink);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  /* Whatever runs on this machine, nobody answers here. */
  g_setenv ("PULSE_SERVER", "unix:/nonexistent", TRUE);
  g_setenv ("PIPEWIRE_REMOTE", "/nonexistent", TRUE);

  g_test_add_func ("/media-ends/tones", test_tones);
  g_test_add_func ("/media-ends/silence", test_silence);
  g_test_add_func ("/media-ends/missing", test_missing);

  return media_threads_run_tests ();
}
