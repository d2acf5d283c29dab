/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-clock.h"
#include "sip-tokens.h"

G_BEGIN_DECLS

/* The rhythm of keep-alives: when to send one, and when an answer is overdue (CONTRACT W10, W11, W39–W42). */
typedef struct _TransportKeepAlive TransportKeepAlive;

/* Sends one through transport_keep_alive_ping(), or learns that one was not answered. */
typedef void (*TransportKeepAliveFunc) (gpointer user_data);

TransportKeepAlive *transport_keep_alive_new    (SipClock               *clock,
                                                 SipTokens              *tokens,
                                                 TransportKeepAliveFunc  due,
                                                 TransportKeepAliveFunc  missed,
                                                 gpointer                user_data);
void                transport_keep_alive_free   (TransportKeepAlive     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TransportKeepAlive, transport_keep_alive_free)

/* Before each attempt: the line before it is no longer spoken of. */
void                transport_keep_alive_forget (TransportKeepAlive    *self);
/* @interval_ms 0: never by itself. */
void                transport_keep_alive_begin  (TransportKeepAlive     *self,
                                                 guint                   interval_ms,
                                                 guint                   debounce_ms);
void                transport_keep_alive_end    (TransportKeepAlive     *self);
/* FALSE: one is under way and its answer has to come first. */
gboolean            transport_keep_alive_ping   (TransportKeepAlive     *self);
void                transport_keep_alive_pong   (TransportKeepAlive     *self);
void                transport_keep_alive_answer (TransportKeepAlive     *self);
/* One is sent out of curiosity, and no answer is due. */
void                transport_keep_alive_wonder (TransportKeepAlive     *self);
/* Milliseconds from the one that was answered last to its answer; -1: none was, since it forgot. */
int                 transport_keep_alive_get_round_trip_ms (TransportKeepAlive *self);

G_END_DECLS
