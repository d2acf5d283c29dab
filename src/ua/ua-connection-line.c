/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The machine of the connection: one table, and the effects around it. A listener may call a verb in the
 * middle of them; whatever has been stepped on from is then left undone.
 */

#include "ua-connection-recovery-private.h"

enum
{
  EFFECT_END_RETURN = 1 << 0,
  EFFECT_MOVE = 1 << 1,
  EFFECT_DROP = 1 << 2,
  EFFECT_CLOSE = 1 << 3,
  EFFECT_TELL_ERROR = 1 << 4,
  EFFECT_TELL_DOWN = 1 << 5,
  EFFECT_TELL_SPENT = 1 << 6,
  EFFECT_TELL_UP = 1 << 7,
  EFFECT_TELL_CLOSED = 1 << 8,
  EFFECT_PAUSE = 1 << 9,
  EFFECT_RECOVER = 1 << 10,
  EFFECT_HURRY = 1 << 11,
  EFFECT_BEGIN = 1 << 12,
  EFFECT_TRY = 1 << 13,
  EFFECT_LOOK = 1 << 14,
  EFFECT_BEGIN_RETURN = 1 << 15,
};

#define RESTING UA_CONNECTION_STATE_RESTING
#define TRYING  UA_CONNECTION_STATE_TRYING
#define ONLINE  UA_CONNECTION_STATE_ONLINE
#define WAITING UA_CONNECTION_STATE_WAITING

#define EVENT(name)  UA_CONNECTION_EVENT_##name
#define EFFECT(name) EFFECT_##name

/* CONTRACT W51: first that the line broke, then that it is down, then what is done about it. */
#define LOSS    (EFFECT (END_RETURN) | EFFECT (DROP) | EFFECT (TELL_ERROR) | EFFECT (TELL_DOWN))
#define FAILURE (EFFECT (DROP) | EFFECT (TELL_DOWN))

static const SipMachineRow rows[] = {
  { RESTING, EVENT (START),  TRYING,  EFFECT (BEGIN) | EFFECT (TRY) },
  { TRYING,  EVENT (OPENED), ONLINE,  EFFECT (TELL_UP) | EFFECT (BEGIN_RETURN) },
  { TRYING,  EVENT (NEXT),   TRYING,  FAILURE | EFFECT (TRY) },
  { TRYING,  EVENT (SPENT),  TRYING,  FAILURE | EFFECT (TELL_SPENT) | EFFECT (TRY) },
  { TRYING,  EVENT (FAILED), WAITING, FAILURE | EFFECT (PAUSE) },
  { TRYING,  EVENT (OVER),   RESTING, FAILURE | EFFECT (TELL_SPENT) | EFFECT (TELL_CLOSED) },
  { TRYING,  EVENT (STOP),   RESTING, EFFECT (CLOSE) | EFFECT (TELL_DOWN) },
  { ONLINE,  EVENT (LOST),   WAITING, LOSS | EFFECT (RECOVER) },
  { ONLINE,  EVENT (LEAVE),  WAITING, LOSS | EFFECT (HURRY) },
  { ONLINE,  EVENT (OVER),   RESTING, LOSS | EFFECT (TELL_CLOSED) },
  { ONLINE,  EVENT (LOOK),   ONLINE,  EFFECT (LOOK) },
  { ONLINE,  EVENT (VAIN),   ONLINE,  EFFECT (END_RETURN) | EFFECT (BEGIN_RETURN) },
  { ONLINE,  EVENT (MOVE),   ONLINE,  EFFECT (MOVE) | EFFECT (TELL_DOWN) | EFFECT (TELL_UP) | EFFECT (BEGIN_RETURN) },
  { ONLINE,  EVENT (STOP),   RESTING, EFFECT (END_RETURN) | EFFECT (CLOSE) | EFFECT (TELL_DOWN) },
  { WAITING, EVENT (RETRY),  TRYING,  EFFECT (BEGIN) | EFFECT (TRY) },
  { WAITING, EVENT (STOP),   RESTING, EFFECT (CLOSE) },
};

static const char *const state_names[] = { "resting", "trying", "online", "waiting" };
static const char *const event_names[] = {
  "start", "opened", "next", "spent", "failed", "over", "lost", "leave", "retry", "look", "vain", "move", "stop",
};
static const char *const effect_names[] = {
  "end return", "move", "drop", "close", "tell error", "tell down", "tell spent", "tell up", "tell closed", "pause",
  "recover", "hurry", "begin", "try", "look", "begin return",
};

static const SipMachine machine = {
  "connection",
  rows, G_N_ELEMENTS (rows),
  G_N_ELEMENTS (state_names), UA_CONNECTION_N_EVENTS,
  state_names, event_names, effect_names, G_N_ELEMENTS (effect_names),
};

G_STATIC_ASSERT (G_N_ELEMENTS (event_names) == UA_CONNECTION_N_EVENTS);

/**
 * ua_connection_get_machine:
 *
 * Gets the table, for the test that walks it and the picture in the documents.
 *
 * Returns: (transfer none): the machine
 */
const SipMachine *
ua_connection_get_machine (void)
{
  return &machine;
}

static void
perform_try (UaConnection *self)
{
  guint step = self->n_steps;

  ua_connection_tell_connecting (self);
  if (self->n_steps == step)
    ua_connection_open_line (self);
}

static void
perform_close (UaConnection *self)
{
  if (self->transport != NULL && transport_get_state (self->transport) != TRANSPORT_STATE_DISCONNECTED)
    g_set_object (&self->before, self->transport);
  ua_connection_drop_line (self);
  ua_connection_set_attempt (self, 0);
  ua_connection_take_last_error (self, NULL);
}

/* What an attempt was about is over: all is well. */
static void
arrive (UaConnection *self)
{
  self->up_ms = sip_clock_get_now_ms (self->clock);
  self->n_tries = 0;
  if (self->servers != NULL)
    ua_servers_reset_errors (self->servers);
  ua_connection_set_attempt (self, 0);
  ua_connection_take_last_error (self, NULL);
}

static void
perform_tell_up (UaConnection *self)
{
  if (self->source != NULL)
    ua_connection_praise (self);
  ua_connection_tell_connected (self);
}

static void
timer_cb (gpointer user_data)
{
  UaConnection *self = user_data;

  self->timer = 0;
  ua_connection_step (self, UA_CONNECTION_EVENT_RETRY);
}

static void
wait_for (UaConnection *self,
          guint         delay_ms)
{
  self->timer = sip_clock_arm (self->clock, delay_ms, timer_cb, self);
  ua_connection_set_next_try (self, sip_clock_get_now_ms (self->clock) + delay_ms);
}

/* All that changes is changed before anybody hears of a part of it. */
static void
change (UaConnection        *self,
        const SipMachineRow *row)
{
  g_object_freeze_notify (G_OBJECT (self));
  sip_clock_disarm (self->clock, &self->timer);
  ua_connection_set_next_try (self, 0);
  if (row->effects & EFFECT_BEGIN)
    ua_connection_begin_round (self, row->event == UA_CONNECTION_EVENT_START);
  if (row->effects & EFFECT_TRY)
    ua_connection_set_attempt (self, self->attempt + 1);
  if (row->effects & EFFECT_TELL_UP)
    arrive (self);
  if (row->effects & EFFECT_END_RETURN)
    ua_connection_end_return (self);
  if (row->effects & EFFECT_MOVE)
    ua_connection_move (self);
  if (row->effects & EFFECT_DROP)
    {
      ua_connection_drop_line (self);
      g_object_notify (G_OBJECT (self), "last-error");
    }
  if (row->effects & EFFECT_CLOSE)
    perform_close (self);
  ua_connection_set_state (self, row->next);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
perform (UaConnection *self,
         guint         effect,
         gboolean      asked)
{
  switch (effect)
    {
    case EFFECT_TELL_ERROR:
    case EFFECT_TELL_SPENT:
      ua_connection_tell_error (self);
      break;
    case EFFECT_TELL_DOWN:
      ua_connection_tell_down (self, asked);
      break;
    case EFFECT_TELL_UP:
      perform_tell_up (self);
      break;
    case EFFECT_TELL_CLOSED:
      ua_connection_tell_closed (self);
      break;
    case EFFECT_PAUSE:
      wait_for (self, ua_connection_get_pause_ms (self));
      break;
    case EFFECT_RECOVER:
      wait_for (self, ua_connection_get_recovery_ms (self));
      break;
    case EFFECT_HURRY:
      wait_for (self, 0);
      break;
    case EFFECT_TRY:
      perform_try (self);
      break;
    case EFFECT_LOOK:
      ua_connection_look (self);
      break;
    case EFFECT_BEGIN_RETURN:
      ua_connection_begin_return (self);
      break;
    default:
      break;
    }
}

static void
assert_state (UaConnection *self)
{
  g_assert ((self->state == WAITING) == (self->timer != 0));
  g_assert (self->state != ONLINE || self->transport != NULL);
  g_assert (self->state == ONLINE || (self->scout.timer == 0 && self->scout.servers == NULL));
}

/* A listener may call a verb in turn; then somebody has stepped on and the rest of the effects is stale. */
void
ua_connection_step (UaConnection      *self,
                    UaConnectionEvent  event)
{
  const SipMachineRow *row = sip_machine_step (&machine, self->state, event);
  gboolean asked = event == UA_CONNECTION_EVENT_STOP || event == UA_CONNECTION_EVENT_MOVE;
  guint step;

  if (row == NULL)
    {
      g_critical ("connection: %s means nothing when %s", event_names[event], state_names[self->state]);
      return;
    }

  g_autoptr (UaConnection) hold = g_object_ref (self);

  step = ++self->n_steps;
  change (self, row);
  for (guint effect = EFFECT_TELL_ERROR; effect <= EFFECT_BEGIN_RETURN && self->n_steps == step; effect <<= 1)
    {
      if (row->effects & effect)
        perform (self, effect, asked);
    }
  if (self->n_steps == step)
    assert_state (self);
}
