/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "sip-tokens.h"
#include "transport-target.h"
#include "transport-trust.h"
#include "transport.h"

G_BEGIN_DECLS

/* SIP over WebSocket (RFC 7118) by libsoup: ws: and wss:, subprotocol "sip". */
#define TRANSPORT_TYPE_WEBSOCKET (transport_websocket_get_type ())
G_DECLARE_FINAL_TYPE (TransportWebsocket, transport_websocket, TRANSPORT, WEBSOCKET, Transport)

Transport *transport_websocket_new          (const char              *url,
                                             SipClock                *clock,
                                             SipTokens               *tokens,
                                             GError                 **error);
/* @trust: keys that a person accepted; NULL: none. A pinned address is connected to; Host stays the URL's. */
Transport *transport_websocket_new_to       (TransportTarget         *target,
                                             SipClock                *clock,
                                             SipTokens               *tokens,
                                             TransportTrust          *trust,
                                             GError                 **error);
/* A server's side: starts CONNECTED around a connection that was accepted. */
Transport *transport_websocket_new_accepted (SoupWebsocketConnection *connection,
                                             SipClock                *clock,
                                             SipTokens               *tokens);

G_END_DECLS
