/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-tokens.h"
#include "transport.h"

G_BEGIN_DECLS

/* A server's URI to the right transport: "wss://host/path", "tls://host". Not "sip:host": it is to be found first. */
Transport *transport_factory_make (const char  *server_uri,
                                   SipClock    *clock,
                                   SipTokens   *tokens,
                                   GError     **error);
/* Is this a server a person could mean? Names what is wrong; normalises "example.org" to "wss://example.org/",
 * "example.org:5061" to "tls://example.org"; "sip:example.org" and "sips:example.org" leave the way to DNS. */
char      *transport_factory_check (const char *server,
                                    GError    **error);

G_END_DECLS
