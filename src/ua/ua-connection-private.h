/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-connection.h"

#include "sip-machine.h"
#include "ua-waiters.h"

G_BEGIN_DECLS

/* Inside of UaConnection: ua-connection.c is the object, -verbs what may be asked of it, -line its machine, -wire its
 * transports, -targets the places it tries, -recovery what follows a failure, -return the way back to a better one. */

/* The second transport that looks for a better server while the line is up. */
typedef struct
{
  guint         timer;
  GCancellable *finding;
  GPtrArray    *servers; /* char *: still to be asked; NULL: none is looked for now */
  char         *server;
  GPtrArray    *targets; /* of @server */
  guint         n_passed;
  Transport    *transport;
} UaConnectionScout;

struct _UaConnection
{
  GObject              parent_instance;
  UaServers           *servers; /* NULL: there is only the transport that was given */
  SipClock            *clock;
  SipTokens           *tokens;
  TransportSource     *source;  /* NULL: likewise */
  UaConnectionPolicy   policy;

  UaConnectionState    state;
  guint                n_steps; /* an effect that finds another number is stale */
  guint                attempt;
  guint                timer;
  gint64               next_try_ms;
  GError              *last_error;

  Transport           *transport;
  TransportTarget     *target;  /* where it leads */
  GCancellable        *finding; /* where the server can be reached */
  GPtrArray           *closing; /* of Transport: not wanted any more, but not gone */
  Transport           *before;  /* one of those, stopped when it was good: nothing is opened until it is gone */
  UaWaiters           *stopping;

  char                *server;  /* in use (W16) */
  GPtrArray           *targets; /* where it can be reached; NULL: not asked yet */
  guint                n_passed; /* of those */
  GHashTable          *found;   /* server → GPtrArray of TransportTarget, as last heard */
  GHashTable          *marks;   /* place → Mark */
  GHashTable          *exposed; /* servers that failed to prove who they are, and have not since */
  TransportCertificate *certificate; /* what the last of them showed */

  guint                n_failures; /* of whole rounds: how patient to be */
  guint                n_tries;    /* of this server, under CONTRACT */
  gint64               round_ms;   /* when this round began */
  guint                n_round;    /* attempts in it */
  gint64               up_ms;      /* since when the line is up */
  gboolean             has_spoken; /* the far end, on this line */

  UaConnectionScout    scout;
  gboolean             engaged;
};

typedef enum
{
  UA_CONNECTION_EVENT_START,  /* somebody wants to be online */
  UA_CONNECTION_EVENT_OPENED,
  UA_CONNECTION_EVENT_NEXT,   /* this attempt came to nothing; there is another place */
  UA_CONNECTION_EVENT_SPENT,  /* and this server is given up; there is another server */
  UA_CONNECTION_EVENT_FAILED, /* and there is none for now */
  UA_CONNECTION_EVENT_OVER,   /* and nothing more is to be tried */
  UA_CONNECTION_EVENT_LOST,
  UA_CONNECTION_EVENT_LEAVE,  /* the line is up, but no good */
  UA_CONNECTION_EVENT_RETRY,  /* the wait is over, or somebody cannot wait */
  UA_CONNECTION_EVENT_LOOK,   /* is the better server back? */
  UA_CONNECTION_EVENT_VAIN,   /* it is not */
  UA_CONNECTION_EVENT_MOVE,   /* it is, and a transport leads there */
  UA_CONNECTION_EVENT_STOP,
  UA_CONNECTION_N_EVENTS
} UaConnectionEvent;

/* -line */
const SipMachine *ua_connection_get_machine      (void);
void              ua_connection_step             (UaConnection      *self,
                                                  UaConnectionEvent  event);

/* The object. */
void              ua_connection_set_state        (UaConnection      *self,
                                                  UaConnectionState  state);
void              ua_connection_set_attempt      (UaConnection      *self,
                                                  guint              attempt);
void              ua_connection_set_next_try     (UaConnection      *self,
                                                  gint64             next_try_ms);
void              ua_connection_set_target       (UaConnection      *self,
                                                  TransportTarget   *target);
void              ua_connection_take_reason      (UaConnection      *self,
                                                  GError            *error); /* transfer full */
void              ua_connection_take_last_error  (UaConnection      *self,
                                                  GError            *error); /* transfer full */
void              ua_connection_tell_connecting  (UaConnection      *self);
void              ua_connection_tell_connected   (UaConnection      *self);
void              ua_connection_tell_down        (UaConnection      *self,
                                                  gboolean           asked);
void              ua_connection_tell_error       (UaConnection      *self);
void              ua_connection_tell_closed      (UaConnection      *self);

G_END_DECLS
