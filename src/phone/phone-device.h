/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One thing to speak into, hear from, be rung by or be filmed with, as it is at this moment; never changes. Properties:
 * name, is-present. */
#define PHONE_TYPE_DEVICE (phone_device_get_type ())
G_DECLARE_FINAL_TYPE (PhoneDevice, phone_device, PHONE, DEVICE, GObject)

#define PHONE_TYPE_DEVICE_KIND (phone_device_kind_get_type ())
GType phone_device_kind_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_DEVICE_KIND_MICROPHONE,
  PHONE_DEVICE_KIND_SPEAKER,
  PHONE_DEVICE_KIND_RINGER, /* a speaker, too */
  PHONE_DEVICE_KIND_CAMERA,
} PhoneDeviceKind;

PhoneDevice *phone_device_new        (const char  *id,
                                      const char  *name,
                                      gboolean     present);
const char  *phone_device_get_id     (PhoneDevice *self); /* "": whatever the system takes */
const char  *phone_device_get_name   (PhoneDevice *self); /* for people; NULL: nobody remembers */
/* FALSE: it was chosen and is unplugged. */
gboolean     phone_device_is_present (PhoneDevice *self);

G_END_DECLS
