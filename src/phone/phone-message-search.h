/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* A message that was found: read-only properties title, address, text, time (GDateTime). */
#define PHONE_TYPE_MESSAGE_HIT (phone_message_hit_get_type ())
G_DECLARE_FINAL_TYPE (PhoneMessageHit, phone_message_hit, PHONE, MESSAGE_HIT, GObject)

const char *phone_message_hit_get_title   (PhoneMessageHit *self);
const char *phone_message_hit_get_address (PhoneMessageHit *self);
const char *phone_message_hit_get_text    (PhoneMessageHit *self);
GDateTime  *phone_message_hit_get_time    (PhoneMessageHit *self);

/* Words found in all that was ever written: a GListModel of PhoneMessageHit, newest first, at most 50. Property: text
 * (read-write), what is looked for; the list follows it. */
#define PHONE_TYPE_MESSAGE_SEARCH (phone_message_search_get_type ())
G_DECLARE_FINAL_TYPE (PhoneMessageSearch, phone_message_search, PHONE, MESSAGE_SEARCH, GObject)

PhoneMessageSearch *phone_message_search_new      (Phone              *phone);
void                phone_message_search_set_text (PhoneMessageSearch *self,
                                                   const char         *text);

G_END_DECLS
