/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one place that knows all kinds of transport. */

#include "transport-kinds.h"

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

  return transport_websocket_new (transport_target_get_uri (target), clock, tokens, error);
}
