/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-shortcut-list.h"

G_BEGIN_DECLS

/* Keys that work in every program, where the desktop has a portal for them. Properties (notify): state, enabled (read-write:
 * the person wants them). */
#define APP_TYPE_GLOBAL_SHORTCUTS (app_global_shortcuts_get_type ())
G_DECLARE_FINAL_TYPE (AppGlobalShortcuts, app_global_shortcuts, APP, GLOBAL_SHORTCUTS, GObject)

#define APP_TYPE_GLOBAL_SHORTCUTS_STATE (app_global_shortcuts_state_get_type ())
GType app_global_shortcuts_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  APP_GLOBAL_SHORTCUTS_STATE_ABSENT,  /* the desktop has nothing for it, as far as is known */
  APP_GLOBAL_SHORTCUTS_STATE_OFF,     /* could be had */
  APP_GLOBAL_SHORTCUTS_STATE_ASKING,  /* the desktop asks the person which keys */
  APP_GLOBAL_SHORTCUTS_STATE_BOUND,   /* they work */
  APP_GLOBAL_SHORTCUTS_STATE_REFUSED, /* the person, or the desktop, said no */
  APP_GLOBAL_SHORTCUTS_STATE_LOST,    /* the desktop took them back */
} AppGlobalShortcutsState;

AppGlobalShortcuts     *app_global_shortcuts_new         (Phone              *phone);
/* Looks for the portal, and asks it for the keys if they are wanted. */
void                    app_global_shortcuts_start       (AppGlobalShortcuts *self,
                                                          GDBusConnection    *bus);
AppGlobalShortcutsState app_global_shortcuts_get_state   (AppGlobalShortcuts *self);
void                    app_global_shortcuts_set_enabled (AppGlobalShortcuts *self,
                                                          gboolean            enabled);
const AppShortcutList  *app_global_shortcuts_get_list    (AppGlobalShortcuts *self);

G_END_DECLS
