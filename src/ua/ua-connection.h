/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-clock.h"
#include "sip-tokens.h"
#include "transport-source.h"

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

UaConnection     *ua_connection_new             (const char           *server,
                                                 SipClock             *clock,
                                                 SipTokens            *tokens,
                                                 TransportSource      *source);
/* Around a transport that is connected already and is not to be made again: a server's side. */
UaConnection     *ua_connection_new_for_transport (Transport          *transport,
                                                 SipClock             *clock);
void              ua_connection_start           (UaConnection         *self);
void              ua_connection_retry_now       (UaConnection         *self); /* network changed, or a person asked */
/* The line in use cannot be trusted any more (a request without an answer, a resume, an address that is gone): it
 * is dropped as lost, and another one is made at once. Means nothing unless ONLINE. */
void              ua_connection_lose            (UaConnection         *self,
                                                 const GError         *why);
/* The server in use answers and is no good (503, no answer to REGISTER): the next place is tried, and this one not
 * again for @retry_after_s. FALSE: there is no other, the line stays. */
gboolean          ua_connection_pass_over       (UaConnection         *self,
                                                 const GError         *why,
                                                 guint                 retry_after_s);
/* Calls are up: no move back to a better server now. */
void              ua_connection_set_engaged     (UaConnection         *self,
                                                 gboolean              engaged);
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
