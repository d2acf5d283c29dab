/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One person has several addresses, and one talks to the person (WISHES D9). Each address keeps its messages, its outbox and
 * what its telephone takes; here they are only looked at together, so that they can be parted at any time. */

#include "config.h"

#include "phone-thread.h"

struct _PhoneThread
{
  GObject parent_instance;

  PhoneConversation *head; /* its owner */
  GPtrArray *others;       /* PhoneConversation */
  GPtrArray *shown;        /* PhoneMessage, as the head was last said to have them */
  PhoneConversation *chosen; /* by hand, one of the members; NULL: the one with the newest message */
};

G_DEFINE_FINAL_TYPE (PhoneThread, phone_thread, G_TYPE_OBJECT)

guint
phone_thread_get_n_members (PhoneThread *self)
{
  return self->others->len + 1;
}

PhoneConversation *
phone_thread_get_member (PhoneThread *self,
                         guint        position)
{
  return position == 0 ? self->head : g_ptr_array_index (self->others, position - 1);
}

/* Which member has the oldest of the messages that are not merged yet; G_MAXUINT: there are none. */
static guint
find_oldest (PhoneThread *self,
             const guint *merged)
{
  guint oldest = G_MAXUINT;
  gint64 oldest_us = 0;

  for (guint n = 0; n < phone_thread_get_n_members (self); n++)
    {
      GListModel *messages = G_LIST_MODEL (phone_thread_get_member (self, n)->messages);
      g_autoptr (PhoneMessage) message = g_list_model_get_item (messages, merged[n]);

      if (message == NULL || (oldest != G_MAXUINT && phone_message_get_row (message)->time_us >= oldest_us))
        continue;
      oldest = n;
      oldest_us = phone_message_get_row (message)->time_us;
    }
  return oldest;
}

/* By time, but never against the order of arrival within one address: a clock set back shuffles nothing. */
static GPtrArray *
merge (PhoneThread *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree guint *merged = g_new0 (guint, phone_thread_get_n_members (self));
  guint oldest;

  while ((oldest = find_oldest (self, merged)) != G_MAXUINT)
    g_ptr_array_add (all, g_list_model_get_item (G_LIST_MODEL (phone_thread_get_member (self, oldest)->messages),
                                                 merged[oldest]++));
  return all;
}

static guint
count_same_start (GPtrArray *before,
                  GPtrArray *after)
{
  guint n = 0;

  while (n < before->len && n < after->len && before->pdata[n] == after->pdata[n])
    n++;
  return n;
}

static guint
count_same_end (GPtrArray *before,
                GPtrArray *after,
                guint      start)
{
  guint n = 0;

  while (start + n < before->len && start + n < after->len
         && before->pdata[before->len - 1 - n] == after->pdata[after->len - 1 - n])
    n++;
  return n;
}

static void
refresh (PhoneThread *self)
{
  g_autoptr (GPtrArray) before = self->shown;
  GPtrArray *after = merge (self);
  guint start = count_same_start (before, after);
  guint end = count_same_end (before, after, start);

  self->shown = after;
  if (before->len > start + end || after->len > start + end)
    g_list_model_items_changed (G_LIST_MODEL (self->head), start, before->len - start - end, after->len - start - end);
}

static void
messages_changed_cb (PhoneThread *self)
{
  refresh (self);
}

/* Who wrote last is answered. */
static void
last_time_cb (PhoneThread *self)
{
  self->chosen = NULL;
  phone_conversation_notify_address (self->head);
}

/* Of an address that is no head, what changed is said by the head; what was begun is the head's alone. */
static void
member_notify_cb (PhoneConversation *member,
                  GParamSpec        *pspec,
                  PhoneThread       *self)
{
  if (!g_str_equal (pspec->name, "draft"))
    g_object_notify_by_pspec (G_OBJECT (self->head), pspec);
}

static void
follow (PhoneThread       *self,
        PhoneConversation *member)
{
  g_signal_connect_object (member->messages, "items-changed", G_CALLBACK (messages_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (member, "notify::last-time", G_CALLBACK (last_time_cb), self, G_CONNECT_SWAPPED);
  if (member != self->head)
    g_signal_connect_object (member, "notify", G_CALLBACK (member_notify_cb), self, G_CONNECT_DEFAULT);
}

static void
stop_following (PhoneThread       *self,
                PhoneConversation *member)
{
  g_signal_handlers_disconnect_by_data (member->messages, self);
  g_signal_handlers_disconnect_by_data (member, self);
}

static void
phone_thread_dispose (GObject *object)
{
  PhoneThread *self = PHONE_THREAD (object);

  for (guint n = 0; n < self->others->len; n++)
    stop_following (self, g_ptr_array_index (self->others, n));
  g_ptr_array_set_size (self->others, 0);

  G_OBJECT_CLASS (phone_thread_parent_class)->dispose (object);
}

static void
phone_thread_finalize (GObject *object)
{
  PhoneThread *self = PHONE_THREAD (object);

  g_ptr_array_unref (self->others);
  g_ptr_array_unref (self->shown);

  G_OBJECT_CLASS (phone_thread_parent_class)->finalize (object);
}

static void
phone_thread_class_init (PhoneThreadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_thread_dispose;
  object_class->finalize = phone_thread_finalize;
}

static void
phone_thread_init (PhoneThread *self)
{
  self->others = g_ptr_array_new_with_free_func (g_object_unref);
}

PhoneThread *
phone_thread_new (PhoneConversation *head)
{
  PhoneThread *self = g_object_new (PHONE_TYPE_THREAD, NULL);

  self->head = head;
  self->shown = merge (self);
  follow (self, head);
  return self;
}

static gboolean
has_others (PhoneThread *self,
            GPtrArray   *others)
{
  return others->len == self->others->len && count_same_start (others, self->others) == others->len;
}

static void
notify_all (PhoneConversation *head)
{
  static const char *const names[] = { "title", "address", "last-text", "last-time", "unread", "composing", "standing" };

  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    g_object_notify (G_OBJECT (head), names[n]);
}

void
phone_thread_set_others (PhoneThread *self,
                         GPtrArray   *others)
{
  gboolean was_looked_at = self->head->asked;

  if (has_others (self, others))
    return;

  self->chosen = NULL;
  for (guint n = 0; n < self->others->len; n++)
    {
      stop_following (self, g_ptr_array_index (self->others, n));
      was_looked_at |= PHONE_CONVERSATION (g_ptr_array_index (self->others, n))->asked;
    }
  g_ptr_array_set_size (self->others, 0);
  for (guint n = 0; n < others->len; n++)
    {
      g_ptr_array_add (self->others, g_object_ref (g_ptr_array_index (others, n)));
      follow (self, g_ptr_array_index (others, n));
      if (was_looked_at)
        phone_conversation_look (g_ptr_array_index (others, n));
    }
  refresh (self);
  notify_all (self->head);
}

PhoneConversation *
phone_thread_get_newest (PhoneThread *self)
{
  PhoneConversation *newest = self->head;

  for (guint n = 0; n < self->others->len; n++)
    {
      PhoneConversation *other = g_ptr_array_index (self->others, n);

      if (other->last_time != NULL
          && (newest->last_time == NULL || g_date_time_compare (other->last_time, newest->last_time) > 0))
        newest = other;
    }
  return newest;
}

PhoneConversation *
phone_thread_get_current (PhoneThread *self)
{
  return self->chosen != NULL ? self->chosen : phone_thread_get_newest (self);
}

void
phone_thread_choose (PhoneThread       *self,
                     PhoneConversation *member)
{
  if (phone_thread_get_current (self) == member)
    return;

  self->chosen = member;
  phone_conversation_notify_address (self->head);
}

guint
phone_thread_get_n_messages (PhoneThread *self)
{
  for (guint n = 0; n < phone_thread_get_n_members (self); n++)
    phone_conversation_look (phone_thread_get_member (self, n));
  return self->shown->len;
}

PhoneMessage *
phone_thread_get_message (PhoneThread *self,
                          guint        position)
{
  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position)) : NULL;
}
