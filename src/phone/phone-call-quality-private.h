/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-call-quality.h"

#include "media-session.h"
#include "phone-account.h"

G_BEGIN_DECLS

/* Private to the room. */
PhoneReading     *phone_reading_new                (MediaReading     *reading);

/* @account: whose line carries what proves who is at the other end. */
PhoneCallQuality *phone_call_quality_new           (PhoneAccount     *account);
/* Listens to this sound from now on, and forgets what it heard of another. */
void              phone_call_quality_follow        (PhoneCallQuality *self,
                                                    MediaSession     *media);
void              phone_call_quality_set_answered  (PhoneCallQuality *self,
                                                    gboolean          answered);
void              phone_call_quality_get_summary   (PhoneCallQuality *self,
                                                    MediaSummary     *summary);

/* phone-call-quality-words.c */
const char       *phone_quality_words_for_verdict  (MediaVerdict      verdict);
const char       *phone_quality_words_get_nick     (MediaVerdict      verdict); /* for programs */
const char       *phone_quality_words_for_grade    (MediaGrade        grade);
/* @line: what carried the descriptions was protected. */
const char       *phone_quality_words_for_secrecy  (MediaSecrecyKind  kind,
                                                    gboolean          line);
const char       *phone_quality_words_for_codec    (const char       *codec);
const char       *phone_quality_words_for_path     (const MediaStats *stats);

G_END_DECLS
