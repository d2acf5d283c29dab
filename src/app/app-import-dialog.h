/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone-import-source.h"
#include "phone.h"

G_BEGIN_DECLS

/* What other telephones keep, and what of it comes over. */
#define APP_TYPE_IMPORT_DIALOG (app_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppImportDialog, app_import_dialog, APP, IMPORT_DIALOG, AdwDialog)

/* @window: what came over is said there; @home NULL: the person's own. */
AppImportDialog *app_import_dialog_new  (Phone             *phone,
                                         GtkWidget         *window,
                                         const char        *home);
/* A file that a person chose. */
void             app_import_dialog_read (AppImportDialog   *self,
                                         PhoneImportSource *source);

G_END_DECLS
