/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a numbered document of an event package is worth to who has an older one (RFC 4235 §4.3, 3680 §5.1, 4662
 * §5.2, 4575 §4.3): all four count alike. */
typedef enum
{
  UA_NEWS_STALE, /* older than what is known, or the same: to be dropped */
  UA_NEWS_WHOLE, /* says everything: replaces what is known */
  UA_NEWS_PART,  /* the very next change: to be merged */
  UA_NEWS_GAP,   /* one was missed: everything must be asked for again, by a SUBSCRIBE */
} UaNews;

/* @known_version -1: nothing is known yet. */
UaNews ua_news_judge (gint64   known_version,
                      guint32  version,
                      gboolean whole);

G_END_DECLS
