/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-engine.h"
#include "phone-devices.h"

G_BEGIN_DECLS

PhoneDevices *phone_devices_new (MediaEngine *engine);

G_END_DECLS
