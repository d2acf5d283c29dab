/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "phone.h"

G_BEGIN_DECLS

/* Past calls that were deleted but can still be had back. Signal: toast-wanted (AdwToast *). */
#define APP_TYPE_TRASH (app_trash_get_type ())
G_DECLARE_FINAL_TYPE (AppTrash, app_trash, APP, TRASH, GObject)

AppTrash   *app_trash_new       (PhoneHistory      *history);
GListModel *app_trash_list_kept (AppTrash          *self);
void        app_trash_throw     (AppTrash          *self,
                                 PhoneHistoryEntry *entry);
void        app_trash_throw_all (AppTrash          *self);
gboolean    app_trash_has_all   (AppTrash          *self);
void        app_trash_empty     (AppTrash          *self);

G_END_DECLS
