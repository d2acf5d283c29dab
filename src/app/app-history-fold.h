/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app-history-group.h"

G_BEGIN_DECLS

/* A list of past calls folded into a GListModel of AppHistoryGroup, with a section a day. */
#define APP_TYPE_HISTORY_FOLD (app_history_fold_get_type ())
G_DECLARE_FINAL_TYPE (AppHistoryFold, app_history_fold, APP, HISTORY_FOLD, GObject)

AppHistoryFold *app_history_fold_new    (GListModel      *entries);
/* Shows the calls of a group one by one, or no longer. */
void            app_history_fold_toggle (AppHistoryFold  *self,
                                         AppHistoryGroup *group);

G_END_DECLS
