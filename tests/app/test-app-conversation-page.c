/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A conversation: what is sent appears, what fails says so, and calls stand between the messages. */

#include "app-conversation-page.h"

#include "app-call-page.h"
#include "app-test.h"
#include "scripted-messages.h"
#include "scripted-people.h"

typedef struct
{
  AppTest test;
  PhoneConversation *conversation;
  gpointer page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  address)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);

  scripted_people_fill (phone);
  app_test_open (&fixture->test, phone);
  app_test_act (&fixture->test, "win.message", address);
  fixture->page = app_test_find (fixture->test.window, APP_TYPE_CONVERSATION_PAGE);
  g_assert_nonnull (fixture->page);
  fixture->conversation = app_conversation_page_get_conversation (fixture->page);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  address)
{
  app_test_close (&fixture->test);
}

static void
write_text (Fixture    *fixture,
            const char *text)
{
  GtkWidget *entry = app_test_named (fixture->page, "Message");

  g_assert_true (GTK_IS_TEXT_VIEW (entry));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (entry)), text, -1);
}

static PhoneMessage *
get_last (Fixture *fixture)
{
  GListModel *messages = G_LIST_MODEL (fixture->conversation);

  return g_list_model_get_item (messages, g_list_model_get_n_items (messages) - 1);
}

static void
test_send (Fixture       *fixture,
           gconstpointer  address)
{
  g_autoptr (PhoneMessage) sent = NULL;

  g_assert_false (gtk_widget_is_sensitive (app_test_named (fixture->page, "Send")));
  write_text (fixture, "   \n");
  g_assert_false (gtk_widget_is_sensitive (app_test_named (fixture->page, "Send")));
  write_text (fixture, "See you at the station 🚂\n");
  app_test_press (fixture->page, "Send");
  sent = get_last (fixture);
  g_assert_cmpstr (phone_message_get_text (sent), ==, "See you at the station 🚂");
  g_assert_true (app_test_reads (fixture->page, "See you at the station"));
  g_assert_false (gtk_widget_is_sensitive (app_test_named (fixture->page, "Send")));
}

static void
test_failure (Fixture       *fixture,
              gconstpointer  address)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (fixture->conversation));

  write_text (fixture, "fail");
  app_test_press (fixture->page, "Send");
  g_assert_true (app_test_reads (fixture->page, "Not sent. The other side could not be reached"));
  app_test_press (fixture->page, "Send Again");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->conversation)), ==, before + 1);
  g_assert_false (app_test_reads (fixture->page, "Not sent. The other side could not be reached"));
}

static void
test_writing (Fixture       *fixture,
              gconstpointer  address)
{
  g_autofree char *words = g_strdup_printf ("%s is writing…", phone_conversation_get_title (fixture->conversation));

  g_assert_false (app_test_reads (fixture->page, words));
  scripted_conversation_set_composing (fixture->conversation, TRUE);
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->page, words));
  scripted_conversation_set_composing (fixture->conversation, FALSE);
  g_assert_false (app_test_reads (fixture->page, words));
}

/* What was begun is the conversation's, and waits there for the next page. */
static void
test_draft (Fixture       *fixture,
            gconstpointer  address)
{
  write_text (fixture, "half a");
  g_assert_cmpstr (phone_conversation_get_draft (fixture->conversation), ==, "half a");
  write_text (fixture, "");
  g_assert_null (phone_conversation_get_draft (fixture->conversation));
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  address)
{
  g_assert_true (app_test_reads (fixture->page, "No Messages Yet"));
  scripted_conversation_add (fixture->conversation, "Hello", NULL, PHONE_MESSAGE_STATE_RECEIVED);
  app_test_settle ();
  g_assert_false (app_test_reads (fixture->page, "No Messages Yet"));
  g_assert_true (app_test_reads (fixture->page, "Hello"));
}

static void
test_read (Fixture       *fixture,
           gconstpointer  address)
{
  g_assert_cmpuint (phone_conversation_get_unread (fixture->conversation), ==, 0);
  scripted_conversation_add (fixture->conversation, "Still there?", NULL, PHONE_MESSAGE_STATE_RECEIVED);
  scripted_conversation_set_unread (fixture->conversation, 1);
  app_test_settle ();
  g_assert_cmpuint (phone_conversation_get_unread (fixture->conversation), ==, 0);
}

static void
test_call (Fixture       *fixture,
           gconstpointer  address)
{
  g_autoptr (PhoneCall) call = NULL;

  app_test_press (fixture->page, "Call");
  call = g_list_model_get_item (phone_get_calls (fixture->test.phone), 0);
  g_assert_cmpstr (phone_call_get_remote_address (call), ==, "jonas@example.org");
  g_assert_nonnull (app_test_find (fixture->test.window, APP_TYPE_CALL_PAGE));
}

/* What came from elsewhere is text, whatever it looks like. */
static void
test_hostile_text (Fixture       *fixture,
                   gconstpointer  address)
{
  scripted_conversation_add (fixture->conversation, "<b>&amp; \"%s%n\" <a href='x'>", NULL,
                             PHONE_MESSAGE_STATE_RECEIVED);
  app_test_settle ();
  g_assert_true (app_test_reads (fixture->page, "<b>&amp; \"%s%n\" <a href='x'>"));
}

#define ADD(path, address, function) g_test_add (path, Fixture, address, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/conversation-page/send", "jonas@example.org", test_send);
  ADD ("/app/conversation-page/failure", "jonas@example.org", test_failure);
  ADD ("/app/conversation-page/writing", "jonas@example.org", test_writing);
  ADD ("/app/conversation-page/draft", "jonas@example.org", test_draft);
  ADD ("/app/conversation-page/empty", "nina@example.org", test_empty);
  ADD ("/app/conversation-page/read", "jonas@example.org", test_read);
  ADD ("/app/conversation-page/call", "jonas@example.org", test_call);
  ADD ("/app/conversation-page/hostile-text", "jonas@example.org", test_hostile_text);
  return g_test_run ();
}
