/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-connection.h"

#include "ua-waiters.h"

G_BEGIN_DECLS

/* Inside of UaConnection: ua-connection.c is the object, ua-connection-line.c its machine. */
struct _UaConnection
{
  GObject              parent_instance;
  char                *server;
  SipClock            *clock;
  SipTokens           *tokens;
  TransportSource     *source; /* NULL: there is only the transport that was given */

  UaConnectionState    state;
  Transport           *transport;
  Transport           *closing; /* the one before, until it is gone */
  GCancellable        *finding; /* where the server can be reached */
  guint                attempt;
  guint                n_failures;
  guint                timer;
  gint64               next_try_ms;
  GError              *last_error;
  UaWaiters           *stopping;
};

typedef enum
{
  UA_CONNECTION_EVENT_START,  /* somebody wants to be online */
  UA_CONNECTION_EVENT_OPENED,
  UA_CONNECTION_EVENT_FAILED, /* this attempt came to nothing */
  UA_CONNECTION_EVENT_LOST,
  UA_CONNECTION_EVENT_RETRY,  /* the wait is over, or somebody cannot wait */
  UA_CONNECTION_EVENT_STOP,
  UA_CONNECTION_N_EVENTS
} UaConnectionEvent;

void ua_connection_step            (UaConnection      *self,
                                    UaConnectionEvent  event);
void ua_connection_drop_line       (UaConnection      *self);

void ua_connection_set_state       (UaConnection      *self,
                                    UaConnectionState  state);
void ua_connection_set_attempt     (UaConnection      *self,
                                    guint              attempt);
void ua_connection_set_next_try    (UaConnection      *self,
                                    gint64             next_try_ms);
void ua_connection_take_last_error (UaConnection      *self,
                                    GError            *error); /* transfer full */
void ua_connection_tell_connecting (UaConnection      *self);
void ua_connection_tell_up         (UaConnection      *self);
void ua_connection_tell_down       (UaConnection      *self,
                                    gboolean           asked);

G_END_DECLS
