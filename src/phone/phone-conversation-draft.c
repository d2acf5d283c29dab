/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is begun and not sent: kept like everything a person wrote, and told to the far end as "is writing" where both sides
 * want that. It is written down once the person pauses, for a disk need not hear every key.
 */

#include "config.h"

#include "phone-conversation-private.h"

#include "phone-account-private.h"
#include "phone-text.h"
#include "phone-thread.h"
#include "ua-composing.h"
#include "ua-messager.h"

#define KEEP_AFTER_MS 2000

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_conversations_draft_finish (STORE_DATABASE (source), result, &error))
    g_info ("a draft was not kept: %s", error->message);
}

static void
keep (PhoneConversation *self)
{
  if (self->account != NULL && phone_account_is_kept (self->account))
    store_conversations_draft_async (self->database, self->account_id, self->key, self->draft, NULL, kept_cb, NULL);
}

static void
keep_cb (gpointer user_data)
{
  PhoneConversation *self = user_data;

  self->keep_draft = 0;
  keep (self);
}

static void
stop_keeping (PhoneConversation *self)
{
  if (self->clock != NULL)
    sip_clock_disarm (self->clock, &self->keep_draft);
}

static void
theirs_changed_cb (PhoneTyping       *typing,
                   PhoneConversation *self)
{
  phone_conversation_notify_composing (self);
}

static void
said_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PhoneConversation) self = user_data;
  UaMessageAnswer answer = { 0 };
  g_autoptr (GError) error = NULL;

  if (!ua_messager_send_finish_full (UA_AGENT (source), result, &answer, &error))
    g_info ("that we write was not taken: %s", error->message);
  if (answer.status == 415 || answer.status == 488 || answer.status == 606)
    phone_peer_refuse (self->peer, self->account);
  ua_message_answer_clear (&answer);
}

static void
say_cb (PhoneTyping       *typing,
        gboolean           writing,
        PhoneConversation *self)
{
  UaComposing composing = { writing, PHONE_TYPING_REFRESH_S + 30 };
  PhoneConversation *to = phone_conversation_get_current (self);
  UaAgent *agent = self->account != NULL ? phone_account_get_agent (self->account) : NULL;
  g_autoptr (SipUri) target = NULL;
  g_autoptr (GBytes) body = NULL;

  if (agent == NULL || self->asks || self->blocked || self->rules == NULL || !phone_message_rules_get_typing (self->rules)
      || !phone_peer_takes_typing (to->peer))
    return;

  target = phone_account_parse_target (self->account, to->key, NULL);
  body = ua_composing_build (&composing);
  if (target != NULL)
    ua_messager_send_async (agent, target, UA_COMPOSING_TYPE, body, NULL, NULL, said_cb, g_object_ref (to));
}

static PhoneTyping *
get_typing (PhoneConversation *self)
{
  if (self->typing == NULL && self->clock != NULL)
    {
      self->typing = phone_typing_new (self->clock);
      g_signal_connect_object (self->typing, "theirs-changed", G_CALLBACK (theirs_changed_cb), self, G_CONNECT_DEFAULT);
      g_signal_connect_object (self->typing, "say", G_CALLBACK (say_cb), self, G_CONNECT_DEFAULT);
    }
  return self->typing;
}

void
phone_conversation_take_typing (PhoneConversation *self,
                                guint              seconds)
{
  PhoneTyping *typing = seconds > 0 && !self->asks ? get_typing (self) : self->typing;

  if (typing != NULL)
    phone_typing_set_theirs (typing, seconds);
}

void
phone_conversation_forget_draft (PhoneConversation *self)
{
  if (self->typing != NULL)
    phone_typing_stop_ours (self->typing, TRUE);
  if (self->draft == NULL)
    return;

  stop_keeping (self);
  g_set_str (&self->draft, NULL);
  phone_conversation_notify_draft (self);
  keep (self);
}

void
phone_conversation_move_draft (PhoneConversation *from,
                               PhoneConversation *to)
{
  if (from->draft == NULL || to->draft != NULL)
    return;

  to->draft = g_steal_pointer (&from->draft);
  stop_keeping (from);
  keep (from);
  keep (to);
  phone_conversation_notify_draft (from);
  phone_conversation_notify_draft (to);
}

void
phone_conversation_close_draft (PhoneConversation *self)
{
  gboolean waits = self->keep_draft != 0;

  stop_keeping (self);
  if (waits)
    keep (self);
}

/**
 * phone_conversation_get_composing:
 * @self: a conversation
 *
 * Whether the far end is writing just now (RFC 3994).
 *
 * Returns: %TRUE when it says so
 */
gboolean
phone_conversation_get_composing (PhoneConversation *self)
{
  g_return_val_if_fail (PHONE_IS_CONVERSATION (self), FALSE);

  for (guint n = 0; n < phone_conversation_get_n_members (self); n++)
    {
      PhoneTyping *typing = phone_conversation_get_member (self, n)->typing;

      if (typing != NULL && phone_typing_get_theirs (typing))
        return TRUE;
    }
  return FALSE;
}

/**
 * phone_conversation_get_draft:
 * @self: a conversation
 *
 * What was begun and not sent.
 *
 * Returns: (transfer none) (nullable): the text; %NULL: nothing
 */
const char *
phone_conversation_get_draft (PhoneConversation *self)
{
  g_return_val_if_fail (PHONE_IS_CONVERSATION (self), NULL);

  return self->draft;
}

/**
 * phone_conversation_set_draft:
 * @self: a conversation
 * @draft: (nullable): what is written so far; UTF-8
 *
 * Keeps what was begun, and tells the far end that we are writing where the person allows it and it takes such news.
 */
void
phone_conversation_set_draft (PhoneConversation *self,
                              const char        *draft)
{
  g_return_if_fail (PHONE_IS_CONVERSATION (self));

  const char *text = draft != NULL && *draft != '\0' && strlen (draft) <= PHONE_TEXT_LIMIT_BODY ? draft : NULL;

  if (!g_set_str (&self->draft, text))
    return;

  phone_conversation_notify_draft (self);
  if (self->clock == NULL)
    return;
  if (text != NULL)
    phone_typing_note_ours (get_typing (self));
  else if (self->typing != NULL)
    phone_typing_stop_ours (self->typing, FALSE);
  stop_keeping (self);
  self->keep_draft = sip_clock_arm (self->clock, KEEP_AFTER_MS, keep_cb, self);
}
