/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-history.h"

G_BEGIN_DECLS

#define PHONE_TYPE_HISTORY_FILTER (phone_history_filter_get_type ())
GType phone_history_filter_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_HISTORY_FILTER_ALL,
  PHONE_HISTORY_FILTER_MISSED,
  PHONE_HISTORY_FILTER_INCOMING, /* missed, declined and taken elsewhere, too */
  PHONE_HISTORY_FILTER_OUTGOING,
  PHONE_HISTORY_FILTER_RECORDED, /* of whatever kind */
} PhoneHistoryFilter;

/* As many past calls as were asked for: a GListModel of PhoneHistoryEntry, newest first, that grows by a page at a time.
 * Properties: filter (read-write), complete (the oldest call is there). */
#define PHONE_TYPE_HISTORY_VIEW (phone_history_view_get_type ())
G_DECLARE_FINAL_TYPE (PhoneHistoryView, phone_history_view, PHONE, HISTORY_VIEW, GObject)

#define PHONE_HISTORY_PAGE 100 /* calls */

/* The one view of @history; it follows what is added and removed. */
PhoneHistoryView  *phone_history_get_view         (PhoneHistory       *history);
PhoneHistoryFilter phone_history_view_get_filter  (PhoneHistoryView   *self);
void               phone_history_view_set_filter  (PhoneHistoryView   *self,
                                                   PhoneHistoryFilter  filter);
gboolean           phone_history_view_is_complete (PhoneHistoryView   *self);
/* Reads one more page, if there is one and none is being read. */
void               phone_history_view_load_more   (PhoneHistoryView   *self);

G_END_DECLS
