/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-target.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where on a host a target is, said or unsaid. */
guint               transport_ports_of          (const TransportTarget *target);
/* What to connect to: the address it is pinned to, or its host's name, to be looked up. */
GSocketConnectable *transport_ports_connectable (const TransportTarget *target);
/* The scheme of a target, when it is one of @schemes and there is a host. */
char               *transport_ports_check       (const TransportTarget *target,
                                                 const char *const     *schemes,
                                                 GError               **error);
/* Scheme, host and port as far as they are said, and nothing that could be secret (CONTRACT J3). */
char               *transport_ports_show        (const TransportTarget *target);
/* "192.0.2.1:5060", "[2001:db8::1]:5060"; NULL: it is no internet address. */
char               *transport_ports_write       (GSocketAddress        *address);

G_END_DECLS
