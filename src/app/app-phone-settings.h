/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What a person decided once about devices, tones, ringtones and recordings, kept for them. */
void app_phone_settings_bind (Phone *phone);

G_END_DECLS
