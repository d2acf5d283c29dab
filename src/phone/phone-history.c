/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Past calls. A call is written down when it begins, as if nothing would come of it, and again at each turn it
 * takes: a program that dies in the middle leaves the truth behind (TRUST F18). */

#include "config.h"

#include "phone-history-private.h"

#include "phone-call-private.h"
#include "phone-call-quality-private.h"
#include "phone-history-view-private.h"
#include "store-call-log.h"

/* How many past calls are at hand for whoever looks among the newest; the view reads further. */
#define SHOWN_MAX 1000

struct _PhoneHistory
{
  GObject parent_instance;

  StoreDatabase *database;
  GListStore *entries;
  GHashTable *drafts; /* PhoneCall → Draft, while it goes on */
  PhoneHistoryView *view;
  guint unseen_missed;
};

typedef struct
{
  StoreCall *row;
  gboolean kept;
} Draft;

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneHistory, phone_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_UNSEEN_MISSED = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  store_call_free (draft->row);
  g_free (draft);
}

static GType
phone_history_get_item_type (GListModel *model)
{
  return PHONE_TYPE_HISTORY_ENTRY;
}

static guint
phone_history_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PHONE_HISTORY (model)->entries));
}

static gpointer
phone_history_get_item (GListModel *model,
                        guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (PHONE_HISTORY (model)->entries), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = phone_history_get_item_type;
  iface->get_n_items = phone_history_get_n_items;
  iface->get_item = phone_history_get_item;
}

static void
phone_history_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (prop_id == PROP_UNSEEN_MISSED)
    g_value_set_uint (value, PHONE_HISTORY (object)->unseen_missed);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
phone_history_finalize (GObject *object)
{
  PhoneHistory *self = PHONE_HISTORY (object);

  g_object_unref (self->database);
  g_object_unref (self->entries);
  g_hash_table_unref (self->drafts);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (phone_history_parent_class)->finalize (object);
}

static void
phone_history_class_init (PhoneHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_history_finalize;
  object_class->get_property = phone_history_get_property;

  props[PROP_UNSEEN_MISSED] = g_param_spec_uint ("unseen-missed", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_history_init (PhoneHistory *self)
{
  self->entries = g_list_store_new (PHONE_TYPE_HISTORY_ENTRY);
  self->drafts = g_hash_table_new_full (NULL, NULL, NULL, draft_free);
  g_signal_connect_object (self->entries, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

PhoneHistory *
phone_history_new (StoreDatabase *database)
{
  PhoneHistory *self = g_object_new (PHONE_TYPE_HISTORY, NULL);

  self->database = g_object_ref (database);
  self->view = phone_history_view_new (database);
  return self;
}

static void
set_unseen_missed (PhoneHistory *self,
                   guint         n)
{
  if (self->unseen_missed == n)
    return;

  self->unseen_missed = n;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNSEEN_MISSED]);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PhoneHistory) self = user_data;
  gssize n = store_call_log_count_unseen_finish (STORE_DATABASE (source), result, NULL);

  if (n >= 0)
    set_unseen_missed (self, (guint) n);
}

static void
count_unseen (PhoneHistory *self)
{
  store_call_log_count_unseen_async (self->database, NULL, counted_cb, g_object_ref (self));
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PhoneHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = store_calls_list_finish (STORE_DATABASE (source), result, &error);
  g_autoptr (GPtrArray) entries = NULL;

  if (rows == NULL)
    {
      g_info ("past calls: %s", error->message);
      return;
    }

  entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint n = 0; n < rows->len; n++)
    g_ptr_array_add (entries, phone_history_entry_new (g_ptr_array_index (rows, n)));
  g_list_store_splice (self->entries, g_list_model_get_n_items (G_LIST_MODEL (self->entries)), 0, entries->pdata,
                       entries->len);
}

void
phone_history_load (PhoneHistory *self)
{
  store_calls_list_async (self->database, NULL, SHOWN_MAX, NULL, listed_cb, g_object_ref (self));
  phone_history_view_load_more (self->view);
  count_unseen (self);
}

void
phone_history_append (PhoneHistory *self,
                      GPtrArray    *rows)
{
  guint n_entries = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  guint n_shown = MIN (rows->len, n_entries < SHOWN_MAX ? SHOWN_MAX - n_entries : 0);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint n = 0; n < n_shown; n++)
    g_ptr_array_add (entries, phone_history_entry_new (g_ptr_array_index (rows, n)));
  g_list_store_splice (self->entries, n_entries, 0, entries->pdata, entries->len);
}

void
phone_history_forget (PhoneHistory *self,
                      GPtrArray    *ids)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint n = 0; n < ids->len; n++)
    g_hash_table_add (gone, g_ptr_array_index (ids, n));
  for (guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries)); n > 0; n--)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), n - 1);

      if (g_hash_table_contains (gone, phone_history_entry_get_id (entry)))
        g_list_store_remove (self->entries, n - 1);
    }
}

static StoreCallKind
judge (PhoneCall *call)
{
  gboolean talk = phone_call_was_talk (call);

  if (!phone_call_is_incoming (call))
    return talk ? STORE_CALL_KIND_OUTGOING : STORE_CALL_KIND_UNANSWERED;
  if (talk)
    return STORE_CALL_KIND_INCOMING;
  if (phone_call_was_elsewhere (call))
    return STORE_CALL_KIND_ELSEWHERE;
  return phone_call_was_declined (call) ? STORE_CALL_KIND_DECLINED : STORE_CALL_KIND_MISSED;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The store tells its trouble by itself. */
  if (!store_calls_put_finish (STORE_DATABASE (source), result, &error))
    g_info ("a call was not written down: %s", error->message);
}

static void
read_quality (StoreCall *row,
              PhoneCall *call)
{
  MediaSummary summary;

  phone_call_quality_get_summary (phone_call_get_quality (call), &summary);
  if (summary.n_seconds == 0)
    return;
  row->mark = (guint) (summary.mos * 100 + 0.5);
  row->worst_mark = (guint) (summary.worst_mos * 100 + 0.5);
  row->loss = (guint) (summary.loss * 1000 + 0.5);
}

/* What failed is no recording. */
static void
read_recording (StoreCall *row,
                PhoneCall *call)
{
  PhoneRecording *recording = phone_call_get_recording (call);
  GFile *file = phone_recording_get_file (recording);
  g_autofree char *uri = file != NULL && phone_recording_get_state (recording) != PHONE_RECORDING_STATE_FAILED
                           ? g_file_get_uri (file)
                           : NULL;

  g_set_str (&row->recording, uri);
}

static void
write_down (PhoneHistory *self,
            PhoneCall    *call,
            Draft        *draft)
{
  StoreCall *row = draft->row;

  g_set_str (&row->address, phone_call_get_remote_address (call));
  g_set_str (&row->name, phone_call_get_remote_name (call));
  g_set_str (&row->end_text, phone_call_get_end_text (call));
  g_set_str (&row->diverted_by, phone_call_get_diverted_by (call));
  row->kind = judge (call);
  row->duration_s = phone_call_get_duration (call);
  read_quality (row, call);
  read_recording (row, call);
  if (draft->kept)
    store_calls_put_async (self->database, row, NULL, written_cb, NULL);
}

static void
call_state_cb (PhoneCall    *call,
               GParamSpec   *pspec,
               PhoneHistory *self)
{
  Draft *draft = g_hash_table_lookup (self->drafts, call);
  g_autoptr (PhoneHistoryEntry) entry = NULL;

  if (draft == NULL)
    return;

  write_down (self, call, draft);
  if (!phone_call_is_over (call))
    return;

  entry = phone_history_entry_new (draft->row);
  g_hash_table_remove (self->drafts, call);
  g_list_store_insert (self->entries, 0, entry);
  phone_history_view_add (self->view, entry);
  if (phone_history_entry_get_kind (entry) == PHONE_HISTORY_KIND_MISSED)
    set_unseen_missed (self, self->unseen_missed + 1);
}

void
phone_history_follow (PhoneHistory *self,
                      PhoneCall    *call,
                      gboolean      kept)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->kept = kept;
  draft->row = g_new0 (StoreCall, 1);
  draft->row->id = g_uuid_string_random ();
  draft->row->account = g_strdup (phone_account_get_id (phone_call_get_account (call)));
  draft->row->started_us = g_get_real_time ();
  phone_history_view_hold (self->view, draft->row->id);
  g_hash_table_insert (self->drafts, call, draft);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (call_state_cb), self, G_CONNECT_DEFAULT);
  write_down (self, call, draft);
}

/* Missed ones may be among them. */
static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (PhoneHistory) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_info ("not deleted: %s", error->message);
  count_unseen (self);
}

/**
 * phone_history_remove:
 * @self: past calls
 * @entry: one of them
 *
 * Forgets a past call.
 */
void
phone_history_remove (PhoneHistory      *self,
                      PhoneHistoryEntry *entry)
{
  g_autofree char *id = NULL;

  g_return_if_fail (PHONE_IS_HISTORY (self));
  g_return_if_fail (PHONE_IS_HISTORY_ENTRY (entry));

  id = g_strdup (phone_history_entry_get_id (entry));
  store_calls_delete_async (self->database, id, NULL, deleted_cb, g_object_ref (self));
  for (guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries)); n > 0; n--)
    {
      g_autoptr (PhoneHistoryEntry) other = g_list_model_get_item (G_LIST_MODEL (self->entries), n - 1);

      if (g_str_equal (phone_history_entry_get_id (other), id))
        g_list_store_remove (self->entries, n - 1);
    }
  phone_history_view_forget (self->view, id);
}

/* What goes on is none of the past. */
static GStrv
list_spared (PhoneHistory *self,
             GPtrArray    *spared)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer draft;

  for (guint n = 0; n < spared->len; n++)
    g_strv_builder_add (ids, phone_history_entry_get_id (g_ptr_array_index (spared, n)));
  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    g_strv_builder_add (ids, ((Draft *) draft)->row->id);
  return g_strv_builder_end (ids);
}

/**
 * phone_history_clear:
 * @self: past calls
 * @spared: (element-type PhoneHistoryEntry): those that stay
 *
 * Forgets all other past calls, those too that were never read.
 */
void
phone_history_clear (PhoneHistory *self,
                     GPtrArray    *spared)
{
  g_auto (GStrv) ids = NULL;
  g_autoptr (GPtrArray) left = NULL;

  g_return_if_fail (PHONE_IS_HISTORY (self));
  g_return_if_fail (spared != NULL);

  ids = list_spared (self, spared);
  left = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); n++)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), n);

      if (g_strv_contains ((const char *const *) ids, phone_history_entry_get_id (entry)))
        g_ptr_array_add (left, g_steal_pointer (&entry));
    }
  store_call_log_clear_async (self->database, (const char *const *) ids, NULL, deleted_cb, g_object_ref (self));
  g_list_store_splice (self->entries, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entries)), left->pdata, left->len);
  phone_history_view_clear (self->view, (const char *const *) ids);
}

static void
marked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_call_log_mark_seen_finish (STORE_DATABASE (source), result, &error))
    g_info ("not marked as seen: %s", error->message);
}

/**
 * phone_history_mark_seen:
 * @self: past calls
 *
 * The person has seen which calls they missed.
 */
void
phone_history_mark_seen (PhoneHistory *self)
{
  g_return_if_fail (PHONE_IS_HISTORY (self));

  if (self->unseen_missed == 0)
    return;

  store_call_log_mark_seen_async (self->database, NULL, marked_cb, NULL);
  set_unseen_missed (self, 0);
}

/**
 * phone_history_get_unseen_missed:
 * @self: past calls
 *
 * How many calls were missed since the person last looked.
 *
 * Returns: how many
 */
guint
phone_history_get_unseen_missed (PhoneHistory *self)
{
  g_return_val_if_fail (PHONE_IS_HISTORY (self), 0);

  return self->unseen_missed;
}

/**
 * phone_history_get_view:
 * @history: past calls
 *
 * The list for leafing through all of them.
 *
 * Returns: (transfer none): the view
 */
PhoneHistoryView *
phone_history_get_view (PhoneHistory *history)
{
  g_return_val_if_fail (PHONE_IS_HISTORY (history), NULL);

  return history->view;
}
