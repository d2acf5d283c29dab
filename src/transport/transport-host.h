/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TRANSPORT_HOST_MAX_NAME 253 /* octets of a name (RFC 1035 §2.3.4) */

/* The one way to write a host: lower case, A-labels, no final dot, no brackets. NULL: neither a name nor an address. */
char    *transport_host_normalise (const char *text);
/* A name DNS may hold; underscores are allowed, for services have them (RFC 2782). */
gboolean transport_host_is_name   (const char *text);
gboolean transport_host_is_ip     (const char *text); /* a literal address, without brackets */

G_END_DECLS
