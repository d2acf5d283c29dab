/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What others see of a person, for a while: the words and the state are taken back by themselves. */

/* Whatever was said before is replaced. @note NULL or "": none. @until: seconds since 1970; 0: until it is changed. */
void   phone_mood_set       (Phone              *phone,
                             PhonePresenceState  state,
                             const char         *note,
                             gint64              until);
/* Another state with the same words, for as long. */
void   phone_mood_set_state (Phone              *phone,
                             PhonePresenceState  state);
/* 0: until it is changed. */
gint64 phone_mood_get_until (Phone              *phone);
/* Takes back what is over at @now; the phone looks by itself, too. */
void   phone_mood_check     (Phone              *phone,
                             gint64              now);

G_END_DECLS
