/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A stranger wrote: nothing of theirs can be followed, and they are let in, blocked or deleted by one press. */

#include "app-request-bar.h"

#include "app-conversation-list.h"
#include "app-conversation-page.h"
#include "app-test.h"
#include "phone-blocked.h"
#include "scripted-messages.h"
#include "scripted-people.h"

#define STRANGER "prize@example.net"

typedef struct
{
  AppTest test;
  PhoneConversation *conversation; /* held */
  gpointer list;
  gpointer page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  fixture->conversation = g_object_ref (phone_open_conversation (phone, NULL, STRANGER, NULL));
  scripted_conversation_add (fixture->conversation, "Click https://example.net/prize", NULL, PHONE_MESSAGE_STATE_RECEIVED);
  scripted_conversation_set_standing (fixture->conversation, PHONE_STANDING_REQUEST);
  app_test_open (&fixture->test, phone);
  fixture->list = app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_LIST);
  app_test_act (&fixture->test, "win.message", STRANGER);
  fixture->page = app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  app_test_close (&fixture->test);
  g_object_unref (fixture->conversation);
}

static void
test_accept (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_false (app_test_reads (fixture->list, "prize"));
  g_assert_true (app_test_reads (fixture->list, "Message Requests"));
  g_assert_null (app_test_named (fixture->page, "Message")); /* nowhere to write */
  g_assert_true (app_test_reads (fixture->page, "https://example.net/prize"));
  app_test_press (fixture->page, "Accept");
  g_assert_nonnull (app_test_named (fixture->page, "Message"));
  g_assert_true (app_test_reads (fixture->list, "prize"));
  g_assert_false (app_test_reads (fixture->list, "Message Requests"));
}

static void
test_requests_list (Fixture       *fixture,
                    gconstpointer  data)
{
  app_test_press (fixture->list, "Message Requests");
  g_assert_true (app_test_reads (fixture->list, "prize"));
  g_assert_false (app_test_reads (fixture->list, "Amélie"));
  app_test_press (fixture->list, "All Messages");
  g_assert_false (app_test_reads (fixture->list, "prize"));
  app_test_press (fixture->list, "Message Requests");
  app_test_settle ();
  app_test_press (fixture->page, "Accept"); /* the last one: back to the others */
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->list, "Amélie"));
}

static void
test_block (Fixture       *fixture,
            gconstpointer  data)
{
  PhoneBlocked *blocked = phone_get_blocked (fixture->test.phone);

  app_test_press (fixture->page, "Block");
  g_assert_true (phone_blocked_has (blocked, STRANGER));
  g_assert_null (app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE));
  g_assert_false (app_test_reads (fixture->list, "Message Requests"));
  app_test_press (fixture->test.window, "Undo");
  g_assert_false (phone_blocked_has (blocked, STRANGER));
  g_assert_true (app_test_reads (fixture->list, "Message Requests"));

  phone_blocked_add (blocked, STRANGER);
  app_test_act (&fixture->test, "win.message", STRANGER);
  fixture->page = app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE);
  g_assert_true (app_test_reads (fixture->page, "You blocked this address"));
  app_test_press (fixture->page, "Unblock");
  g_assert_false (phone_blocked_has (blocked, STRANGER));
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  GListModel *conversations = phone_get_conversations (fixture->test.phone);
  guint n_before = g_list_model_get_n_items (conversations);

  app_test_press (fixture->page, "Delete");
  g_assert_cmpuint (g_list_model_get_n_items (conversations), ==, n_before - 1);
  g_assert_null (app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE));
  app_test_press (fixture->test.window, "Undo");
  g_assert_cmpuint (g_list_model_get_n_items (conversations), ==, n_before);
}

#define add(name, func) g_test_add ("/app/request-bar/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  add ("accept", test_accept);
  add ("requests-list", test_requests_list);
  add ("block", test_block);
  add ("delete", test_delete);
  return g_test_run ();
}
