/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli-commands.h"

G_BEGIN_DECLS

/* The words for what becomes of the account's calls. */
const CliCommand *cli_commands_policy_get (guint *n_commands);

G_END_DECLS
