/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-device-list.h"

G_BEGIN_DECLS

/* Has a row show what there is to choose among, and choose. It holds the list from now on. */
void app_device_row_bind (AdwComboRow     *row,
                          PhoneDeviceList *list);

G_END_DECLS
