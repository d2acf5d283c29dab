/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What devices were called when they were there. Property (notify, read-write, made to be bound to settings): names (a{ss}:
 * by their ids). */
#define PHONE_TYPE_DEVICE_NAMES (phone_device_names_get_type ())
G_DECLARE_FINAL_TYPE (PhoneDeviceNames, phone_device_names, PHONE, DEVICE_NAMES, GObject)

PhoneDeviceNames *phone_device_names_new  (void);
void              phone_device_names_add  (PhoneDeviceNames *self,
                                           const char       *id,
                                           const char       *name);
const char       *phone_device_names_find (PhoneDeviceNames *self,
                                           const char       *id); /* NULL: nobody remembers */

G_END_DECLS
