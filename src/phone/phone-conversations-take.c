/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What others send finds its conversation: words, plain or in an envelope, receipts, and that somebody is writing. */

#include "config.h"

#include "phone-conversations.h"

#include "phone-address.h"
#include "phone-conversation-files.h"
#include "phone-text.h"
#include "ua-composing.h"
#include "ua-imdn.h"
#include "ua-multipart.h"

/* TRUE: nothing is wanted of them, and it is counted. */
static gboolean
is_turned_away (PhoneConversations *self,
                SipAddress         *from)
{
  g_autofree char *key = phone_address_to_key (sip_address_get_uri (from));

  return phone_blocked_turn_away (phone_porter_get_blocked (phone_conversations_get_porter (self)), key, FALSE);
}

gboolean
phone_conversations_receive (PhoneConversations *self,
                             PhoneAccount       *account,
                             SipAddress         *from,
                             GBytes             *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *text = phone_text_clean_body (data != NULL ? data : "", length);
  const char *said = sip_address_get_display_name (from);
  g_autofree char *name = phone_text_clean_line (said != NULL ? said : "");
  PhoneConversation *conversation;

  if (is_turned_away (self, from) || *text == '\0')
    return TRUE; /* taken, and nothing to show */

  conversation = phone_conversations_open_from (self, account, from);
  if (*name != '\0')
    phone_conversation_set_title (conversation, name);
  phone_conversations_tell (self, conversation, phone_conversation_receive (conversation, text));
  return TRUE;
}

/* Who has a conversation with us; a receipt of anybody else makes none. */
static PhoneConversation *
find_from (PhoneConversations *self,
           PhoneAccount       *account,
           SipAddress         *from)
{
  g_autofree char *key = phone_address_to_key (sip_address_get_uri (from));

  return phone_conversations_find (self, phone_account_get_id (account), key);
}

static gboolean
take_receipt (PhoneConversation *conversation,
              GBytes            *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaImdn) imdn = ua_imdn_parse (body, &error);

  if (imdn == NULL)
    g_info ("a receipt: %s", error->message);
  else if (conversation != NULL && imdn->state != UA_IMDN_FAILED)
    phone_conversation_advance (conversation, imdn->message_id,
                                imdn->state == UA_IMDN_DISPLAYED ? PHONE_MESSAGE_STATE_READ
                                                                 : PHONE_MESSAGE_STATE_DELIVERED);
  return TRUE;
}

static gboolean
take_composing (PhoneConversation *conversation,
                PhoneAccount      *account,
                GBytes            *body)
{
  UaComposing composing = { FALSE, 0 };
  g_autoptr (GError) error = NULL;

  if (!ua_composing_parse (body, &composing, &error))
    g_info ("who is writing: %s", error->message);
  else if (conversation != NULL)
    {
      phone_peer_saw (conversation->peer, account, FALSE);
      phone_conversation_take_typing (conversation, composing.active ? composing.refresh_s : 0);
    }
  return TRUE;
}

static void
take_wrapped_text (PhoneConversations *self,
                   PhoneAccount       *account,
                   SipAddress         *from,
                   const UaCpim       *cpim)
{
  gsize length;
  const char *data = g_bytes_get_data (cpim->body, &length);
  g_autofree char *text = phone_text_clean_body (data != NULL ? data : "", length);
  const char *said = sip_address_get_display_name (from);
  g_autofree char *name = phone_text_clean_line (said != NULL ? said : "");
  PhoneConversation *conversation;
  PhoneMessage *message;

  if (*text == '\0')
    return;

  conversation = phone_conversations_open_from (self, account, from);
  if (*name != '\0')
    phone_conversation_set_title (conversation, name);
  if (cpim->message_id != NULL)
    phone_peer_saw (conversation->peer, account, TRUE);
  message = phone_conversation_receive_cpim (conversation, text, cpim);
  if (message == NULL)
    return;

  phone_conversation_confirm (conversation, message, cpim);
  phone_conversations_tell (self, conversation, message);
}

/* A letter that leads nowhere is refused: its writer may send a link then. */
static gboolean
take_letter (PhoneConversations *self,
             PhoneAccount       *account,
             SipAddress         *from,
             GBytes             *body)
{
  g_autoptr (UaFileLetter) letter = phone_conversation_read_letter (body);
  PhoneConversation *conversation;

  if (is_turned_away (self, from))
    return TRUE;
  if (letter == NULL)
    return FALSE;

  conversation = phone_conversations_open_from (self, account, from);
  phone_conversations_tell (self, conversation, phone_conversation_receive_letter (conversation, letter));
  return TRUE;
}

static gboolean
take_cpim (PhoneConversations *self,
           PhoneAccount       *account,
           SipAddress         *from,
           GBytes             *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaCpim) cpim = ua_cpim_parse (body, &error);

  if (cpim == NULL)
    {
      g_info ("a message: %s", error->message);
      return FALSE;
    }
  if (ua_media_type_is (cpim->content_type, UA_IMDN_TYPE))
    return take_receipt (find_from (self, account, from), cpim->body);
  if (ua_media_type_is (cpim->content_type, UA_COMPOSING_TYPE))
    return take_composing (find_from (self, account, from), account, cpim->body);
  if (ua_media_type_is (cpim->content_type, UA_FILE_LETTER_TYPE))
    return take_letter (self, account, from, cpim->body);
  if (cpim->content_type != NULL && !ua_media_type_is (cpim->content_type, "text/plain"))
    return FALSE;

  if (!is_turned_away (self, from))
    take_wrapped_text (self, account, from, cpim);
  return TRUE;
}

static gboolean
take_file (PhoneConversations *self,
           PhoneAccount       *account,
           const PhoneNote    *note)
{
  PhoneConversation *conversation;
  PhoneMessage *message;

  if (is_turned_away (self, note->from))
    return TRUE;
  if (g_bytes_get_size (note->body) > STORE_FILE_MAX_OCTETS)
    return FALSE;

  conversation = phone_conversations_open_from (self, account, note->from);
  message = phone_conversation_receive_file (conversation, note->content_type, note->body);
  if (message != NULL)
    phone_conversations_tell (self, conversation, message);
  return TRUE;
}

gboolean
phone_conversations_take (PhoneConversations *self,
                          PhoneAccount       *account,
                          const PhoneNote    *note)
{
  if (phone_conversation_takes_file (note->content_type))
    return take_file (self, account, note);
  if (ua_media_type_is (note->content_type, UA_FILE_LETTER_TYPE))
    return take_letter (self, account, note->from, note->body);
  if (ua_media_type_is (note->content_type, UA_CPIM_TYPE))
    return take_cpim (self, account, note->from, note->body);
  if (ua_media_type_is (note->content_type, UA_IMDN_TYPE))
    return take_receipt (find_from (self, account, note->from), note->body);
  return ua_media_type_is (note->content_type, UA_COMPOSING_TYPE)
         && take_composing (find_from (self, account, note->from), account, note->body);
}
