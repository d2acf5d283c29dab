/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli-options.h"

#include "phone.h"

G_BEGIN_DECLS

/* Every message and note on standard error from now on, as cli_trace_explain() reads them. */
void cli_trace_follow  (Phone            *phone);
/* Says of everything that failed in a trace why; the exit status. */
int  cli_trace_explain (const CliOptions *options);

G_END_DECLS
