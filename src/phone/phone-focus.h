/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-calls.h"

G_BEGIN_DECLS

/* Private to the room: whom the person talks to. One call at a time has the floor; the others wait. */
#define PHONE_TYPE_FOCUS (phone_focus_get_type ())
G_DECLARE_FINAL_TYPE (PhoneFocus, phone_focus, PHONE, FOCUS, GObject)

PhoneFocus *phone_focus_new    (PhoneCalls  *calls);
/* From now on this call takes the floor whenever it begins, is answered or is taken back. */
void        phone_focus_follow (PhoneFocus  *self,
                                PhoneCall   *call);
/* Holds the call that is talked to and takes back the one that has waited for the shortest time. */
gboolean    phone_focus_swap   (PhoneFocus  *self,
                                GError     **error);

G_END_DECLS
