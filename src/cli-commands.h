/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli-report.h"

G_BEGIN_DECLS

typedef enum
{
  CLI_COMMAND_DONE,
  CLI_COMMAND_QUIT,
  CLI_COMMAND_FAILED, /* the error was set */
} CliCommandResult;

/* What a command works on; borrowed for as long as commands run. */
typedef struct
{
  Phone        *phone;
  PhoneAccount *account;
  CliReport    *report;
  PhoneCall    *call; /* that was named; NULL: none was */
} CliCommandContext;

/* One word of “watch”. */
typedef struct
{
  const char *word;
  gboolean    wants_argument; /* beside the name of a call */
  gboolean  (*run) (const CliCommandContext *context, const char *argument, GError **error);
} CliCommand;

CliCommandResult cli_commands_run     (const CliCommandContext *context,
                                       const char              *line,
                                       GError                 **error);
/* The live call that an order without a name means: a waiting one first, then the newest; NULL: none. */
PhoneCall       *cli_commands_find_call (Phone *phone);
/* The call that is meant by "#ID"; NULL: there is none. */
PhoneCall       *cli_commands_name_call (Phone                   *phone,
                                         const char              *word);
/* The one that was named, else the one that is meant without a name; NULL with an error. */
PhoneCall       *cli_commands_need_call (const CliCommandContext *context,
                                         GError                 **error);

G_END_DECLS
