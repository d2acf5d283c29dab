/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-devices.h"

G_BEGIN_DECLS

/* What there is to choose among: a GListModel of PhoneDevice, the system's own choice first, that follows the plugs for as
 * long as it lives. Whatever is chosen has a row, plugged in or not, and keeps it. Property: chosen (guint, read-write). */
#define PHONE_TYPE_DEVICE_LIST (phone_device_list_get_type ())
G_DECLARE_FINAL_TYPE (PhoneDeviceList, phone_device_list, PHONE, DEVICE_LIST, GObject)

PhoneDeviceList *phone_device_list_new        (PhoneDevices    *devices,
                                               PhoneDeviceKind  kind);
/* The row of what is chosen. */
guint            phone_device_list_get_chosen (PhoneDeviceList *self);
/* A row that there is not changes nothing. */
void             phone_device_list_set_chosen (PhoneDeviceList *self,
                                               guint            position);

G_END_DECLS
