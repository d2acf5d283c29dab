/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of the transport, walked by every pair of state and event: what is drawn is there, and what is not
 * drawn is nowhere.
 */

#include "transport-machine.h"

typedef struct
{
  TransportState from;
  TransportEvent event;
  TransportState to;
} Edge;

#define DOWN    TRANSPORT_STATE_DISCONNECTED
#define OPENING TRANSPORT_STATE_CONNECTING
#define UP      TRANSPORT_STATE_CONNECTED
#define CLOSING TRANSPORT_STATE_DISCONNECTING

/* CONTRACT T16, W47, less the edge from closing to opening. */
static const Edge edges[] = {
  { DOWN,    TRANSPORT_EVENT_CONNECT,    OPENING },
  { OPENING, TRANSPORT_EVENT_OPENED,     UP },
  { OPENING, TRANSPORT_EVENT_DROPPED,    DOWN },
  { OPENING, TRANSPORT_EVENT_TIMED_OUT,  DOWN },
  { OPENING, TRANSPORT_EVENT_DISCONNECT, CLOSING },
  { UP,      TRANSPORT_EVENT_DROPPED,    DOWN },
  { UP,      TRANSPORT_EVENT_MISSED,     DOWN },
  { UP,      TRANSPORT_EVENT_DISCONNECT, CLOSING },
  { CLOSING, TRANSPORT_EVENT_DROPPED,    DOWN },
  { CLOSING, TRANSPORT_EVENT_TIMED_OUT,  DOWN },
};

static const Edge *
find_edge (guint from,
           guint event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      if (edges[i].from == from && edges[i].event == event)
        return &edges[i];
    }

  return NULL;
}

/* T7, T16 */
static void
test_every_pair (void)
{
  const SipMachine *machine = transport_get_machine ();

  for (guint state = 0; state < machine->n_states; state++)
    for (guint event = 0; event < machine->n_events; event++)
      {
        const SipMachineRow *row = sip_machine_step (machine, state, event);
        const Edge *edge = find_edge (state, event);

        g_test_message ("%s, %s", machine->state_names[state], machine->event_names[event]);
        g_assert_true ((row == NULL) == (edge == NULL));
        if (row != NULL)
          g_assert_cmpuint (row->next, ==, edge->to);
      }
}

static void
test_sound (void)
{
  g_autofree char *fault = sip_machine_prove (transport_get_machine (), G_MAXUINT);

  g_assert_cmpstr (fault, ==, NULL);
}

/* DESIGN 1.3: seven, and no eighth. */
static void
test_seven_edges (void)
{
  const SipMachine *machine = transport_get_machine ();
  gboolean drawn[4][4] = { 0 };
  guint n_edges = 0;

  for (gsize i = 0; i < machine->n_rows; i++)
    drawn[machine->rows[i].state][machine->rows[i].next] = TRUE;
  for (guint i = 0; i < 16; i++)
    n_edges += drawn[i / 4][i % 4];

  g_assert_cmpuint (n_edges, ==, 7);
  g_assert_false (drawn[CLOSING][OPENING]);
}

/* T8, T9: only the user's own verbs lead there. */
static void
test_only_by_the_user (void)
{
  const SipMachine *machine = transport_get_machine ();

  for (gsize i = 0; i < machine->n_rows; i++)
    {
      if (machine->rows[i].next == OPENING)
        g_assert_cmpuint (machine->rows[i].event, ==, TRANSPORT_EVENT_CONNECT);
      if (machine->rows[i].next == CLOSING)
        g_assert_cmpuint (machine->rows[i].event, ==, TRANSPORT_EVENT_DISCONNECT);
    }
}

/* Between up and down a timer runs, and nowhere else. */
static void
test_timer (void)
{
  const SipMachine *machine = transport_get_machine ();

  for (gsize i = 0; i < machine->n_rows; i++)
    {
      const SipMachineRow *row = &machine->rows[i];
      gboolean ran = row->state == OPENING || row->state == CLOSING;
      gboolean runs = row->next == OPENING || row->next == CLOSING;

      g_assert_true (((row->effects & TRANSPORT_EFFECT_ARM) != 0) == runs);
      if (ran && row->event != TRANSPORT_EVENT_TIMED_OUT)
        g_assert_true ((row->effects & TRANSPORT_EFFECT_DISARM) != 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-machine/every-pair", test_every_pair);
  g_test_add_func ("/transport-machine/sound", test_sound);
  g_test_add_func ("/transport-machine/seven-edges", test_seven_edges);
  g_test_add_func ("/transport-machine/only-by-the-user", test_only_by_the_user);
  g_test_add_func ("/transport-machine/timer", test_timer);

  return g_test_run ();
}
