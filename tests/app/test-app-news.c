/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was written while nobody looked is counted over all conversations, until somebody looks. */

#include "app-news.h"

#include "app-test.h"
#include "scripted-messages.h"
#include "scripted-people.h"

static void
test_unread (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppNews) news = NULL;
  PhoneConversation *jonas;

  scripted_people_fill (phone);
  jonas = phone_open_conversation (phone, NULL, "jonas@example.org", NULL);
  news = app_news_new ();
  app_news_set_phone (news, phone);
  scripted_conversation_set_unread (jonas, 0);
  scripted_conversation_set_unread (phone_open_conversation (phone, NULL, "new@example.org", NULL), 2);
  scripted_conversation_set_unread (jonas, app_news_get_unread (news) + 3);
  g_assert_cmpuint (app_news_get_unread (news), >=, 7);
  scripted_conversation_set_unread (jonas, 0);
  scripted_conversation_set_unread (phone_open_conversation (phone, NULL, "new@example.org", NULL), 0);
  scripted_conversation_set_unread (phone_open_conversation (phone, NULL, "amelie@example.org", NULL), 0);
  scripted_conversation_set_unread (phone_open_conversation (phone, NULL, "zeynep@example.net", NULL), 0);
  g_assert_cmpuint (app_news_get_unread (news), ==, 0);
}

/* What nobody is told about is not counted either, and is again once it is. */
static void
test_silent (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppNews) news = NULL;
  PhoneConversation *jonas;
  guint before;

  scripted_people_fill (phone);
  jonas = phone_open_conversation (phone, NULL, "jonas@example.org", NULL);
  scripted_conversation_set_unread (jonas, 0);
  news = app_news_new ();
  app_news_set_phone (news, phone);
  before = app_news_get_unread (news);
  phone_conversation_set_muted (jonas, TRUE);
  scripted_conversation_set_unread (jonas, 2);
  g_assert_cmpuint (app_news_get_unread (news), ==, before);
  phone_conversation_set_muted (jonas, FALSE);
  g_assert_cmpuint (app_news_get_unread (news), ==, before + 2);
  scripted_conversation_set_standing (jonas, PHONE_STANDING_BLOCKED);
  g_assert_cmpuint (app_news_get_unread (news), ==, before);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/news/unread", test_unread);
  g_test_add_func ("/app/news/silent", test_silent);
  return g_test_run ();
}
