/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A message is never lost silently and never overtakes another: what cannot be sent because there is no line, or because a
 * server asked for patience, waits here, and everything behind it. What is refused is marked, and the next one goes.
 */

#include "config.h"

#include "phone-outbox.h"

#include "phone-account-private.h"
#include "phone-conversation-files.h"
#include "phone-words.h"
#include "transport.h"
#include "ua-cpim.h"
#include "ua-error.h"
#include "ua-messager.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  PhoneMessage *message;
  GTask *task;     /* NULL: nobody waits for it */
  gboolean plain;   /* an envelope was refused */
  gboolean wrapped; /* it is on its way in one */
} Item;

struct _PhoneOutbox
{
  GObject parent_instance;

  PhoneConversation *conversation; /* NULL: closed */
  GSignalGroup *account;
  GQueue items;
  gboolean busy; /* the first one is on its way */
  SipClock *clock; /* while a timer runs */
  guint timer;
};

G_DEFINE_FINAL_TYPE (PhoneOutbox, phone_outbox, G_TYPE_OBJECT)

static void try_next (PhoneOutbox *self);

static void
item_free (gpointer data)
{
  Item *item = data;

  g_object_unref (item->message);
  g_clear_object (&item->task);
  g_free (item);
}

static void
stop_timer (PhoneOutbox *self)
{
  if (self->clock != NULL)
    sip_clock_disarm (self->clock, &self->timer);
  g_clear_object (&self->clock);
}

static void
phone_outbox_dispose (GObject *object)
{
  PhoneOutbox *self = PHONE_OUTBOX (object);

  stop_timer (self);
  g_clear_object (&self->account);
  g_queue_clear_full (&self->items, item_free);

  G_OBJECT_CLASS (phone_outbox_parent_class)->dispose (object);
}

static void
phone_outbox_class_init (PhoneOutboxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = phone_outbox_dispose;
}

/* Only who is registered is sure to be let through; the person may try earlier. */
static void
account_state_cb (PhoneAccount *account,
                  GParamSpec   *pspec,
                  PhoneOutbox  *self)
{
  if (phone_account_get_state (account) == PHONE_ACCOUNT_STATE_REGISTERED)
    try_next (self);
}

static void
phone_outbox_init (PhoneOutbox *self)
{
  self->account = g_signal_group_new (PHONE_TYPE_ACCOUNT);
  g_signal_group_connect_object (self->account, "notify::state", G_CALLBACK (account_state_cb), self, G_CONNECT_DEFAULT);
}

PhoneOutbox *
phone_outbox_new (PhoneConversation *conversation)
{
  PhoneOutbox *self = g_object_new (PHONE_TYPE_OUTBOX, NULL);

  self->conversation = conversation;
  return self;
}

void
phone_outbox_close (PhoneOutbox *self)
{
  self->conversation = NULL;
  stop_timer (self);
  g_signal_group_set_target (self->account, NULL);
}

/* The person is told once how it went; @error is taken. */
static void
tell (Item   *item,
      GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&item->task);

  if (task == NULL)
    g_clear_error (&error);
  else if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
mark (PhoneOutbox       *self,
      Item              *item,
      PhoneMessageState  state,
      const char        *reason)
{
  phone_message_set_state (item->message, state, reason);
  phone_conversation_save (self->conversation, item->message);
}

/* The first one is done with, one way or the other. */
static void
settle (PhoneOutbox *self,
        GError      *error)
{
  Item *item = g_queue_pop_head (&self->items);
  g_autofree char *reason = error != NULL ? phone_words_for_error (error) : NULL;
  PhoneMessageState state = phone_message_get_state (item->message);

  /* A receipt may be faster than the answer. */
  if (error != NULL)
    mark (self, item, PHONE_MESSAGE_STATE_NOT_SENT, reason);
  else if (state == PHONE_MESSAGE_STATE_SENDING)
    mark (self, item, PHONE_MESSAGE_STATE_SENT, NULL);
  tell (item, error);
  item_free (item);
}

/* It stays, and so does everything behind it; the reason stands beside it. */
static void
wait (PhoneOutbox *self,
      Item        *item,
      GError      *error)
{
  g_autofree char *reason = phone_words_for_error (error);

  mark (self, item, PHONE_MESSAGE_STATE_SENDING, reason);
  tell (item, error);
}

static void
timer_cb (gpointer user_data)
{
  PhoneOutbox *self = user_data;

  self->timer = 0;
  g_clear_object (&self->clock);
  try_next (self);
}

/* TRUE: not yet, and the clock will say when. */
static gboolean
must_wait (PhoneOutbox *self,
           Item        *item)
{
  gint64 wait_us = phone_message_get_row (item->message)->retry_at_us - g_get_real_time ();

  if (wait_us <= 0)
    return FALSE;

  wait_us = MIN (wait_us, PHONE_OUTBOX_MAX_WAIT_S * G_TIME_SPAN_SECOND); /* a file may say anything */
  self->clock = g_object_ref (phone_account_get_clock (self->conversation->account));
  self->timer = sip_clock_arm (self->clock, (guint) (wait_us / 1000) + 1, timer_cb, self);
  return TRUE;
}

static gboolean
is_no_line (const GError *error)
{
  return g_error_matches (error, UA_ERROR, UA_ERROR_CONNECTION)
         || g_error_matches (error, TRANSPORT_ERROR, TRANSPORT_ERROR_NOT_CONNECTED)
         || g_error_matches (error, TRANSPORT_ERROR, TRANSPORT_ERROR_LOST)
         || g_error_matches (error, TRANSPORT_ERROR, TRANSPORT_ERROR_KEEP_ALIVE)
         || g_error_matches (error, TRANSPORT_ERROR, TRANSPORT_ERROR_STATE_CHANGED);
}

/* RFC 3428 §4, RFC 3261 §21.4.13, §21.6.4: an envelope is not to their taste, or too much for the line. */
static gboolean
is_no_envelope (const GError *error,
                guint         status)
{
  return status == 415 || status == 406 || status == 488 || status == 606 || status == 413 || status == 513
         || g_error_matches (error, TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE);
}

static gboolean
may_try_later (Item                  *item,
               const UaMessageAnswer *answer)
{
  StoreMessage *row = phone_message_edit_row (item->message);

  if (answer->retry_after_s == 0 || answer->status >= 600 || row->attempts >= PHONE_OUTBOX_MAX_ATTEMPTS)
    return FALSE;

  row->retry_at_us =
    g_get_real_time () + (gint64) MIN (answer->retry_after_s, PHONE_OUTBOX_MAX_WAIT_S) * G_USEC_PER_SEC;
  return TRUE;
}

/* What an answer means; @error is taken. TRUE: go on with what is first now. */
static gboolean
digest (PhoneOutbox           *self,
        const UaMessageAnswer *answer,
        gboolean               wrapped,
        GError                *error)
{
  Item *item = g_queue_peek_head (&self->items);

  if (error == NULL)
    {
      settle (self, NULL);
      return TRUE;
    }
  if (wrapped && is_no_envelope (error, answer->status))
    {
      item->plain = TRUE;
      if (answer->status != 0 && answer->status != 413 && answer->status != 513)
        phone_peer_refuse (self->conversation->peer, self->conversation->account);
      g_error_free (error);
      return TRUE;
    }
  if (is_no_line (error))
    {
      wait (self, item, error);
      return FALSE;
    }
  if (may_try_later (item, answer))
    {
      wait (self, item, error);
      return TRUE; /* to arm the clock */
    }
  settle (self, error);
  return TRUE;
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PhoneConversation) conversation = user_data;
  PhoneOutbox *self = conversation->outbox;
  Item *item = g_queue_peek_head (&self->items);
  UaMessageAnswer answer = { 0 };
  GError *error = NULL;

  ua_messager_send_finish_full (UA_AGENT (source), result, &answer, &error);
  self->busy = FALSE;
  if (digest (self, &answer, item->wrapped, error))
    try_next (self);
  ua_message_answer_clear (&answer);
}

static void
send_file (PhoneOutbox *self,
           UaAgent     *agent,
           SipUri      *target,
           PhoneFile   *file)
{
  Item *item = g_queue_peek_head (&self->items);
  const StoreFile *row = phone_file_get_row (file);
  g_autoptr (UaOptions) options = phone_conversation_name_file (file);

  if (row->data == NULL)
    {
      settle (self, g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing of %s is here any more", row->name));
      try_next (self);
      return;
    }

  item->wrapped = FALSE;
  phone_message_edit_row (item->message)->attempts++;
  self->busy = TRUE;
  ua_messager_send_async (agent, target, row->type, row->data, options, NULL, sent_cb,
                          g_object_ref (self->conversation));
}

static void
send_first (PhoneOutbox *self,
            UaAgent     *agent,
            SipUri      *target)
{
  Item *item = g_queue_peek_head (&self->items);
  PhoneFile *file = phone_message_get_file (item->message);
  g_autoptr (GBytes) wrapped = item->plain || file != NULL ? NULL : phone_conversation_wrap (self->conversation, item->message, target);
  const char *text = phone_message_get_text (item->message);
  g_autoptr (GBytes) body = wrapped != NULL ? g_bytes_ref (wrapped) : g_bytes_new (text, strlen (text));

  if (file != NULL)
    {
      send_file (self, agent, target, file);
      return;
    }
  item->wrapped = wrapped != NULL;
  phone_message_edit_row (item->message)->attempts++;
  self->busy = TRUE;
  /* The conversation is held until the answer is here: somebody must learn what became of it. */
  ua_messager_send_async (agent, target, wrapped != NULL ? UA_CPIM_TYPE : "text/plain", body, NULL, NULL, sent_cb,
                          g_object_ref (self->conversation));
}

static gboolean
is_stale (Item *item)
{
  return g_get_real_time () - phone_message_get_row (item->message)->time_us > PHONE_OUTBOX_MAX_AGE_S * G_TIME_SPAN_SECOND;
}

static void
give_up_stale (PhoneOutbox *self)
{
  Item *item;

  while ((item = g_queue_peek_head (&self->items)) != NULL && is_stale (item))
    {
      mark (self, item, PHONE_MESSAGE_STATE_NOT_SENT, _ ("There was no way to send this for a day."));
      tell (item, g_error_new_literal (UA_ERROR, UA_ERROR_CONNECTION, "it waited for a day"));
      item_free (g_queue_pop_head (&self->items));
    }
}

/* Without a line everything waits, and whoever asked is told now. */
static void
wait_for_line (PhoneOutbox *self)
{
  for (GList *link = self->items.head; link != NULL; link = link->next)
    {
      Item *item = link->data;

      if (item->task != NULL || phone_message_get_error_text (item->message) == NULL)
        wait (self, item, g_error_new_literal (UA_ERROR, UA_ERROR_CONNECTION, "the account is offline"));
    }
}

static void
try_next (PhoneOutbox *self)
{
  PhoneAccount *account = self->conversation != NULL ? self->conversation->account : NULL;
  UaAgent *agent = account != NULL ? phone_account_get_agent (account) : NULL;
  g_autoptr (SipUri) target = NULL;
  GError *error = NULL;

  if (self->conversation == NULL || self->busy || self->timer != 0)
    return;

  give_up_stale (self);
  if (g_queue_is_empty (&self->items))
    return;
  if (agent == NULL || !ua_agent_is_connected (agent))
    {
      wait_for_line (self);
      return;
    }
  if (must_wait (self, g_queue_peek_head (&self->items)))
    return;

  target = phone_account_parse_target (account, self->conversation->key, &error);
  if (target != NULL)
    {
      send_first (self, agent, target);
      return;
    }
  settle (self, error);
  try_next (self);
}

void
phone_outbox_set_account (PhoneOutbox  *self,
                          PhoneAccount *account)
{
  g_signal_group_set_target (self->account, account);
}

void
phone_outbox_add (PhoneOutbox  *self,
                  PhoneMessage *message,
                  GTask        *task)
{
  Item *item = g_new0 (Item, 1);

  item->message = g_object_ref (message);
  item->task = task;
  g_queue_push_tail (&self->items, item);
  try_next (self);
}

PhoneMessage *
phone_outbox_find (PhoneOutbox *self,
                   const char  *id)
{
  for (GList *link = self->items.head; link != NULL; link = link->next)
    {
      Item *item = link->data;

      if (g_str_equal (phone_message_get_row (item->message)->id, id))
        return item->message;
    }
  return NULL;
}
