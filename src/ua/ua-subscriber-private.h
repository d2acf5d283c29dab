/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-subscriber.h"

#include "sip-machine.h"
#include "ua-refresher.h"
#include "ua-request.h"
#include "ua-subscription.h"

G_BEGIN_DECLS

/* Inside of UaSubscriber: ua-subscriber.c is the object and its verbs, ua-subscriber-machine.c its table,
 * ua-subscriber-flow.c our SUBSCRIBE and what becomes of it, ua-subscriber-receive.c the NOTIFYs. */

#define UA_SUBSCRIBER_TIMER_N_MS (32 * 1000) /* 64 × T1 (RFC 6665 §4.1.2.4) */

typedef enum
{
  UA_SUBSCRIBER_EVENT_BEGIN,  /* a SUBSCRIBE goes out */
  UA_SUBSCRIBER_EVENT_ACCEPT, /* a NOTIFY came */
  UA_SUBSCRIBER_EVENT_LAPSE,  /* it is lost; perhaps for now */
  UA_SUBSCRIBER_EVENT_LEAVE,  /* we give it up, and say so */
  UA_SUBSCRIBER_EVENT_END,    /* it is over for good */
  UA_SUBSCRIBER_N_EVENTS
} UaSubscriberEvent;

struct _UaSubscriber
{
  GObject             parent_instance;
  UaAgent            *agent; /* weak */
  UaRegisterer       *registerer; /* weak; NULL: none */
  SipClock           *clock;
  SipUri             *target;
  UaSubscriptionTerms terms;
  gboolean            forks;

  UaSubscriberState   state;
  gboolean            wanted;  /* to be subscribed whenever that is possible */
  gboolean            once;    /* a fetch */
  UaRequest          *request; /* the SUBSCRIBE that makes dialogs */
  GPtrArray          *subscriptions; /* of UaSubscription: one a dialog */
  guint               n_forks; /* dialogs made so far */
  guint               timer_n;
  gint64              begun_ms;
  UaRefresher        *retry;
  guint               n_brief;   /* 423s in a row */
  GError             *last_error;
};

/* When it is tried again after a lapse. */
typedef enum
{
  UA_SUBSCRIBER_NEVER,
  UA_SUBSCRIBER_SOON,  /* at once, if it had lasted a while */
  UA_SUBSCRIBER_LATER, /* after what was asked for, or ever more slowly */
} UaSubscriberRetry;

/* Without the floor of U12, for the packages of the house: refer, conference, what lasts as long as a call. */
void              ua_subscriber_set_exact_expires (UaSubscriber      *self,
                                                   guint              seconds);

/* ua-subscriber.c */
void              ua_subscriber_notify_state      (UaSubscriber      *self);
void              ua_subscriber_tell_notified     (UaSubscriber      *self,
                                                   SipMessage        *notify,
                                                   UaSubscriptionPhase phase,
                                                   guint              fork);
void              ua_subscriber_tell_ended        (UaSubscriber      *self,
                                                   const GError      *error);

/* ua-subscriber-machine.c */
const SipMachine *ua_subscriber_get_machine       (void);
gboolean          ua_subscriber_step              (UaSubscriber      *self,
                                                   UaSubscriberEvent  event);

/* ua-subscriber-flow.c */
void              ua_subscriber_follow            (UaSubscriber      *self); /* line and clock */
void              ua_subscriber_begin_if_possible (UaSubscriber      *self);
void              ua_subscriber_send              (UaSubscriber      *self);
void              ua_subscriber_wait              (UaSubscriber      *self); /* Timer N */
void              ua_subscriber_forget            (UaSubscriber      *self);
void              ua_subscriber_leave_all         (UaSubscriber      *self);
UaSubscription   *ua_subscriber_adopt             (UaSubscriber      *self,
                                                   SipDialog         *dialog);
void              ua_subscriber_drop              (UaSubscriber      *self,
                                                   UaSubscription    *subscription);
void              ua_subscriber_lapse             (UaSubscriber      *self,
                                                   const GError      *error,
                                                   UaSubscriberRetry  retry,
                                                   guint              retry_after_s);
void              ua_subscriber_end               (UaSubscriber      *self,
                                                   const GError      *error);

/* ua-subscriber-receive.c */
UaSubscription   *ua_subscriber_find              (UaSubscriber      *self,
                                                   const char        *remote_tag);
void              ua_subscriber_receive           (SipTransaction    *server,
                                                   SipMessage        *request,
                                                   gpointer           user_data);

G_END_DECLS
