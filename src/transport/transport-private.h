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

/* What subclasses have told of the line as it is or was; forgotten when the next is opened. */
typedef struct
{
  char          *remote_address;
  char          *local_address;
  GSocketFamily  family;
  const char    *tls_version;
  guint          retry_after_s;
  gboolean       took_detour;
  gboolean       missed_detour;
} TransportNotes;

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
  TransportCertificate *certificate; /* what was shown in the attempt under way, or the last one */
  TransportNotes      notes;
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

TransportPrivate *transport_get_private      (Transport            *self);
void              transport_step             (Transport            *self,
                                              TransportEvent        event,
                                              const TransportCause *cause);

/* For the kinds of transport of this room, before they say how an attempt ended. */
void              transport_note_addresses   (Transport            *self,
                                              GSocket              *socket);
void              transport_note_tls         (Transport            *self,
                                              GTlsConnection       *connection);
void              transport_note_certificate (Transport            *self,
                                              TransportCertificate *certificate);
/* @seconds 0: it gave no number, and one is drawn (CONTRACT W55 asks nobody to march in step). */
void              transport_note_retry_after (Transport            *self,
                                              guint                 seconds);
void              transport_note_detour      (Transport            *self,
                                              gboolean              taken);
/* What stands in Via instead of a name that nobody has. */
void              transport_set_sent_by      (Transport            *self,
                                              const char           *sent_by);
/* Is CRLF CRLF understood there? Asked once, and silence is no loss. */
void              transport_wonder           (Transport            *self);
void              transport_forget           (Transport            *self);

G_END_DECLS
