/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli-commands.h"

G_BEGIN_DECLS

/* The words of “watch” about people rather than calls, and what is told of them. */

/* Tells everything about those watched and about mailboxes, as long as @phone lives. */
void     cli_watch_follow (Phone                   *phone,
                           CliReport               *report);
gboolean cli_watch_knows  (const char              *word);
gboolean cli_watch_run    (const CliCommandContext *context,
                           const char              *word,
                           const char              *argument,
                           GError                 **error);

G_END_DECLS
