/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-agent.h"
#include "ua-request.h"

G_BEGIN_DECLS

/* Internal: who waits for NOTIFYs, found by Call-ID, our tag and Event (RFC 6665 §4.4.1); their tag is not asked for,
 * because a NOTIFY may come before the answer that brings it, and from more than one place. */
typedef void (*UaNotifyFunc) (SipTransaction *server,
                              SipMessage     *request,
                              gpointer        user_data); /* answers it */

/* @subscribe: as it was sent. */
void     ua_agent_watch_notify   (UaAgent        *self,
                                  SipMessage     *subscribe,
                                  UaNotifyFunc    func,
                                  gpointer        user_data);
/* A REFER has no Event; its NOTIFYs have "refer", and the second in a dialog its number (RFC 3515 §2.4.4, §2.4.6). */
void     ua_agent_watch_refer    (UaAgent        *self,
                                  UaRequest      *refer,
                                  UaNotifyFunc    func,
                                  gpointer        user_data);
void     ua_agent_unwatch_notify (UaAgent        *self,
                                  gpointer        user_data);
/* FALSE when nobody waits for it. */
gboolean ua_agent_take_notify    (UaAgent        *self,
                                  SipTransaction *server,
                                  SipMessage     *request);
/* 489 with the packages that are known (RFC 6665 §7.2). */
void     ua_agent_refuse_event   (UaAgent        *self,
                                  SipTransaction *server);

G_END_DECLS
