/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person writes a server as it stands in a letter from the company; a transport wants a URL without doubt.
 * This is where the one becomes the other.
 */

#include "transport-factory.h"

#include "transport-kinds.h"
#include "transport-place.h"

/**
 * transport_factory_check:
 * @server: what a person typed or an account keeps
 * @error: return location for %TRANSPORT_ERROR_BAD_URL, which names the part that is wrong and repeats no secret
 *
 * Checks and normalises a server: `example.org` becomes `wss://example.org/`, `example.org:5061` becomes
 * `tls://example.org`, `sip:example.org;transport=tcp` becomes `tcp://example.org`. Without a scheme nothing is in
 * plain: `example.org:5060` is `wss://example.org:5060/`. `sip:example.org` and `sips:example.org` stay as they are:
 * DNS has to say the way, and only a TransportFinder asks it. Of a WebSocket, path and query are kept (CONTRACT W4).
 *
 * Returns: (transfer full) (nullable): the server's URL; %NULL when nobody could mean this
 */
char *
transport_factory_check (const char  *server,
                         GError     **error)
{
  g_return_val_if_fail (server != NULL, NULL);

  g_autoptr (TransportPlace) place = transport_place_parse (server, error);

  return place != NULL ? transport_place_to_string (place) : NULL;
}

/**
 * transport_factory_make:
 * @server_uri: a server as transport_factory_check() gives it, or as a person writes it
 * @clock: the clock
 * @tokens: the source of chance
 * @error: return location for %TRANSPORT_ERROR_BAD_URL
 *
 * Makes the transport that leads to a server, without asking DNS for services; it is not connected yet.
 *
 * Returns: (transfer full) (nullable): a new transport
 */
Transport *
transport_factory_make (const char  *server_uri,
                        SipClock    *clock,
                        SipTokens   *tokens,
                        GError     **error)
{
  g_return_val_if_fail (server_uri != NULL, NULL);
  g_return_val_if_fail (SIP_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (SIP_IS_TOKENS (tokens), NULL);

  g_autoptr (TransportPlace) place = transport_place_parse (server_uri, error);
  g_autoptr (TransportTarget) target = NULL;
  g_autofree char *uri = NULL;

  if (place == NULL)
    return NULL;
  if (place->way == TRANSPORT_WAY_SIP || place->way == TRANSPORT_WAY_SIPS)
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL, "how to reach '%s:%s' is to be asked of DNS first",
                   transport_way_get_scheme (place->way), place->host);
      return NULL;
    }

  uri = transport_way_is_websocket (place->way) ? transport_place_to_string (place)
                                                : transport_way_write_uri (place->way, place->host, place->port);
  target = transport_target_new (uri, NULL, NULL);
  return transport_kinds_make (target, clock, tokens, NULL, error);
}
