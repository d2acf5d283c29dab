/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

#include "phone-call-quality.h"

G_BEGIN_DECLS

PhoneCallQuality *scripted_quality_new    (void);
/* What is wrong, for programs and as a sentence; NULL: nothing. The texts must be constant, here and below. */
void              scripted_quality_judge  (PhoneCallQuality *self,
                                           const char       *verdict,
                                           const char       *text);
/* Who may listen; words: NULL where the servers know the key. */
void              scripted_quality_secure (PhoneCallQuality *self,
                                           gboolean          secure,
                                           const char       *text,
                                           const char       *words);
/* One second more, which the list holds. */
PhoneReading     *scripted_quality_measure (PhoneCallQuality *self,
                                           double            mos,
                                           double            loss);

PhoneReading     *scripted_reading_new    (guint             second,
                                           double            mos,
                                           double            loss);
void              scripted_reading_delay  (PhoneReading     *self,
                                           double            round_trip,
                                           double            remote_loss);
/* How a past call was heard, 1–4.5. */
void              scripted_history_entry_judge (PhoneHistoryEntry *self,
                                                double             mos);

G_END_DECLS
