/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which ways there are to a server, what they are called, where they end and which of them nobody can listen to.
 */

#include "transport-way.h"

/* CONTRACT W6; RFC 3261 §19.1.2. */
static const struct
{
  const char *scheme;
  guint       port;
  gboolean    secure;
} ways[] = {
  [TRANSPORT_WAY_WSS] = { "wss", 443, TRUE },
  [TRANSPORT_WAY_WS] = { "ws", 80, FALSE },
  [TRANSPORT_WAY_TLS] = { "tls", 5061, TRUE },
  [TRANSPORT_WAY_TCP] = { "tcp", 5060, FALSE },
  [TRANSPORT_WAY_UDP] = { "udp", 5060, FALSE },
  [TRANSPORT_WAY_SIPS] = { "sips", 0, TRUE },
  [TRANSPORT_WAY_SIP] = { "sip", 0, FALSE },
};

/**
 * transport_way_is_secure:
 * @way: a way
 *
 * Tells whether what goes this way is encrypted, always.
 *
 * Returns: %TRUE when it is
 */
gboolean
transport_way_is_secure (TransportWay way)
{
  g_return_val_if_fail (way < G_N_ELEMENTS (ways), FALSE);

  return ways[way].secure;
}

/**
 * transport_way_is_websocket:
 * @way: a way
 *
 * Tells whether this is SIP in a WebSocket (RFC 7118).
 *
 * Returns: %TRUE when it is
 */
gboolean
transport_way_is_websocket (TransportWay way)
{
  return way == TRANSPORT_WAY_WSS || way == TRANSPORT_WAY_WS;
}

/**
 * transport_way_get_scheme:
 * @way: a way
 *
 * Gets how its URLs begin.
 *
 * Returns: (transfer none): a scheme, without a colon
 */
const char *
transport_way_get_scheme (TransportWay way)
{
  g_return_val_if_fail (way < G_N_ELEMENTS (ways), NULL);

  return ways[way].scheme;
}

/**
 * transport_way_get_port:
 * @way: a way
 *
 * Gets the port where it usually ends.
 *
 * Returns: a port; 0 when DNS has to say
 */
guint
transport_way_get_port (TransportWay way)
{
  g_return_val_if_fail (way < G_N_ELEMENTS (ways), 0);

  return ways[way].port;
}

/**
 * transport_way_write_uri:
 * @way: a way that DNS need not choose
 * @host: a host as transport_host_normalise() gives it
 * @port: a port; 0: the usual one
 *
 * Writes the URI of a target.
 *
 * Returns: (transfer full): `tls://sip1.example.org:5061`, `wss://example.org/`
 */
char *
transport_way_write_uri (TransportWay  way,
                         const char   *host,
                         guint         port)
{
  g_return_val_if_fail (way < TRANSPORT_WAY_SIPS, NULL);
  g_return_val_if_fail (host != NULL, NULL);

  guint written = port != 0 ? port : ways[way].port;

  if (transport_way_is_websocket (way))
    return g_uri_join (G_URI_FLAGS_ENCODED, ways[way].scheme, NULL, host,
                       written == ways[way].port ? -1 : (int) written, "/", NULL, NULL);

  return g_uri_join (G_URI_FLAGS_ENCODED, ways[way].scheme, NULL, host, (int) written, "", NULL, NULL);
}
