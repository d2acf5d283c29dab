/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone.h"

G_BEGIN_DECLS

/* What a person writes to callers they have no time for: a few sentences, theirs to change. */

#define APP_REPLIES_MAX 8

/* Those of the person; those that came with the program where they have none (transfer full). */
char    **app_replies_dup     (void);
/* Empty ones are left out; none at all: those that came with the program. */
void      app_replies_set     (const char *const *replies);
/* Whether who calls can be written to. */
gboolean  app_replies_may     (PhoneCall         *call);
/* Writes to who calls, and declines the call. */
void      app_replies_decline (Phone             *phone,
                               PhoneCall         *call,
                               const char        *text);

G_END_DECLS
