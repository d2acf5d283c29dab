/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The accounts, and how the window behaves. Property: phone. */
#define APP_TYPE_PREFERENCES_DIALOG (app_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppPreferencesDialog, app_preferences_dialog, APP, PREFERENCES_DIALOG, AdwPreferencesDialog)

AppPreferencesDialog *app_preferences_dialog_new (Phone *phone);
void                  app_preferences_dialog_show_calls (AppPreferencesDialog *self,
                                                         const char           *account_id);

G_END_DECLS
