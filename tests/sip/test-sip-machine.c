/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A proof that finds no fault is worth as much as the faults it can find: each kind is tried here. */

#include "sip-machine.h"

static const char *const states[] = { "Open", "Shut", "Gone" };
static const char *const events[] = { "push", "pull" };
static const char *const effects[] = { "creak", "slam" };

static SipMachine
machine_of (const SipMachineRow *rows,
            gsize                n_rows)
{
  return (SipMachine) { "door", rows, n_rows, G_N_ELEMENTS (states), G_N_ELEMENTS (events),
                        states, events, effects, G_N_ELEMENTS (effects) };
}

static const SipMachineRow sound[] = {
  { 0, 0, 1, 1 | 2 },
  { 1, 1, 0, 1 },
  { 1, 0, 2, 0 },
};

static void
test_step (void)
{
  SipMachine machine = machine_of (sound, G_N_ELEMENTS (sound));
  const SipMachineRow *row = sip_machine_step (&machine, 1, 1);

  g_assert_true (row == &sound[1]);
  g_assert_null (sip_machine_step (&machine, 0, 1));
  g_assert_null (sip_machine_step (&machine, 2, 0));
  g_assert_null (sip_machine_step (&machine, 0, 99));
}

static void
test_sound_table_is_proven (void)
{
  SipMachine machine = machine_of (sound, G_N_ELEMENTS (sound));

  g_assert_null (sip_machine_prove (&machine, 2));
  g_assert_null (sip_machine_prove (&machine, G_MAXUINT));
}

typedef struct
{
  const char    *fault;
  SipMachineRow  rows[4];
  gsize          n_rows;
} Unsound;

static const Unsound unsound[] = {
  { "door: row 0 has an unknown state", { { 7, 0, 1, 0 } }, 1 },
  { "door: row 0 has an unknown state", { { 0, 0, 3, 0 } }, 1 },
  { "door: row 0 has an unknown event", { { 0, 2, 1, 0 } }, 1 },
  { "door: row 0 has an unknown effect", { { 0, 0, 1, 4 } }, 1 },
  { "door: the last state 'Gone' has an exit", { { 0, 0, 2, 0 }, { 2, 0, 0, 0 } }, 2 },
  { "door: 'Open' has two rows for 'push'", { { 0, 0, 2, 0 }, { 0, 0, 1, 0 } }, 2 },
  { "door: state 'Shut' cannot be reached", { { 0, 0, 2, 0 }, { 1, 0, 2, 0 } }, 2 },
  { "door: state 'Shut' is a trap", { { 0, 0, 2, 0 }, { 0, 1, 1, 0 }, { 1, 0, 1, 0 } }, 3 },
};

static void
test_each_fault_is_found (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unsound); i++)
    {
      SipMachine machine = machine_of (unsound[i].rows, unsound[i].n_rows);
      g_autofree char *fault = sip_machine_prove (&machine, 2);

      g_assert_cmpstr (fault, ==, unsound[i].fault);
    }
}

static void
test_drawing (void)
{
  SipMachine machine = machine_of (sound, G_N_ELEMENTS (sound));
  g_autofree char *drawing = sip_machine_draw (&machine);

  g_assert_cmpstr (drawing, ==,
                   "stateDiagram-v2\n"
                   "  [*] --> Open\n"
                   "  Open --> Shut: push / creak, slam\n"
                   "  Shut --> Open: pull / creak\n"
                   "  Shut --> Gone: push\n"
                   "  Gone --> [*]\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/machine/step", test_step);
  g_test_add_func ("/sip/machine/sound-table-is-proven", test_sound_table_is_proven);
  g_test_add_func ("/sip/machine/each-fault-is-found", test_each_fault_is_found);
  g_test_add_func ("/sip/machine/drawing", test_drawing);

  return g_test_run ();
}
