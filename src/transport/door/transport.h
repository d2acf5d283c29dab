/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "sip-clock.h"
#include "sip-port.h"
#include "transport-certificate.h"
#include "transport-facts.h"

G_BEGIN_DECLS

/* The wire, honestly: up, down, or between; it never recovers by itself and never hides a loss
 * (CONTRACT T1–T23). Implements SipPort. Signals:
 *   received (GBytes *)              one whole SIP message, only while CONNECTED (T20, J10)
 *   keep-alive-received ()           a CRLF pong or a pong frame came
 * Properties: url, clock, tokens, via-protocol (construct only); connection-timeout-ms, keep-alive-interval-ms,
 * keep-alive-debounce-ms; state (read only, notify). */
#define TRANSPORT_TYPE_TRANSPORT (transport_get_type ())
G_DECLARE_DERIVABLE_TYPE (Transport, transport, TRANSPORT, TRANSPORT, GObject)

#define TRANSPORT_TYPE_STATE (transport_state_get_type ())
GType transport_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  TRANSPORT_STATE_DISCONNECTED,  /* No line, no timer; last-error says why, unless it was asked for. Only
                                  * connect leaves. */
  TRANSPORT_STATE_CONNECTING,    /* open() was called, the connection time-out runs. The subclass leaves to
                                  * CONNECTED or DISCONNECTED, the time-out too; disconnect to DISCONNECTING. */
  TRANSPORT_STATE_CONNECTED,     /* Messages pass both ways, keep-alives run. A loss or a keep-alive missed
                                  * leaves to DISCONNECTED, disconnect to DISCONNECTING. */
  TRANSPORT_STATE_DISCONNECTING, /* close() was called, the time-out runs; nothing passes any more. The subclass
                                  * or the time-out leaves to DISCONNECTED. */
} TransportState;

#define TRANSPORT_ERROR (transport_error_quark ())
GQuark transport_error_quark (void);

typedef enum
{
  TRANSPORT_ERROR_NOT_CONNECTED,
  TRANSPORT_ERROR_LOOP,          /* connect or disconnect called from inside a state notification (T15) */
  TRANSPORT_ERROR_STATE_CHANGED, /* the state changed underneath the wait (T17) */
  TRANSPORT_ERROR_TIMEOUT,       /* connection time-out (W7, W54) */
  TRANSPORT_ERROR_REFUSED,       /* nobody listens, or the handshake was answered with an HTTP error */
  TRANSPORT_ERROR_RESOLVE,       /* the host name is not known */
  TRANSPORT_ERROR_CERTIFICATE,   /* TLS: the message says why */
  TRANSPORT_ERROR_PROTOCOL,      /* the server does not speak the "sip" subprotocol */
  TRANSPORT_ERROR_LOST,          /* the connection broke; close code and reason in the message */
  TRANSPORT_ERROR_KEEP_ALIVE,    /* no pong in time: lost (T12) */
  TRANSPORT_ERROR_TOO_LARGE,
  TRANSPORT_ERROR_BAD_URL,
  TRANSPORT_ERROR_FORBIDDEN,     /* the server wants no connection of ours: HTTP 401, 403, or close code 1008 */
  TRANSPORT_ERROR_BUSY,          /* the server is overloaded or going down: HTTP 503, close code 1012 or 1013 */
} TransportError;

struct _TransportClass
{
  GObjectClass parent_class;

  /* The three verbs of a new transport. open() ends in transport_opened() or transport_failed(); close() in
   * transport_closed(), unless the state is DISCONNECTED already: then nobody waits, and the wire is to be
   * dropped at once. write() reports a loss from the main loop, not from inside. */
  void     (*open)  (Transport *self);
  void     (*close) (Transport *self, guint code, const char *reason);
  gboolean (*write) (Transport *self, GBytes *bytes, GError **error);
};

TransportState transport_get_state         (Transport            *self);
gboolean       transport_is_connected      (Transport            *self);
const char    *transport_get_url           (Transport            *self); /* for people and logs (J3) */
const char    *transport_get_via_protocol  (Transport            *self); /* J2; settable at construction */
char          *transport_dup_sip_uri       (Transport            *self); /* for Route (J4) */
const GError  *transport_get_last_error    (Transport            *self); /* why it is down; NULL: asked for */
guint          transport_get_close_code    (Transport            *self); /* 0: none */
guint          transport_get_retry_after_s (Transport            *self); /* its BUSY's wish; 0: none */
gboolean       transport_answers_keep_alives (Transport          *self); /* CRLF CRLF, once at least */
void           transport_describe          (Transport            *self, TransportFacts *facts);
/* What the server showed, also after it was refused; NULL: nothing, or a plain wire. */
const TransportCertificate *transport_get_certificate (Transport *self);

/* Callers while CONNECTING join and are told together (T17); a call during DISCONNECTING waits for its end. */
void           transport_connect_async     (Transport            *self,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean       transport_connect_finish    (Transport            *self,
                                            GAsyncResult         *result,
                                            GError              **error);
void           transport_disconnect_async  (Transport            *self,
                                            guint code, const char *reason, /* code 0: 1000 (W30) */
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean       transport_disconnect_finish (Transport            *self,
                                            GAsyncResult         *result,
                                            GError              **error);
gboolean       transport_send              (Transport            *self,
                                            GBytes               *message,
                                            GError              **error);
/* CRLF CRLF; a pong must follow within the debounce (W39, T12). */
gboolean       transport_send_keep_alive   (Transport            *self,
                                            GError              **error);

/* For subclasses. */
void           transport_opened            (Transport            *self);
void           transport_failed            (Transport            *self,
                                            GError               *error); /* transfer full */
void           transport_closed            (Transport            *self,
                                            guint                 code,
                                            GError               *error); /* transfer full; NULL: as asked */
void           transport_delivered         (Transport            *self,
                                            GBytes               *bytes);
SipClock      *transport_get_clock         (Transport            *self);

G_END_DECLS
