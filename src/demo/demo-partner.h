/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the chat partner says to @text at @now (transfer full). */
char *demo_partner_reply (const char *text,
                          GDateTime  *now);

G_END_DECLS
