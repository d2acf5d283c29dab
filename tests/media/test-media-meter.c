/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Meters against tones of known height and loudness. */

#include "media-meter.h"
#include "media-threads.h"

typedef struct
{
  double level;
  double frequency;
} Reading;

/* Plays half a second of a sine through both meters; the last level, of no samples at all, does not count. */
static Reading
measure (double frequency,
         double volume)
{
  g_autofree char *description = g_strdup_printf (
    "audiotestsrc num-buffers=25 samplesperbuffer=960 freq=%f volume=%f ! "
    "audio/x-raw,format=S16LE,rate=%u,channels=1 ! level interval=100000000 ! "
    "spectrum bands=%u threshold=-100 interval=100000000 ! fakesink",
    frequency, volume, MEDIA_METER_RATE, MEDIA_METER_BANDS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, &error);
  g_autoptr (GstBus) bus = NULL;
  Reading reading = { .level = -G_MAXDOUBLE };

  g_assert_no_error (error);
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  for (;;)
    {
      g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 20 * GST_SECOND,
                                                                   GST_MESSAGE_ELEMENT | GST_MESSAGE_EOS);

      g_assert_nonnull (message);
      if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
        break;
      if (gst_structure_has_name (gst_message_get_structure (message), "level"))
        reading.level = MAX (reading.level, media_meter_read_level (gst_message_get_structure (message)));
      else
        reading.frequency = media_meter_read_frequency (gst_message_get_structure (message));
    }
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return reading;
}

static const struct
{
  double frequency;
  double volume;
  double level; /* RMS: 3 dB under the peak */
} rows[] = {
  { 425, 0.1, -23 }, { 440, 1.0, -3 }, { 1000, 0.1, -23 },
  { 1004, 0.01, -43 }, { 3400, 0.1, -23 }, { 15000, 0.5, -9 },
};

static void
test_tones (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Reading reading = measure (rows[i].frequency, rows[i].volume);

      g_assert_cmpfloat_with_epsilon (reading.frequency, rows[i].frequency, 2);
      g_assert_cmpfloat_with_epsilon (reading.level, rows[i].level, 0.5);
    }
}

static void
test_silence (void)
{
  Reading reading = measure (1000, 0);

  g_assert_cmpfloat (reading.frequency, <, 1);
  g_assert_cmpfloat (reading.level, <=, -100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  g_test_add_func ("/media-meter/tones", test_tones);
  g_test_add_func ("/media-meter/silence", test_silence);

  return media_threads_run_tests ();
}
