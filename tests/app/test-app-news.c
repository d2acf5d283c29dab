/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What came while nobody looked is counted, once, and until somebody looks. */

#include "app-news.h"

#include "app-test.h"
#include "scripted-history.h"
#include "scripted-people.h"

static void
miss (Phone      *phone,
      const char *address)
{
  scripted_history_add_newest (phone_get_history (phone), PHONE_HISTORY_KIND_MISSED, NULL, address);
}

static void
test_missed (void)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  g_autoptr (AppNews) news = NULL;

  scripted_people_fill (phone);
  news = app_news_new ();
  app_news_set_phone (news, phone);
  /* What was missed before is on no one's mind any more. */
  g_assert_cmpuint (app_news_get_missed (news), ==, 0);
  miss (phone, "jonas@example.org");
  scripted_history_add_newest (phone_get_history (phone), PHONE_HISTORY_KIND_INCOMING, NULL, "amelie@example.org");
  miss (phone, "zeynep@example.net");
  g_assert_cmpuint (app_news_get_missed (news), ==, 2);
  app_news_set_looking (news, TRUE);
  g_assert_cmpuint (app_news_get_missed (news), ==, 0);
  miss (phone, "jonas@example.org");
  app_news_set_looking (news, FALSE);
  g_assert_cmpuint (app_news_get_missed (news), ==, 0);
}

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
  g_test_add_func ("/app/news/missed", test_missed);
  g_test_add_func ("/app/news/unread", test_unread);
  return g_test_run ();
}
