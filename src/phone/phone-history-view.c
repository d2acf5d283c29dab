/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Years of calls, of which a person looks at the first few: only those are read from the file that somebody scrolled to.
 * What ended since the program began stands above them; it is known here before the file is asked again. */

#include "config.h"

#include "phone-history-view-private.h"

#include "phone-history-private.h"
#include "store-call-log.h"

struct _PhoneHistoryView
{
  GObject parent_instance;

  StoreDatabase *database;
  PhoneHistoryFilter filter;
  GListStore *entries;
  GListStore *fresh;   /* what ended since the program began, of every kind, newest first */
  GHashTable *unread;  /* set of ids that are not to be taken from the file: fresh, going on or deleted */
  char *oldest;        /* the id with which the last page ended; NULL: none was read */
  guint asked;         /* counts the questions to the file; only the newest counts */
  gboolean loading;
  gboolean complete;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_ENUM_TYPE (PhoneHistoryFilter, phone_history_filter,
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_FILTER_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_FILTER_MISSED, "missed"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_FILTER_INCOMING, "incoming"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_FILTER_OUTGOING, "outgoing"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_FILTER_RECORDED, "recorded"))

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneHistoryView, phone_history_view, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_FILTER = 1,
  PROP_COMPLETE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

typedef struct
{
  PhoneHistoryView *view;
  guint number;
} Question;

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
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PhoneHistoryView *self = PHONE_HISTORY_VIEW (object);

  switch (prop_id)
    {
    case PROP_FILTER:
      g_value_set_enum (value, self->filter);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_history_view_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  if (prop_id == PROP_FILTER)
    phone_history_view_set_filter (PHONE_HISTORY_VIEW (object), g_value_get_enum (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
phone_history_view_finalize (GObject *object)
{
  PhoneHistoryView *self = PHONE_HISTORY_VIEW (object);

  g_object_unref (self->database);
  g_object_unref (self->entries);
  g_object_unref (self->fresh);
  g_hash_table_unref (self->unread);
  g_free (self->oldest);

  G_OBJECT_CLASS (phone_history_view_parent_class)->finalize (object);
}

static void
phone_history_view_class_init (PhoneHistoryViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_history_view_finalize;
  object_class->get_property = phone_history_view_get_property;
  object_class->set_property = phone_history_view_set_property;

  props[PROP_FILTER] = g_param_spec_enum ("filter", NULL, NULL, PHONE_TYPE_HISTORY_FILTER, PHONE_HISTORY_FILTER_ALL,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_history_view_init (PhoneHistoryView *self)
{
  self->entries = g_list_store_new (PHONE_TYPE_HISTORY_ENTRY);
  self->fresh = g_list_store_new (PHONE_TYPE_HISTORY_ENTRY);
  self->unread = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect_object (self->entries, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

PhoneHistoryView *
phone_history_view_new (StoreDatabase *database)
{
  PhoneHistoryView *self = g_object_new (PHONE_TYPE_HISTORY_VIEW, NULL);

  self->database = g_object_ref (database);
  return self;
}

static gboolean
is_wanted (PhoneHistoryView  *self,
           PhoneHistoryEntry *entry)
{
  PhoneHistoryKind kind = phone_history_entry_get_kind (entry);
  gboolean outgoing = kind == PHONE_HISTORY_KIND_OUTGOING || kind == PHONE_HISTORY_KIND_UNANSWERED;

  switch (self->filter)
    {
    case PHONE_HISTORY_FILTER_ALL:
      return TRUE;
    case PHONE_HISTORY_FILTER_MISSED:
      return kind == PHONE_HISTORY_KIND_MISSED;
    case PHONE_HISTORY_FILTER_INCOMING:
      return !outgoing;
    case PHONE_HISTORY_FILTER_OUTGOING:
      return outgoing;
    case PHONE_HISTORY_FILTER_RECORDED:
      return phone_history_entry_get_recording (entry) != NULL;
    }
  g_return_val_if_reached (FALSE);
}

static void
set_complete (PhoneHistoryView *self,
              gboolean          complete)
{
  if (self->complete == complete)
    return;

  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
}

static void
show_page (PhoneHistoryView *self,
           GPtrArray        *rows)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint n = 0; n < rows->len; n++)
    {
      const StoreCall *row = g_ptr_array_index (rows, n);

      g_set_str (&self->oldest, row->id);
      if (!g_hash_table_contains (self->unread, row->id))
        g_ptr_array_add (entries, phone_history_entry_new (row));
    }
  g_list_store_splice (self->entries, get_n_items (G_LIST_MODEL (self)), 0, entries->pdata, entries->len);
  set_complete (self, rows->len < PHONE_HISTORY_PAGE);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (PhoneHistoryView) self = question->view;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = store_call_log_list_finish (STORE_DATABASE (source), result, &error);

  if (question->number != self->asked)
    return;

  self->loading = FALSE;
  if (rows != NULL)
    show_page (self, rows);
  else
    g_info ("past calls: %s", error->message);
}

/**
 * phone_history_view_load_more:
 * @self: past calls
 *
 * Reads one more page; nothing if one is being read, or all are here.
 */
void
phone_history_view_load_more (PhoneHistoryView *self)
{
  static const StoreCallLogFilter filters[] = { STORE_CALL_LOG_ALL, STORE_CALL_LOG_MISSED, STORE_CALL_LOG_INCOMING,
                                                STORE_CALL_LOG_OUTGOING, STORE_CALL_LOG_RECORDED };
  Question *question;

  g_return_if_fail (PHONE_IS_HISTORY_VIEW (self));

  if (self->loading || self->complete)
    return;

  self->loading = TRUE;
  question = g_new (Question, 1);
  *question = (Question) { g_object_ref (self), ++self->asked };
  store_call_log_list_async (self->database, filters[self->filter], self->oldest, PHONE_HISTORY_PAGE, NULL, listed_cb,
                             question);
}

/* Back to the first page. */
static void
begin_anew (PhoneHistoryView *self)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (self->fresh)); n++)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->fresh), n);

      if (is_wanted (self, entry))
        g_ptr_array_add (entries, g_steal_pointer (&entry));
    }
  g_clear_pointer (&self->oldest, g_free);
  self->asked++;
  self->loading = FALSE;
  set_complete (self, FALSE);
  g_list_store_splice (self->entries, 0, get_n_items (G_LIST_MODEL (self)), entries->pdata, entries->len);
  phone_history_view_load_more (self);
}

/**
 * phone_history_view_get_filter:
 * @self: past calls
 *
 * Which of them are here.
 *
 * Returns: the filter
 */
PhoneHistoryFilter
phone_history_view_get_filter (PhoneHistoryView *self)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_VIEW (self), PHONE_HISTORY_FILTER_ALL);

  return self->filter;
}

/**
 * phone_history_view_set_filter:
 * @self: past calls
 * @filter: which of them are wanted
 *
 * Lists others, beginning with the newest.
 */
void
phone_history_view_set_filter (PhoneHistoryView   *self,
                               PhoneHistoryFilter  filter)
{
  g_return_if_fail (PHONE_IS_HISTORY_VIEW (self));

  if (self->filter == filter)
    return;

  self->filter = filter;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FILTER]);
  begin_anew (self);
}

/**
 * phone_history_view_is_complete:
 * @self: past calls
 *
 * Whether the oldest of them is here.
 *
 * Returns: %FALSE if there is more to read
 */
gboolean
phone_history_view_is_complete (PhoneHistoryView *self)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_VIEW (self), FALSE);

  return self->complete;
}

void
phone_history_view_hold (PhoneHistoryView *self,
                         const char       *id)
{
  g_hash_table_add (self->unread, g_strdup (id));
}

void
phone_history_view_add (PhoneHistoryView  *self,
                        PhoneHistoryEntry *entry)
{
  phone_history_view_hold (self, phone_history_entry_get_id (entry));
  g_list_store_insert (self->fresh, 0, entry);
  if (is_wanted (self, entry))
    g_list_store_insert (self->entries, 0, entry);
}

static void
remove_from (GListStore *list,
             const char *id)
{
  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (list)); n++)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (list), n);

      if (!g_str_equal (phone_history_entry_get_id (entry), id))
        continue;
      g_list_store_remove (list, n);
      return;
    }
}

/* The next page begins after a call that is still in the file; if there is none, it is the first. */
static void
move_end (PhoneHistoryView *self)
{
  g_clear_pointer (&self->oldest, g_free);
  for (guint n = get_n_items (G_LIST_MODEL (self)); n > 0 && self->oldest == NULL; n--)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), n - 1);

      if (!g_hash_table_contains (self->unread, phone_history_entry_get_id (entry)))
        self->oldest = g_strdup (phone_history_entry_get_id (entry));
    }
}

void
phone_history_view_forget (PhoneHistoryView *self,
                           const char       *id)
{
  g_autofree char *gone = g_strdup (id); /* it may be the entry's own */

  phone_history_view_hold (self, gone); /* a page that is being read may have it */
  remove_from (self->fresh, gone);
  remove_from (self->entries, gone);
  if (g_strcmp0 (self->oldest, gone) == 0)
    move_end (self);
}

void
phone_history_view_clear (PhoneHistoryView  *self,
                          const char *const *spared)
{
  GListModel *fresh = G_LIST_MODEL (self->fresh);

  for (guint n = g_list_model_get_n_items (fresh); n > 0; n--)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (fresh, n - 1);

      if (!g_strv_contains (spared, phone_history_entry_get_id (entry)))
        g_list_store_remove (self->fresh, n - 1);
    }
  begin_anew (self);
}
