/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Callers who joined one wait and are told together (CONTRACT T17). */
typedef struct _TransportWaiters TransportWaiters;

TransportWaiters *transport_waiters_new   (void);
void              transport_waiters_unref (TransportWaiters *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TransportWaiters, transport_waiters_unref)

guint             transport_waiters_count (TransportWaiters *self);
/* Takes the task. Its cancellable ends this wait alone. */
void              transport_waiters_add   (TransportWaiters *self,
                                           GTask            *task);
/* Everybody who waits leaves with the same answer; @error NULL: it went well. */
void              transport_waiters_tell  (TransportWaiters *self,
                                           const GError     *error);

G_END_DECLS
