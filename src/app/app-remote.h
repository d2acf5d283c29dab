/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-global-shortcuts.h"
#include "app-headset.h"

G_BEGIN_DECLS

/* All that uses the phone from beside the window: keys of the desktop, a headset, scripts. It is switched on and off in the
 * preferences, and what was chosen is remembered. Property (notify): scripts-allowed (read-write). */
#define APP_TYPE_REMOTE (app_remote_get_type ())
G_DECLARE_FINAL_TYPE (AppRemote, app_remote, APP, REMOTE, GObject)

/* That of @phone, which holds it (transfer none). */
AppRemote          *app_remote_get         (Phone        *phone);
/* Nothing is reached from outside before this; without a bus it does nothing. */
void                app_remote_start       (AppRemote    *self,
                                            GApplication *application);
AppGlobalShortcuts *app_remote_get_keys    (AppRemote    *self); /* transfer none */
AppHeadset         *app_remote_get_headset (AppRemote    *self); /* transfer none */

G_END_DECLS
