/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of a call, and its one door: every change of state goes through ua_session_step(). */

#include "ua-session-private.h"

enum
{
  EFFECT_CLOSE_MEDIA = 1 << 0,
  EFFECT_ESTABLISH = 1 << 1, /* who waited for the call to be up is told */
  EFFECT_FORGET = 1 << 2,    /* dialog and timers go */
};

#define INITIAL      UA_SESSION_STATE_INITIAL
#define ESTABLISHING UA_SESSION_STATE_ESTABLISHING
#define ESTABLISHED  UA_SESSION_STATE_ESTABLISHED
#define TERMINATING  UA_SESSION_STATE_TERMINATING
#define TERMINATED   UA_SESSION_STATE_TERMINATED
#define EVENT(name)  UA_SESSION_EVENT_##name

static const SipMachineRow rows[] = {
  { INITIAL,      EVENT (BEGIN),   ESTABLISHING, 0 },
  { INITIAL,      EVENT (LEAVE),   TERMINATING,  EFFECT_CLOSE_MEDIA },
  { INITIAL,      EVENT (END),     TERMINATED,   EFFECT_CLOSE_MEDIA | EFFECT_FORGET },
  { ESTABLISHING, EVENT (CONFIRM), ESTABLISHED,  EFFECT_ESTABLISH },
  { ESTABLISHING, EVENT (LEAVE),   TERMINATING,  EFFECT_CLOSE_MEDIA },
  { ESTABLISHING, EVENT (END),     TERMINATED,   EFFECT_CLOSE_MEDIA | EFFECT_FORGET },
  { ESTABLISHED,  EVENT (LEAVE),   TERMINATING,  EFFECT_CLOSE_MEDIA },
  { ESTABLISHED,  EVENT (END),     TERMINATED,   EFFECT_CLOSE_MEDIA | EFFECT_FORGET },
  { TERMINATING,  EVENT (END),     TERMINATED,   EFFECT_FORGET },
};

static const char *const state_names[] = { "initial", "establishing", "established", "terminating", "terminated" };
static const char *const event_names[] = { "begin", "confirm", "leave", "end" };
static const char *const effect_names[] = { "close media", "establish", "forget" };

static const SipMachine machine = {
  "session",
  rows, G_N_ELEMENTS (rows),
  G_N_ELEMENTS (state_names), UA_SESSION_N_EVENTS,
  state_names, event_names, effect_names, G_N_ELEMENTS (effect_names),
};

const SipMachine *
ua_session_get_machine (void)
{
  return &machine;
}

/* The dialog is nobody's any more, and no clock will call. */
void
ua_session_forget (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  sip_clock_disarm (priv->clock, &priv->patience_timer);
  sip_clock_disarm (priv->clock, &priv->retry_timer);
  sip_clock_disarm (priv->clock, &priv->stranded_timer);
  ua_session_drop_kept_change (self);
  ua_session_timer_stop (self);
  ua_session_drop_digits (self);
  ua_session_trickle_stop (self);
  if (priv->confirmation != NULL)
    ua_confirmation_stop (priv->confirmation);
  if (priv->dialog == NULL)
    return;

  if (priv->agent != NULL)
    ua_dialogs_remove (ua_agent_get_dialogs (priv->agent), priv->dialog);
  sip_dialog_terminate (priv->dialog);
}

gboolean
ua_session_step (UaSession      *self,
                 UaSessionEvent  event)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  const SipMachineRow *row = sip_machine_step (&machine, priv->state, event);

  if (row == NULL)
    {
      g_critical ("session: %s means nothing when %s", event_names[event], state_names[priv->state]);
      return FALSE;
    }

  priv->state = row->next;
  if ((row->effects & EFFECT_CLOSE_MEDIA) && priv->negotiation != NULL)
    ua_negotiation_close (priv->negotiation);
  if (row->effects & EFFECT_FORGET)
    ua_session_forget (self);
  g_object_notify (G_OBJECT (self), "state");
  if (row->effects & EFFECT_ESTABLISH)
    ua_waiters_succeed (priv->beginning);
  return TRUE;
}
