/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* What is filmed with, in state READY, so that one that cannot be opened is known at once (transfer floating). NULL
 * with @error set: %MEDIA_ERROR_DEVICE. */
GstElement *media_camera_make (const char  *camera,
                               GError     **error);

/* The same of a camera on a connection to PipeWire; @fd is taken. */
GstElement *media_camera_make_remote (int      fd,
                                      GError **error);

G_END_DECLS
