/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-engine.h"
#include "phone-devices.h"

G_BEGIN_DECLS

PhoneDevices *phone_devices_new      (MediaEngine  *engine);
/* What a device was called when it was there; NULL: nobody remembers (borrowed). */
void          phone_devices_remember (PhoneDevices *self,
                                      const char   *id,
                                      const char   *name);
const char   *phone_devices_recall   (PhoneDevices *self,
                                      const char   *id);

G_END_DECLS
