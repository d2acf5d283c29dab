/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-trace-entry.h"

G_BEGIN_DECLS

/* Who stands at the sides of a ladder, from left to right. */
typedef enum
{
  PHONE_LIFELINE_US,
  PHONE_LIFELINE_SERVER,
  PHONE_LIFELINE_SOUND,
} PhoneLifeline;

/* One arrow of a ladder: a message, however often it was repeated, or a note. Property (read-only, notifies): times. */
#define PHONE_TYPE_RUNG (phone_rung_get_type ())
G_DECLARE_FINAL_TYPE (PhoneRung, phone_rung, PHONE, RUNG, GObject)

PhoneRung       *phone_rung_new        (PhoneTraceEntry *entry);
PhoneTraceEntry *phone_rung_get_entry  (PhoneRung       *self); /* the first time */
PhoneLifeline    phone_rung_get_from   (PhoneRung       *self);
PhoneLifeline    phone_rung_get_to     (PhoneRung       *self); /* the same for a note */
const char      *phone_rung_get_title  (PhoneRung       *self); /* "INVITE", "180 Ringing" */
const char      *phone_rung_get_method (PhoneRung       *self); /* of a response: that of its CSeq; "" for none */
guint            phone_rung_get_status (PhoneRung       *self); /* 0: not a response */
gboolean         phone_rung_is_failure (PhoneRung       *self); /* a refusal, or a note of something that failed */
guint            phone_rung_get_times  (PhoneRung       *self);
void             phone_rung_repeat     (PhoneRung       *self); /* it was said again, word for word */
/* All that is drawn, as a sentence (transfer full). */
char            *phone_rung_dup_name   (PhoneRung       *self);

G_END_DECLS
