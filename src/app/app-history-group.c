/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: somebody who called five times in a row is one thing to know, not five. */

#include "app-history-group.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"

struct _AppHistoryGroup
{
  GObject parent_instance;

  GPtrArray *entries; /* PhoneHistoryEntry, newest first */
  int day;
  gboolean opened;
  gboolean part;
};

G_DEFINE_FINAL_TYPE (AppHistoryGroup, app_history_group, G_TYPE_OBJECT)

static void
app_history_group_finalize (GObject *object)
{
  g_ptr_array_unref (APP_HISTORY_GROUP (object)->entries);
  G_OBJECT_CLASS (app_history_group_parent_class)->finalize (object);
}

static void
app_history_group_class_init (AppHistoryGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_history_group_finalize;
}

static void
app_history_group_init (AppHistoryGroup *self)
{
}

/* Days as they are told apart; not counted without a gap. */
static int
number_day (PhoneHistoryEntry *entry)
{
  GDateTime *time = phone_history_entry_get_time (entry);

  return g_date_time_get_year (time) * 400 + g_date_time_get_day_of_year (time);
}

/**
 * app_history_group_new:
 * @entries: (transfer full) (element-type PhoneHistoryEntry): past calls, newest first, at least one
 * @opened: whether its parts are shown below it
 *
 * Returns: (transfer full): a row for them
 */
AppHistoryGroup *
app_history_group_new (GPtrArray *entries,
                       gboolean   opened)
{
  AppHistoryGroup *self;

  g_return_val_if_fail (entries != NULL && entries->len > 0, NULL);

  self = g_object_new (APP_TYPE_HISTORY_GROUP, NULL);
  self->entries = entries;
  self->opened = opened;
  self->day = number_day (g_ptr_array_index (entries, 0));
  return self;
}

/**
 * app_history_group_new_part:
 * @entry: one call of a group
 *
 * Returns: (transfer full): a row for it below that of its group
 */
AppHistoryGroup *
app_history_group_new_part (PhoneHistoryEntry *entry)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  AppHistoryGroup *self;

  g_ptr_array_add (entries, g_object_ref (entry));
  self = app_history_group_new (entries, FALSE);
  self->part = TRUE;
  return self;
}

/**
 * app_history_group_get_entries:
 * @self: a row
 *
 * Returns: (transfer none) (element-type PhoneHistoryEntry): its calls, newest first
 */
GPtrArray *
app_history_group_get_entries (AppHistoryGroup *self)
{
  g_return_val_if_fail (APP_IS_HISTORY_GROUP (self), NULL);

  return self->entries;
}

/**
 * app_history_group_get_entry:
 * @self: a row
 *
 * Returns: (transfer none): the newest of its calls
 */
PhoneHistoryEntry *
app_history_group_get_entry (AppHistoryGroup *self)
{
  g_return_val_if_fail (APP_IS_HISTORY_GROUP (self), NULL);

  return g_ptr_array_index (self->entries, 0);
}

/**
 * app_history_group_is_opened:
 * @self: a row
 *
 * Returns: whether its calls are shown one by one below it
 */
gboolean
app_history_group_is_opened (AppHistoryGroup *self)
{
  g_return_val_if_fail (APP_IS_HISTORY_GROUP (self), FALSE);

  return self->opened;
}

/**
 * app_history_group_is_part:
 * @self: a row
 *
 * Returns: whether it is one call of the group above it
 */
gboolean
app_history_group_is_part (AppHistoryGroup *self)
{
  g_return_val_if_fail (APP_IS_HISTORY_GROUP (self), FALSE);

  return self->part;
}

/* However a number was dialled or sent, it is one. */
static gboolean
is_with_the_same (PhoneHistoryEntry *one,
                  PhoneHistoryEntry *other)
{
  const char *spelled = phone_history_entry_get_spelled (one);

  return g_ascii_strcasecmp (phone_history_entry_get_address (one), phone_history_entry_get_address (other)) == 0
         || (spelled != NULL && g_strcmp0 (spelled, phone_history_entry_get_spelled (other)) == 0);
}

/**
 * app_history_group_takes:
 * @self: a row
 * @entry: the next older call
 *
 * Only the address counts: anybody can call themselves what somebody else is called.
 *
 * Returns: whether @entry belongs to it
 */
gboolean
app_history_group_takes (AppHistoryGroup   *self,
                         PhoneHistoryEntry *entry)
{
  PhoneHistoryEntry *newest;

  g_return_val_if_fail (APP_IS_HISTORY_GROUP (self), FALSE);

  newest = app_history_group_get_entry (self);
  return phone_history_entry_get_kind (newest) == phone_history_entry_get_kind (entry)
         && number_day (entry) == self->day
         && is_with_the_same (newest, entry);
}

/**
 * app_history_group_is_same:
 * @self: a row
 * @other: another
 *
 * Returns: whether nobody could tell them apart
 */
gboolean
app_history_group_is_same (AppHistoryGroup *self,
                           AppHistoryGroup *other)
{
  if (self->entries->len != other->entries->len || self->opened != other->opened || self->part != other->part)
    return FALSE;
  for (guint n = 0; n < self->entries->len; n++)
    if (g_ptr_array_index (self->entries, n) != g_ptr_array_index (other->entries, n))
      return FALSE;
  return TRUE;
}

/**
 * app_history_group_is_same_day:
 * @self: a row
 * @other: another
 *
 * Returns: whether both stand below one day
 */
gboolean
app_history_group_is_same_day (AppHistoryGroup *self,
                               AppHistoryGroup *other)
{
  return self->day == other->day;
}

static char *
count_text (PhoneHistoryKind kind,
            guint            n)
{
  switch (kind)
    {
    case PHONE_HISTORY_KIND_OUTGOING:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u outgoing call", "%u outgoing calls", n), n);
    case PHONE_HISTORY_KIND_INCOMING:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u incoming call", "%u incoming calls", n), n);
    case PHONE_HISTORY_KIND_MISSED:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u missed call", "%u missed calls", n), n);
    case PHONE_HISTORY_KIND_DECLINED:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u declined call", "%u declined calls", n), n);
    case PHONE_HISTORY_KIND_ELSEWHERE:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u answered elsewhere", "%u answered elsewhere", n), n);
    case PHONE_HISTORY_KIND_UNANSWERED:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u call without an answer", "%u calls without an answer", n), n);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * app_history_group_dup_detail:
 * @self: a row
 *
 * Returns: (transfer full): how the call went, or how many there were
 */
char *
app_history_group_dup_detail (AppHistoryGroup *self)
{
  PhoneHistoryEntry *entry;

  g_return_val_if_fail (APP_IS_HISTORY_GROUP (self), NULL);

  entry = app_history_group_get_entry (self);
  if (self->entries->len > 1)
    return count_text (phone_history_entry_get_kind (entry), self->entries->len);
  return app_closures_history_short (NULL, phone_history_entry_get_kind (entry), phone_history_entry_get_duration (entry),
                                     phone_history_entry_get_end_text (entry),
                                     phone_history_entry_get_mos (entry, NULL, NULL));
}
