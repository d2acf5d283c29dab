/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of a referral, and its one door: every change of state goes through ua_referral_step(). */

#include "ua-referral-private.h"

#define WAITING     UA_REFERRAL_STATE_WAITING
#define HESITATING  UA_REFERRAL_STATE_HESITATING
#define CALLING     UA_REFERRAL_STATE_CALLING
#define OVER        UA_REFERRAL_STATE_OVER
#define EVENT(name) UA_REFERRAL_EVENT_##name

enum
{
  EFFECT_DISARM = 1 << 0, /* what the state was waiting for is not waited for any more */
};

static const SipMachineRow rows[] = {
  { WAITING,    EVENT (HESITATE), HESITATING, EFFECT_DISARM },
  { WAITING,    EVENT (ACCEPT),   CALLING,    EFFECT_DISARM },
  { WAITING,    EVENT (END),      OVER,       EFFECT_DISARM },
  { HESITATING, EVENT (ACCEPT),   CALLING,    EFFECT_DISARM },
  { HESITATING, EVENT (END),      OVER,       EFFECT_DISARM },
  { CALLING,    EVENT (END),      OVER,       EFFECT_DISARM },
};

static const char *const state_names[] = { "waiting", "hesitating", "calling", "over" };
static const char *const event_names[] = { "hesitate", "accept", "end" };
static const char *const effect_names[] = { "disarm" };

static const SipMachine machine = {
  "referral",
  rows, G_N_ELEMENTS (rows),
  G_N_ELEMENTS (state_names), UA_REFERRAL_N_EVENTS,
  state_names, event_names, effect_names, G_N_ELEMENTS (effect_names),
};

const SipMachine *
ua_referral_get_machine (void)
{
  return &machine;
}

gboolean
ua_referral_step (UaReferral      *self,
                  UaReferralEvent  event)
{
  const SipMachineRow *row = sip_machine_step (&machine, self->state, event);

  if (row == NULL)
    {
      g_critical ("referral: %s means nothing when %s", event_names[event], state_names[self->state]);
      return FALSE;
    }

  self->state = row->next;
  if (row->effects & EFFECT_DISARM)
    sip_clock_disarm (self->clock, &self->timer);
  return TRUE;
}
