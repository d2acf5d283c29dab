/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of transport-machine.c at work. The order of a step is the promise that callers live on: timers
 * and errors first, then the state and its notification, then the subclass, and those who waited last.
 */

#include "transport-private.h"

#include "transport-log.h"

static void
assert_state (Transport *self)
{
  TransportPrivate *priv = transport_get_private (self);
  gboolean between = priv->state == TRANSPORT_STATE_CONNECTING || priv->state == TRANSPORT_STATE_DISCONNECTING;

  g_assert (!between || priv->timeout_id != 0);
  g_assert (priv->state != TRANSPORT_STATE_CONNECTED || transport_waiters_count (priv->connecting) == 0);
}

static void
timeout_cb (gpointer user_data)
{
  Transport *self = user_data;
  TransportPrivate *priv = transport_get_private (self);
  g_autoptr (GError) error = NULL;

  priv->timeout_id = 0;
  error = g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_TIMEOUT, "no answer from %s within %u ms", priv->url,
                       priv->timeout_ms);
  transport_step (self, TRANSPORT_EVENT_TIMED_OUT, &(TransportCause) { .code = TRANSPORT_CLOSE_NORMAL, .error = error });
}

/* What has to be true before anybody hears of the new state. */
static void
prepare (Transport            *self,
         guint                 effects,
         const TransportCause *cause)
{
  TransportPrivate *priv = transport_get_private (self);

  if (effects & TRANSPORT_EFFECT_FORGET)
    {
      g_clear_error (&priv->last_error);
      priv->close_code = 0;
      transport_keep_alive_forget (priv->keep_alive);
      transport_forget (self);
    }
  if (effects & TRANSPORT_EFFECT_BLAME)
    g_set_error_literal (&priv->last_error, cause->error->domain, cause->error->code, cause->error->message);
  if (effects & TRANSPORT_EFFECT_DISARM)
    sip_clock_disarm (priv->clock, &priv->timeout_id);
  if (effects & TRANSPORT_EFFECT_END_KEEP_ALIVE)
    transport_keep_alive_end (priv->keep_alive);
  if (effects & TRANSPORT_EFFECT_ARM)
    priv->timeout_id = sip_clock_arm (priv->clock, priv->timeout_ms, timeout_cb, self);
}

static void
set_state (Transport      *self,
           TransportState  state)
{
  TransportPrivate *priv = transport_get_private (self);

  g_assert (transport_machine_allows (priv->state, state, FALSE));
  priv->state = state;
  assert_state (self);
  transport_log_state (self, transport_get_machine ()->state_names[state]);

  priv->telling = TRUE;
  g_object_notify (G_OBJECT (self), "state");
  priv->telling = FALSE;
}

static void
perform (Transport            *self,
         guint                 effects,
         const TransportCause *cause)
{
  TransportClass *klass = TRANSPORT_TRANSPORT_GET_CLASS (self);
  TransportPrivate *priv = transport_get_private (self);

  if (effects & TRANSPORT_EFFECT_BEGIN_KEEP_ALIVE)
    transport_keep_alive_begin (priv->keep_alive, priv->interval_ms, priv->debounce_ms);
  if (effects & TRANSPORT_EFFECT_OPEN)
    klass->open (self);
  if (effects & TRANSPORT_EFFECT_CLOSE)
    klass->close (self, cause->code, cause->reason);
}

/* Callbacks may call any verb, so they come last, and those who joined meanwhile wait for another moment. */
static void
tell (Transport           *self,
      const SipMachineRow *row,
      TransportWaiters    *connecting,
      const GError        *error)
{
  TransportPrivate *priv = transport_get_private (self);
  g_autoptr (GError) gave_up = NULL;

  if (row->next == TRANSPORT_STATE_DISCONNECTING)
    error = gave_up = g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_STATE_CHANGED,
                                   "%s was closed while it was opened", priv->url);
  if (connecting != NULL)
    transport_waiters_tell (connecting, error);
  if (row->effects & TRANSPORT_EFFECT_TELL_CLOSING)
    transport_waiters_tell (priv->closing, NULL);

  if (priv->state == TRANSPORT_STATE_DISCONNECTED && transport_waiters_count (priv->connecting) > 0)
    transport_step (self, TRANSPORT_EVENT_CONNECT, &(TransportCause) { 0 });
}

void
transport_step (Transport            *self,
                TransportEvent        event,
                const TransportCause *cause)
{
  g_autoptr (Transport) guard = g_object_ref (self);
  g_autoptr (TransportWaiters) connecting = NULL;
  const SipMachine *machine = transport_get_machine ();
  TransportPrivate *priv = transport_get_private (self);
  const SipMachineRow *row = sip_machine_step (machine, priv->state, event);

  if (row == NULL || priv->telling)
    {
      g_critical ("%s: '%s' means nothing while %s", priv->url, machine->event_names[event],
                  machine->state_names[priv->state]);
      return;
    }

  if (row->effects & TRANSPORT_EFFECT_TELL_CONNECTING)
    {
      connecting = g_steal_pointer (&priv->connecting);
      priv->connecting = transport_waiters_new ();
    }
  prepare (self, row->effects, cause);
  set_state (self, row->next);
  perform (self, row->effects, cause);
  tell (self, row, connecting, cause->error);
}
