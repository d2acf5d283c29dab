/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-device.h"
#include "phone.h"

G_BEGIN_DECLS

/* Which devices the person chose, and what is done to the microphone; calls that go on follow at once. Properties (notify,
 * read-write, made to be bound to settings):
 *   microphone, speaker, ringer, camera   the id of a PhoneDevice; "": whatever the system takes
 *   ring-on-all                           every speaker there is rings
 *   cancel-echo, suppress-noise, adjust-level
 * What is unplugged stays chosen: the system's is used until it returns. */
#define PHONE_TYPE_DEVICES (phone_devices_get_type ())
G_DECLARE_FINAL_TYPE (PhoneDevices, phone_devices, PHONE, DEVICES, GObject)

const char   *phone_devices_get_chosen         (PhoneDevices   *self,
                                                PhoneDeviceKind kind);
/* @id NULL: as "". */
void          phone_devices_choose             (PhoneDevices   *self,
                                                PhoneDeviceKind kind,
                                                const char     *id);
gboolean      phone_devices_get_ring_on_all    (PhoneDevices   *self);
void          phone_devices_set_ring_on_all    (PhoneDevices   *self,
                                                gboolean        ring_on_all);
gboolean      phone_devices_get_cancel_echo    (PhoneDevices   *self);
void          phone_devices_set_cancel_echo    (PhoneDevices   *self,
                                                gboolean        cancel_echo);
gboolean      phone_devices_get_suppress_noise (PhoneDevices   *self);
void          phone_devices_set_suppress_noise (PhoneDevices   *self,
                                                gboolean        suppress_noise);
gboolean      phone_devices_get_adjust_level   (PhoneDevices   *self);
void          phone_devices_set_adjust_level   (PhoneDevices   *self,
                                                gboolean        adjust_level);

/* Those of a phone (borrowed). */
PhoneDevices *phone_get_devices                (Phone          *phone);

G_END_DECLS
