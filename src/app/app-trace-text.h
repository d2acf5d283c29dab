/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-rung.h"

G_BEGIN_DECLS

/* One message to be read, its body folded away. Property: rung (nullable). */
#define APP_TYPE_TRACE_TEXT (app_trace_text_get_type ())
G_DECLARE_FINAL_TYPE (AppTraceText, app_trace_text, APP, TRACE_TEXT, AdwBin)

G_END_DECLS
