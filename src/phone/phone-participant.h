/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Somebody in the conference at the far end of a call (RFC 4575). Properties (notify): name, address, state. */
#define PHONE_TYPE_PARTICIPANT (phone_participant_get_type ())
G_DECLARE_FINAL_TYPE (PhoneParticipant, phone_participant, PHONE, PARTICIPANT, GObject)

#define PHONE_TYPE_PARTICIPANT_STATE (phone_participant_state_get_type ())
GType phone_participant_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_PARTICIPANT_STATE_UNKNOWN,
  PHONE_PARTICIPANT_STATE_RINGING,
  PHONE_PARTICIPANT_STATE_TALKING,
  PHONE_PARTICIPANT_STATE_HELD,
} PhoneParticipantState;

const char           *phone_participant_get_name    (PhoneParticipant *self);
const char           *phone_participant_get_address (PhoneParticipant *self); /* NULL: not told */
PhoneParticipantState phone_participant_get_state   (PhoneParticipant *self);

G_END_DECLS
