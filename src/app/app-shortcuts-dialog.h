/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* The keys, drawn here because the floor of libadwaita has no such dialog yet. */
#define APP_TYPE_SHORTCUTS_DIALOG (app_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AppShortcutsDialog, app_shortcuts_dialog, APP, SHORTCUTS_DIALOG, AdwDialog)

AppShortcutsDialog *app_shortcuts_dialog_new (void);

G_END_DECLS
