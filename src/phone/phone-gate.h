/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-account-private.h"
#include "ua-caller.h"

G_BEGIN_DECLS

/* Private to the room: what becomes of a call that comes in, before a person hears of it. */
typedef enum
{
  PHONE_GATE_RING,
  PHONE_GATE_REFUSE,
  PHONE_GATE_SEND_ON,
  PHONE_GATE_ANSWER, /* by itself, after a tone */
} PhoneGateWay;

typedef struct
{
  PhoneGateWay way;
  guint status;             /* of REFUSE */
  SipUri *target;           /* of SEND_ON, and of RING when nobody answers; NULL: none */
  UaDiversionReason reason; /* of SEND_ON */
  guint after_s;            /* of ANSWER */
} PhoneVerdict;

/* @who: whose call it is, as far as is believed; @busy: the person talks to somebody already. */
PhoneVerdict phone_gate_judge     (PhoneAccount *account,
                                   UaCaller     *caller,
                                   SipAddress   *who,
                                   gboolean      busy);
void         phone_verdict_clear  (PhoneVerdict *verdict);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PhoneVerdict, phone_verdict_clear)

G_END_DECLS
