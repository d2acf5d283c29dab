/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who wrote with whom. */

#include "phone-practice.h"
#include "phone-private.h"

static PhoneMessage *
get_message (PhoneConversation *conversation,
             guint              position)
{
  g_autoptr (PhoneMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), position);

  g_assert_nonnull (message);
  return message; /* the list holds it */
}

static PhoneConversation *
first_conversation (World *world)
{
  g_autoptr (PhoneConversation) first = g_list_model_get_item (phone_get_conversations (world->phone), 0);

  return first; /* the list holds it */
}

static void
receive (World      *world,
         const char *from,
         const char *text)
{
  g_autoptr (SipAddress) address = sip_address_parse (from, -1, NULL);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  PhoneAccount *account = phone_get_default_account (world->phone);

  g_assert_true (phone_conversations_receive (world->phone->conversations, account, address, body));
}

/* WISHES 29: one thread however the address is spelt; TRUST 3.11: what is shown is clean. */
static void
test_one_thread_and_clean (World         *world,
                           gconstpointer  data)
{
  GListModel *conversations;
  PhoneConversation *bob;

  world_practise (world);
  conversations = phone_get_conversations (world->phone);
  receive (world, "\"B\xe2\x80\xaeob\" <sip:bob@example.org>", "one\r\nmore\x07");
  receive (world, "<sip:bob@EXAMPLE.org;transport=ws>;tag=1", "two\xff");
  receive (world, "<sips:bob@example.org>", "three");
  receive (world, "<sip:carol@example.org>", "four");
  receive (world, "<sip:carol@example.org>", "");
  g_assert_cmpuint (g_list_model_get_n_items (conversations), ==, 2);
  g_assert_cmpstr (phone_conversation_get_address (first_conversation (world)), ==, "carol@example.org");

  receive (world, "<sip:bob@example.org>", "five");
  bob = first_conversation (world);
  g_assert_cmpstr (phone_conversation_get_title (bob), ==, "Bob");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (bob)), ==, 4);
  g_assert_cmpuint (phone_conversation_get_unread (bob), ==, 4);
  g_assert_null (strpbrk (phone_message_get_text (get_message (bob, 0)), "\x07\r"));
  g_assert_true (g_utf8_validate (phone_message_get_text (get_message (bob, 1)), -1, NULL));
}

#define add(name, func) g_test_add ("/phone/conversations/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("one-thread-and-clean", test_one_thread_and_clean);
  return g_test_run ();
}
