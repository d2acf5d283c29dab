/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the scenes say themselves: names, addresses, messages, what a server answered. It is no sentence of the window. */
typedef struct _A11ySpoken A11ySpoken;

/* Reads every string of the C files in @folder that begin with "shots-" or "scripted-", and the words of others that the list of
 * declared ones in a11y-spoken.c has (transfer full). */
A11ySpoken *a11y_spoken_new  (const char *folder);
/* Whether @words are what a scene says, as they stand there or as one of its formats makes them, an address, a path or a day. */
gboolean    a11y_spoken_has  (A11ySpoken *self,
                              const char *words);
void        a11y_spoken_free (A11ySpoken *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (A11ySpoken, a11y_spoken_free)

G_END_DECLS
