/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "phone-reading.h"

G_BEGIN_DECLS

/* How well a call is heard, and by whom: the same object as long as its call lives. Properties (read-only, notify):
 *   readings (GListModel of PhoneReading: the last ten minutes, newest last)
 *   verdict-text (what is wrong, a sentence; NULL: nothing)   quality-text ("Good"; NULL: not known)
 *   secure (nobody on the way can listen)  security-text (a sentence; NULL: not known yet)
 *   comparison-words (four words that are the same at both ends, or somebody sits between; NULL: there are none)
 *   codec-text ("Opus"; NULL: not known)   path-text (a sentence; NULL: not known) */
#define PHONE_TYPE_CALL_QUALITY (phone_call_quality_get_type ())
G_DECLARE_FINAL_TYPE (PhoneCallQuality, phone_call_quality, PHONE, CALL_QUALITY, GObject)

GListModel   *phone_call_quality_get_readings         (PhoneCallQuality *self); /* transfer none */
PhoneReading *phone_call_quality_get_last             (PhoneCallQuality *self); /* transfer none; NULL: none yet */
/* "none", "not-heard", "nothing-arrives", "microphone-silent", "muted-talking", "bad-line", "weak-line": for programs */
const char   *phone_call_quality_get_verdict          (PhoneCallQuality *self);
const char   *phone_call_quality_get_verdict_text     (PhoneCallQuality *self);
const char   *phone_call_quality_get_quality_text     (PhoneCallQuality *self);
gboolean      phone_call_quality_is_secure            (PhoneCallQuality *self);
const char   *phone_call_quality_get_security_text    (PhoneCallQuality *self);
const char   *phone_call_quality_get_comparison_words (PhoneCallQuality *self);
const char   *phone_call_quality_get_codec_text       (PhoneCallQuality *self);
const char   *phone_call_quality_get_path_text        (PhoneCallQuality *self);
/* For who looks for an error: "192.0.2.1 40000 → 198.51.100.7 50000" and the cipher; NULL: not known. */
char         *phone_call_quality_dup_addresses        (PhoneCallQuality *self);
const char   *phone_call_quality_get_cipher           (PhoneCallQuality *self);

G_END_DECLS
