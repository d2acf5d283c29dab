/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: deleting asks nothing, it can be undone instead. A deleted call is only hidden until the
 * toast that offers to undo it has gone. */

#include "app-trash.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "phone-history-view.h"

struct _AppTrash
{
  GObject parent_instance;

  PhoneHistory *history;
  GtkFilter *filter;
  GHashTable *thrown; /* set of PhoneHistoryEntry */
  GPtrArray *spared;  /* PhoneHistoryEntry: what ended since all were thrown away; NULL: they were not */
  AdwToast *toast;
};

G_DEFINE_FINAL_TYPE (AppTrash, app_trash, G_TYPE_OBJECT)

enum
{
  TOAST_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_kept (gpointer item,
         gpointer user_data)
{
  AppTrash *self = user_data;

  if (self->spared != NULL && !g_ptr_array_find (self->spared, item, NULL))
    return FALSE;
  return !g_hash_table_contains (self->thrown, item);
}

static void
undo_cb (AppTrash *self,
         AdwToast *toast)
{
  g_hash_table_remove_all (self->thrown);
  g_clear_pointer (&self->spared, g_ptr_array_unref);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_LESS_STRICT);
}

/* Nobody threw away what they had not seen. */
static void
history_changed_cb (AppTrash   *self,
                    guint       position,
                    guint       removed,
                    guint       added,
                    GListModel *history)
{
  if (self->spared == NULL || added == 0)
    return;
  for (guint n = position; n < position + added; n++)
    g_ptr_array_add (self->spared, g_list_model_get_item (history, n));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_LESS_STRICT);
}

static void
dismissed_cb (AppTrash *self,
              AdwToast *toast)
{
  if (self->toast != toast)
    return;
  g_clear_object (&self->toast);
  app_trash_empty (self);
}

static char *
count_text (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Call deleted", "%u calls deleted", n), n);
}

static void
offer_undo (AppTrash *self)
{
  g_autofree char *text = self->spared != NULL ? g_strdup (_("All calls deleted"))
                                               : count_text (g_hash_table_size (self->thrown));

  if (self->toast != NULL)
    {
      adw_toast_set_title (self->toast, text);
      return;
    }
  self->toast = g_object_ref_sink (adw_toast_new (text));
  adw_toast_set_button_label (self->toast, _("Undo"));
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[TOAST_WANTED], 0, self->toast);
}

static void
app_trash_dispose (GObject *object)
{
  AppTrash *self = APP_TRASH (object);

  if (self->history != NULL)
    app_trash_empty (self);
  /* A list made of the filter may outlive the trash. */
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->toast);
  g_clear_object (&self->filter);
  g_clear_object (&self->history);
  G_OBJECT_CLASS (app_trash_parent_class)->dispose (object);
}

static void
app_trash_finalize (GObject *object)
{
  g_hash_table_unref (APP_TRASH (object)->thrown);
  g_clear_pointer (&APP_TRASH (object)->spared, g_ptr_array_unref);
  G_OBJECT_CLASS (app_trash_parent_class)->finalize (object);
}

static void
app_trash_class_init (AppTrashClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = app_trash_dispose;
  object_class->finalize = app_trash_finalize;

  /**
   * AppTrash::toast-wanted:
   * @toast: the toast
   *
   * A toast that offers to undo is to be shown.
   */
  signals[TOAST_WANTED] = g_signal_new ("toast-wanted", APP_TYPE_TRASH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, ADW_TYPE_TOAST);
}

static void
app_trash_init (AppTrash *self)
{
  self->thrown = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_kept, self, NULL));
}

/**
 * app_trash_new:
 * @history: the past calls
 *
 * Returns: (transfer full): an empty trash for them
 */
AppTrash *
app_trash_new (PhoneHistory *history)
{
  AppTrash *self = g_object_new (APP_TYPE_TRASH, NULL);

  g_set_object (&self->history, history);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (history_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * app_trash_list_kept:
 * @self: a trash
 *
 * Returns: (transfer full): the past calls in the view of the history that are not in the trash
 */
GListModel *
app_trash_list_kept (AppTrash *self)
{
  GListModel *view;

  g_return_val_if_fail (APP_IS_TRASH (self), NULL);

  view = G_LIST_MODEL (phone_history_get_view (self->history));
  return G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (view), g_object_ref (self->filter)));
}

/**
 * app_trash_throw:
 * @self: a trash
 * @entry: a past call
 *
 * Hides @entry and offers to undo that; it is deleted when the offer has gone.
 */
void
app_trash_throw (AppTrash          *self,
                 PhoneHistoryEntry *entry)
{
  g_return_if_fail (APP_IS_TRASH (self));
  g_return_if_fail (PHONE_IS_HISTORY_ENTRY (entry));

  g_hash_table_add (self->thrown, g_object_ref (entry));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_MORE_STRICT);
  offer_undo (self);
}

/**
 * app_trash_throw_all:
 * @self: a trash
 *
 * Hides all past calls, those too that were never read, and offers to undo that.
 */
void
app_trash_throw_all (AppTrash *self)
{
  g_return_if_fail (APP_IS_TRASH (self));

  g_clear_pointer (&self->spared, g_ptr_array_unref);
  self->spared = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_MORE_STRICT);
  offer_undo (self);
}

/**
 * app_trash_has_all:
 * @self: a trash
 *
 * Returns: whether all past calls were thrown away
 */
gboolean
app_trash_has_all (AppTrash *self)
{
  g_return_val_if_fail (APP_IS_TRASH (self), FALSE);

  return self->spared != NULL;
}

/**
 * app_trash_empty:
 * @self: a trash
 *
 * Deletes for good what was thrown away.
 */
void
app_trash_empty (AppTrash *self)
{
  g_autoptr (GPtrArray) spared = NULL;
  GHashTableIter iter;
  gpointer entry;

  g_return_if_fail (APP_IS_TRASH (self));

  spared = g_steal_pointer (&self->spared);
  if (spared != NULL)
    phone_history_clear (self->history, spared);
  g_hash_table_iter_init (&iter, self->thrown);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    phone_history_remove (self->history, entry);
  g_hash_table_remove_all (self->thrown);
}
