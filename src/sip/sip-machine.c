/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A state machine as data: rows that can be read beside the RFC's figure, proven sound by a test, and drawn.
 * Nothing here performs an effect; that is the business of the object which owns the state. */

#include "sip-machine.h"

/**
 * sip_machine_step:
 * @self: a machine
 * @state: the state it is in
 * @event: what happened
 *
 * Finds the row for a pair of state and event.
 *
 * Returns: (transfer none) (nullable): the row; %NULL when the event means nothing in that state
 */
const SipMachineRow *
sip_machine_step (const SipMachine *self,
                  guint             state,
                  guint             event)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (gsize i = 0; i < self->n_rows; i++)
    {
      if (self->rows[i].state == state && self->rows[i].event == event)
        return &self->rows[i];
    }

  return NULL;
}

static char *
prove_row (const SipMachine    *self,
           const SipMachineRow *row,
           guint                last)
{
  gsize number = (gsize) (row - self->rows);

  if (row->state >= self->n_states || row->next >= self->n_states)
    return g_strdup_printf ("%s: row %zu has an unknown state", self->name, number);
  if (row->event >= self->n_events)
    return g_strdup_printf ("%s: row %zu has an unknown event", self->name, number);
  if (self->n_effects < 32 && row->effects >> self->n_effects != 0)
    return g_strdup_printf ("%s: row %zu has an unknown effect", self->name, number);
  if (row->state == last)
    return g_strdup_printf ("%s: the last state '%s' has an exit", self->name, self->state_names[last]);
  if (sip_machine_step (self, row->state, row->event) != row)
    return g_strdup_printf ("%s: '%s' has two rows for '%s'", self->name, self->state_names[row->state],
                            self->event_names[row->event]);

  return NULL;
}

/* Marks what can be reached from @state; with @backwards, what @state can be reached from. */
static void
spread (const SipMachine *self,
        guint             state,
        gboolean          backwards,
        gboolean         *marks)
{
  gboolean grew;

  marks[state] = TRUE;
  do
    {
      grew = FALSE;
      for (gsize i = 0; i < self->n_rows; i++)
        {
          guint from = backwards ? self->rows[i].next : self->rows[i].state;
          guint to = backwards ? self->rows[i].state : self->rows[i].next;

          if (marks[from] && !marks[to])
            marks[to] = grew = TRUE;
        }
    }
  while (grew);
}

/**
 * sip_machine_prove:
 * @self: a machine
 * @last: the terminal state; a number not below the count of states when there is none
 *
 * Proves a table sound: every state, event and effect is in range, no pair has two rows, every state can be
 * reached from the first one, and the last one can be reached from every state and never be left.
 *
 * Returns: (transfer full) (nullable): what is wrong, for a developer; %NULL when nothing is
 */
char *
sip_machine_prove (const SipMachine *self,
                   guint             last)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (gsize i = 0; i < self->n_rows; i++)
    {
      char *fault = prove_row (self, &self->rows[i], last);

      if (fault != NULL)
        return fault;
    }

  g_autofree gboolean *reached = g_new0 (gboolean, self->n_states);
  g_autofree gboolean *ending = g_new0 (gboolean, self->n_states);
  spread (self, 0, FALSE, reached);
  if (last < self->n_states)
    spread (self, last, TRUE, ending);

  for (guint state = 0; state < self->n_states; state++)
    {
      if (!reached[state])
        return g_strdup_printf ("%s: state '%s' cannot be reached", self->name, self->state_names[state]);
      if (last < self->n_states && !ending[state])
        return g_strdup_printf ("%s: state '%s' is a trap", self->name, self->state_names[state]);
    }

  return NULL;
}

static gboolean
has_exit (const SipMachine *self,
          guint             state)
{
  for (gsize i = 0; i < self->n_rows; i++)
    {
      if (self->rows[i].state == state)
        return TRUE;
    }

  return FALSE;
}

static void
draw_row (const SipMachine    *self,
          const SipMachineRow *row,
          GString             *text)
{
  g_string_append_printf (text, "  %s --> %s: %s", self->state_names[row->state],
                          self->state_names[row->next], self->event_names[row->event]);

  const char *separator = " / ";
  for (guint bit = 0; bit < self->n_effects; bit++)
    {
      if ((row->effects & 1u << bit) == 0)
        continue;

      g_string_append_printf (text, "%s%s", separator, self->effect_names[bit]);
      separator = ", ";
    }
  g_string_append_c (text, '\n');
}

/**
 * sip_machine_draw:
 * @self: a sound machine
 *
 * Draws the table as a Mermaid state diagram, row by row in the table's order, so that the picture in a
 * document is the code itself.
 *
 * Returns: (transfer full): the diagram's text
 */
char *
sip_machine_draw (const SipMachine *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *text = g_string_new ("stateDiagram-v2\n");

  g_string_append_printf (text, "  [*] --> %s\n", self->state_names[0]);
  for (gsize i = 0; i < self->n_rows; i++)
    draw_row (self, &self->rows[i], text);
  for (guint state = 0; state < self->n_states; state++)
    {
      if (!has_exit (self, state))
        g_string_append_printf (text, "  %s --> [*]\n", self->state_names[state]);
    }

  return g_string_free (text, FALSE);
}
