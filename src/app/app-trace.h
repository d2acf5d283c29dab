/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* The last things said on the line, secrets blotted out, for a report. Property: text (notify). */
#define APP_TYPE_TRACE (app_trace_get_type ())
G_DECLARE_FINAL_TYPE (AppTrace, app_trace, APP, TRACE, GObject)

AppTrace   *app_trace_new      (Phone    *phone);
const char *app_trace_get_text (AppTrace *self);
void        app_trace_clear    (AppTrace *self);

G_END_DECLS
