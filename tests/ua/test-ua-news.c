/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbered documents: which replaces, which changes, which is dropped (RFC 4235 §4.3). */

#include "ua-news.h"

static void
test_judge (void)
{
  g_assert_cmpint (ua_news_judge (-1, 0, TRUE), ==, UA_NEWS_WHOLE);
  g_assert_cmpint (ua_news_judge (-1, 7, TRUE), ==, UA_NEWS_WHOLE);
  g_assert_cmpint (ua_news_judge (7, 8, TRUE), ==, UA_NEWS_WHOLE);
  g_assert_cmpint (ua_news_judge (7, 20, TRUE), ==, UA_NEWS_WHOLE);
  g_assert_cmpint (ua_news_judge (7, 7, TRUE), ==, UA_NEWS_STALE);
  g_assert_cmpint (ua_news_judge (7, 3, TRUE), ==, UA_NEWS_STALE);
  g_assert_cmpint (ua_news_judge (7, 0, TRUE), ==, UA_NEWS_WHOLE);
  g_assert_cmpint (ua_news_judge (7, 8, FALSE), ==, UA_NEWS_PART);
  g_assert_cmpint (ua_news_judge (7, 9, FALSE), ==, UA_NEWS_GAP);
  g_assert_cmpint (ua_news_judge (7, 7, FALSE), ==, UA_NEWS_STALE);
  g_assert_cmpint (ua_news_judge (-1, 0, FALSE), ==, UA_NEWS_GAP);
  g_assert_cmpint (ua_news_judge (-1, 5, FALSE), ==, UA_NEWS_GAP);
  g_assert_cmpint (ua_news_judge (G_MAXUINT32, G_MAXUINT32, FALSE), ==, UA_NEWS_STALE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/news/judge", test_judge);
  return g_test_run ();
}
