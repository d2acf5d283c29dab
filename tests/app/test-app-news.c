/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was written while nobody looked is counted over all conversations, until somebody looks. */

#include "app-news.h"

#include "app-test.h"
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

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/news/unread", test_unread);
  return g_test_run ();
}
