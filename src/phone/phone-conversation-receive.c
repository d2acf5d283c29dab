/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What comes beside words: receipts for what we wrote, and that somebody is writing; and the receipts that others asked for
 * and a person lets them have.
 */

#include "config.h"

#include "phone-conversation-private.h"

#include "phone-account-private.h"
#include "phone-thread.h"
#include "store-outbox.h"
#include "ua-imdn.h"
#include "ua-messager.h"

/* Who got no answer sends again what came the first time. */
static gboolean
came_already (PhoneConversation *self,
              const char        *receipt_id)
{
  GListModel *messages = G_LIST_MODEL (self->messages);

  for (guint n = g_list_model_get_n_items (messages); receipt_id != NULL && n > 0; n--)
    {
      g_autoptr (PhoneMessage) message = g_list_model_get_item (messages, n - 1);

      if (g_strcmp0 (phone_message_get_row (message)->receipt_id, receipt_id) == 0)
        return TRUE;
    }
  return FALSE;
}

PhoneMessage *
phone_conversation_receive_cpim (PhoneConversation *self,
                                 const char        *text,
                                 const UaCpim      *cpim)
{
  g_autofree char *id = g_uuid_string_random ();
  StoreMessage row = { .id = id, .account = self->account_id, .address = self->key,
                       .state = STORE_MESSAGE_STATE_RECEIVED, .unread = TRUE, .time_us = g_get_real_time (),
                       .text = (char *) text, .receipt_id = cpim->message_id,
                       .owes_read = (cpim->wants & UA_RECEIPT_DISPLAY) != 0 };

  phone_conversation_take_typing (self, 0);
  return came_already (self, cpim->message_id) ? NULL : phone_conversation_append_row (self, &row);
}

static void
advanced_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_outbox_advance_finish (STORE_DATABASE (source), result, &error))
    g_info ("a receipt was not kept: %s", error->message);
}

void
phone_conversation_advance (PhoneConversation *self,
                            const char        *id,
                            PhoneMessageState  state)
{
  gboolean read = state == PHONE_MESSAGE_STATE_READ;
  StoreMessage row = { .id = (char *) id, .account = self->account_id, .address = self->key,
                       .state = read ? STORE_MESSAGE_STATE_READ : STORE_MESSAGE_STATE_DELIVERED };
  PhoneMessage *message = phone_conversation_find (self, id);

  if (message != NULL && phone_message_is_outgoing (message)
      && phone_message_get_state (message) != PHONE_MESSAGE_STATE_READ)
    phone_message_set_state (message, state, NULL);
  if (self->account != NULL && phone_account_is_kept (self->account))
    store_outbox_advance_async (self->database, &row, NULL, advanced_cb, NULL);
}

static void
receipt_sent_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* Nobody waits for it: a receipt that gets lost leaves the other side where it was. */
  if (!ua_messager_send_finish (UA_AGENT (source), result, &error))
    g_info ("a receipt was not sent: %s", error->message);
}

/* RFC 5438 §7.2.1: a receipt travels in an envelope of its own, which asks for nothing. */
static void
send_receipt (PhoneConversation *self,
              PhoneMessage      *message,
              UaImdnState        state)
{
  g_autoptr (SipUri) target = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  UaImdn imdn = { phone_message_get_row (message)->receipt_id, state };
  g_autoptr (GBytes) body = ua_imdn_build (&imdn, phone_message_get_time (message));
  UaCpim cpim = { .message_id = id, .content_type = (char *) UA_IMDN_TYPE, .body = body, .is_receipt = TRUE };
  g_autoptr (GBytes) bytes = NULL;
  UaAgent *agent = self->account != NULL ? phone_account_get_agent (self->account) : NULL;

  if (agent == NULL)
    return;
  target = phone_account_parse_target (self->account, self->key, NULL);
  if (target == NULL)
    return;

  from = sip_uri_to_string (phone_account_get_aor (self->account));
  to = sip_uri_to_string (target);
  bytes = ua_cpim_build (&cpim, from, to, now);
  ua_messager_send_async (agent, target, UA_CPIM_TYPE, bytes, NULL, NULL, receipt_sent_cb, NULL);
}

void
phone_conversation_confirm (PhoneConversation *self,
                            PhoneMessage      *message,
                            const UaCpim      *cpim)
{
  if (!self->asks && (cpim->wants & UA_RECEIPT_DELIVERY) != 0 && self->rules != NULL
      && phone_message_rules_get_delivery_receipts (self->rules))
    send_receipt (self, message, UA_IMDN_DELIVERED);
}

/* A debt that the person does not let us pay is forgotten: what was read before they allowed it is nobody's business. */
void
phone_conversation_pay_receipts (PhoneConversation *self)
{
  GListModel *messages = G_LIST_MODEL (self->messages);
  gboolean allowed = !self->asks && self->rules != NULL && phone_message_rules_get_read_receipts (self->rules);

  for (guint n = 0; n < g_list_model_get_n_items (messages); n++)
    {
      g_autoptr (PhoneMessage) message = g_list_model_get_item (messages, n);
      StoreMessage *row = phone_message_edit_row (message);

      if (!row->owes_read)
        continue;
      if (allowed && row->receipt_id != NULL)
        send_receipt (self, message, UA_IMDN_DISPLAYED);
      row->owes_read = FALSE;
      row->unread = FALSE;
      phone_conversation_save (self, message);
    }
}

void
phone_conversation_set_rules (PhoneConversation *self,
                              PhoneMessageRules *rules)
{
  g_set_object (&self->rules, rules);
}

static void
marked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_messages_mark_read_finish (STORE_DATABASE (source), result, &error))
    g_info ("not kept as read: %s", error->message);
}

static void
mark_read (PhoneConversation *self)
{
  GListModel *messages;

  if (self->unread == 0)
    return;

  messages = G_LIST_MODEL (self->messages);
  for (guint n = 0; n < g_list_model_get_n_items (messages); n++)
    {
      g_autoptr (PhoneMessage) message = g_list_model_get_item (messages, n);

      phone_message_set_unread (message, FALSE);
    }
  phone_conversation_set_unread (self, 0);
  phone_conversation_pay_receipts (self);
  store_messages_mark_read_async (self->database, self->account_id, self->key, NULL, marked_cb, NULL);
}

/**
 * phone_conversation_mark_read:
 * @self: a conversation
 *
 * Says that somebody has looked at it.
 */
void
phone_conversation_mark_read (PhoneConversation *self)
{
  g_return_if_fail (PHONE_IS_CONVERSATION (self));

  for (guint n = 0; n < phone_conversation_get_n_members (self); n++)
    mark_read (phone_conversation_get_member (self, n));
}
