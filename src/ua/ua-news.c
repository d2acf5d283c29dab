/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Four event packages send first everything and then changes, each with a number. The rule for the numbers is one,
 * so it is written once.
 */

#include "ua-news.h"

/**
 * ua_news_judge:
 * @known_version: of what is known; -1: nothing yet
 * @version: of what came
 * @whole: whether it says everything
 *
 * Tells what to do with a document (RFC 4235 §4.3). One that says everything and calls itself version 0 is always
 * taken: it is from a server that does not count, and the dialog has put it in order already.
 *
 * Returns: what it is worth
 */
UaNews
ua_news_judge (gint64   known_version,
               guint32  version,
               gboolean whole)
{
  if (whole && (version == 0 || (gint64) version > known_version))
    return UA_NEWS_WHOLE;
  if ((gint64) version <= known_version)
    return UA_NEWS_STALE;
  return known_version >= 0 && (gint64) version == known_version + 1 ? UA_NEWS_PART : UA_NEWS_GAP;
}
