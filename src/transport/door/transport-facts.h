/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is known of a line, for people: see transport_describe(). Its texts are borrowed from the transport and hold
 * until the main loop turns. */
typedef struct
{
  const char    *protocol;           /* as in Via: "WSS", "WS", "TLS", "TCP", "UDP" */
  const char    *remote_address;     /* "192.0.2.1:5061", "[2001:db8::1]:5061"; NULL: not known */
  const char    *local_address;      /* in the same way */
  GSocketFamily  family;             /* G_SOCKET_FAMILY_INVALID: not known */
  const char    *tls_version;        /* "TLS 1.3"; NULL: nothing is encrypted */
  int            round_trip_ms;      /* of the CRLF CRLF that was answered last; -1: none was */
  gboolean       answers_keep_alives;
  gboolean       took_detour;        /* a request too large for UDP went by TCP (RFC 3261 §18.1.1) */
  gboolean       missed_detour;      /* one went by UDP all the same: there is no TCP */
} TransportFacts;

G_END_DECLS
