/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Receipts and "is writing" between two telephones that take them, and nothing of the kind to one that does not. */

#include "phone-office.h"

#include "phone-conversation-private.h"

static PhoneConversation *
open_to (World      *world,
         Office     *office,
         const char *name)
{
  g_autofree char *address = g_strdup_printf ("%s@127.0.0.1:%u", name, office->exchange->port);
  g_autoptr (GError) error = NULL;
  PhoneConversation *conversation = phone_open_conversation (world->phone, NULL, address, &error);

  g_assert_no_error (error);
  return conversation;
}

static guint
count (PhoneConversation *conversation)
{
  return g_list_model_get_n_items (G_LIST_MODEL (conversation));
}

static PhoneMessage *
get_message (PhoneConversation *conversation,
             guint              position)
{
  g_autoptr (PhoneMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), position);

  g_assert_nonnull (message);
  return message; /* the list holds it */
}

static gboolean
is (PhoneConversation *conversation,
    guint              position,
    PhoneMessageState  state)
{
  return count (conversation) > position
         && phone_message_get_state (get_message (conversation, position)) == state;
}

static void
send_text (PhoneConversation *conversation,
           const char        *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  phone_conversation_send_async (conversation, text, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_conversation_send_finish (conversation, result, &error));
  g_assert_no_error (error);
}

/* Looked at, a conversation asks what its far end takes. */
static PhoneConversation *
open_known (World      *world,
            Office     *office,
            const char *name)
{
  PhoneConversation *conversation = open_to (world, office, name);

  g_assert_cmpuint (count (conversation), ==, 0);
  wait_until (phone_peer_takes_receipts (conversation->peer));
  return conversation;
}

/* RFC 5438 */
static void
test_delivered (Office        *office,
                gconstpointer  data)
{
  PhoneConversation *to_bob = open_known (&office->anna, office, "bob");
  PhoneConversation *to_anna = open_to (&office->bob, office, "anna");

  send_text (to_bob, "Grüße");
  wait_until (is (to_bob, 0, PHONE_MESSAGE_STATE_DELIVERED));
  g_assert_cmpuint (count (to_anna), ==, 1);
  g_assert_cmpstr (phone_message_get_text (get_message (to_anna, 0)), ==, "Grüße");
  g_assert_true (phone_peer_takes_receipts (to_anna->peer));

  /* Nobody allowed more than that. */
  phone_conversation_mark_read (to_anna);
  send_text (to_bob, "more");
  wait_until (is (to_bob, 1, PHONE_MESSAGE_STATE_DELIVERED));
  g_assert_true (is (to_bob, 0, PHONE_MESSAGE_STATE_DELIVERED));
}

static void
test_read (Office        *office,
           gconstpointer  data)
{
  PhoneConversation *to_bob = open_known (&office->anna, office, "bob");
  PhoneConversation *to_anna = open_to (&office->bob, office, "anna");

  g_object_set (phone_get_message_rules (office->anna.phone), "read-receipts", TRUE, NULL);
  g_object_set (phone_get_message_rules (office->bob.phone), "read-receipts", TRUE, NULL);
  send_text (to_bob, "read me");
  wait_until (is (to_bob, 0, PHONE_MESSAGE_STATE_DELIVERED));
  phone_conversation_mark_read (to_anna);
  wait_until (is (to_bob, 0, PHONE_MESSAGE_STATE_READ));
}

/* A receipt from somebody else, or for another message, moves nothing. */
static void
test_forged (Office        *office,
             gconstpointer  data)
{
  PhoneConversation *to_bob = open_known (&office->anna, office, "bob");
  PhoneConversation *to_carol = open_to (&office->anna, office, "carol");
  const char *id;

  open_to (&office->bob, office, "anna"); /* or she would be a stranger, who gets no receipt */
  send_text (to_bob, "mine");
  wait_until (is (to_bob, 0, PHONE_MESSAGE_STATE_DELIVERED));
  id = phone_message_get_row (get_message (to_bob, 0))->id;
  phone_conversation_advance (to_carol, id, PHONE_MESSAGE_STATE_READ);
  phone_conversation_advance (to_bob, "other", PHONE_MESSAGE_STATE_READ);
  g_assert_true (is (to_bob, 0, PHONE_MESSAGE_STATE_DELIVERED));
  phone_conversation_advance (to_bob, id, PHONE_MESSAGE_STATE_READ);
  phone_conversation_advance (to_bob, id, PHONE_MESSAGE_STATE_DELIVERED);
  g_assert_true (is (to_bob, 0, PHONE_MESSAGE_STATE_READ));
}

/* What a gateway says of itself: text, and nothing else. */
static char *
only_text (const char *response)
{
  const char *accept = strstr (response, "\r\nAccept: ");
  const char *end = accept != NULL ? strstr (accept + 2, "\r\n") : NULL;
  g_autofree char *head = accept != NULL ? g_strndup (response, (gsize) (accept - response)) : NULL;

  return end != NULL ? g_strconcat (head, "\r\nAccept: text/plain", end, NULL) : NULL;
}

/* WISHES D10, 30 */
static void
test_gateway (Office        *office,
              gconstpointer  data)
{
  PhoneConversation *to_bob = open_to (&office->anna, office, "bob");
  PhoneConversation *to_anna = open_to (&office->bob, office, "anna");

  office->exchange->tamper_response = only_text;
  g_object_set (phone_get_message_rules (office->anna.phone), "typing", TRUE, NULL);
  send_text (to_bob, "one");
  phone_conversation_set_draft (to_bob, "t");
  send_text (to_bob, "two");
  wait_until (count (to_anna) == 2);
  g_assert_true (is (to_bob, 1, PHONE_MESSAGE_STATE_SENT));
  g_assert_false (phone_peer_takes_receipts (to_bob->peer));
  g_assert_cmpstr (phone_message_get_text (get_message (to_anna, 1)), ==, "two");
}

static char *
refuse_envelopes (const char *response)
{
  const char *rest = strstr (response, "\r\n");

  if (strstr (response, " MESSAGE\r\n") == NULL || strstr (response, "SIP/2.0 200") == NULL || rest == NULL)
    return NULL;
  return g_strconcat ("SIP/2.0 415 Unsupported Media Type\r\nAccept: text/plain", rest, NULL);
}

static guint n_plain;

static char *
count_plain (const char *request)
{
  g_autofree char *type = doubles_switch_dup_header (request, "Content-Type");

  if (g_str_has_prefix (request, "MESSAGE") && g_str_equal (type, "text/plain"))
    n_plain++;
  return NULL;
}

/* An envelope that is refused is sent again without, and no other follows. */
static void
test_refused (Office        *office,
              gconstpointer  data)
{
  PhoneConversation *to_bob = open_known (&office->anna, office, "bob");
  g_autoptr (GAsyncResult) result = NULL;

  n_plain = 0;
  office->exchange->tamper = count_plain;
  office->exchange->tamper_response = refuse_envelopes;
  phone_conversation_send_async (to_bob, "hello", NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_false (phone_conversation_send_finish (to_bob, result, NULL)); /* this exchange refuses plain text, too */
  g_assert_cmpuint (n_plain, >=, 1);
  g_assert_false (phone_peer_takes_receipts (to_bob->peer));
}

/* RFC 3994 */
static void
test_typing (Office        *office,
             gconstpointer  data)
{
  PhoneConversation *to_bob = open_known (&office->anna, office, "bob");
  PhoneConversation *to_anna = open_to (&office->bob, office, "anna");

  phone_conversation_set_draft (to_bob, "H"); /* nobody allowed to say so */
  phone_conversation_set_draft (to_bob, NULL);
  g_object_set (phone_get_message_rules (office->anna.phone), "typing", TRUE, NULL);
  phone_conversation_set_draft (to_bob, "He");
  wait_until (phone_conversation_get_composing (to_anna));
  phone_conversation_set_draft (to_bob, NULL);
  wait_until (!phone_conversation_get_composing (to_anna));
  phone_conversation_set_draft (to_bob, "Hel");
  wait_until (phone_conversation_get_composing (to_anna));
  send_text (to_bob, "Hello");
  wait_until (count (to_anna) == 1 && !phone_conversation_get_composing (to_anna));
  g_assert_null (phone_conversation_get_draft (to_bob));
}

#define add(name, func) g_test_add ("/phone/peer/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("delivered", test_delivered);
  add ("read", test_read);
  add ("forged", test_forged);
  add ("gateway", test_gateway);
  add ("refused", test_refused);
  add ("typing", test_typing);
  return g_test_run ();
}
