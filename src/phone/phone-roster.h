/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-participant.h"
#include "ua-session.h"

G_BEGIN_DECLS

/* Private to the room: who is in the conference at the far end of a call, while it is up (RFC 4575). */
#define PHONE_TYPE_ROSTER (phone_roster_get_type ())
G_DECLARE_FINAL_TYPE (PhoneRoster, phone_roster, PHONE, ROSTER, GObject)

PhoneRoster *phone_roster_new       (UaSession   *session);
GListModel  *phone_roster_get_model (PhoneRoster *self); /* PhoneParticipant */

G_END_DECLS
