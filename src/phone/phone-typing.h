/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "sip-clock.h"

G_BEGIN_DECLS

/* Private to the room: who is writing in one conversation (RFC 3994). Signals:
 *   theirs-changed ()           they began or stopped
 *   say (gboolean writing)      tell them so of us */
#define PHONE_TYPE_TYPING (phone_typing_get_type ())
G_DECLARE_FINAL_TYPE (PhoneTyping, phone_typing, PHONE, TYPING, GObject)

#define PHONE_TYPING_IDLE_S    15 /* RFC 3994 §3.2 */
#define PHONE_TYPING_REFRESH_S 60

PhoneTyping *phone_typing_new        (SipClock    *clock);
/* A key was pressed; we say so at the first, and once a minute. */
void         phone_typing_note_ours  (PhoneTyping *self);
/* What was written is sent, which says enough, or thrown away. */
void         phone_typing_stop_ours  (PhoneTyping *self,
                                      gboolean     sent);
/* They say so, and it is to be believed for @seconds; 0: they stopped. */
void         phone_typing_set_theirs (PhoneTyping *self,
                                      guint        seconds);
gboolean     phone_typing_get_theirs (PhoneTyping *self);

G_END_DECLS
