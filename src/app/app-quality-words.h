/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

#include "phone-grade.h"

G_BEGIN_DECLS

/* How a call is heard, in words; pure functions. */

/* The mean of the last seconds of a list of PhoneReading, so that one bad second changes no word. */
PhoneGrade  app_quality_words_get_grade (GListModel *readings);
/* What got lost of the same seconds, 0–1. */
double      app_quality_words_get_loss  (GListModel *readings);
/* "Good"; NULL: not known. */
const char *app_quality_words_for_grade (PhoneGrade  grade);
/* "sounded good", of a past call; NULL: not known. */
const char *app_quality_words_for_past  (PhoneGrade  grade);
const char *app_quality_words_get_icon  (PhoneGrade  grade);
/* "Short, 84 ms"; NULL: not known. @ms is there and back. (transfer full) */
char       *app_quality_words_for_delay (double      ms);
/* "3 %" of something, 0–1. (transfer full) */
char       *app_quality_words_for_share (double      share);
/* Two sentences about all readings from the index @first on; NULL: nothing was measured. (transfer full) */
char       *app_quality_words_summarize (GListModel *readings,
                                         guint       first);
/* "The last 5 minutes". (transfer full) */
char       *app_quality_words_for_span  (guint       seconds);

G_END_DECLS
