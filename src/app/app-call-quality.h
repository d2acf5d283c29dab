/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* How good a call is, in a word, and behind it the last minutes as a drawing; empty until something was measured.
 * Property: call. */
#define APP_TYPE_CALL_QUALITY (app_call_quality_get_type ())
G_DECLARE_FINAL_TYPE (AppCallQuality, app_call_quality, APP, CALL_QUALITY, AdwBin)

G_END_DECLS
