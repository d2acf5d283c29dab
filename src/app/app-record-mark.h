/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* That a call is recorded, since when, and the way to end it; nothing where it is not. Property: call. */
#define APP_TYPE_RECORD_MARK (app_record_mark_get_type ())
G_DECLARE_FINAL_TYPE (AppRecordMark, app_record_mark, APP, RECORD_MARK, AdwBin)

G_END_DECLS
