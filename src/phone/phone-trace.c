/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whoever reports that a call failed cannot be asked to let it fail once more with the trace turned on. So it is
 * always on, in memory, and has an end: by messages, and by octets, for a message may be large. */

#include "config.h"

#include "phone-trace-private.h"

#define LOG_DOMAIN "sip-trace"

struct _PhoneTrace
{
  GObject parent_instance;

  GQueue entries; /* PhoneTraceEntry */
  gsize n_octets;
  gboolean logged;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneTrace, phone_trace, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
phone_trace_get_item_type (GListModel *model)
{
  return PHONE_TYPE_TRACE_ENTRY;
}

static guint
phone_trace_get_n_items (GListModel *model)
{
  return g_queue_get_length (&PHONE_TRACE (model)->entries);
}

static gpointer
phone_trace_get_item (GListModel *model,
                      guint       position)
{
  gpointer entry = g_queue_peek_nth (&PHONE_TRACE (model)->entries, position);

  return entry != NULL ? g_object_ref (entry) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = phone_trace_get_item_type;
  iface->get_n_items = phone_trace_get_n_items;
  iface->get_item = phone_trace_get_item;
}

static void
phone_trace_dispose (GObject *object)
{
  g_queue_clear_full (&PHONE_TRACE (object)->entries, g_object_unref);

  G_OBJECT_CLASS (phone_trace_parent_class)->dispose (object);
}

static void
phone_trace_class_init (PhoneTraceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = phone_trace_dispose;
}

static void
phone_trace_init (PhoneTrace *self)
{
  g_queue_init (&self->entries);
}

PhoneTrace *
phone_trace_new (void)
{
  return g_object_new (PHONE_TYPE_TRACE, NULL);
}

static gboolean
is_too_full (PhoneTrace *self)
{
  return g_queue_get_length (&self->entries) > PHONE_TRACE_MAX_ENTRIES || self->n_octets > PHONE_TRACE_MAX_OCTETS;
}

static guint
drop_oldest (PhoneTrace *self)
{
  guint n_dropped = 0;

  while (is_too_full (self))
    {
      g_autoptr (PhoneTraceEntry) oldest = g_queue_pop_head (&self->entries);

      self->n_octets -= strlen (phone_trace_entry_get_text (oldest));
      n_dropped++;
    }
  return n_dropped;
}

static void
add (PhoneTrace      *self,
     PhoneTraceEntry *entry) /* transfer full */
{
  guint before = g_queue_get_length (&self->entries);
  guint n_dropped;

  if (self->logged)
    {
      g_autofree char *line = phone_trace_entry_dup_text (entry);

      g_log_structured (LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MESSAGE", "%s", line);
    }
  g_queue_push_tail (&self->entries, entry);
  self->n_octets += strlen (phone_trace_entry_get_text (entry));
  n_dropped = drop_oldest (self);

  /* One message so large that it pushes itself out was never there. */
  if (n_dropped > before)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  else if (n_dropped > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, before - n_dropped + 1);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, 1);
}

void
phone_trace_add (PhoneTrace   *self,
                 PhoneAccount *account,
                 gboolean      outgoing,
                 const char   *text)
{
  add (self, phone_trace_entry_new (account, outgoing, text));
}

void
phone_trace_note (PhoneTrace   *self,
                  PhoneAccount *account,
                  const char   *text)
{
  add (self, phone_trace_entry_new_note (account, text));
}

static void
account_traced_cb (PhoneAccount *account,
                   gboolean      outgoing,
                   const char   *text,
                   PhoneTrace   *self)
{
  phone_trace_add (self, account, outgoing, text);
}

static void
account_noted_cb (PhoneAccount *account,
                  const char   *text,
                  PhoneTrace   *self)
{
  phone_trace_note (self, account, text);
}

void
phone_trace_follow (PhoneTrace   *self,
                    PhoneAccount *account)
{
  g_signal_connect_object (account, "traced", G_CALLBACK (account_traced_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (account, "noted", G_CALLBACK (account_noted_cb), self, G_CONNECT_DEFAULT);
}

/**
 * phone_trace_clear:
 * @self: a trace
 *
 * Forgets everything.
 */
void
phone_trace_clear (PhoneTrace *self)
{
  guint n_entries;

  g_return_if_fail (PHONE_IS_TRACE (self));

  n_entries = g_queue_get_length (&self->entries);
  g_queue_clear_full (&self->entries, g_object_unref);
  self->n_octets = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_entries, 0);
}

/**
 * phone_trace_set_logged:
 * @self: a trace
 * @logged: whether messages go to the log too
 *
 * Turns the log on or off; it is off to begin with (CONTRACT W12).
 */
void
phone_trace_set_logged (PhoneTrace *self,
                        gboolean    logged)
{
  g_return_if_fail (PHONE_IS_TRACE (self));

  self->logged = logged;
}

/**
 * phone_trace_is_logged:
 * @self: a trace
 *
 * Whether messages go to the log too.
 *
 * Returns: %TRUE when they do
 */
gboolean
phone_trace_is_logged (PhoneTrace *self)
{
  g_return_val_if_fail (PHONE_IS_TRACE (self), FALSE);

  return self->logged;
}

/**
 * phone_trace_dup_text:
 * @self: a trace
 *
 * All that is kept, the oldest first.
 *
 * Returns: (transfer full): text; "" for nothing
 */
char *
phone_trace_dup_text (PhoneTrace *self)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (PHONE_IS_TRACE (self), NULL);

  text = g_string_new (NULL);
  for (GList *link = self->entries.head; link != NULL; link = link->next)
    {
      g_autofree char *entry = phone_trace_entry_dup_text (link->data);

      g_string_append_printf (text, "%s\n", entry);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}
