/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of the transport, walked by every pair of state and event: what is drawn is there, and what is not
 * drawn is nowhere.
 */

#include "transport-machine.h"

#include "doubles-clock.h"
#include "doubles-transport.h"
#include "doubles-wait.h"

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

/* Without an answer from below, so that it stays there. */
static DoublesTransport *
make_in_state (DoublesClock   *clock,
               SipTokens      *tokens,
               TransportState  state)
{
  DoublesTransport *wire = doubles_transport_new (NULL, SIP_CLOCK (clock), tokens);
  Transport *transport = TRANSPORT_TRANSPORT (wire);

  doubles_transport_set_deaf (wire, TRUE);
  if (state == OPENING)
    doubles_transport_set_opening (wire, DOUBLES_OPENING_HANGS);
  if (state != DOWN)
    transport_connect_async (transport, NULL, NULL, NULL);
  doubles_clock_advance (clock, 0);
  if (state == CLOSING)
    transport_disconnect_async (transport, 0, NULL, NULL, NULL, NULL);
  g_assert_cmpint (transport_get_state (transport), ==, state);

  return wire;
}

static void
happen (Transport      *transport,
        DoublesClock   *clock,
        TransportEvent  event)
{
  switch (event)
    {
    case TRANSPORT_EVENT_CONNECT:
      transport_connect_async (transport, NULL, NULL, NULL);
      break;
    case TRANSPORT_EVENT_OPENED:
      if (transport_get_state (transport) != OPENING)
        g_test_expect_message ("transport", G_LOG_LEVEL_CRITICAL, "*'opened' means nothing*");
      transport_opened (transport);
      g_test_assert_expected_messages ();
      break;
    case TRANSPORT_EVENT_DROPPED:
      transport_closed (transport, 1006, NULL);
      break;
    case TRANSPORT_EVENT_TIMED_OUT:
      doubles_clock_advance (clock, 5000);
      break;
    case TRANSPORT_EVENT_MISSED:
      if (transport_send_keep_alive (transport, NULL))
        doubles_clock_advance (clock, 10000);
      break;
    case TRANSPORT_EVENT_DISCONNECT:
      transport_disconnect_async (transport, 0, NULL, NULL, NULL, NULL);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* T7: the object does in each state, for all that can happen, what the table says; and nothing else. */
static void
test_object (void)
{
  const SipMachine *machine = transport_get_machine ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);

  for (guint i = 0; i < machine->n_states * machine->n_events; i++)
    {
      guint state = i / machine->n_events;
      guint event = i % machine->n_events;
      const Edge *edge = find_edge (state, event);
      g_autoptr (DoublesClock) clock = doubles_clock_new ();
      DoublesTransport *wire = make_in_state (clock, tokens, state);
      Transport *transport = TRANSPORT_TRANSPORT (wire);

      g_test_message ("%s, %s", machine->state_names[state], machine->event_names[event]);
      happen (transport, clock, event);
      g_assert_cmpint (transport_get_state (transport), ==, edge != NULL ? edge->to : state);

      transport_disconnect_async (transport, 0, NULL, NULL, NULL, NULL);
      doubles_clock_advance (clock, 5000);
      doubles_wait_settle ();
      g_assert_finalize_object (wire);
    }
}

/* W26, W45, A.6 item 4: the four old names in the new words. */
static void
test_four_states (void)
{
  const SipMachine *machine = transport_get_machine ();

  g_assert_cmpuint (machine->n_states, ==, 4);
  g_assert_cmpstr (machine->state_names[OPENING], ==, "connecting");    /* STATUS_CONNECTING */
  g_assert_cmpstr (machine->state_names[UP], ==, "connected");          /* STATUS_OPEN */
  g_assert_cmpstr (machine->state_names[CLOSING], ==, "disconnecting"); /* STATUS_CLOSING */
  g_assert_cmpstr (machine->state_names[DOWN], ==, "disconnected");     /* STATUS_CLOSED */
}

/* W43: equality; forced, always, and a warning says so. */
static void
test_status_assert (void)
{
  for (guint i = 0; i < 16; i++)
    {
      g_assert_true (transport_machine_is_at (i / 4, i % 4, FALSE) == (i / 4 == i % 4));
      if (i / 4 != i % 4)
        g_test_expect_message ("transport", G_LOG_LEVEL_WARNING, "forced: * is taken for *");
      g_assert_true (transport_machine_is_at (i / 4, i % 4, TRUE));
      g_test_assert_expected_messages ();
    }
}

/* W44, W46, W47, W48, D4: the three of the table, the three of the prose and the picture, any → closed, and
 * nothing else; forced, whatever is asked for, and a warning says so. */
static void
test_status_transition (void)
{
  static const gboolean legal[4][4] = {
    [DOWN] = { [OPENING] = TRUE },
    [OPENING] = { [UP] = TRUE, [DOWN] = TRUE, [CLOSING] = TRUE },
    [UP] = { [CLOSING] = TRUE, [DOWN] = TRUE },
    [CLOSING] = { [DOWN] = TRUE },
  };

  for (guint i = 0; i < 16; i++)
    {
      g_assert_true (transport_machine_allows (i / 4, i % 4, FALSE) == legal[i / 4][i % 4]);
      if (!legal[i / 4][i % 4])
        g_test_expect_message ("transport", G_LOG_LEVEL_WARNING, "forced: nothing leads from *");
      g_assert_true (transport_machine_allows (i / 4, i % 4, TRUE));
      g_test_assert_expected_messages ();
    }
}

/* The picture in the README is the table itself. */
static void
test_picture (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "transport", "README.md", NULL);
  g_autofree char *picture = sip_machine_draw (transport_get_machine ());
  g_autofree char *readme = NULL;

  g_assert_true (g_file_get_contents (path, &readme, NULL, NULL));
  g_assert_nonnull (strstr (readme, picture));
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
  g_test_add_func ("/transport-machine/object", test_object);
  g_test_add_func ("/transport-machine/four-states", test_four_states);
  g_test_add_func ("/transport-machine/status-assert", test_status_assert);
  g_test_add_func ("/transport-machine/status-transition", test_status_transition);
  g_test_add_func ("/transport-machine/picture", test_picture);

  return g_test_run ();
}
