/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The words of “watch” for several calls at once: who is talked to, who is given away to whom. */

#include "cli-commands-call.h"

static gboolean
run_swap (const CliCommandContext *context,
          const char              *argument,
          GError                 **error)
{
  return phone_swap (context->phone, error);
}

static const CliCommand commands[] = {
  { "swap", FALSE, run_swap },
};

/**
 * cli_commands_call_get:
 * @n_commands: (out): how many there are
 *
 * The words.
 *
 * Returns: (transfer none) (array length=n_commands): a table
 */
const CliCommand *
cli_commands_call_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}
