/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli-commands.h"

G_BEGIN_DECLS

/* The words for what is done about messages beside writing them. */
const CliCommand *cli_commands_message_get    (guint             *n_commands);
/* Tells what becomes of the newest message of @conversation, which is ours. */
void              cli_commands_message_follow (CliReport         *report,
                                               PhoneConversation *conversation);

G_END_DECLS
