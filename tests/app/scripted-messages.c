/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person decided about messages, for a phone that sends none. */

#include "scripted-messages.h"

#include "phone-blocked-private.h"
#include "phone-drop.h"
#include "phone-message-rules.h"

PhoneMessageRules *
phone_get_message_rules (Phone *phone)
{
  PhoneMessageRules *rules = g_object_get_data (G_OBJECT (phone), "message-rules");

  if (rules == NULL)
    {
      rules = phone_message_rules_new ();
      g_object_set_data_full (G_OBJECT (phone), "message-rules", rules, g_object_unref);
    }
  return rules;
}

void
phone_conversation_accept (PhoneConversation *self)
{
  if (phone_conversation_get_standing (self) == PHONE_STANDING_REQUEST)
    scripted_conversation_set_standing (self, PHONE_STANDING_OPEN);
}

void
phone_conversation_set_muted (PhoneConversation *self,
                              gboolean           muted)
{
  scripted_conversation_set_standing (self, muted ? PHONE_STANDING_MUTED : PHONE_STANDING_OPEN);
}

/* Who is blocked and unblocked stands where a stranger does. */
static void
blocked_changed_cb (PhoneBlocked *blocked,
                    Phone        *phone)
{
  GListModel *model = phone_get_conversations (phone);

  for (guint n = 0; n < g_list_model_get_n_items (model); n++)
    {
      g_autoptr (PhoneConversation) conversation = g_list_model_get_item (model, n);
      gboolean was = phone_conversation_get_standing (conversation) == PHONE_STANDING_BLOCKED;
      gboolean is = phone_blocked_has (blocked, phone_conversation_get_address (conversation));

      if (is != was)
        scripted_conversation_set_standing (conversation, is ? PHONE_STANDING_BLOCKED : PHONE_STANDING_REQUEST);
    }
}

PhoneBlocked *
phone_get_blocked (Phone *phone)
{
  PhoneBlocked *blocked = g_object_get_data (G_OBJECT (phone), "blocked");

  if (blocked == NULL)
    {
      blocked = phone_blocked_new (NULL);
      g_object_set_data_full (G_OBJECT (phone), "blocked", blocked, g_object_unref);
      g_signal_connect_object (blocked, "changed", G_CALLBACK (blocked_changed_cb), phone, G_CONNECT_DEFAULT);
    }
  return blocked;
}

void
phone_drop_conversation (Phone             *phone,
                         PhoneConversation *conversation)
{
  GListStore *conversations = G_LIST_STORE (phone_get_conversations (phone));
  guint position;

  if (g_list_store_find (conversations, conversation, &position))
    g_list_store_remove (conversations, position);
}

void
phone_restore_conversation (Phone             *phone,
                            PhoneConversation *conversation)
{
  g_list_store_append (G_LIST_STORE (phone_get_conversations (phone)), conversation);
}

void
phone_forget_conversation (Phone             *phone,
                           PhoneConversation *conversation)
{
}

static void
standing_cb (PhoneConversation *conversation,
             GParamSpec        *pspec,
             Phone             *phone)
{
  GListModel *conversations = phone_get_conversations (phone);
  guint position;

  if (g_list_store_find (G_LIST_STORE (conversations), conversation, &position))
    g_list_model_items_changed (conversations, position, 1, 1);
}

void
scripted_messages_follow (Phone             *phone,
                          PhoneConversation *conversation)
{
  g_signal_connect_object (conversation, "notify::standing", G_CALLBACK (standing_cb), phone, G_CONNECT_DEFAULT);
}

void
scripted_messages_turn_away (PhoneBlocked *blocked,
                             const char   *address,
                             gboolean      call)
{
  g_assert_true (phone_blocked_turn_away (blocked, address, call));
}
