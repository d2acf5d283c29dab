/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of a subscription, and its one door: every change of state goes through ua_subscriber_step(). */

#include "ua-subscriber-private.h"

enum
{
  EFFECT_SEND = 1 << 0,   /* a SUBSCRIBE outside of any dialog */
  EFFECT_WAIT = 1 << 1,   /* Timer N begins */
  EFFECT_REST = 1 << 2,   /* Timer N ends */
  EFFECT_LEAVE = 1 << 3,  /* every dialog is given up by a SUBSCRIBE */
  EFFECT_FORGET = 1 << 4, /* dialogs, timers and what was asked go */
};

#define INITIAL     UA_SUBSCRIBER_STATE_INITIAL
#define NOTIFY_WAIT UA_SUBSCRIBER_STATE_NOTIFY_WAIT
#define SUBSCRIBED  UA_SUBSCRIBER_STATE_SUBSCRIBED
#define LEAVING     UA_SUBSCRIBER_STATE_LEAVING
#define TERMINATED  UA_SUBSCRIBER_STATE_TERMINATED
#define EVENT(name) UA_SUBSCRIBER_EVENT_##name

static const SipMachineRow rows[] = {
  { INITIAL,     EVENT (BEGIN),  NOTIFY_WAIT, EFFECT_WAIT | EFFECT_SEND },
  { INITIAL,     EVENT (END),    TERMINATED,  EFFECT_FORGET },
  { NOTIFY_WAIT, EVENT (ACCEPT), SUBSCRIBED,  EFFECT_REST },
  { NOTIFY_WAIT, EVENT (LAPSE),  INITIAL,     EFFECT_FORGET },
  { NOTIFY_WAIT, EVENT (LEAVE),  LEAVING,     EFFECT_WAIT | EFFECT_LEAVE },
  { NOTIFY_WAIT, EVENT (END),    TERMINATED,  EFFECT_FORGET },
  { SUBSCRIBED,  EVENT (LAPSE),  INITIAL,     EFFECT_FORGET },
  { SUBSCRIBED,  EVENT (LEAVE),  LEAVING,     EFFECT_WAIT | EFFECT_LEAVE },
  { SUBSCRIBED,  EVENT (END),    TERMINATED,  EFFECT_FORGET },
  { LEAVING,     EVENT (END),    TERMINATED,  EFFECT_FORGET },
};

static const char *const state_names[] = { "initial", "notify-wait", "subscribed", "leaving", "terminated" };
static const char *const event_names[] = { "begin", "accept", "lapse", "leave", "end" };
static const char *const effect_names[] = { "send", "wait", "rest", "leave", "forget" };

static const SipMachine machine = {
  "subscriber",
  rows, G_N_ELEMENTS (rows),
  G_N_ELEMENTS (state_names), UA_SUBSCRIBER_N_EVENTS,
  state_names, event_names, effect_names, G_N_ELEMENTS (effect_names),
};

const SipMachine *
ua_subscriber_get_machine (void)
{
  return &machine;
}

gboolean
ua_subscriber_step (UaSubscriber      *self,
                    UaSubscriberEvent  event)
{
  const SipMachineRow *row = sip_machine_step (&machine, self->state, event);

  if (row == NULL)
    {
      g_critical ("subscriber: %s means nothing when %s", event_names[event], state_names[self->state]);
      return FALSE;
    }

  self->state = row->next;
  if (row->effects & EFFECT_FORGET)
    ua_subscriber_forget (self);
  if (row->effects & EFFECT_REST)
    sip_clock_disarm (self->clock, &self->timer_n);
  if (row->effects & EFFECT_WAIT)
    ua_subscriber_wait (self);
  if (row->effects & EFFECT_SEND)
    ua_subscriber_send (self);
  if (row->effects & EFFECT_LEAVE)
    ua_subscriber_leave_all (self);
  ua_subscriber_notify_state (self);
  return TRUE;
}
