/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-target.h"

G_BEGIN_DECLS

#define TRANSPORT_MEMORY_MAX_SERVERS 16 /* the one that was not searched for the longest time is forgotten */

/* Where servers were reached, for a day on which DNS fails. In memory only. */
typedef struct _TransportMemory TransportMemory;

TransportMemory *transport_memory_new      (void);
void             transport_memory_free     (TransportMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TransportMemory, transport_memory_free)

/* @targets: what was found for @server. What was remembered of it stays. */
void             transport_memory_found    (TransportMemory *self,
                                            const char      *server,
                                            GPtrArray       *targets);
/* One of the targets that were found answered at @address, "192.0.2.1:5061" or "[2001:db8::1]:5061". */
void             transport_memory_reached  (TransportMemory *self,
                                            TransportTarget *target,
                                            const char      *address);
/* The target that was reached last, at its address (transfer full); NULL: none. */
TransportTarget *transport_memory_recall   (TransportMemory *self,
                                            const char      *server);

G_END_DECLS
