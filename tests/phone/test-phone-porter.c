/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Strangers ask before they are let in, and learn nothing meanwhile; who is blocked is turned away without a word. */

#include "phone-office-calls.h"

#include "phone-blocked.h"
#include "phone-conversation-private.h"
#include "phone-private.h"

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

static PhoneMessage *
send_text (PhoneConversation *conversation,
           const char        *text)
{
  GListModel *messages = G_LIST_MODEL (conversation);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PhoneMessage) sent = NULL;
  g_autoptr (GError) error = NULL;

  phone_conversation_send_async (conversation, text, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_conversation_send_finish (conversation, result, &error));
  g_assert_no_error (error);
  sent = g_list_model_get_item (messages, g_list_model_get_n_items (messages) - 1);
  return sent; /* the list holds it */
}

static guint
count (World *world)
{
  return g_list_model_get_n_items (phone_get_conversations (world->phone));
}

static PhoneConversation *
first (World *world)
{
  g_autoptr (PhoneConversation) conversation = g_list_model_get_item (phone_get_conversations (world->phone), 0);

  return conversation; /* the list holds it */
}

static PhoneStanding
standing (World *world)
{
  return phone_conversation_get_standing (first (world));
}

static void
test_stranger_asks (Office        *office,
                    gconstpointer  data)
{
  PhoneConversation *to_bob = open_to (&office->anna, office, "bob");
  PhoneMessage *sent;

  g_object_set (phone_get_message_rules (office->bob.phone), "read-receipts", TRUE, NULL);
  g_object_set (phone_get_message_rules (office->anna.phone), "read-receipts", TRUE, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (to_bob)), ==, 0);
  wait_until (phone_peer_takes_receipts (to_bob->peer));
  sent = send_text (to_bob, "You have won");
  wait_until (count (&office->bob) == 1);
  g_assert_cmpint (standing (&office->bob), ==, PHONE_STANDING_REQUEST);

  /* Looked at, it tells nobody; Anna's second message is answered after whatever Bob would have said to the first. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (first (&office->bob))), ==, 1);
  phone_conversation_mark_read (first (&office->bob));
  send_text (to_bob, "Hello?");
  g_assert_cmpint (phone_message_get_state (sent), ==, PHONE_MESSAGE_STATE_SENT);

  phone_conversation_accept (first (&office->bob));
  g_assert_cmpint (standing (&office->bob), ==, PHONE_STANDING_OPEN);
  sent = send_text (to_bob, "Are you there?");
  wait_until (phone_message_get_state (sent) == PHONE_MESSAGE_STATE_DELIVERED);
  phone_conversation_mark_read (first (&office->bob));
  wait_until (phone_message_get_state (sent) == PHONE_MESSAGE_STATE_READ);
}

/* Whom one wrote to, called or knows is no stranger. */
static void
test_known_are_let_in (Office        *office,
                       gconstpointer  data)
{
  g_autofree char *anna = g_strdup_printf ("anna@127.0.0.1:%u", office->exchange->port);
  PhonePeople *people = phone_get_people (office->bob.phone);
  g_autoptr (PhonePerson) person = phone_person_new ("Anna");
  g_autoptr (PhoneCall) call = NULL;

  phone_person_add_address (person, PHONE_ADDRESS_SIP, NULL, anna);
  send_text (open_to (&office->anna, office, "bob"), "one");
  wait_until (count (&office->bob) == 1);
  g_assert_cmpint (standing (&office->bob), ==, PHONE_STANDING_REQUEST);
  phone_people_save (people, person);
  g_assert_cmpint (standing (&office->bob), ==, PHONE_STANDING_OPEN);

  send_text (open_to (&office->carol, office, "bob"), "one");
  wait_until (count (&office->bob) == 2);
  g_assert_cmpint (standing (&office->bob), ==, PHONE_STANDING_REQUEST);
  call = office_call (&office->bob, "carol");
  g_assert_cmpint (standing (&office->bob), ==, PHONE_STANDING_OPEN);
  phone_call_hang_up (call);
  wait_until (phone_call_is_over (call));

  send_text (open_to (&office->bob, office, "anna"), "two");
  g_assert_cmpint (standing (&office->anna), ==, PHONE_STANDING_OPEN); /* she wrote first */
}

static void
ring_cb (Phone     *phone,
         PhoneCall *call,
         gboolean  *rang)
{
  *rang = TRUE;
}

static void
test_blocked (Office        *office,
              gconstpointer  data)
{
  g_autofree char *anna = g_strdup_printf ("anna@127.0.0.1:%u", office->exchange->port);
  PhoneBlocked *blocked = phone_get_blocked (office->bob.phone);
  g_autoptr (PhoneBlockedAddress) entry = NULL;
  g_autoptr (PhoneCall) call = NULL;
  gboolean rang = FALSE;
  PhoneMessage *sent;

  g_assert_true (phone_blocked_add (blocked, anna));
  entry = g_list_model_get_item (G_LIST_MODEL (blocked), 0);
  g_signal_connect (office->bob.phone, "incoming-call", G_CALLBACK (ring_cb), &rang);

  sent = send_text (open_to (&office->anna, office, "bob"), "one"); /* she learns nothing of it */
  g_assert_cmpint (phone_message_get_state (sent), ==, PHONE_MESSAGE_STATE_SENT);
  call = office_call (&office->anna, "bob");
  wait_until (phone_call_is_over (call));
  g_assert_cmpuint (count (&office->bob), ==, 0);
  g_assert_false (rang);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (office->bob.phone)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (phone_get_history (office->bob.phone))), ==, 0);
  g_assert_cmpuint (phone_blocked_address_get_messages (entry), ==, 1);
  g_assert_cmpuint (phone_blocked_address_get_calls (entry), ==, 1);

  phone_blocked_remove (blocked, anna);
  send_text (open_to (&office->anna, office, "bob"), "two");
  wait_until (count (&office->bob) == 1);
  phone_blocked_add (blocked, anna);
  g_assert_cmpint (standing (&office->bob), ==, PHONE_STANDING_BLOCKED);
}

static void
test_muted (Office        *office,
            gconstpointer  data)
{
  PhoneConversation *to_anna = open_to (&office->bob, office, "anna");

  phone_conversation_set_muted (to_anna, TRUE);
  g_assert_cmpint (phone_conversation_get_standing (to_anna), ==, PHONE_STANDING_MUTED);
  phone_conversation_set_muted (to_anna, FALSE);
  g_assert_cmpint (phone_conversation_get_standing (to_anna), ==, PHONE_STANDING_OPEN);
}

#define add(name, func) g_test_add ("/phone/porter/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("stranger-asks", test_stranger_asks);
  add ("known-are-let-in", test_known_are_let_in);
  add ("blocked", test_blocked);
  add ("muted", test_muted);
  return g_test_run ();
}
