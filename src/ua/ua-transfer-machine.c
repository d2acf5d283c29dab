/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of a transfer, and its one door: every change of state goes through ua_transfer_step(). */

#include "ua-transfer-private.h"

enum
{
  EFFECT_ASK = 1 << 0,
  EFFECT_LEAVE = 1 << 1,      /* the call that was given away is hung up */
  EFFECT_DISAPPOINT = 1 << 2, /* who waits learns why it came to nothing */
  EFFECT_LINGER = 1 << 3,
};

#define INITIAL     UA_TRANSFER_STATE_INITIAL
#define ASKING      UA_TRANSFER_STATE_ASKING
#define TRYING      UA_TRANSFER_STATE_TRYING
#define DONE        UA_TRANSFER_STATE_DONE
#define FAILED      UA_TRANSFER_STATE_FAILED
#define EVENT(name) UA_TRANSFER_EVENT_##name

static const SipMachineRow rows[] = {
  { INITIAL, EVENT (BEGIN), ASKING, EFFECT_ASK },
  { INITIAL, EVENT (FAIL),  FAILED, EFFECT_DISAPPOINT },
  { ASKING,  EVENT (AGREE), TRYING, 0 },
  { ASKING,  EVENT (REACH), DONE,   EFFECT_LEAVE | EFFECT_LINGER },
  { ASKING,  EVENT (FAIL),  FAILED, EFFECT_DISAPPOINT | EFFECT_LINGER },
  { TRYING,  EVENT (REACH), DONE,   EFFECT_LEAVE | EFFECT_LINGER },
  { TRYING,  EVENT (FAIL),  FAILED, EFFECT_DISAPPOINT | EFFECT_LINGER },
};

static const char *const state_names[] = { "initial", "asking", "trying", "done", "failed" };
static const char *const event_names[] = { "begin", "agree", "reach", "fail" };
static const char *const effect_names[] = { "ask", "leave", "disappoint", "linger" };

static const SipMachine machine = {
  "transfer",
  rows, G_N_ELEMENTS (rows),
  G_N_ELEMENTS (state_names), UA_TRANSFER_N_EVENTS,
  state_names, event_names, effect_names, G_N_ELEMENTS (effect_names),
};

const SipMachine *
ua_transfer_get_machine (void)
{
  return &machine;
}

gboolean
ua_transfer_step (UaTransfer      *self,
                  UaTransferEvent  event)
{
  const SipMachineRow *row = sip_machine_step (&machine, self->state, event);
  g_autoptr (UaTransfer) hold = g_object_ref (self);

  if (row == NULL)
    {
      g_critical ("transfer: %s means nothing when %s", event_names[event], state_names[self->state]);
      return FALSE;
    }

  self->state = row->next;
  if (row->effects & EFFECT_LINGER)
    ua_transfer_linger (self);
  g_object_notify (G_OBJECT (self), "state");
  if (row->effects & EFFECT_ASK)
    ua_transfer_ask (self);
  if (row->effects & EFFECT_LEAVE)
    ua_transfer_leave (self);
  if (row->effects & EFFECT_DISAPPOINT)
    ua_transfer_disappoint (self);
  return TRUE;
}
