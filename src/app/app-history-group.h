/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* A row of the list of calls: one call, or several of one kind with one address on one day. It never changes. */
#define APP_TYPE_HISTORY_GROUP (app_history_group_get_type ())
G_DECLARE_FINAL_TYPE (AppHistoryGroup, app_history_group, APP, HISTORY_GROUP, GObject)

/* Takes @entries (of PhoneHistoryEntry, newest first, at least one). */
AppHistoryGroup   *app_history_group_new         (GPtrArray         *entries,
                                                  gboolean           opened);
/* A row for one call of a group that is open. */
AppHistoryGroup   *app_history_group_new_part    (PhoneHistoryEntry *entry);
GPtrArray         *app_history_group_get_entries (AppHistoryGroup   *self);
PhoneHistoryEntry *app_history_group_get_entry   (AppHistoryGroup   *self); /* the newest */
gboolean           app_history_group_is_opened   (AppHistoryGroup   *self);
gboolean           app_history_group_is_part     (AppHistoryGroup   *self);
gboolean           app_history_group_takes       (AppHistoryGroup   *self,
                                                  PhoneHistoryEntry *entry);
gboolean           app_history_group_is_same     (AppHistoryGroup   *self,
                                                  AppHistoryGroup   *other);
gboolean           app_history_group_is_same_day (AppHistoryGroup   *self,
                                                  AppHistoryGroup   *other);
char              *app_history_group_dup_detail  (AppHistoryGroup   *self);

G_END_DECLS
