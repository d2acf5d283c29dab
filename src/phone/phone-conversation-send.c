/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What happens to a message we write: it is kept before it is sent, so that none is ever lost silently. */

#include "config.h"

#include "phone-conversation-private.h"

#include <string.h>

#include "phone-account-private.h"
#include "phone-conversation-files.h"
#include "phone-outbox.h"
#include "phone-text.h"
#include "phone-thread.h"
#include "transport.h"

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The store tells its trouble by itself. */
  if (!store_messages_put_finish (STORE_DATABASE (source), result, &error))
    g_info ("a message was not kept: %s", error->message);
}

void
phone_conversation_save (PhoneConversation *self,
                         PhoneMessage      *message)
{
  if (self->account != NULL && phone_account_is_kept (self->account))
    store_messages_put_async (self->database, phone_message_get_row (message), self->title, NULL, saved_cb, NULL);
}

GBytes *
phone_conversation_wrap (PhoneConversation *self,
                         PhoneMessage      *message,
                         SipUri            *target)
{
  const char *text = phone_message_get_text (message);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  UaCpim cpim = { .message_id = phone_message_get_row (message)->id, .wants = UA_RECEIPT_DELIVERY | UA_RECEIPT_FAILURE };

  if (self->rules == NULL || !phone_message_rules_get_delivery_receipts (self->rules)
      || !phone_peer_takes_receipts (self->peer))
    return NULL;

  if (phone_message_rules_get_read_receipts (self->rules))
    cpim.wants |= UA_RECEIPT_DISPLAY;
  from = sip_uri_to_string (phone_account_get_aor (self->account));
  to = sip_uri_to_string (target);
  body = g_bytes_new_static (text, strlen (text));
  cpim.body = body;
  return ua_cpim_build (&cpim, from, to, phone_message_get_time (message));
}

void
phone_conversation_resume (PhoneConversation  *self,
                           const StoreMessage *row)
{
  PhoneMessage *known = phone_conversation_find (self, row->id);
  g_autoptr (PhoneMessage) message = known != NULL ? g_object_ref (known) : phone_message_new (row);

  if (phone_outbox_find (self->outbox, row->id) != NULL)
    return;

  g_ptr_array_add (self->resumed, g_object_ref (message));
  phone_conversation_queue (self, message);
}

/**
 * phone_conversation_retry:
 * @self: a conversation
 * @message: one of its messages
 *
 * Sends once more what was not sent; anything else is left alone.
 */
void
phone_conversation_retry (PhoneConversation *self,
                          PhoneMessage      *message)
{
  PhoneConversation *member;
  StoreMessage *row;

  g_return_if_fail (PHONE_IS_CONVERSATION (self));
  g_return_if_fail (PHONE_IS_MESSAGE (message));

  member = phone_conversation_find_member (self, phone_message_get_row (message)->address);
  if (member == NULL || phone_message_get_state (message) != PHONE_MESSAGE_STATE_NOT_SENT)
    return;

  row = phone_message_edit_row (message);
  row->attempts = 0;
  row->retry_at_us = 0;
  phone_message_set_state (message, PHONE_MESSAGE_STATE_SENDING, NULL);
  phone_conversation_save (member, message);
  if (phone_message_get_file (message) != NULL)
    phone_conversation_queue (member, message);
  else
    phone_outbox_add (member->outbox, message, NULL);
}

/**
 * phone_conversation_send_async:
 * @self: a conversation
 * @text: what to write; UTF-8
 * @cancellable: (nullable): stops waiting only
 * @callback: called when the far end or its server took it, or it did not work at once
 * @user_data: for @callback
 *
 * Writes a message. It is in the list before this returns, and stays there if it cannot be sent; where only the line is
 * missing, or a server asks for patience, it waits and goes by itself.
 */
void
phone_conversation_send_async (PhoneConversation   *self,
                               const char          *text,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;
  PhoneConversation *to;
  PhoneMessage *message;

  g_return_if_fail (PHONE_IS_CONVERSATION (self));
  g_return_if_fail (text != NULL && g_utf8_validate (text, -1, NULL));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_conversation_send_async);
  if (*text == '\0' || strlen (text) > PHONE_TEXT_LIMIT_BODY)
    {
      g_task_return_new_error (task, TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE, "a message of %zu octets",
                               strlen (text));
      g_object_unref (task);
      return;
    }

  phone_conversation_accept (self);
  to = phone_conversation_get_current (self);
  message = phone_conversation_append (to, STORE_MESSAGE_STATE_SENDING, text);
  phone_conversation_forget_draft (self);
  phone_peer_ask (to->peer, to->account);
  phone_outbox_add (to->outbox, message, task);
}

/**
 * phone_conversation_send_finish:
 * @self: a conversation
 * @result: what the callback was given
 * @error: return location for the reason
 *
 * Ends phone_conversation_send_async().
 *
 * Returns: %TRUE when the far end or its server took it
 */
gboolean
phone_conversation_send_finish (PhoneConversation  *self,
                                GAsyncResult       *result,
                                GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
