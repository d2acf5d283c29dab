/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli-commands.h"

G_BEGIN_DECLS

/* The words for several accounts in one run. */
const CliCommand *cli_commands_account_get   (guint                   *n_commands);
/* The account that orders are about: the one that “account use” named last, else that of the run. */
PhoneAccount     *cli_commands_account_meant (const CliCommandContext *context);

G_END_DECLS
