/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-clock.h"
#include "sip-tokens.h"
#include "transport-naptr-query.h"
#include "transport-place.h"
#include "transport-target.h"

G_BEGIN_DECLS

#define TRANSPORT_SEARCH_MAX_TARGETS 16   /* nobody tries more before asking anew */
#define TRANSPORT_SEARCH_MAX_NAMES   8    /* questions to DNS in one search */
#define TRANSPORT_SEARCH_PATIENCE_MS 5000 /* the whole search */
#define TRANSPORT_SEARCH_NAPTR_MS    2000 /* NAPTR, which many name servers never heard of */

/* What a search is done with; all borrowed, and kept by the search as long as it needs. */
typedef struct
{
  SipClock            *clock;
  SipTokens           *tokens;
  GResolver           *resolver;
  TransportNaptrQuery *naptr;
} TransportSearchMeans;

/* One search (RFC 3263 §4). Takes @place. @remembered: where it was reached last, at its address; NULL: never. */
void       transport_search_async  (const TransportSearchMeans *means,
                                    TransportPlace             *place,
                                    TransportTarget            *remembered,
                                    GCancellable               *cancellable,
                                    GAsyncReadyCallback         callback,
                                    gpointer                    user_data);
/* TransportTarget, the best first, at least one (transfer full). NULL: TRANSPORT_ERROR_RESOLVE, or cancelled. */
GPtrArray *transport_search_finish (GAsyncResult               *result,
                                    GError                    **error);

G_END_DECLS
