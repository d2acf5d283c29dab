/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One microphone, speaker or camera. Properties (read-only): name (stable; what MediaEngine takes), description
 * (for people), kind. */
#define MEDIA_TYPE_DEVICE (media_device_get_type ())
G_DECLARE_FINAL_TYPE (MediaDevice, media_device, MEDIA, DEVICE, GObject)

/* All of one kind, as they come and go: a GListModel of MediaDevice. */
#define MEDIA_TYPE_DEVICES (media_devices_get_type ())
G_DECLARE_FINAL_TYPE (MediaDevices, media_devices, MEDIA, DEVICES, GObject)

#define MEDIA_TYPE_DEVICE_KIND (media_device_kind_get_type ())
GType media_device_kind_get_type (void) G_GNUC_CONST;

typedef enum
{
  MEDIA_DEVICE_KIND_MICROPHONE,
  MEDIA_DEVICE_KIND_SPEAKER,
  MEDIA_DEVICE_KIND_CAMERA,
} MediaDeviceKind;

MediaDevices    *media_devices_new            (MediaDeviceKind kind);
/* The one that a name stands for: itself, or the same Bluetooth headset by the name of another profile; NULL: it is not
 * there (borrowed). */
MediaDevice     *media_devices_find           (MediaDevices   *self,
                                               const char     *name);
const char      *media_device_get_name        (MediaDevice *self);
const char      *media_device_get_description (MediaDevice *self);
MediaDeviceKind  media_device_get_kind        (MediaDevice *self);

G_END_DECLS
