/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Offer and answer as one table (RFC 3264 §4, RFC 6337 §2), and the one look that the protocol takes into a
 * description: does it keep us waiting?
 */

#include "ua-negotiation-machine.h"

#include <string.h>

#define STABLE          UA_NEGOTIATION_STATE_STABLE
#define OFFERED_BY_US   UA_NEGOTIATION_STATE_OFFERED_BY_US
#define SETTLING        UA_NEGOTIATION_STATE_SETTLING
#define OFFERED_BY_THEM UA_NEGOTIATION_STATE_OFFERED_BY_THEM
#define CLOSED          UA_NEGOTIATION_STATE_CLOSED

#define EVENT(name)  UA_NEGOTIATION_EVENT_##name
#define EFFECT(name) UA_NEGOTIATION_EFFECT_##name

static const SipMachineRow rows[] = {
  { STABLE,          EVENT (WE_OFFER),    OFFERED_BY_US,   EFFECT (WRITE) },
  { STABLE,          EVENT (THEY_OFFER),  OFFERED_BY_THEM, EFFECT (READ) },
  { STABLE,          EVENT (CLOSE),       CLOSED,          EFFECT (CLOSE) },
  { OFFERED_BY_US,   EVENT (DONE),        OFFERED_BY_US,   0 },
  { OFFERED_BY_US,   EVENT (THEY_ANSWER), SETTLING,        EFFECT (READ) },
  { OFFERED_BY_US,   EVENT (FAILED),      STABLE,          EFFECT (ROLLBACK) },
  { OFFERED_BY_US,   EVENT (CLOSE),       CLOSED,          EFFECT (CLOSE) },
  { SETTLING,        EVENT (DONE),        STABLE,          0 },
  { SETTLING,        EVENT (FAILED),      STABLE,          EFFECT (ROLLBACK) },
  { SETTLING,        EVENT (CLOSE),       CLOSED,          EFFECT (CLOSE) },
  { OFFERED_BY_THEM, EVENT (DONE),        STABLE,          0 },
  { OFFERED_BY_THEM, EVENT (FAILED),      STABLE,          EFFECT (ROLLBACK) },
  { OFFERED_BY_THEM, EVENT (CLOSE),       CLOSED,          EFFECT (CLOSE) },
};

static const char *const state_names[] = { "stable", "offered by us", "settling", "offered by them", "closed" };
static const char *const event_names[] = { "we offer", "they offer", "they answer", "done", "failed", "close" };
static const char *const effect_names[] = { "write", "read", "rollback", "close" };

static const SipMachine machine = {
  "negotiation",
  rows, G_N_ELEMENTS (rows),
  G_N_ELEMENTS (state_names), UA_NEGOTIATION_N_EVENTS,
  state_names, event_names, effect_names, G_N_ELEMENTS (effect_names),
};

/**
 * ua_negotiation_get_machine:
 *
 * Gives the table, to be proved and drawn.
 *
 * Returns: (transfer none): the machine
 */
const SipMachine *
ua_negotiation_get_machine (void)
{
  return &machine;
}

static gboolean
line_is (const char *line,
         gsize       length,
         const char *text)
{
  return strlen (text) == length && strncmp (line, text, length) == 0;
}

/* What one level of a description says about direction: -1 nothing, 1 they keep us waiting, 0 they do not. */
static int
read_direction (const char *line,
                gsize       length)
{
  if (line_is (line, length, "a=sendonly") || line_is (line, length, "a=inactive"))
    return 1;
  if (line_is (line, length, "a=sendrecv") || line_is (line, length, "a=recvonly"))
    return 0;
  return -1;
}

typedef struct
{
  gboolean in_media;
  gboolean session_held;
  gboolean medium_held;
  gboolean medium_open; /* port is not zero */
  guint    n_open;
  guint    n_held;
} Reading;

static void
end_medium (Reading *reading)
{
  if (!reading->in_media || !reading->medium_open)
    return;

  reading->n_open++;
  reading->n_held += reading->medium_held ? 1 : 0;
}

static void
begin_medium (Reading    *reading,
              const char *line,
              gsize       length)
{
  const char *port = memchr (line, ' ', length);

  end_medium (reading);
  reading->in_media = TRUE;
  reading->medium_held = reading->session_held;
  reading->medium_open = port != NULL && !g_str_has_prefix (port, " 0 ");
}

static void
read_line (Reading    *reading,
           const char *line,
           gsize       length)
{
  if (length > 2 && strncmp (line, "m=", 2) == 0)
    {
      begin_medium (reading, line, length);
      return;
    }

  int direction = read_direction (line, length);

  if (direction < 0)
    return;
  if (reading->in_media)
    reading->medium_held = direction == 1;
  else
    reading->session_held = direction == 1;
}

/**
 * ua_negotiation_reads_as_hold:
 * @description: what they sent
 *
 * Reads the direction of every open medium (RFC 3264 §8.4). A line at media level overrules the one at
 * session level (RFC 8866 §6.7). The zero address of older hold is not read: ICE writes it for other reasons
 * (RFC 8839 §4.1.3).
 *
 * Returns: %TRUE when there are open media and none of them is to be received from us
 */
gboolean
ua_negotiation_reads_as_hold (const char *description)
{
  g_return_val_if_fail (description != NULL, FALSE);

  Reading reading = { 0 };

  for (const char *line = description; *line != '\0';)
    {
      gsize length = strcspn (line, "\r\n");

      read_line (&reading, line, length);
      line += length;
      line += strspn (line, "\r\n");
    }
  end_medium (&reading);
  return reading.n_open > 0 && reading.n_held == reading.n_open;
}
