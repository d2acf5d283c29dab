/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Twelve keys. Signal: pressed (const char *key). */
#define APP_TYPE_DIALPAD (app_dialpad_get_type ())
G_DECLARE_FINAL_TYPE (AppDialpad, app_dialpad, APP, DIALPAD, AdwBin)


G_END_DECLS
