/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "cli-options.h"

G_BEGIN_DECLS

/* One run of the command-line phone, from going online to going offline. */
#define CLI_TYPE_SESSION (cli_session_get_type ())
G_DECLARE_FINAL_TYPE (CliSession, cli_session, CLI, SESSION, GObject)

CliSession *cli_session_new (const CliOptions *options); /* borrowed as long as the session lives */
int         cli_session_run (CliSession       *self);

G_END_DECLS
