/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "media-picture-meter.h"
#include "media-threads.h"

static GstElement *
run (MediaPictureMeter *meter,
     const char        *format)
{
  g_autofree char *description =
    g_strdup_printf ("videotestsrc num-buffers=25 pattern=blue ! video/x-raw,format=%s,width=66,height=50 ! "
                     "fakesink name=view", format);
  GstElement *pipeline = gst_parse_launch (description, NULL);
  g_autoptr (GstElement) view = gst_bin_get_by_name (GST_BIN (pipeline), "view");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (view, "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) end = NULL;

  media_picture_meter_watch (meter, pad);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  end = gst_bus_timed_pop_filtered (bus, 20 * GST_SECOND, GST_MESSAGE_EOS);
  g_assert_nonnull (end);

  return pipeline;
}

static void
stop (GstElement *pipeline)
{
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
}

/* Size, number and colour, of rows that are padded at their end; and what has passed is told once. */
static void
test_counts (void)
{
  g_autoptr (MediaPictureMeter) meter = media_picture_meter_new ();
  MediaPictureFacts facts;

  stop (run (meter, "RGB"));
  media_picture_meter_read (meter, &facts);
  g_assert_cmpuint (facts.width, ==, 66);
  g_assert_cmpuint (facts.height, ==, 50);
  g_assert_cmpuint (facts.count, ==, 25);
  g_assert_cmpint (facts.colour, ==, 0x0000ff);
  g_assert_cmpfloat (facts.rate, >, 0);

  media_picture_meter_read (meter, &facts);
  g_assert_cmpuint (facts.width, ==, 0);
  g_assert_cmpuint (facts.count, ==, 25);
  g_assert_cmpint (facts.colour, ==, -1);
}

/* What goes to a screen is counted and not looked at. */
static void
test_other_format (void)
{
  g_autoptr (MediaPictureMeter) meter = media_picture_meter_new ();
  MediaPictureFacts facts;

  stop (run (meter, "I420"));
  media_picture_meter_read (meter, &facts);
  g_assert_cmpuint (facts.width, ==, 66);
  g_assert_cmpint (facts.colour, ==, -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  g_test_add_func ("/media/picture-meter/counts", test_counts);
  g_test_add_func ("/media/picture-meter/other-format", test_other_format);

  return media_threads_run_tests ();
}
