/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* A button that records a call, after what must be asked before. Properties: phone, call. */
#define APP_TYPE_CALL_RECORD (app_call_record_get_type ())
G_DECLARE_FINAL_TYPE (AppCallRecord, app_call_record, APP, CALL_RECORD, AdwBin)

/* A name for the file of a call with @name at @time, fit for every disk (transfer full). */
char *app_call_record_dup_file_name (const char *name,
                                     GDateTime  *time);

G_END_DECLS
