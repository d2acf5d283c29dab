/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-clock.h"
#include "doubles-source.h"
#include "ua-connection.h"

G_BEGIN_DECLS

/* A connection in a world of servers, and somebody who writes down what it says: "connecting:1 connected ", "lost "
 * for disconnected with an error and "disconnected " without, "error " for transport-error, "closed ". */
typedef struct
{
  DoublesClock  *clock;
  SipTokens     *tokens;
  DoublesSource *source;
  UaConnection  *connection;
  GString       *heard;
} DoublesKeeper;

/* @servers as ua_connection_new() takes them. */
DoublesKeeper *doubles_keeper_new            (const char        *servers,
                                              guint64            seed);
/* Asserts that nobody holds the connection and that no timer is left. */
void           doubles_keeper_free           (DoublesKeeper     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoublesKeeper, doubles_keeper_free)

/* The policy as it is by default, but for this. */
void           doubles_keeper_set_recovery   (DoublesKeeper     *self,
                                              UaRecovery         recovery);
/* "wss://a wss://b": what @server resolves to, best first. */
void           doubles_keeper_set_targets    (DoublesKeeper     *self,
                                              const char        *server,
                                              const char        *uris);
/* Moves the clock, and lets everybody hear of it. */
void           doubles_keeper_advance        (DoublesKeeper     *self,
                                              guint              ms);
/* To the moment of the next try; returns how long that was. */
guint          doubles_keeper_advance_to_try (DoublesKeeper     *self);
gint64         doubles_keeper_get_now_ms     (DoublesKeeper     *self);
/* What was said since the last time, and the state after it. */
void           doubles_keeper_expect         (DoublesKeeper     *self,
                                              const char        *heard,
                                              UaConnectionState  state);
/* What the source was asked since the last time. */
void           doubles_keeper_expect_asked   (DoublesKeeper     *self,
                                              const char        *asked);
/* Where the line leads; NULL: none. */
void           doubles_keeper_expect_at      (DoublesKeeper     *self,
                                              const char        *uri);
/* The line in use breaks. */
void           doubles_keeper_break          (DoublesKeeper     *self,
                                              TransportError     code);
void           doubles_keeper_stop           (DoublesKeeper     *self);

G_END_DECLS
