/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to the room. A history that was closed in peace is sealed; @lock_fd is of its lock file, in which the seal stands.
 * Whether the seal is whole; it is broken by the question, for whoever asks goes on to write. */
gboolean  store_seal_take  (int         lock_fd,
                            const char *path);
void      store_seal_set   (int         lock_fd,
                            const char *path);

G_END_DECLS
