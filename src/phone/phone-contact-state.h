/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-lamp.h"

G_BEGIN_DECLS

typedef struct _PhoneAccount PhoneAccount;

/* How somebody is who is watched. Properties (notify): address, name, state, text (the state in words), note, lamp,
 * can-pick-up. */
#define PHONE_TYPE_CONTACT_STATE (phone_contact_state_get_type ())
G_DECLARE_FINAL_TYPE (PhoneContactState, phone_contact_state, PHONE, CONTACT_STATE, GObject)

#define PHONE_TYPE_PRESENCE_STATE (phone_presence_state_get_type ())
GType phone_presence_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_PRESENCE_STATE_UNKNOWN, /* nobody tells; of oneself: nothing is told to anybody */
  PHONE_PRESENCE_STATE_OFFLINE,
  PHONE_PRESENCE_STATE_AVAILABLE,
  PHONE_PRESENCE_STATE_AWAY,
  PHONE_PRESENCE_STATE_BUSY,
  PHONE_PRESENCE_STATE_ON_THE_PHONE,
} PhonePresenceState;

typedef enum
{
  PHONE_WATCH_PRESENCE = 1 << 0, /* what they say of themselves */
  PHONE_WATCH_LAMP = 1 << 1,     /* what their telephone does */
} PhoneWatchKind;

const char        *phone_contact_state_get_address (PhoneContactState *self);
const char        *phone_contact_state_get_name    (PhoneContactState *self); /* by which a list knows them, or the address */
PhonePresenceState phone_contact_state_get_state   (PhoneContactState *self);
const char        *phone_contact_state_get_text    (PhoneContactState *self);
const char        *phone_contact_state_get_note    (PhoneContactState *self); /* NULL: none */
PhoneLamp         *phone_contact_state_get_lamp    (PhoneContactState *self); /* NULL: not watched */
gboolean           phone_contact_state_can_pick_up (PhoneContactState *self);
PhoneAccount      *phone_contact_state_get_account (PhoneContactState *self); /* NULL: it is gone */
PhoneWatchKind     phone_contact_state_get_kinds   (PhoneContactState *self); /* 0: the server's list names them */

G_END_DECLS
