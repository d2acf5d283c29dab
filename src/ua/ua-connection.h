/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-clock.h"
#include "sip-tokens.h"
#include "transport-source.h"
#include "ua-servers.h"

G_BEGIN_DECLS

/* Keeps the agent online: the sole reconnector (CONTRACT A.6 item 3). Makes a fresh Transport an attempt, at the
 * places that its source finds for its servers, and goes by its policy when that fails. Signals:
 *   connecting (guint attempt)        first attempt is 1 (U16)
 *   connected ()                      (U17); again after a loss, and after a move to a better server (J8)
 *   disconnected (const GError *)     lost, or an attempt failed (U18); NULL: asked for, or a move to a better server
 *   transport-error (const GError *)  a line broke (W51), or a server is given up (W53); before disconnected when
 *                                     the line broke
 *   closed ()                         nothing more is tried until start or retry_now (W53); last-error says why
 * Properties: state (notify), attempt, next-try-ms (clock time; 0: none), last-error, target. */
#define UA_TYPE_CONNECTION (ua_connection_get_type ())
G_DECLARE_FINAL_TYPE (UaConnection, ua_connection, UA, CONNECTION, GObject)

#define UA_TYPE_CONNECTION_STATE (ua_connection_state_get_type ())
GType ua_connection_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  UA_CONNECTION_STATE_RESTING, /* No line, no timer. Never started, stopped, or given up: then last-error says why.
                                * start leaves to TRYING; retry_now does after giving up. */
  UA_CONNECTION_STATE_TRYING,  /* A place is looked for or a transport connects, once the line before is closed.
                                * Leaves to ONLINE, WAITING or RESTING, or stays for the next place. */
  UA_CONNECTION_STATE_ONLINE,  /* The line is up. A loss leaves to WAITING or RESTING. A timer runs when there is a
                                * better server; a second transport looks for it then. */
  UA_CONNECTION_STATE_WAITING, /* No line; a timer runs until next-try-ms, then TRYING; retry_now ends it early. */
} UaConnectionState;

/* What follows a loss or a failure. */
typedef enum
{
  UA_RECOVERY_BACKOFF,  /* every place of every server, then a wait of 2 to 30 s, for ever (J11) */
  UA_RECOVERY_CONTRACT, /* a server so often, so far apart, then the next, then the end (W34, W52, W53) */
  UA_RECOVERY_OFF,      /* nothing */
} UaRecovery;

/* For attempts from the moment it is set. */
typedef struct
{
  UaRecovery recovery;
  guint      max_reconnection_attempts; /* tries of one server; CONTRACT only (W8) */
  guint      reconnection_timeout_ms;   /* between them; CONTRACT only (W9) */
  guint      connection_timeout_ms;     /* for opening a transport (W7) */
  guint      keep_alive_interval_ms;    /* 0: as the transport itself has it; without a word, never (W10) */
  guint      keep_alive_debounce_ms;    /* for the answer (W11) */
  guint      return_interval_ms;        /* between looks for a better server; BACKOFF only; 0: never */
} UaConnectionPolicy;

#define UA_CONNECTION_POLICY_INIT { UA_RECOVERY_BACKOFF, 3, 4000, 5000, 0, 10000, 60000 }

/* @server: one, or more as ua_servers_parse() reads them. */
UaConnection     *ua_connection_new             (const char           *server,
                                                 SipClock             *clock,
                                                 SipTokens            *tokens,
                                                 TransportSource      *source);
UaConnection     *ua_connection_new_for_servers (UaServers            *servers,
                                                 SipClock             *clock,
                                                 SipTokens            *tokens,
                                                 TransportSource      *source);
/* Around a transport that is connected already and is not to be made again: a server's side. */
UaConnection     *ua_connection_new_for_transport (Transport          *transport,
                                                 SipClock             *clock);
void              ua_connection_set_policy      (UaConnection             *self,
                                                 const UaConnectionPolicy *policy);
const UaConnectionPolicy *ua_connection_get_policy (UaConnection      *self);
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
const char       *ua_connection_get_server      (UaConnection         *self); /* the one in use (W16) */
UaServers        *ua_connection_get_servers     (UaConnection         *self); /* NULL: a given transport */
/* Where the line leads or is tried now; NULL unless ONLINE or TRYING. */
TransportTarget  *ua_connection_get_target      (UaConnection         *self);
/* What the server showed that last failed to prove who it is; NULL: all did. */
const TransportCertificate *ua_connection_get_certificate (UaConnection *self);

G_END_DECLS
