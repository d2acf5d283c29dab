/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-tokens.h"

#include <glib.h>

G_BEGIN_DECLS

#define TRANSPORT_SRV_MAX_RECORDS 32 /* of one answer; the rest is not read */

/* One server that a domain's SRV record names (RFC 2782). */
typedef struct
{
  guint priority;
  guint weight;
  guint port;
  char *host;
} TransportSrv;

void       transport_srv_free  (TransportSrv *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TransportSrv, transport_srv_free)

/* @answer: GVariants "(qqqs)", what g_resolver_lookup_records() gives. TransportSrv in the order in which they are to
 * be tried (transfer full); empty: the service is decidedly not there, or nothing in the answer can be used. */
GPtrArray *transport_srv_order (GList        *answer,
                                SipTokens    *tokens);

G_END_DECLS
