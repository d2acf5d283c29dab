/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a list of calls is read by the day and by the person. Whatever changes below, the rows that stay the
 * same stay the same objects, so that the list keeps its place. */

#include "app-history-fold.h"

#include <gtk/gtk.h>

struct _AppHistoryFold
{
  GObject parent_instance;

  GListModel *source;
  GPtrArray *rows;    /* AppHistoryGroup */
  guint n_entries;    /* that are in them */
  GHashTable *opened; /* set of PhoneHistoryEntry: the calls of groups that are open */
};

static void list_model_iface_init (GListModelInterface *iface);
static void section_model_iface_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AppHistoryFold, app_history_fold, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_iface_init))

static GType
get_item_type (GListModel *model)
{
  return APP_TYPE_HISTORY_GROUP;
}

static guint
get_n_items (GListModel *model)
{
  return APP_HISTORY_FOLD (model)->rows->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GPtrArray *rows = APP_HISTORY_FOLD (model)->rows;

  return position < rows->len ? g_object_ref (g_ptr_array_index (rows, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_same_day (GPtrArray *rows,
             guint      one,
             guint      other)
{
  return app_history_group_is_same_day (g_ptr_array_index (rows, one), g_ptr_array_index (rows, other));
}

static void
get_section (GtkSectionModel *model,
             guint            position,
             guint           *out_start,
             guint           *out_end)
{
  GPtrArray *rows = APP_HISTORY_FOLD (model)->rows;

  *out_start = rows->len;
  *out_end = G_MAXUINT;
  if (position >= rows->len)
    return;

  *out_start = position;
  while (*out_start > 0 && is_same_day (rows, *out_start - 1, position))
    (*out_start)--;
  *out_end = position + 1;
  while (*out_end < rows->len && is_same_day (rows, *out_end, position))
    (*out_end)++;
}

static void
section_model_iface_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

static void
app_history_fold_finalize (GObject *object)
{
  AppHistoryFold *self = APP_HISTORY_FOLD (object);

  g_object_unref (self->source);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->opened);
  G_OBJECT_CLASS (app_history_fold_parent_class)->finalize (object);
}

static void
app_history_fold_class_init (AppHistoryFoldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_history_fold_finalize;
}

static void
app_history_fold_init (AppHistoryFold *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->opened = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/* A group stays open while it grows at either end. */
static gboolean
is_opened (AppHistoryFold *self,
           GPtrArray      *entries)
{
  return entries->len > 1
         && (g_hash_table_contains (self->opened, g_ptr_array_index (entries, 0))
             || g_hash_table_contains (self->opened, g_ptr_array_index (entries, entries->len - 1)));
}

static void
add_group (AppHistoryFold *self,
           GPtrArray      *rows,
           GPtrArray      *entries)
{
  gboolean opened = is_opened (self, entries);

  g_ptr_array_add (rows, app_history_group_new (entries, opened));
  for (guint n = 0; opened && n < entries->len; n++)
    {
      g_hash_table_add (self->opened, g_object_ref (g_ptr_array_index (entries, n)));
      g_ptr_array_add (rows, app_history_group_new_part (g_ptr_array_index (entries, n)));
    }
}

/* Adds rows for all calls from @n on. */
static void
fold (AppHistoryFold *self,
      GPtrArray      *rows,
      guint           n)
{
  guint n_entries = g_list_model_get_n_items (self->source);

  while (n < n_entries)
    {
      GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (AppHistoryGroup) probe = NULL;

      g_ptr_array_add (entries, g_list_model_get_item (self->source, n));
      probe = app_history_group_new_part (g_ptr_array_index (entries, 0));
      for (n++; n < n_entries; n++)
        {
          g_autoptr (PhoneHistoryEntry) next = g_list_model_get_item (self->source, n);

          if (!app_history_group_takes (probe, next))
            break;
          g_ptr_array_add (entries, g_steal_pointer (&next));
        }
      add_group (self, rows, entries);
    }
}

/* How many rows stand for calls before @position alone, and for how many; a page at the end of years of calls is folded
 * without looking at the others. */
static guint
count_untouched (AppHistoryFold *self,
                 guint           position,
                 guint          *n_entries)
{
  guint n_rows = self->rows->len;

  *n_entries = self->n_entries;
  while (n_rows > 0 && *n_entries >= position)
    {
      AppHistoryGroup *row = g_ptr_array_index (self->rows, --n_rows);

      if (!app_history_group_is_part (row))
        *n_entries -= app_history_group_get_entries (row)->len;
    }
  return n_rows;
}

/* Takes over an old row that is no other than the new one. */
static gboolean
keep_row (GPtrArray *rows,
          guint      position,
          GPtrArray *old_rows,
          guint      old_position)
{
  AppHistoryGroup *old = g_ptr_array_index (old_rows, old_position);

  if (!app_history_group_is_same (g_ptr_array_index (rows, position), old))
    return FALSE;
  g_object_unref (g_ptr_array_index (rows, position));
  g_ptr_array_index (rows, position) = g_object_ref (old);
  return TRUE;
}

static void
fold_from (AppHistoryFold *self,
           guint           position)
{
  g_autoptr (GPtrArray) old = self->rows;
  guint n_entries = 0;
  guint head = count_untouched (self, position, &n_entries);
  guint tail = 0;
  guint most;

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint n = 0; n < head; n++)
    g_ptr_array_add (self->rows, g_object_ref (g_ptr_array_index (old, n)));
  fold (self, self->rows, n_entries);
  self->n_entries = g_list_model_get_n_items (self->source);
  most = MIN (old->len, self->rows->len);
  while (head < most && keep_row (self->rows, head, old, head))
    head++;
  while (tail < most - head && keep_row (self->rows, self->rows->len - 1 - tail, old, old->len - 1 - tail))
    tail++;
  if (head < MAX (old->len, self->rows->len) - tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, self->rows->len - head - tail);
}

static void
source_changed_cb (AppHistoryFold *self,
                   guint           position)
{
  fold_from (self, position);
}

/**
 * app_history_fold_new:
 * @entries: a list of #PhoneHistoryEntry, newest first
 *
 * Returns: (transfer full): its rows
 */
AppHistoryFold *
app_history_fold_new (GListModel *entries)
{
  AppHistoryFold *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (entries), NULL);

  self = g_object_new (APP_TYPE_HISTORY_FOLD, NULL);
  self->source = g_object_ref (entries);
  g_signal_connect_object (entries, "items-changed", G_CALLBACK (source_changed_cb), self, G_CONNECT_SWAPPED);
  fold_from (self, 0);
  return self;
}

/**
 * app_history_fold_toggle:
 * @self: rows
 * @group: one that stands for several calls
 *
 * Opens or closes it.
 */
void
app_history_fold_toggle (AppHistoryFold  *self,
                         AppHistoryGroup *group)
{
  GPtrArray *entries;

  g_return_if_fail (APP_IS_HISTORY_FOLD (self));
  g_return_if_fail (APP_IS_HISTORY_GROUP (group));

  entries = app_history_group_get_entries (group);
  for (guint n = 0; n < entries->len; n++)
    if (app_history_group_is_opened (group))
      g_hash_table_remove (self->opened, g_ptr_array_index (entries, n));
    else
      g_hash_table_add (self->opened, g_object_ref (g_ptr_array_index (entries, n)));
  fold_from (self, 0);
}
