/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows: (state, event) → (effects, next state). The objects around a machine only perform effects. */
typedef struct
{
  guint8  state;
  guint8  event;
  guint8  next;
  guint32 effects;
} SipMachineRow;

typedef struct
{
  const char          *name;
  const SipMachineRow *rows;
  gsize                n_rows;
  guint                n_states;
  guint                n_events;
  const char *const   *state_names;
  const char *const   *event_names;
  const char *const   *effect_names; /* by bit */
  guint                n_effects;
} SipMachine;

/* The row for a pair, or NULL: the event means nothing in that state. */
const SipMachineRow *sip_machine_step     (const SipMachine *self,
                                           guint             state,
                                           guint             event);
/* Proves a table sound: no pair twice, all in range, every state reachable from 0, terminal state @last
 * without an exit. Returns what is wrong, or NULL. */
char                *sip_machine_prove    (const SipMachine *self,
                                           guint             last);
/* The table as a Mermaid state diagram, for the documents. */
char                *sip_machine_draw     (const SipMachine *self);

G_END_DECLS
