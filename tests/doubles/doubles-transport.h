/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"
#include "sip-tokens.h"
#include "transport.h"

G_BEGIN_DECLS

/* A transport without a wire. What is written waits for the test to pop it, or goes to a peer with the delay,
 * loss and duplication of a bad path. Everything happens on the clock: advance it by 0 to open, close, deliver. */
#define DOUBLES_TYPE_TRANSPORT (doubles_transport_get_type ())
G_DECLARE_FINAL_TYPE (DoublesTransport, doubles_transport, DOUBLES, TRANSPORT, Transport)

typedef enum
{
  DOUBLES_OPENING_SUCCEEDS,
  DOUBLES_OPENING_FAILS, /* TRANSPORT_ERROR_REFUSED */
  DOUBLES_OPENING_HANGS,
} DoublesOpening;

/* @via_protocol NULL: "WSS". "UDP" is not reliable, all others are. */
DoublesTransport *doubles_transport_new             (const char       *via_protocol,
                                                     SipClock         *clock,
                                                     SipTokens        *tokens);
/* What @a writes @b hears, and the other way; each holds the other weakly. */
void              doubles_transport_pair            (DoublesTransport *a,
                                                     DoublesTransport *b);
void              doubles_transport_set_opening     (DoublesTransport *self,
                                                     DoublesOpening    opening);
/* close() is never answered, or is again. */
void              doubles_transport_set_deaf        (DoublesTransport *self,
                                                     gboolean          deaf);
/* Every write fails from now on, or works again. */
void              doubles_transport_set_broken      (DoublesTransport *self,
                                                     gboolean          broken);

/* The next write finds that the line is gone, and says so before it returns. */
void              doubles_transport_set_brittle     (DoublesTransport *self);

/* The far end answers every OPTIONS that is written, and the test does not see it: it is alive, and the test is about
 * something else. Without a peer only. */
void              doubles_transport_set_answering   (DoublesTransport *self,
                                                     gboolean          answering);

/* The path to the peer. */
void              doubles_transport_set_delay       (DoublesTransport *self,
                                                     guint             delay_ms);
void              doubles_transport_set_loss        (DoublesTransport *self,
                                                     guint             percent);
void              doubles_transport_set_duplication (DoublesTransport *self,
                                                     guint             percent);
/* The next @count messages vanish, whatever the loss. */
void              doubles_transport_lose_next       (DoublesTransport *self,
                                                     guint             count);

/* Comes in as if from the wire. */
void              doubles_transport_deliver         (DoublesTransport *self,
                                                     const char       *text);
/* The line breaks now, without being asked. */
void              doubles_transport_break           (DoublesTransport *self,
                                                     guint             close_code);

/* What was written and went to no peer. Popping gives NULL when there is nothing. */
guint             doubles_transport_get_n_written   (DoublesTransport *self);
GBytes           *doubles_transport_pop             (DoublesTransport *self);
/* The same, read back; aborts when it is no message. */
SipMessage       *doubles_transport_pop_message     (DoublesTransport *self);
/* The code given to the last close(); 0 before. */
guint             doubles_transport_get_asked_code  (DoublesTransport *self);

G_END_DECLS
