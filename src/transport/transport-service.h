/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-place.h"

G_BEGIN_DECLS

/* One way in which DNS may lead to a server: a name that has SRV records, or a host. */
typedef struct
{
  TransportWay way;
  gboolean     is_service; /* @name has SRV records; else it is a host */
  char        *name;
  char        *named_by;   /* for diagnostics: the NAPTR record; NULL: the book (RFC 3263 §4.2) */
} TransportService;

void       transport_service_free     (TransportService     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TransportService, transport_service_free)

/* Does DNS have a say in how this place is reached? */
gboolean   transport_service_is_asked (const TransportPlace *place);
/* TransportService, secure ones before plain ones, for sips: none that is plain (transfer full).
 * @naptr: TransportNaptr; NULL or empty: by the book. */
GPtrArray *transport_service_list     (const TransportPlace *place,
                                       GPtrArray            *naptr);
/* What is tried when there are no SRV records: TransportWays at the host itself. */
GArray    *transport_service_list_ways (const TransportPlace *place);

G_END_DECLS
