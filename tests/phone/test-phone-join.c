/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One person with several addresses is one conversation: because one knows them, or because somebody said so. */

#include "phone-office.h"

#include "phone-drop.h"
#include "phone-join.h"
#include "phone-message-search.h"
#include "phone-private.h"

static char *
address_of (Office     *office,
            const char *name)
{
  return g_strdup_printf ("%s@127.0.0.1:%u", name, office->exchange->port);
}

static PhoneConversation *
open_to (World      *world,
         Office     *office,
         const char *name)
{
  g_autofree char *address = address_of (office, name);

  return phone_open_conversation (world->phone, NULL, address, NULL);
}

static void
write_text (PhoneConversation *conversation,
            const char        *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  phone_conversation_send_async (conversation, text, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (phone_conversation_send_finish (conversation, result, &error));
  g_assert_no_error (error);
}

static guint
count (World *world)
{
  return g_list_model_get_n_items (phone_get_conversations (world->phone));
}

static guint
count_messages (PhoneConversation *conversation)
{
  return g_list_model_get_n_items (G_LIST_MODEL (conversation));
}

static const char *
text_of (PhoneConversation *conversation,
         guint              position)
{
  g_autoptr (PhoneMessage) message = g_list_model_get_item (G_LIST_MODEL (conversation), position);

  return message != NULL ? phone_message_get_text (message) : NULL; /* the list holds it */
}

static gboolean
writes_to (PhoneConversation *conversation,
           Office            *office,
           const char        *name)
{
  g_autofree char *address = address_of (office, name);

  return g_str_equal (phone_conversation_get_address (conversation), address);
}

/* Anna is called and written to as "anna" and as "carol". */
static PhonePerson *
know (World  *world,
      Office *office)
{
  PhonePerson *person = phone_person_new ("Anna");
  g_autofree char *anna = address_of (office, "anna");
  g_autofree char *carol = address_of (office, "carol");

  phone_person_add_address (person, PHONE_ADDRESS_SIP, "home", anna);
  phone_person_add_address (person, PHONE_ADDRESS_SIP, "work", carol);
  phone_people_save (phone_get_people (world->phone), person);
  return person;
}

/* What the list said of itself, as a list on a screen has it. */
typedef struct
{
  GPtrArray *seen;
} Mirror;

static void
items_changed_cb (GListModel *list,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Mirror     *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->seen->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->seen, position, removed);
  for (guint n = 0; n < added; n++)
    g_ptr_array_insert (mirror->seen, (int) (position + n), g_list_model_get_item (list, position + n));
  g_assert_cmpuint (mirror->seen->len, ==, g_list_model_get_n_items (list));
}

static void
mirror_begin (Mirror     *mirror,
              GListModel *list)
{
  mirror->seen = g_ptr_array_new_with_free_func (g_object_unref);
  items_changed_cb (list, 0, 0, g_list_model_get_n_items (list), mirror);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), mirror);
}

static void
mirror_end (Mirror     *mirror,
            GListModel *list)
{
  for (guint n = 0; n < mirror->seen->len; n++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, n);

      g_assert_true (item == g_ptr_array_index (mirror->seen, n));
    }
  g_signal_handlers_disconnect_by_data (list, mirror);
  g_ptr_array_unref (mirror->seen);
}

/* D9: who has two addresses is one conversation, in the order of time, and whoever wrote last is answered. */
static void
test_person (Office        *office,
             gconstpointer  data)
{
  g_autoptr (PhonePerson) person = NULL;
  Mirror messages;
  PhoneConversation *both;

  phone_conversation_accept (open_to (&office->bob, office, "carol"));
  write_text (open_to (&office->anna, office, "bob"), "one");
  wait_until (count (&office->bob) == 2);
  write_text (open_to (&office->carol, office, "bob"), "two");
  wait_until (phone_conversation_get_unread (open_to (&office->bob, office, "carol")) == 1);

  both = open_to (&office->bob, office, "anna");
  mirror_begin (&messages, G_LIST_MODEL (both));
  person = know (&office->bob, office);
  g_assert_cmpuint (count (&office->bob), ==, 1);
  g_assert_true (open_to (&office->bob, office, "anna") == both);
  g_assert_true (open_to (&office->bob, office, "carol") == both);
  g_assert_cmpuint (count_messages (both), ==, 2);
  g_assert_cmpstr (text_of (both, 0), ==, "one");
  g_assert_cmpstr (text_of (both, 1), ==, "two");
  g_assert_cmpstr (phone_conversation_get_title (both), ==, "Anna");
  g_assert_cmpstr (phone_conversation_get_last_text (both), ==, "two");
  g_assert_cmpuint (phone_conversation_get_unread (both), ==, 2);
  g_assert_cmpuint (phone_conversation_get_n_addresses (both), ==, 2);
  phone_conversation_mark_read (both);
  g_assert_cmpuint (phone_conversation_get_unread (both), ==, 0);

  write_text (open_to (&office->anna, office, "bob"), "three");
  wait_until (count_messages (both) == 3);
  g_assert_true (writes_to (both, office, "anna"));
  write_text (both, "answer");
  g_assert_cmpuint (count_messages (open_to (&office->anna, office, "bob")), ==, 3);
  g_assert_cmpuint (count_messages (open_to (&office->carol, office, "bob")), ==, 1);

  phone_people_remove (phone_get_people (office->bob.phone), person);
  g_assert_cmpuint (count (&office->bob), ==, 2);
  g_assert_cmpuint (count_messages (both), ==, 3);
  mirror_end (&messages, G_LIST_MODEL (both));
}

/* D9: one may choose by which address; until another one writes. */
static void
test_choice (Office        *office,
             gconstpointer  data)
{
  g_autoptr (PhonePerson) person = know (&office->bob, office);
  PhoneConversation *both = open_to (&office->bob, office, "anna");
  g_autofree char *carol = address_of (office, "carol");

  open_to (&office->bob, office, "carol");
  g_assert_true (writes_to (both, office, "carol"));
  open_to (&office->bob, office, "anna");
  g_assert_true (writes_to (both, office, "anna"));
  phone_conversation_choose_address (both, "nobody@example.org");
  g_assert_true (writes_to (both, office, "anna"));
  phone_conversation_choose_address (both, carol);
  write_text (both, "to the office");
  g_assert_cmpuint (count_messages (open_to (&office->carol, office, "bob")), ==, 1);
  g_assert_true (writes_to (both, office, "carol"));

  write_text (open_to (&office->anna, office, "bob"), "I am at home");
  wait_until (count_messages (both) == 2);
  g_assert_true (writes_to (both, office, "anna"));
}

/* D9: joined by hand, parted by hand, and both taken back; the list on the screen follows, and nothing is lost. */
static void
test_by_hand (Office        *office,
              gconstpointer  data)
{
  g_autofree char *carol = address_of (office, "carol");
  PhoneConversation *to_anna = open_to (&office->bob, office, "anna");
  PhoneConversation *to_carol = open_to (&office->bob, office, "carol");
  g_autoptr (PhoneJoin) join = NULL;
  g_autoptr (PhoneJoin) split = NULL;
  Mirror list;

  write_text (to_anna, "one");
  write_text (to_carol, "two");
  phone_conversation_set_draft (to_carol, "and");
  mirror_begin (&list, phone_get_conversations (office->bob.phone));
  join = phone_join_conversations (office->bob.phone, to_anna, to_carol);
  g_assert_nonnull (join);
  g_assert_cmpuint (count (&office->bob), ==, 1);
  g_assert_cmpuint (count_messages (to_anna), ==, 2);
  g_assert_cmpstr (phone_conversation_get_draft (to_anna), ==, "and");
  g_assert_null (phone_join_conversations (office->bob.phone, to_anna, to_carol));

  split = phone_split_conversation (office->bob.phone, to_anna, carol);
  g_assert_nonnull (split);
  g_assert_cmpuint (count (&office->bob), ==, 2);
  g_assert_cmpuint (count_messages (to_anna), ==, 1);
  g_assert_cmpuint (count_messages (to_carol), ==, 1);
  g_assert_null (phone_split_conversation (office->bob.phone, to_anna, carol));

  phone_join_undo (split);
  g_assert_cmpuint (count (&office->bob), ==, 1);
  phone_join_undo (join);
  phone_join_undo (join);
  g_assert_cmpuint (count (&office->bob), ==, 2);
  g_assert_cmpstr (text_of (to_carol, 0), ==, "two");
  mirror_end (&list, phone_get_conversations (office->bob.phone));
}

/* D9: an address of somebody one knows may be kept apart; and who was joined to it stays with the others. */
static void
test_apart (Office        *office,
            gconstpointer  data)
{
  g_autoptr (PhonePerson) person = know (&office->bob, office);
  g_autofree char *anna = address_of (office, "anna");
  PhoneConversation *both = open_to (&office->bob, office, "anna");
  PhoneConversation *to_dora;
  g_autoptr (PhoneJoin) join = NULL;
  g_autoptr (PhoneJoin) split = NULL;

  open_to (&office->bob, office, "carol");
  to_dora = open_to (&office->bob, office, "dora");
  g_assert_cmpuint (count (&office->bob), ==, 2);
  join = phone_join_conversations (office->bob.phone, both, to_dora);
  g_assert_cmpuint (phone_conversation_get_n_addresses (both), ==, 3);
  split = phone_split_conversation (office->bob.phone, both, anna);
  g_assert_cmpuint (count (&office->bob), ==, 2);
  g_assert_cmpuint (phone_conversation_get_n_addresses (open_to (&office->bob, office, "dora")), ==, 2);
  g_assert_cmpuint (phone_conversation_get_n_addresses (open_to (&office->bob, office, "anna")), ==, 1);
  phone_join_undo (split);
  g_assert_cmpuint (phone_conversation_get_n_addresses (open_to (&office->bob, office, "anna")), ==, 3);
}

/* Whoever is muted or thrown away is so with all their addresses, and back with all of them. */
static void
test_all_of_it (Office        *office,
                gconstpointer  data)
{
  g_autoptr (PhonePerson) person = know (&office->bob, office);
  g_autoptr (PhoneConversation) both = g_object_ref (open_to (&office->bob, office, "anna"));

  open_to (&office->bob, office, "carol");
  phone_conversation_set_muted (both, TRUE);
  g_assert_cmpint (phone_conversation_get_standing (both), ==, PHONE_STANDING_MUTED);
  phone_drop_conversation (office->bob.phone, both);
  g_assert_cmpuint (count (&office->bob), ==, 0);
  phone_restore_conversation (office->bob.phone, both);
  g_assert_cmpuint (count (&office->bob), ==, 1);
  g_assert_cmpuint (phone_conversation_get_n_addresses (both), ==, 2);
  phone_drop_conversation (office->bob.phone, both);
  phone_forget_conversation (office->bob.phone, both);
  phone_restore_conversation (office->bob.phone, both);
  g_assert_cmpuint (count (&office->bob), ==, 0);
}

/* Who was not let in is joined to nobody. */
static void
test_strangers (Office        *office,
                gconstpointer  data)
{
  PhoneConversation *to_anna;

  write_text (open_to (&office->anna, office, "bob"), "You have won");
  wait_until (count (&office->bob) == 1);
  to_anna = open_to (&office->bob, office, "anna");
  g_assert_false (phone_join_is_possible (to_anna, open_to (&office->bob, office, "carol")));
  g_assert_null (phone_join_conversations (office->bob.phone, to_anna, open_to (&office->bob, office, "carol")));
  phone_conversation_accept (to_anna);
  g_assert_true (phone_join_is_possible (to_anna, open_to (&office->bob, office, "carol")));
}

/* D9: after a restart the same are one. */
static void
test_restart (Office        *office,
              gconstpointer  data)
{
  g_autofree char *address = address_of (office, "dora");
  g_autofree char *server = g_strdup_printf ("tcp://127.0.0.1:%u", office->exchange->port);
  g_autoptr (GAsyncResult) result = NULL;
  PhoneConversation *to_bob;
  World dora = { NULL };

  world_set_up (&dora, NULL);
  phone_add_account_async (dora.phone, address, "secret", server, "Dora", NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_nonnull (phone_add_account_finish (dora.phone, result, NULL));
  g_clear_object (&result);
  wait_until (phone_account_get_state (office_account (&dora)) == PHONE_ACCOUNT_STATE_REGISTERED);
  to_bob = open_to (&dora, office, "bob");
  write_text (to_bob, "one");
  write_text (open_to (&dora, office, "carol"), "two");
  g_object_unref (phone_join_conversations (dora.phone, to_bob, open_to (&dora, office, "carol")));
  write_text (to_bob, "three");
  world_stop (&dora);

  world_start (&dora);
  wait_until (count (&dora) == 1);
  to_bob = open_to (&dora, office, "bob");
  wait_until (count_messages (to_bob) == 3);
  g_assert_cmpstr (text_of (to_bob, 0), ==, "one");
  g_assert_cmpstr (text_of (to_bob, 2), ==, "three");
  world_tear_down (&dora, NULL);
}

#define add(name, func) g_test_add ("/phone/join/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("person", test_person);
  add ("choice", test_choice);
  add ("by-hand", test_by_hand);
  add ("apart", test_apart);
  add ("all-of-it", test_all_of_it);
  add ("strangers", test_strangers);
  add ("restart", test_restart);
  return g_test_run ();
}
