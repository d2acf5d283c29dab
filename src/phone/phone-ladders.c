/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a trace is in the order of time, and whoever reads it thinks in calls. */

#include "config.h"

#include "phone-ladders.h"

#include "phone-case.h"

#include <string.h>

/* What a line did is part of what was asked of it so long before. */
#define RECENT_US (120 * G_USEC_PER_SEC)

/* A past call is written down a moment after its first message, or before it. */
#define NEAR_US (60 * G_USEC_PER_SEC)

struct _PhoneLadders
{
  GObject parent_instance;

  GListModel *trace;
  GPtrArray *ladders;    /* PhoneLadder, the oldest first */
  GHashTable *by_name;   /* account, a line break and a Call-ID → PhoneLadder */
  GQueue taken;          /* PhoneLadder, borrowed: where each entry of the trace went */
  PhoneTraceEntry *last; /* the newest that was taken; NULL: none */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneLadders, phone_ladders, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
phone_ladders_get_item_type (GListModel *model)
{
  return PHONE_TYPE_LADDER;
}

static guint
phone_ladders_get_n_items (GListModel *model)
{
  return PHONE_LADDERS (model)->ladders->len;
}

static gpointer
phone_ladders_get_item (GListModel *model,
                        guint       position)
{
  GPtrArray *ladders = PHONE_LADDERS (model)->ladders;

  return position < ladders->len ? g_object_ref (g_ptr_array_index (ladders, ladders->len - 1 - position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = phone_ladders_get_item_type;
  iface->get_n_items = phone_ladders_get_n_items;
  iface->get_item = phone_ladders_get_item;
}

static void
phone_ladders_dispose (GObject *object)
{
  PhoneLadders *self = PHONE_LADDERS (object);

  g_clear_object (&self->trace);
  g_clear_object (&self->last);
  g_queue_clear (&self->taken);
  g_hash_table_remove_all (self->by_name);
  g_ptr_array_set_size (self->ladders, 0);

  G_OBJECT_CLASS (phone_ladders_parent_class)->dispose (object);
}

static void
phone_ladders_finalize (GObject *object)
{
  PhoneLadders *self = PHONE_LADDERS (object);

  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->ladders);

  G_OBJECT_CLASS (phone_ladders_parent_class)->finalize (object);
}

static void
phone_ladders_class_init (PhoneLaddersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = phone_ladders_dispose;
  G_OBJECT_CLASS (klass)->finalize = phone_ladders_finalize;
}

static void
phone_ladders_init (PhoneLadders *self)
{
  self->ladders = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static PhoneLadderKind
find_kind (const char *method)
{
  if (g_strcmp0 (method, "INVITE") == 0)
    return PHONE_LADDER_KIND_CALL;
  if (g_strcmp0 (method, "REGISTER") == 0)
    return PHONE_LADDER_KIND_REGISTRATION;
  if (g_strcmp0 (method, "MESSAGE") == 0)
    return PHONE_LADDER_KIND_MESSAGE;

  return PHONE_LADDER_KIND_OTHER;
}

/* Registering is one thing, however often it is done and on whatever line. */
static char *
make_name (PhoneTraceEntry *entry,
           PhoneLadderKind  kind,
           const char      *call_id)
{
  return g_strdup_printf ("%s\n%s", phone_trace_entry_get_account (entry),
                          kind == PHONE_LADDER_KIND_REGISTRATION || call_id == NULL ? "" : call_id);
}

static PhoneLadder *
open_ladder (PhoneLadders    *self,
             PhoneTraceEntry *entry,
             PhoneLadderKind  kind,
             const char      *call_id)
{
  g_autofree char *name = make_name (entry, kind, call_id);
  PhoneLadder *ladder = g_hash_table_lookup (self->by_name, name);

  if (ladder != NULL)
    {
      phone_ladder_add (ladder, entry);
      return ladder;
    }
  ladder = phone_ladder_new (kind, entry);
  phone_ladder_add (ladder, entry);
  g_hash_table_insert (self->by_name, g_steal_pointer (&name), ladder);
  g_ptr_array_add (self->ladders, ladder);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  return ladder;
}

static PhoneLadder *
take_message (PhoneLadders    *self,
              PhoneTraceEntry *entry)
{
  const PhoneClue clue = { .text = phone_trace_entry_get_text (entry) };
  g_autofree char *call_id = phone_clue_dup_header (&clue, "Call-ID");
  g_autofree char *cseq = phone_clue_dup_header (&clue, "CSeq");
  const char *method = cseq != NULL ? strrchr (cseq, ' ') : NULL;

  return open_ladder (self, entry, find_kind (method != NULL ? method + 1 : NULL), call_id != NULL ? call_id : "?");
}

/* What befell the line befell all that went on there. */
static void
tell_open_ones (PhoneLadders    *self,
                PhoneTraceEntry *entry)
{
  for (guint i = self->ladders->len; i > 0; i--)
    {
      PhoneLadder *ladder = g_ptr_array_index (self->ladders, i - 1);

      if (phone_ladder_get_kind (ladder) != PHONE_LADDER_KIND_REGISTRATION && phone_ladder_is_open (ladder)
          && g_str_equal (phone_ladder_get_account (ladder), phone_trace_entry_get_account (entry))
          && g_date_time_difference (phone_trace_entry_get_time (entry), phone_ladder_get_last_time (ladder)) < RECENT_US)
        phone_ladder_add (ladder, entry);
    }
}

static PhoneLadder *
take_note (PhoneLadders    *self,
           PhoneTraceEntry *entry)
{
  const PhoneClue clue = { .text = phone_trace_entry_get_text (entry), .way = PHONE_CLUE_NOTED };
  g_autofree char *call_id = phone_clue_dup_value (&clue, "call");

  if (call_id == NULL)
    tell_open_ones (self, entry);
  return open_ladder (self, entry, call_id != NULL ? PHONE_LADDER_KIND_CALL : PHONE_LADDER_KIND_REGISTRATION, call_id);
}

static void
take (PhoneLadders    *self,
      PhoneTraceEntry *entry)
{
  g_queue_push_tail (&self->taken,
                     phone_trace_entry_is_note (entry) ? take_note (self, entry) : take_message (self, entry));
  g_set_object (&self->last, entry);
}

static gboolean
is_ladder (gpointer name,
           gpointer ladder,
           gpointer which)
{
  return ladder == which;
}

static void
forget (PhoneLadders *self)
{
  guint n = self->ladders->len;

  g_clear_object (&self->last);
  g_queue_clear (&self->taken);
  g_hash_table_remove_all (self->by_name);
  g_ptr_array_set_size (self->ladders, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

/* A ladder of which the trace keeps nothing any more goes with it. */
static void
forget_oldest (PhoneLadders *self)
{
  PhoneLadder *ladder = g_queue_pop_head (&self->taken);
  guint position;

  if (g_queue_find (&self->taken, ladder) != NULL || !g_ptr_array_find (self->ladders, ladder, &position))
    return;
  g_hash_table_foreach_remove (self->by_name, is_ladder, ladder);
  g_ptr_array_remove_index (self->ladders, position);
  g_list_model_items_changed (G_LIST_MODEL (self), self->ladders->len - position, 1, 0);
}

/* The first that was not taken yet. */
static guint
find_news (PhoneLadders *self)
{
  for (guint i = g_list_model_get_n_items (self->trace); i > 0; i--)
    {
      g_autoptr (PhoneTraceEntry) entry = g_list_model_get_item (self->trace, i - 1);

      if (entry == self->last)
        return i;
    }
  return 0;
}

static void
trace_changed_cb (PhoneLadders *self)
{
  guint n = g_list_model_get_n_items (self->trace);
  guint news = self->last != NULL ? find_news (self) : 0;

  if (n == 0 || (news == 0 && self->last != NULL))
    forget (self);
  while (g_queue_get_length (&self->taken) > news)
    forget_oldest (self);
  for (; news < n; news++)
    {
      g_autoptr (PhoneTraceEntry) entry = g_list_model_get_item (self->trace, news);

      take (self, entry);
    }
}

/**
 * phone_ladders_new:
 * @trace: a list of #PhoneTraceEntry, the oldest first
 *
 * Returns: (transfer full): what belongs together, the newest first
 */
PhoneLadders *
phone_ladders_new (GListModel *trace)
{
  PhoneLadders *self = g_object_new (PHONE_TYPE_LADDERS, NULL);

  g_return_val_if_fail (G_IS_LIST_MODEL (trace), self);

  self->trace = g_object_ref (trace);
  g_signal_connect_object (trace, "items-changed", G_CALLBACK (trace_changed_cb), self, G_CONNECT_SWAPPED);
  trace_changed_cb (self);
  return self;
}

/**
 * phone_ladders_find_call:
 * @self: ladders
 * @peer: an address
 * @time: when the call began
 *
 * Finds a past call as long as the trace has it.
 *
 * Returns: (transfer none) (nullable): its ladder; %NULL: none
 */
PhoneLadder *
phone_ladders_find_call (PhoneLadders *self,
                         const char   *peer,
                         GDateTime    *time)
{
  PhoneLadder *best = NULL;
  GTimeSpan nearest = NEAR_US;

  g_return_val_if_fail (PHONE_IS_LADDERS (self) && peer != NULL && time != NULL, NULL);

  for (guint i = 0; i < self->ladders->len; i++)
    {
      PhoneLadder *ladder = g_ptr_array_index (self->ladders, i);
      GTimeSpan distance = ABS (g_date_time_difference (phone_ladder_get_time (ladder), time));

      if (phone_ladder_get_kind (ladder) != PHONE_LADDER_KIND_CALL || distance >= nearest
          || g_ascii_strcasecmp (phone_ladder_get_peer (ladder), peer) != 0)
        continue;
      best = ladder;
      nearest = distance;
    }
  return best;
}
