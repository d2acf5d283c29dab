/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a server is spoken to; the last two leave that to DNS. */
typedef enum
{
  TRANSPORT_WAY_WSS,
  TRANSPORT_WAY_WS,
  TRANSPORT_WAY_TLS,
  TRANSPORT_WAY_TCP,
  TRANSPORT_WAY_UDP,
  TRANSPORT_WAY_SIPS, /* DNS says how, but it is secure */
  TRANSPORT_WAY_SIP,  /* DNS says how */
} TransportWay;

gboolean    transport_way_is_secure    (TransportWay  way);
gboolean    transport_way_is_websocket (TransportWay  way);
const char *transport_way_get_scheme   (TransportWay  way);
guint       transport_way_get_port     (TransportWay  way); /* 0: DNS says */
/* The URI of a target. Port 0: the usual one, which is written out but for a WebSocket. */
char       *transport_way_write_uri    (TransportWay  way,
                                        const char   *host,
                                        guint         port);

G_END_DECLS
