/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-clock.h"
#include "sip-tokens.h"
#include "transport.h"

G_BEGIN_DECLS

/* Keeps the agent online: the sole reconnector (CONTRACT A.6 item 3). Makes a fresh Transport an attempt,
 * with back-off (J11: 2–30 s with jitter, for ever). Signals:
 *   connecting (guint attempt)        first attempt is 1 (U16)
 *   connected ()                      (U17)
 *   disconnected (const GError *)     lost, or an attempt failed (U18); NULL: asked for
 * Properties: state (notify), attempt, next-try-ms (clock time; 0: none), last-error. */
#define UA_TYPE_CONNECTION (ua_connection_get_type ())
G_DECLARE_FINAL_TYPE (UaConnection, ua_connection, UA, CONNECTION, GObject)

#define UA_TYPE_CONNECTION_STATE (ua_connection_state_get_type ())
GType ua_connection_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  UA_CONNECTION_STATE_RESTING,
  UA_CONNECTION_STATE_TRYING,
  UA_CONNECTION_STATE_ONLINE,
  UA_CONNECTION_STATE_WAITING,
} UaConnectionState;

/* Makes a transport that has not been connected yet; the factory's owner knows which kind. */
typedef Transport *(*UaConnectionMakeFunc) (const char  *server,
                                            gpointer     user_data,
                                            GError     **error);

UaConnection     *ua_connection_new             (const char           *server,
                                                 SipClock             *clock,
                                                 SipTokens            *tokens,
                                                 UaConnectionMakeFunc  make,
                                                 gpointer              user_data,
                                                 GDestroyNotify        destroy);
/* Around a transport that is connected already and is not to be made again: a server's side. */
UaConnection     *ua_connection_new_for_transport (Transport          *transport,
                                                 SipClock             *clock);
void              ua_connection_start           (UaConnection         *self);
void              ua_connection_retry_now       (UaConnection         *self); /* network changed, or a person asked */
void              ua_connection_stop_async      (UaConnection         *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean          ua_connection_stop_finish     (UaConnection         *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
UaConnectionState ua_connection_get_state       (UaConnection         *self);
guint             ua_connection_get_attempt     (UaConnection         *self);
gint64            ua_connection_get_next_try_ms (UaConnection         *self);
const GError     *ua_connection_get_last_error  (UaConnection         *self);
Transport        *ua_connection_get_transport   (UaConnection         *self); /* NULL unless ONLINE or TRYING */
const char       *ua_connection_get_server      (UaConnection         *self);

G_END_DECLS
