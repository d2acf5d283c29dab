/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* The one watch over all sound devices of the process. Signals, on the main context of its maker:
 *   added (GstDevice *)  removed (GstDevice *) */
#define MEDIA_TYPE_DEVICE_WATCH (media_device_watch_get_type ())
G_DECLARE_FINAL_TYPE (MediaDeviceWatch, media_device_watch, MEDIA, DEVICE_WATCH, GObject)

/* The shared one; it ends with its last reference (transfer full). */
MediaDeviceWatch *media_device_watch_dup_shared  (void);
/* Those known so far: of GstDevice (transfer none). */
GPtrArray        *media_device_watch_get_devices (MediaDeviceWatch *self);

G_END_DECLS
