/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli-options.h"

G_BEGIN_DECLS

/* Looks for the server of an address and tells what is found; the exit status. */
int cli_probe_run (const CliOptions *options);

G_END_DECLS
