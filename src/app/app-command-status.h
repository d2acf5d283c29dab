/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "phone.h"

G_BEGIN_DECLS

/* How the telephone is, for a terminal. @phone NULL: it has not started yet. */
char      *app_command_status_dup_text     (Phone      *phone);
/* The call a word without a name means; NULL: there is none. */
PhoneCall *app_command_status_find_ringing (Phone      *phone); /* transfer none */
PhoneCall *app_command_status_find_current (Phone      *phone); /* transfer none */
/* Text of a stranger, on one line, that does nothing to a terminal. */
char      *app_command_status_dup_plain    (const char *text);

G_END_DECLS
