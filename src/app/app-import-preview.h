/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-import-plan.h"

G_BEGIN_DECLS

/* What would come over, to be looked at, and what became of it. */
#define APP_TYPE_IMPORT_PREVIEW (app_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (AppImportPreview, app_import_preview, APP, IMPORT_PREVIEW, AdwNavigationPage)

/* @window: what came over is said there. */
AppImportPreview *app_import_preview_new (PhoneImportPlan *plan,
                                         GtkWidget       *window);

G_END_DECLS
