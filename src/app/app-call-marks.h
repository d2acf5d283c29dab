/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* How far it is to be believed who calls, and through whom the call came; hidden where there is nothing to say.
 * Property: call. */
#define APP_TYPE_CALL_MARKS (app_call_marks_get_type ())
G_DECLARE_FINAL_TYPE (AppCallMarks, app_call_marks, APP, CALL_MARKS, AdwBin)

G_END_DECLS
