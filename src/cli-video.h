/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli-commands.h"

G_BEGIN_DECLS

/* Words of “watch”: "video on|off", "camera on|off". */
const CliCommand *cli_video_get_commands (guint     *n_commands);
/* "TARGET video": TRUE, and @target is what is left (transfer full). */
gboolean          cli_video_is_asked     (const char  *argument,
                                          char       **target);
/* Tells of the pictures of a call as they change, and every second what there is to see. */
void              cli_video_follow       (CliReport *report,
                                          PhoneCall *call);

G_END_DECLS
