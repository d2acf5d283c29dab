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
} CliCommandContext;

CliCommandResult cli_commands_run     (const CliCommandContext *context,
                                       const char              *line,
                                       GError                 **error);
/* The live call that an order without a name means: a waiting one first, then the newest; NULL: none. */
PhoneCall       *cli_commands_find_call (Phone *phone);

G_END_DECLS
