/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "media-camera.h"

#include "media-error.h"
#include "media-threads.h"

static void
discard (GstElement *element)
{
  gst_element_set_state (element, GST_STATE_NULL);
  gst_object_unref (g_object_ref_sink (element));
}

static void
test_pattern (void)
{
  g_autoptr (GError) error = NULL;
  GstElement *camera = media_camera_make ("test:red", &error);
  gboolean live = FALSE;
  int pattern = 0;

  g_assert_no_error (error);
  g_object_get (camera, "is-live", &live, "pattern", &pattern, NULL);
  g_assert_true (live);
  g_assert_cmpint (pattern, ==, 4);
  discard (camera);
}

/* A camera that is not there is known at once, and by its name. */
static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (media_camera_make ("/dev/video-of-nobody", &error));
  g_assert_error (error, MEDIA_ERROR, MEDIA_ERROR_DEVICE);
  g_assert_nonnull (strstr (error->message, "/dev/video-of-nobody"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  g_test_add_func ("/media/camera/pattern", test_pattern);
  g_test_add_func ("/media/camera/missing", test_missing);

  return media_threads_run_tests ();
}
