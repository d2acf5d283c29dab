/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The reference documents disagree with each other about the states of a transport, so the table is ours: it
 * has the edges on which the newer one insists, and none from DISCONNECTING back to CONNECTING, for that would
 * be a second socket behind the first.
 */

#include "transport-machine.h"

#define DISCONNECTED  TRANSPORT_STATE_DISCONNECTED
#define CONNECTING    TRANSPORT_STATE_CONNECTING
#define CONNECTED     TRANSPORT_STATE_CONNECTED
#define DISCONNECTING TRANSPORT_STATE_DISCONNECTING

#define EVENT(name) TRANSPORT_EVENT_##name

enum
{
  ARM = TRANSPORT_EFFECT_ARM,
  DISARM = TRANSPORT_EFFECT_DISARM,
  OPEN = TRANSPORT_EFFECT_OPEN,
  CLOSE = TRANSPORT_EFFECT_CLOSE,
  BEGIN = TRANSPORT_EFFECT_BEGIN_KEEP_ALIVE,
  END = TRANSPORT_EFFECT_END_KEEP_ALIVE,
  FORGET = TRANSPORT_EFFECT_FORGET,
  BLAME = TRANSPORT_EFFECT_BLAME,
  TELL_CONNECTING = TRANSPORT_EFFECT_TELL_CONNECTING,
  TELL_CLOSING = TRANSPORT_EFFECT_TELL_CLOSING,
};

static const SipMachineRow rows[] = {
  { DISCONNECTED,  EVENT (CONNECT),    CONNECTING,    FORGET | ARM | OPEN },
  { CONNECTING,    EVENT (OPENED),     CONNECTED,     DISARM | BEGIN | TELL_CONNECTING },
  { CONNECTING,    EVENT (DROPPED),    DISCONNECTED,  DISARM | BLAME | TELL_CONNECTING },
  { CONNECTING,    EVENT (TIMED_OUT),  DISCONNECTED,  BLAME | CLOSE | TELL_CONNECTING },
  { CONNECTING,    EVENT (DISCONNECT), DISCONNECTING, DISARM | ARM | CLOSE | TELL_CONNECTING },
  { CONNECTED,     EVENT (DROPPED),    DISCONNECTED,  END | BLAME },
  { CONNECTED,     EVENT (MISSED),     DISCONNECTED,  END | BLAME | CLOSE },
  { CONNECTED,     EVENT (DISCONNECT), DISCONNECTING, END | ARM | CLOSE },
  { DISCONNECTING, EVENT (DROPPED),    DISCONNECTED,  DISARM | TELL_CLOSING },
  { DISCONNECTING, EVENT (TIMED_OUT),  DISCONNECTED,  CLOSE | TELL_CLOSING },
};

static const char *const state_names[] = {
  "disconnected", "connecting", "connected", "disconnecting",
};

static const char *const event_names[] = {
  "connect", "opened", "dropped", "timed out", "keep-alive missed", "disconnect",
};

static const char *const effect_names[] = {
  "arm", "disarm", "open", "close", "begin keep-alive", "end keep-alive", "forget", "blame",
  "tell connecting", "tell closing",
};

static const SipMachine machine = {
  .name = "transport",
  .rows = rows,
  .n_rows = G_N_ELEMENTS (rows),
  .n_states = G_N_ELEMENTS (state_names),
  .n_events = G_N_ELEMENTS (event_names),
  .state_names = state_names,
  .event_names = event_names,
  .effect_names = effect_names,
  .n_effects = G_N_ELEMENTS (effect_names),
};

/**
 * transport_get_machine:
 *
 * Gets the table, for the transport itself, the test that walks it and the picture in the documents.
 *
 * Returns: (transfer none): the machine
 */
const SipMachine *
transport_get_machine (void)
{
  return &machine;
}

/**
 * transport_machine_is_at:
 * @state: a state
 * @wanted: the one that is asked for
 * @force: whether the answer is to be yes in any case; for tests alone
 *
 * Tells whether a transport is where it has to be (CONTRACT W43).
 *
 * Returns: %TRUE when it is, and after a warning when it is @force that says so
 */
gboolean
transport_machine_is_at (TransportState state,
                         TransportState wanted,
                         gboolean       force)
{
  if (state == wanted || !force)
    return state == wanted;

  g_warning ("forced: %s is taken for %s", state_names[state], state_names[wanted]);
  return TRUE;
}

/**
 * transport_machine_allows:
 * @from: a state
 * @to: the one that is to follow
 * @force: whether the answer is to be yes in any case; for tests alone
 *
 * Tells whether the table has an edge from one state to another (CONTRACT W44).
 *
 * Returns: %TRUE when it has, and after a warning when it is @force that says so
 */
gboolean
transport_machine_allows (TransportState from,
                          TransportState to,
                          gboolean       force)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (transport_machine_is_at (rows[i].state, from, FALSE) && transport_machine_is_at (rows[i].next, to, FALSE))
        return TRUE;
    }

  if (force)
    g_warning ("forced: nothing leads from %s to %s", state_names[from], state_names[to]);

  return force;
}
