/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whoever one knows has the name one gave them: in calls, past calls and conversations, from the moment one knows them. */

#include "phone-practice.h"

static void
test_everywhere (World         *world,
                 gconstpointer  data)
{
  g_autoptr (PhonePerson) person = phone_person_new ("Dr. Echo");
  g_autoptr (PhoneCall) call = NULL;
  g_autofree char *before = NULL;
  PhoneConversation *conversation;
  PhonePeople *people;

  world_practise (world);
  people = phone_get_people (world->phone);
  phone_person_add_address (person, PHONE_ADDRESS_SIP, NULL, "echo@practice.invalid");
  conversation = phone_open_conversation (world->phone, NULL, "echo", NULL);
  g_assert_cmpstr (phone_conversation_get_title (conversation), ==, "echo@practice.invalid");
  call = g_object_ref (world_call (world, "echo"));
  before = g_strdup (phone_call_get_remote_name (call));

  phone_people_save (people, person);
  g_assert_cmpstr (phone_call_get_remote_name (call), ==, "Dr. Echo");
  g_assert_cmpstr (phone_conversation_get_title (conversation), ==, "Dr. Echo");
  wait_until (phone_call_get_duration (call) >= 1);
  phone_call_hang_up (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_assert_cmpstr (phone_history_entry_get_name (world_last_entry (world)), ==, "Dr. Echo");

  phone_person_set_name (person, "Mrs. Echo");
  phone_people_save (people, person);
  g_assert_cmpstr (phone_history_entry_get_name (world_last_entry (world)), ==, "Mrs. Echo");

  phone_people_remove (people, person);
  g_assert_cmpstr (phone_conversation_get_title (conversation), ==, "echo@practice.invalid");
  g_assert_cmpstr (phone_history_entry_get_name (world_last_entry (world)), !=, "Mrs. Echo");
  g_assert_cmpstr (before, !=, "Dr. Echo");
}

/* Who was known before they call is called so when it rings. */
static void
test_from_the_beginning (World         *world,
                         gconstpointer  data)
{
  g_autoptr (PhonePerson) person = phone_person_new ("Dr. Echo");

  world_practise (world);
  phone_person_add_address (person, PHONE_ADDRESS_SIP, NULL, "sip:echo@practice.invalid");
  phone_people_save (phone_get_people (world->phone), person);
  g_assert_cmpstr (phone_call_get_remote_name (phone_call (world->phone, NULL, "echo", NULL)), ==, "Dr. Echo");
  g_assert_cmpstr (phone_conversation_get_title (phone_open_conversation (world->phone, NULL, "echo", NULL)), ==,
                   "Dr. Echo");
}

#define add(name, func) g_test_add ("/phone/names/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("everywhere", test_everywhere);
  add ("from-the-beginning", test_from_the_beginning);
  return g_test_run ();
}
