/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-rung.h"
#include "phone-why.h"

G_BEGIN_DECLS

#define PHONE_TYPE_LADDER_KIND (phone_ladder_kind_get_type ())
GType phone_ladder_kind_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_LADDER_KIND_CALL,
  PHONE_LADDER_KIND_REGISTRATION,
  PHONE_LADDER_KIND_MESSAGE,
  PHONE_LADDER_KIND_OTHER,
} PhoneLadderKind;

/* All that was said about one thing: a call, being reachable, a message. A GListModel of PhoneRung, the oldest first.
 * Property (read-only, notifies): outcome (a word or two; "" while nothing is known). */
#define PHONE_TYPE_LADDER (phone_ladder_get_type ())
G_DECLARE_FINAL_TYPE (PhoneLadder, phone_ladder, PHONE, LADDER, GObject)

PhoneLadderKind phone_ladder_get_kind    (PhoneLadder *self);
const char     *phone_ladder_get_account (PhoneLadder *self); /* its address */
const char     *phone_ladder_get_peer    (PhoneLadder *self); /* an address; "": nobody */
GDateTime      *phone_ladder_get_time    (PhoneLadder *self); /* when it began */
gboolean        phone_ladder_has_failed  (PhoneLadder *self);
gboolean        phone_ladder_has_sound   (PhoneLadder *self); /* something stands at the third lifeline */
const char     *phone_ladder_get_outcome (PhoneLadder *self);
/* Whether any of its messages has @text in it, in any case. */
gboolean        phone_ladder_matches     (PhoneLadder *self,
                                          const char  *text);
/* Why it failed; NULL: it did not, or no rule knows (transfer full). */
PhoneWhy       *phone_ladder_find_why    (PhoneLadder *self);
/* As phone_trace_dup_text() writes it (transfer full). */
char           *phone_ladder_dup_text    (PhoneLadder *self);

/* For phone-ladders alone. */
PhoneLadder    *phone_ladder_new         (PhoneLadderKind  kind,
                                          PhoneTraceEntry *first);
void            phone_ladder_add         (PhoneLadder     *self,
                                          PhoneTraceEntry *entry);
GDateTime      *phone_ladder_get_last_time (PhoneLadder   *self);
gboolean        phone_ladder_is_open     (PhoneLadder     *self); /* nothing final was said yet */

G_END_DECLS
