/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The machine of the connection: one table, and the effects around it. A listener may call a verb in the
 * middle of them; whatever the state has moved on from is then left undone.
 */

#include "ua-connection-private.h"

#include "sip-machine.h"

#define BACK_OFF_FIRST_MS 2000
#define BACK_OFF_LAST_MS  30000

enum
{
  EFFECT_TRY = 1 << 0,
  EFFECT_TELL_UP = 1 << 1,
  EFFECT_TELL_DOWN = 1 << 2,
  EFFECT_WAIT = 1 << 3,
  EFFECT_CLOSE = 1 << 4,
};

#define RESTING UA_CONNECTION_STATE_RESTING
#define TRYING  UA_CONNECTION_STATE_TRYING
#define ONLINE  UA_CONNECTION_STATE_ONLINE
#define WAITING UA_CONNECTION_STATE_WAITING

static const SipMachineRow rows[] = {
  { RESTING, UA_CONNECTION_EVENT_START,  TRYING,  EFFECT_TRY },
  { TRYING,  UA_CONNECTION_EVENT_OPENED, ONLINE,  EFFECT_TELL_UP },
  { TRYING,  UA_CONNECTION_EVENT_FAILED, WAITING, EFFECT_TELL_DOWN | EFFECT_WAIT },
  { TRYING,  UA_CONNECTION_EVENT_STOP,   RESTING, EFFECT_TELL_DOWN | EFFECT_CLOSE },
  { ONLINE,  UA_CONNECTION_EVENT_LOST,   WAITING, EFFECT_TELL_DOWN | EFFECT_WAIT },
  { ONLINE,  UA_CONNECTION_EVENT_STOP,   RESTING, EFFECT_TELL_DOWN | EFFECT_CLOSE },
  { WAITING, UA_CONNECTION_EVENT_RETRY,  TRYING,  EFFECT_TRY },
  { WAITING, UA_CONNECTION_EVENT_STOP,   RESTING, EFFECT_CLOSE },
};

static const char *const state_names[] = { "resting", "trying", "online", "waiting" };
static const char *const event_names[] = { "start", "opened", "failed", "lost", "retry", "stop" };
static const char *const effect_names[] = { "try", "tell up", "tell down", "wait", "close" };

static const SipMachine machine = {
  "connection",
  rows, G_N_ELEMENTS (rows),
  G_N_ELEMENTS (state_names), UA_CONNECTION_N_EVENTS,
  state_names, event_names, effect_names, G_N_ELEMENTS (effect_names),
};

void
ua_connection_drop_line (UaConnection *self)
{
  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  if (self->transport != NULL)
    g_signal_handlers_disconnect_by_data (self->transport, self);
  g_clear_object (&self->transport);
}

static void
transport_notify_state_cb (Transport    *transport,
                           GParamSpec   *pspec,
                           UaConnection *self)
{
  TransportState state = transport_get_state (transport);

  if (self->state == TRYING && state == TRANSPORT_STATE_CONNECTED)
    {
      ua_connection_step (self, UA_CONNECTION_EVENT_OPENED);
      return;
    }
  if (self->state != ONLINE || state == TRANSPORT_STATE_CONNECTED)
    return;

  const GError *why = transport_get_last_error (transport);

  ua_connection_take_last_error (self, why != NULL ? g_error_copy (why)
                                     : g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST,
                                                            "the connection was closed"));
  ua_connection_step (self, UA_CONNECTION_EVENT_LOST);
}

static void
transport_connect_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (UaConnection) self = user_data;
  g_autoptr (GError) error = NULL;

  if (transport_connect_finish (TRANSPORT_TRANSPORT (source), result, &error))
    return;
  if (self->state != TRYING || self->transport != TRANSPORT_TRANSPORT (source))
    return;

  ua_connection_take_last_error (self, g_steal_pointer (&error));
  ua_connection_step (self, UA_CONNECTION_EVENT_FAILED);
}

/* CONTRACT J11: a whole range that doubles, cut to two and thirty seconds. The first is always two. */
static guint
back_off_ms (UaConnection *self)
{
  guint range_ms = 1000u << MIN (self->n_failures, 5);
  guint delay_ms = sip_tokens_next_below (self->tokens, range_ms) + 1;

  return CLAMP (delay_ms, BACK_OFF_FIRST_MS, BACK_OFF_LAST_MS);
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

/* Without a way to make another one there is no coming back: a server's side. */
static void
perform_wait (UaConnection *self)
{
  ua_connection_drop_line (self);
  self->n_failures++;
  if (self->source == NULL)
    ua_connection_step (self, UA_CONNECTION_EVENT_STOP);
  else
    wait_for (self, back_off_ms (self));
}

static void
try_around_given (UaConnection *self)
{
  if (self->transport != NULL && transport_is_connected (self->transport))
    {
      g_signal_connect_object (self->transport, "notify::state", G_CALLBACK (transport_notify_state_cb),
                               self, G_CONNECT_DEFAULT);
      ua_connection_step (self, UA_CONNECTION_EVENT_OPENED);
      return;
    }
  ua_connection_take_last_error (self, g_error_new_literal (TRANSPORT_ERROR, TRANSPORT_ERROR_LOST,
                                              "the connection is closed and cannot be made again"));
  ua_connection_step (self, UA_CONNECTION_EVENT_FAILED);
}

static void
fail_attempt (UaConnection *self,
              GError       *error)
{
  ua_connection_take_last_error (self, error);
  ua_connection_step (self, UA_CONNECTION_EVENT_FAILED);
}

static void
connect_to (UaConnection    *self,
            TransportTarget *target)
{
  g_autoptr (GError) error = NULL;

  self->transport = transport_source_make (self->source, target, &error);
  if (self->transport == NULL)
    {
      fail_attempt (self, g_steal_pointer (&error));
      return;
    }
  g_signal_connect_object (self->transport, "notify::state", G_CALLBACK (transport_notify_state_cb), self,
                           G_CONNECT_DEFAULT);
  transport_connect_async (self->transport, NULL, transport_connect_cb, g_object_ref (self));
}

static void
source_find_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (UaConnection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = transport_source_find_finish (TRANSPORT_SOURCE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->finding);
  if (targets == NULL)
    fail_attempt (self, g_steal_pointer (&error));
  else
    connect_to (self, g_ptr_array_index (targets, 0));
}

/* While the line before is still closing this waits: there is never a second socket. */
static void
open_line (UaConnection *self)
{
  if (self->closing != NULL)
    return;
  if (self->source == NULL)
    {
      try_around_given (self);
      return;
    }
  self->finding = g_cancellable_new ();
  transport_source_find_async (self->source, self->server, self->finding, source_find_cb, g_object_ref (self));
}

static void
perform_try (UaConnection *self)
{
  ua_connection_set_attempt (self, self->attempt + 1);
  ua_connection_tell_connecting (self);
  if (self->state == TRYING)
    open_line (self);
}

/* CONTRACT T15: a stop from within a transport's own notification is refused; here, later, it is not. */
static void
transport_disconnect_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (UaConnection) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!transport_disconnect_finish (TRANSPORT_TRANSPORT (source), result, &error))
    g_info ("closing the connection: %s", error->message);
  if (g_error_matches (error, TRANSPORT_ERROR, TRANSPORT_ERROR_LOOP))
    {
      transport_disconnect_async (TRANSPORT_TRANSPORT (source), 0, NULL, NULL, transport_disconnect_cb,
                                  g_steal_pointer (&self));
      return;
    }
  if (self->closing != TRANSPORT_TRANSPORT (source))
    return;

  g_clear_object (&self->closing);
  ua_waiters_succeed (self->stopping);
  if (self->state == TRYING && self->transport == NULL && self->finding == NULL)
    open_line (self);
}

static void
perform_close (UaConnection *self)
{
  g_autoptr (Transport) transport = self->transport != NULL ? g_object_ref (self->transport) : NULL;

  ua_connection_set_attempt (self, 0);
  ua_connection_drop_line (self);
  if (transport == NULL)
    return;

  g_set_object (&self->closing, transport);
  transport_disconnect_async (transport, 0, NULL, NULL, transport_disconnect_cb, g_object_ref (self));
}

/* A listener may call a verb in turn; then the state has moved on and the rest of the effects is stale. */
void
ua_connection_step (UaConnection      *self,
                    UaConnectionEvent  event)
{
  const SipMachineRow *row = sip_machine_step (&machine, self->state, event);

  if (row == NULL)
    {
      g_critical ("connection: %s means nothing when %s", event_names[event], state_names[self->state]);
      return;
    }

  g_autoptr (UaConnection) hold = g_object_ref (self);

  sip_clock_disarm (self->clock, &self->timer);
  ua_connection_set_next_try (self, 0);
  if (row->effects & EFFECT_CLOSE)
    perform_close (self);
  ua_connection_set_state (self, row->next);
  if ((row->effects & EFFECT_TELL_UP) && self->state == row->next)
    ua_connection_tell_up (self);
  if ((row->effects & EFFECT_TELL_DOWN) && self->state == row->next)
    ua_connection_tell_down (self, event == UA_CONNECTION_EVENT_STOP);
  if ((row->effects & EFFECT_WAIT) && self->state == row->next)
    perform_wait (self);
  if ((row->effects & EFFECT_TRY) && self->state == row->next)
    perform_try (self);
}
