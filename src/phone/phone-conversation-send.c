/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What happens to a message we write: it is kept before it is sent, so that none is ever lost silently. */

#include "config.h"

#include "phone-conversation-private.h"

#include <string.h>

#include "phone-account-private.h"
#include "phone-text.h"
#include "phone-words.h"
#include "ua-error.h"
#include "ua-messager.h"

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

static void
settle (PhoneConversation *self,
        PhoneMessage      *message,
        const GError      *error)
{
  g_autofree char *reason = error != NULL ? phone_words_for_error (error) : NULL;

  phone_message_set_state (message, error == NULL ? PHONE_MESSAGE_STATE_SENT : PHONE_MESSAGE_STATE_NOT_SENT, reason);
  phone_conversation_save (self, message);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean sent = ua_messager_send_finish (UA_AGENT (source), result, &error);

  settle (g_task_get_source_object (task), g_task_get_task_data (task), error);
  if (sent)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
send_now (PhoneConversation  *self,
          GTask              *task,
          const char         *text,
          GError            **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  UaAgent *agent = self->account != NULL ? phone_account_get_agent (self->account) : NULL;
  g_autoptr (SipUri) target = NULL;

  if (agent == NULL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_CONNECTION, "the account is offline");
      return FALSE;
    }

  target = phone_account_parse_target (self->account, self->key, error);
  if (target == NULL)
    return FALSE;

  /* Cancelling stops waiting, and somebody must still learn what became of it. */
  ua_messager_send_async (agent, target, NULL, body, NULL, NULL, sent_cb, g_object_ref (task));
  return TRUE;
}

/**
 * phone_conversation_send_async:
 * @self: a conversation
 * @text: what to write; UTF-8
 * @cancellable: (nullable): stops waiting only
 * @callback: called when the far end or its server took it, or did not
 * @user_data: for @callback
 *
 * Writes a message. It is in the list before this returns, and stays there if it cannot be sent.
 */
void
phone_conversation_send_async (PhoneConversation   *self,
                               const char          *text,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  PhoneMessage *message;
  GError *error = NULL;

  g_return_if_fail (PHONE_IS_CONVERSATION (self));
  g_return_if_fail (text != NULL && g_utf8_validate (text, -1, NULL));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_conversation_send_async);
  if (*text == '\0' || strlen (text) > PHONE_TEXT_LIMIT_BODY)
    {
      g_task_return_new_error (task, TRANSPORT_ERROR, TRANSPORT_ERROR_TOO_LARGE, "a message of %zu octets",
                               strlen (text));
      return;
    }

  message = phone_conversation_append (self, STORE_MESSAGE_STATE_SENDING, text);
  g_task_set_task_data (task, g_object_ref (message), g_object_unref);
  if (send_now (self, task, text, &error))
    return;

  settle (self, message, error);
  g_task_return_error (task, error);
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
