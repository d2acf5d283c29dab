/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one place that knows all kinds of transport. */

#include "transport-kinds.h"

#include "transport-datagram.h"
#include "transport-ports.h"
#include "transport-tcp.h"
#include "transport-websocket.h"

/**
 * transport_kinds_make:
 * @target: where to
 * @clock: the clock
 * @tokens: the source of chance
 * @trust: (nullable): keys that a person accepted
 * @error: return location for %TRANSPORT_ERROR_BAD_URL
 *
 * Makes the transport that leads to a target; it is not connected yet.
 *
 * Returns: (transfer full) (nullable): a new transport
 */
Transport *
transport_kinds_make (TransportTarget  *target,
                      SipClock         *clock,
                      SipTokens        *tokens,
                      TransportTrust   *trust,
                      GError          **error)
{
  g_return_val_if_fail (target != NULL, NULL);

  static const char *const schemes[] = { "wss", "ws", "tls", "tcp", "udp", NULL };
  g_autofree char *scheme = transport_ports_check (target, schemes, error);

  if (scheme == NULL)
    return NULL;
  if (g_str_equal (scheme, "udp"))
    return transport_datagram_new (target, clock, tokens, error);
  if (g_str_equal (scheme, "tls") || g_str_equal (scheme, "tcp"))
    return transport_tcp_new (target, clock, tokens, trust, error);

  return transport_websocket_new_to (target, clock, tokens, trust, error);
}
