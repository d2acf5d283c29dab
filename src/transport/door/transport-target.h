/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One place where a server can be reached (a value): what DNS or a person named, and who has to answer there. */
typedef struct _TransportTarget TransportTarget;

#define TRANSPORT_TYPE_TARGET (transport_target_get_type ())
GType transport_target_get_type (void) G_GNUC_CONST;

/* @uri: scheme, host and port as transport_factory_check() writes them ("tls://sip1.example.org:5061").
 * @identity: the name its certificate must prove (RFC 5922 §7.1, RFC 3263 §4.1: never what SRV named); NULL: the
 * host of @uri. @reason: how it was found, for diagnostics; NULL: a person named it. */
TransportTarget *transport_target_new          (const char            *uri,
                                                const char            *identity,
                                                const char            *reason);
/* The same at a literal IP address, which spares DNS; NULL: ask DNS. */
TransportTarget *transport_target_at           (const TransportTarget *self,
                                                const char            *address);
TransportTarget *transport_target_ref          (TransportTarget       *self);
void             transport_target_unref        (TransportTarget       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TransportTarget, transport_target_unref)

const char      *transport_target_get_uri      (const TransportTarget *self);
const char      *transport_target_get_identity (const TransportTarget *self);
const char      *transport_target_get_address  (const TransportTarget *self); /* NULL: by DNS */
const char      *transport_target_get_reason   (const TransportTarget *self); /* NULL: named by a person */
gboolean         transport_target_is_secure    (const TransportTarget *self); /* wss or tls */
gboolean         transport_target_equal        (const TransportTarget *self,
                                                const TransportTarget *other);

G_END_DECLS
