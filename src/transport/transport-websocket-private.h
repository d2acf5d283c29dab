/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "transport-judge.h"
#include "transport-websocket.h"

G_BEGIN_DECLS

/* Inside of TransportWebsocket: transport-websocket.c is the object, transport-websocket-handshake.c how it opens,
 * transport-websocket-socket.c the connection that comes of it. */
struct _TransportWebsocket
{
  Transport parent_instance;

  GUri                    *uri;         /* with user information and query; NULL when accepted */
  SoupSession             *session;     /* its own: nothing is shared with anybody */
  GCancellable            *opening;     /* of the handshake under way */
  SoupWebsocketConnection *connection;
  TransportJudge          *judge;       /* NULL: ws, or accepted */
  guint                    ping_interval_s;
  guint                    pong_timeout_s;
};

/* Opens self->uri, and says how that ended. */
void transport_websocket_shake_hands (TransportWebsocket *self);
/* self->connection is open: watches it and says so. */
void transport_websocket_use         (TransportWebsocket *self);
/* Nobody listens to the connection any more. @politely: it lives on until its closing handshake is done, for
 * which libsoup has a time-out; else its socket is closed at once. */
void transport_websocket_drop        (TransportWebsocket *self,
                                      gboolean            politely);

G_END_DECLS
