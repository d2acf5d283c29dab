/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-tokens.h"

#include "transport-keep-alive.h"
#include "transport-machine.h"
#include "transport-waiters.h"
#include "transport.h"

G_BEGIN_DECLS

#define TRANSPORT_CLOSE_NORMAL 1000 /* CONTRACT W30 */
#define TRANSPORT_PING "\r\n\r\n" /* RFC 5626 §3.5.1 */
#define TRANSPORT_PONG "\r\n"

/* Inside of Transport: transport.c is the object, transport-verbs.c what its user asks, transport-below.c what
 * its subclass tells, transport-steps.c the machine between them. */
typedef struct
{
  char               *url;
  char               *via_protocol;
  char               *sent_by;
  SipClock           *clock;
  SipTokens          *tokens;

  TransportState      state;
  gboolean            telling;    /* inside notify::state: no verb that changes the state again (T15) */
  GError             *last_error;
  guint               close_code;
  guint               timeout_ms;
  guint               interval_ms;
  guint               debounce_ms;
  guint               timeout_id;
  TransportKeepAlive *keep_alive;
  TransportWaiters   *connecting; /* who waits for CONNECTED; while DISCONNECTING, for the attempt after it */
  TransportWaiters   *closing;    /* who waits for DISCONNECTED */
} TransportPrivate;

/* What an event brought with it. */
typedef struct
{
  guint         code;   /* for the subclass's close() */
  const char   *reason;
  const GError *error;  /* becomes last-error where the row says so */
} TransportCause;

TransportPrivate *transport_get_private (Transport            *self);
void              transport_step        (Transport            *self,
                                         TransportEvent        event,
                                         const TransportCause *cause);

G_END_DECLS
