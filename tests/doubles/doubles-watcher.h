/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "doubles-notifier.h"
#include "ua-subscriber.h"

G_BEGIN_DECLS

/* Somebody who wants to be told of bob, and bob's notifier. */
typedef struct
{
  DoublesClock   *clock;
  DoublesDesk    *desk;
  UaSubscriber   *subscriber;
  DoublesNotifier notifier;
  GString        *heard;
} DoublesWatcher;

DoublesWatcher *doubles_watcher_new           (const char        *event);
/* Checks that nothing is left behind that would still call back. */
void            doubles_watcher_free          (DoublesWatcher    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoublesWatcher, doubles_watcher_free)

/* Subscribed by the usual way, with @expires granted. */
void            doubles_watcher_subscribe     (DoublesWatcher    *self,
                                               guint              expires);
/* What the person heard since the last call: "active0:body ", "ended:status403 ", "ended:ua1:again ". */
void            doubles_watcher_expect_heard  (DoublesWatcher    *self,
                                               const char        *heard);
void            doubles_watcher_expect_state  (DoublesWatcher    *self,
                                               UaSubscriberState  state);
void            doubles_watcher_expect_header (SipMessage        *message,
                                               SipHeader          header,
                                               const char        *value);

G_END_DECLS
