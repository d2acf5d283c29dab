/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

#define APP_SHORTCUT_LIST_LENGTH 4

/* What can be done by a key of the desktop, and which keys those are. All zero: none is known. */
typedef struct
{
  char *triggers[APP_SHORTCUT_LIST_LENGTH]; /* for people, in words of the desktop; NULL: none */
} AppShortcutList;

/* What it does, for people; NULL after the last. */
const char *app_shortcut_list_get_title (guint            position);
GVariant   *app_shortcut_list_build     (void); /* a(sa{sv}), floating */
void        app_shortcut_list_take      (AppShortcutList *list,
                                         GVariant        *bound); /* a(sa{sv}) */
void        app_shortcut_list_clear     (AppShortcutList *list);
void        app_shortcut_list_press     (Phone           *phone,
                                         const char      *id,
                                         gboolean         down);

G_END_DECLS
