/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* The one watch over all sound devices of the process. Signals, on the main context of its maker:
 *   added (GstDevice *)  removed (GstDevice *)
 *   settled ()  those that there are to begin with are known, or the first ones after a restart */
#define MEDIA_TYPE_DEVICE_WATCH (media_device_watch_get_type ())
G_DECLARE_FINAL_TYPE (MediaDeviceWatch, media_device_watch, MEDIA, DEVICE_WATCH, GObject)

/* The shared one; it ends with its last reference (transfer full). */
MediaDeviceWatch *media_device_watch_dup_shared  (void);
/* Those known so far: of GstDevice (transfer none). */
GPtrArray        *media_device_watch_get_devices (MediaDeviceWatch *self);
gboolean          media_device_watch_is_settled  (MediaDeviceWatch *self);
/* What the sound server calls a device; stable (transfer full, nullable). */
char             *media_device_watch_dup_name    (GstDevice        *device);
/* The name of the device that @name stands for among those of a class, "Audio/Sink" or "Audio/Source": itself, or the
 * same Bluetooth headset by the name of another profile; NULL: none is there (transfer full). */
char             *media_device_watch_find        (MediaDeviceWatch *self,
                                                  const char       *classes,
                                                  const char       *name);
/* Asks anew: the sound server is another one. */
void              media_device_watch_restart     (MediaDeviceWatch *self);

G_END_DECLS
