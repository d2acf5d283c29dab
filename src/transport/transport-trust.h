/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The keys of servers that a person has decided to trust although no authority vouches for them: exactly that key,
 * for exactly that name and port (TRUST 3.7). */
#define TRANSPORT_TYPE_TRUST (transport_trust_get_type ())
G_DECLARE_FINAL_TYPE (TransportTrust, transport_trust, TRANSPORT, TRUST, GObject)

TransportTrust *transport_trust_new    (void);
/* @identity: the name; @port: where; @key: "sha256:…", the digest of the public key in lower-case hexadecimal; NULL
 * forgets. */
void            transport_trust_set    (TransportTrust *self,
                                        const char     *identity,
                                        guint           port,
                                        const char     *key);
const char     *transport_trust_get    (TransportTrust *self,
                                        const char     *identity,
                                        guint           port); /* NULL: none */

G_END_DECLS
