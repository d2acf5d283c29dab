/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-agent.h"
#include "ua-event.h"
#include "ua-registerer.h"

G_BEGIN_DECLS

/* Being told of something (RFC 6665; CONTRACT U12, T13). Once asked, it stays subscribed: it subscribes again whenever
 * the notifier or the line lost it, unless told that there is no point. Signals:
 *   notified (const char *content_type, GBytes *body, UaSubscriptionPhase, guint fork)
 *       @content_type is the whole header value, NULL without a body; @fork tells apart the notifiers that one
 *       subscription may reach, 0 for the first
 *   ended (const GError *)
 *       NULL error: as asked, or all was told. In state INITIAL it will be tried again, in TERMINATED it will not.
 * Errors: a refusal as SIP_STATUS_ERROR; reasons in a NOTIFY by what they come to: rejected 403, noresource 404, giveup
 * and probation 480; UA_ERROR_DIALOG when it ran out, UA_ERROR_NO_ANSWER when no NOTIFY came, UA_ERROR_CONNECTION.
 * Properties: state (notify), last-error. */
#define UA_TYPE_SUBSCRIBER (ua_subscriber_get_type ())
G_DECLARE_FINAL_TYPE (UaSubscriber, ua_subscriber, UA, SUBSCRIBER, GObject)

/*
 *              BEGIN                ACCEPT
 *   initial ─────────▸ notify-wait ───────▸ subscribed
 *    │  ▴                │  │  │              │  │
 *    │  └────────────────┘  │  └── LEAVE ─────┤  │       LAPSE leads from both back to initial
 *    │         LAPSE        │                 ▾  │
 *    │ END                  │ END        leaving │ END
 *    ▾                      ▾                 │  ▾
 *    └──────────────▸ terminated ◂────────────┴──┘
 */
typedef enum
{
  UA_SUBSCRIBER_STATE_INITIAL,     /* nobody tells us; perhaps it is to be tried (again) */
  UA_SUBSCRIBER_STATE_NOTIFY_WAIT, /* a SUBSCRIBE is out; Timer N runs, 32 s */
  UA_SUBSCRIBER_STATE_SUBSCRIBED,  /* a NOTIFY came; each dialog is renewed before its end */
  UA_SUBSCRIBER_STATE_LEAVING,     /* given up; the last NOTIFY is to come, for 32 s at most */
  UA_SUBSCRIBER_STATE_TERMINATED,  /* nothing will be asked or told any more */
} UaSubscriberState;

#define UA_TYPE_SUBSCRIBER_STATE (ua_subscriber_state_get_type ())
GType ua_subscriber_state_get_type (void) G_GNUC_CONST;

#define UA_SUBSCRIBER_MIN_EXPIRES_S 3600 /* CONTRACT U12 */
#define UA_SUBSCRIBER_MAX_FORKS     8

/* @event: a package, perhaps with ";id=…"; @options NULL: none. */
UaSubscriber     *ua_subscriber_new            (UaAgent           *agent,
                                                SipUri            *target,
                                                const char        *event,
                                                UaOptions         *options);
/* Raised to 3600 when below (U12); what the notifier grants is obeyed. */
void              ua_subscriber_set_expires    (UaSubscriber      *self,
                                                guint              seconds);
/* What to accept instead of the package's own type. */
void              ua_subscriber_set_accept     (UaSubscriber      *self,
                                                const char        *accept);
/* The target may be a list of resources (RFC 4662). */
void              ua_subscriber_set_lists      (UaSubscriber      *self,
                                                gboolean           lists);
/* FALSE, the default: the first notifier is heard, others hear 481. TRUE: up to eight. */
void              ua_subscriber_set_forks      (UaSubscriber      *self,
                                                gboolean           forks);
/* Subscribes only while registered. NULL, the default: while the line is up. Held weakly. */
void              ua_subscriber_set_registerer (UaSubscriber      *self,
                                                UaRegisterer      *registerer);
UaSubscriberState ua_subscriber_get_state      (UaSubscriber      *self);
const GError     *ua_subscriber_get_last_error (UaSubscriber      *self);

void              ua_subscriber_subscribe      (UaSubscriber      *self);
/* Asks once how things stand (RFC 6665 §4.4.3), and ends. */
void              ua_subscriber_fetch          (UaSubscriber      *self);
/* A change was missed (UA_NEWS_GAP): everything is asked for again. */
void              ua_subscriber_refresh        (UaSubscriber      *self);
void              ua_subscriber_unsubscribe    (UaSubscriber      *self);
/* Says nothing to anybody. */
void              ua_subscriber_terminate      (UaSubscriber      *self);

G_END_DECLS
