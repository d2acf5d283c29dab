/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The past calls a test wrote down, a page at a time; and the file they go into. */

#include "phone-history-csv.h"
#include "phone-history-file.h"
#include "phone-history-view.h"
#include "scripted-phone.h"

struct _PhoneHistoryView
{
  GObject parent_instance;

  GListModel *history; /* owns us */
  GListStore *entries;
  PhoneHistoryFilter filter;
  guint limit;
  guint n_wanted;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneHistoryView, phone_history_view, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_COMPLETE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GType
get_item_type (GListModel *model)
{
  return PHONE_TYPE_HISTORY_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PHONE_HISTORY_VIEW (model)->entries));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (PHONE_HISTORY_VIEW (model)->entries), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
phone_history_view_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  g_value_set_boolean (value, phone_history_view_is_complete (PHONE_HISTORY_VIEW (object)));
}

static void
phone_history_view_finalize (GObject *object)
{
  g_object_unref (PHONE_HISTORY_VIEW (object)->entries);
  G_OBJECT_CLASS (phone_history_view_parent_class)->finalize (object);
}

static void
phone_history_view_class_init (PhoneHistoryViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_history_view_get_property;
  object_class->finalize = phone_history_view_finalize;
  props[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_history_view_init (PhoneHistoryView *self)
{
  self->entries = g_list_store_new (PHONE_TYPE_HISTORY_ENTRY);
  self->limit = PHONE_HISTORY_PAGE;
  g_signal_connect_object (self->entries, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
is_wanted (PhoneHistoryView  *self,
           PhoneHistoryEntry *entry)
{
  PhoneHistoryKind kind = phone_history_entry_get_kind (entry);
  gboolean outgoing = kind == PHONE_HISTORY_KIND_OUTGOING || kind == PHONE_HISTORY_KIND_UNANSWERED;

  if (self->filter == PHONE_HISTORY_FILTER_MISSED)
    return kind == PHONE_HISTORY_KIND_MISSED;
  if (self->filter == PHONE_HISTORY_FILTER_RECORDED)
    return phone_history_entry_get_recording (entry) != NULL;
  return self->filter == PHONE_HISTORY_FILTER_ALL || outgoing == (self->filter == PHONE_HISTORY_FILTER_OUTGOING);
}

static GPtrArray *
list_wanted (PhoneHistoryView *self)
{
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_object_unref);

  self->n_wanted = 0;
  for (guint n = 0; n < g_list_model_get_n_items (self->history); n++)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (self->history, n);

      if (is_wanted (self, entry) && ++self->n_wanted <= self->limit)
        g_ptr_array_add (wanted, g_steal_pointer (&entry));
    }
  return wanted;
}

/* Only what differs is changed. */
static void
follow (PhoneHistoryView *self)
{
  g_autoptr (GPtrArray) wanted = list_wanted (self);
  guint n_old = get_n_items (G_LIST_MODEL (self));
  guint head = 0;
  guint tail = 0;

  for (; head < MIN (n_old, wanted->len); head++)
    {
      g_autoptr (GObject) old = get_item (G_LIST_MODEL (self), head);

      if (old != g_ptr_array_index (wanted, head))
        break;
    }
  for (; tail < MIN (n_old, wanted->len) - head; tail++)
    {
      g_autoptr (GObject) old = get_item (G_LIST_MODEL (self), n_old - 1 - tail);

      if (old != g_ptr_array_index (wanted, wanted->len - 1 - tail))
        break;
    }
  g_list_store_splice (self->entries, head, n_old - head - tail, wanted->pdata + head, wanted->len - head - tail);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
}

PhoneHistoryView *
phone_history_get_view (PhoneHistory *history)
{
  PhoneHistoryView *self = g_object_get_data (G_OBJECT (history), "view");

  if (self != NULL)
    return self;
  self = g_object_new (PHONE_TYPE_HISTORY_VIEW, NULL);
  self->history = G_LIST_MODEL (history);
  g_object_set_data_full (G_OBJECT (history), "view", self, g_object_unref);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
  return self;
}

PhoneHistoryFilter
phone_history_view_get_filter (PhoneHistoryView *self)
{
  return self->filter;
}

void
phone_history_view_set_filter (PhoneHistoryView   *self,
                               PhoneHistoryFilter  filter)
{
  self->filter = filter;
  self->limit = PHONE_HISTORY_PAGE;
  follow (self);
}

gboolean
phone_history_view_is_complete (PhoneHistoryView *self)
{
  return self->n_wanted <= self->limit;
}

void
phone_history_view_load_more (PhoneHistoryView *self)
{
  if (phone_history_view_is_complete (self))
    return;
  self->limit += PHONE_HISTORY_PAGE;
  follow (self);
}

void
phone_history_clear (PhoneHistory *self,
                     GPtrArray    *spared)
{
  for (guint n = g_list_model_get_n_items (G_LIST_MODEL (self)); n > 0; n--)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self), n - 1);

      if (!g_ptr_array_find (spared, entry, NULL))
        phone_history_remove (self, entry);
    }
}

void
phone_export_history_async (Phone               *phone,
                            GFile               *file,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (phone, cancellable, callback, user_data);
  GListModel *history = G_LIST_MODEL (phone_get_history (phone));
  g_autofree char *head = phone_history_csv_dup_head ();
  g_autoptr (GString) text = g_string_new (head);
  GError *error = NULL;

  for (guint n = 0; n < g_list_model_get_n_items (history); n++)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (history, n);
      g_autofree char *line = phone_history_csv_dup_line (entry);

      g_string_append (text, line);
    }
  if (g_file_replace_contents (file, text->str, text->len, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

gboolean
phone_export_history_finish (Phone         *phone,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
