/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The command-line phone as a process that is spoken to and listened to. EARSHOT_CLI names the program. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  GSubprocess *process;
  GDataInputStream *output;
  GOutputStream *input;
} Cli;

/* Takes the arguments after the program's name, NULL-terminated. */
void cli_start (Cli *cli, const char *const *arguments);
/* Reads to the end; gives the exit status back. */
int cli_end (Cli *cli);
void cli_say (Cli *cli, const char *line);
/* The next such event (transfer full); every line on the way must be JSON. */
JsonObject *cli_await (Cli *cli, const char *name, const char *state);
void cli_expect (Cli *cli, const char *name, const char *state);
/* The id of the next call in that state, as "#3". */
char *cli_await_id (Cli *cli, const char *state);

G_END_DECLS
