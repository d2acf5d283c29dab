/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-way.h"

G_BEGIN_DECLS

#define TRANSPORT_NAPTR_MAX_RECORDS 32 /* of one answer; the rest is not read */

/* One way to SIP that a domain's NAPTR record names (RFC 3263 §4.1, RFC 7118, RFC 3403 §4.1). */
typedef struct
{
  TransportWay way;
  guint        order;
  guint        preference;
  gboolean     is_service; /* @name has SRV records (flag "s"); else it is a host (flag "a") */
  char        *name;
} TransportNaptr;

void       transport_naptr_free  (TransportNaptr *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TransportNaptr, transport_naptr_free)

/* TransportNaptr, the best first, secure ones before plain ones (transfer full); empty: none of them is for SIP.
 * NULL: this is no answer of DNS. */
GPtrArray *transport_naptr_parse (const guint8   *answer,
                                  gsize           length,
                                  GError        **error);

G_END_DECLS
