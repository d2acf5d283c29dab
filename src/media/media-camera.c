/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the name of a camera to an element. A camera of the kernel's is opened by its path, one of PipeWire's by the
 * name of its node; the list of cameras gives either. */

#include "media-camera.h"

#include <unistd.h>

#include "media-error.h"

#define TEST "test:"

/* "test:PATTERN", as the patterns of videotestsrc are called; unknown ones are a colour bar. */
static GstElement *
make_test (const char *pattern)
{
  GstElement *element = gst_element_factory_make ("videotestsrc", NULL);

  if (element == NULL)
    return NULL;
  g_object_set (element, "is-live", TRUE, NULL);
  gst_util_set_object_arg (G_OBJECT (element), "pattern", pattern);

  return element;
}

static GstElement *
open_element (const char *factory,
              const char *property,
              const char *value)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  if (element == NULL)
    return NULL;
  if (value != NULL)
    g_object_set (element, property, value, NULL);
  if (gst_element_set_state (element, GST_STATE_READY) != GST_STATE_CHANGE_FAILURE)
    return element;
  gst_element_set_state (element, GST_STATE_NULL);
  gst_object_unref (g_object_ref_sink (element));

  return NULL;
}

/**
 * media_camera_make:
 * @camera: (nullable): as [property@MediaEngine:camera]; NULL: "default"
 * @error: (out): why it cannot be had
 *
 * Opens a camera.
 *
 * Returns: (transfer floating) (nullable): an element in state READY or below; NULL: it cannot be opened
 */
GstElement *
media_camera_make (const char  *camera,
                   GError     **error)
{
  GstElement *element;

  if (camera == NULL || g_str_equal (camera, "default"))
    element = open_element ("v4l2src", "device", NULL);
  else if (g_str_has_prefix (camera, TEST))
    element = make_test (camera + strlen (TEST));
  else if (g_str_has_prefix (camera, "/dev/"))
    element = open_element ("v4l2src", "device", camera);
  else
    element = open_element ("pipewiresrc", "target-object", camera);
  if (element == NULL)
    g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_DEVICE, "camera '%s' cannot be opened",
                 camera != NULL ? camera : "default");

  return element;
}

static void
close_fd (gpointer fd)
{
  close (GPOINTER_TO_INT (fd));
}

/**
 * media_camera_make_remote:
 * @fd: a connection to PipeWire, as a portal gives it; taken
 * @error: (out): why it cannot be had
 *
 * Opens the first camera there is on a connection.
 *
 * Returns: (transfer floating) (nullable): an element in state READY; NULL: it cannot be opened
 */
GstElement *
media_camera_make_remote (int      fd,
                          GError **error)
{
  GstElement *element = gst_element_factory_make ("pipewiresrc", NULL);

  /* The element knows its connection by this number as long as it lives. */
  if (element != NULL)
    {
      g_object_set_data_full (G_OBJECT (element), "fd", GINT_TO_POINTER (fd), close_fd);
      g_object_set (element, "fd", fd, NULL);
      if (gst_element_set_state (element, GST_STATE_READY) != GST_STATE_CHANGE_FAILURE)
        return element;
      gst_element_set_state (element, GST_STATE_NULL);
      gst_object_unref (g_object_ref_sink (element));
    }
  else
    close (fd);
  g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_DEVICE, "the camera of the desktop cannot be opened");

  return NULL;
}
