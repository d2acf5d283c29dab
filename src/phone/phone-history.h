/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Past calls: a GListModel of PhoneHistoryEntry, newest first, of the newest thousand; PhoneHistoryView has all of them.
 * Property: unseen-missed (read-only), how many calls were missed since the person last looked. */
#define PHONE_TYPE_HISTORY (phone_history_get_type ())
G_DECLARE_FINAL_TYPE (PhoneHistory, phone_history, PHONE, HISTORY, GObject)

#define PHONE_TYPE_HISTORY_ENTRY (phone_history_entry_get_type ())
G_DECLARE_FINAL_TYPE (PhoneHistoryEntry, phone_history_entry, PHONE, HISTORY_ENTRY, GObject)

#define PHONE_TYPE_HISTORY_KIND (phone_history_kind_get_type ())
GType phone_history_kind_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_HISTORY_KIND_OUTGOING,   /* talked */
  PHONE_HISTORY_KIND_INCOMING,   /* talked */
  PHONE_HISTORY_KIND_MISSED,
  PHONE_HISTORY_KIND_DECLINED,
  PHONE_HISTORY_KIND_ELSEWHERE,  /* answered or declined on another device, or sent on; end-text says which */
  PHONE_HISTORY_KIND_UNANSWERED, /* outgoing, no talk; end-text says why */
} PhoneHistoryKind;

/* Properties of PhoneHistoryEntry: kind, name, address, time (GDateTime), duration (seconds), end-text, diverted-by,
 * mos. */
PhoneHistoryKind phone_history_entry_get_kind     (PhoneHistoryEntry *self);
const char      *phone_history_entry_get_name     (PhoneHistoryEntry *self);
const char      *phone_history_entry_get_address  (PhoneHistoryEntry *self);
/* The number of somebody one does not know, the same for all ways to dial it; NULL: it is none. */
const char      *phone_history_entry_get_spelled  (PhoneHistoryEntry *self);
/* The URI of what was recorded; NULL: nothing was. The file may be gone since. */
const char      *phone_history_entry_get_recording (PhoneHistoryEntry *self);
GDateTime       *phone_history_entry_get_time     (PhoneHistoryEntry *self);
guint            phone_history_entry_get_duration (PhoneHistoryEntry *self);
const char      *phone_history_entry_get_end_text (PhoneHistoryEntry *self);
double           phone_history_entry_get_mos         (PhoneHistoryEntry *self, /* 1–4.5; 0: nothing was measured */
                                                      double            *worst,
                                                      double            *loss); /* 0–1 */
const char      *phone_history_entry_get_diverted_by (PhoneHistoryEntry *self); /* NULL: nobody sent it on to us */
void             phone_history_remove             (PhoneHistory      *self,
                                                   PhoneHistoryEntry *entry);
/* Forgets all but those in @spared (of PhoneHistoryEntry). */
void             phone_history_clear              (PhoneHistory      *self,
                                                   GPtrArray         *spared);
guint            phone_history_get_unseen_missed  (PhoneHistory      *self);
void             phone_history_mark_seen          (PhoneHistory      *self);

G_END_DECLS
