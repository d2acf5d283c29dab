/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli-options.h"
#include "cli-report.h"

G_BEGIN_DECLS

/* Follows the calls of a phone. Signal: over (PhoneCall *) */
#define CLI_TYPE_CALLS (cli_calls_get_type ())
G_DECLARE_FINAL_TYPE (CliCalls, cli_calls, CLI, CALLS, GObject)

CliCalls *cli_calls_new (Phone            *phone,
                         const CliOptions *options,
                         CliReport        *report);

G_END_DECLS
