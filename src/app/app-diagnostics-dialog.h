/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* What was said on the line, to be read or copied into a report. Property: trace. */
#define APP_TYPE_DIAGNOSTICS_DIALOG (app_diagnostics_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppDiagnosticsDialog, app_diagnostics_dialog, APP, DIAGNOSTICS_DIALOG, AdwDialog)

AppDiagnosticsDialog *app_diagnostics_dialog_new (PhoneTrace *trace);

G_END_DECLS
