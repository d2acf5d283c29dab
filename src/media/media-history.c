/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Ten minutes are what fits on a graph; a call that lasts all day must not grow. */

#include "media-history.h"

struct _MediaHistory
{
  GObject parent_instance;

  GQueue  readings;
};

static void list_model_interface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MediaHistory, media_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_interface_init))

static GType
media_history_get_item_type (GListModel *model)
{
  return MEDIA_TYPE_READING;
}

static guint
media_history_get_n_items (GListModel *model)
{
  return MEDIA_HISTORY (model)->readings.length;
}

static gpointer
media_history_get_item (GListModel *model,
                        guint       position)
{
  MediaReading *reading = g_queue_peek_nth (&MEDIA_HISTORY (model)->readings, position);

  return reading != NULL ? g_object_ref (reading) : NULL;
}

static void
list_model_interface_init (GListModelInterface *iface)
{
  iface->get_item_type = media_history_get_item_type;
  iface->get_n_items = media_history_get_n_items;
  iface->get_item = media_history_get_item;
}

static void
media_history_finalize (GObject *object)
{
  g_queue_clear_full (&MEDIA_HISTORY (object)->readings, g_object_unref);

  G_OBJECT_CLASS (media_history_parent_class)->finalize (object);
}

static void
media_history_class_init (MediaHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = media_history_finalize;
}

static void
media_history_init (MediaHistory *self)
{
  g_queue_init (&self->readings);
}

/**
 * media_history_new:
 *
 * Makes an empty list.
 *
 * Returns: (transfer full): the list
 */
MediaHistory *
media_history_new (void)
{
  return g_object_new (MEDIA_TYPE_HISTORY, NULL);
}

/**
 * media_history_append:
 * @self: the list
 * @reading: what was measured last
 *
 * Adds a second, and forgets the one ten minutes before it.
 */
void
media_history_append (MediaHistory *self,
                      MediaReading *reading)
{
  g_return_if_fail (MEDIA_IS_HISTORY (self));
  g_return_if_fail (MEDIA_IS_READING (reading));

  if (self->readings.length == MEDIA_HISTORY_MAX)
    {
      g_object_unref (g_queue_pop_head (&self->readings));
      g_list_model_items_changed (G_LIST_MODEL (self), 0, 1, 0);
    }
  g_queue_push_tail (&self->readings, g_object_ref (reading));
  g_list_model_items_changed (G_LIST_MODEL (self), self->readings.length - 1, 0, 1);
}

/**
 * media_history_get_last:
 * @self: the list
 *
 * Gets the newest second.
 *
 * Returns: (transfer none) (nullable): the reading; %NULL: there is none yet
 */
MediaReading *
media_history_get_last (MediaHistory *self)
{
  g_return_val_if_fail (MEDIA_IS_HISTORY (self), NULL);

  return g_queue_peek_tail (&self->readings);
}
