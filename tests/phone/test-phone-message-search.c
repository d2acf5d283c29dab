/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was written is found by its words, and the newest question counts. */

#include "phone-message-search.h"
#include "phone-private.h"
#include "phone-world.h"
#include "store-messages.h"

static void
keep (World      *world,
      const char *id,
      const char *text)
{
  StoreMessage row = { .id = (char *) id, .account = (char *) "a", .address = (char *) "bob@example.org",
                       .state = STORE_MESSAGE_STATE_RECEIVED, .time_us = G_MAXINT64, .text = (char *) text };
  g_autoptr (GAsyncResult) result = NULL;

  store_messages_put_async (world->phone->database, &row, NULL, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
}

static void
test_found (World         *world,
            gconstpointer  data)
{
  g_autoptr (PhoneMessageSearch) search = phone_message_search_new (world->phone);
  GListModel *found = G_LIST_MODEL (search);
  g_autoptr (PhoneMessageHit) hit = NULL;
  g_autofree char *text = NULL;

  keep (world, "1", "Lunch tomorrow?");
  keep (world, "2", "Dinner tomorrow!");
  phone_message_search_set_text (search, "lunch");
  phone_message_search_set_text (search, "tomor");
  wait_until (g_list_model_get_n_items (found) == 2);
  hit = g_list_model_get_item (found, 0);
  g_assert_cmpstr (phone_message_hit_get_text (hit), ==, "Dinner tomorrow!");
  g_assert_cmpstr (phone_message_hit_get_address (hit), ==, "bob@example.org");
  g_assert_cmpstr (phone_message_hit_get_title (hit), ==, "bob@example.org");
  g_assert_nonnull (phone_message_hit_get_time (hit));
  g_object_get (search, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "tomor");

  phone_message_search_set_text (search, "lunch");
  phone_message_search_set_text (search, "");
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 0);
  phone_message_search_set_text (search, "dinner");
  wait_until (g_list_model_get_n_items (found) == 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/phone/message-search/found", World, NULL, world_set_up, test_found, world_tear_down);
  return g_test_run ();
}
