/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The telephone of somebody who is watched: rests, rings, is talked into (RFC 4235). Properties (notify): state, with,
 * can-pick-up. */
#define PHONE_TYPE_LAMP (phone_lamp_get_type ())
G_DECLARE_FINAL_TYPE (PhoneLamp, phone_lamp, PHONE, LAMP, GObject)

#define PHONE_TYPE_LAMP_STATE (phone_lamp_state_get_type ())
GType phone_lamp_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_LAMP_STATE_UNKNOWN, /* nobody tells us, or not yet */
  PHONE_LAMP_STATE_IDLE,
  PHONE_LAMP_STATE_CALLING, /* they call somebody */
  PHONE_LAMP_STATE_RINGING, /* somebody calls them */
  PHONE_LAMP_STATE_TALKING,
  PHONE_LAMP_STATE_HELD,
} PhoneLampState;

PhoneLampState phone_lamp_get_state    (PhoneLamp   *self);
const char    *phone_lamp_get_with     (PhoneLamp   *self); /* who calls them or talks to them; NULL: not told */
gboolean       phone_lamp_can_pick_up  (PhoneLamp   *self);
/* What a call must name to take the place of the one that rings there (RFC 3891); FALSE when there is none. */
gboolean       phone_lamp_get_replaces (PhoneLamp   *self,
                                        const char **call_id,
                                        const char **local_tag,
                                        const char **remote_tag);
/* The very telephone that rings, an address to be called; NULL: not told. */
const char    *phone_lamp_get_target   (PhoneLamp   *self);
/* Who calls there, an address to be called; NULL: not told. Whoever picks up calls them (RFC 5359 §2.16). */
const char    *phone_lamp_get_caller   (PhoneLamp   *self);

G_END_DECLS
