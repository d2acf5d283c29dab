/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-dialog.h"
#include "ua-agent.h"

G_BEGIN_DECLS

/* Internal: one dialog of a subscription, which may have several when a proxy forked it: kept up until it is given up
 * or lost. Signal:
 *   lapsed (const GError *)   it ran out, or the notifier does not know it any more
 * A NOTIFY that ends it is its owner's to read. */
#define UA_TYPE_SUBSCRIPTION (ua_subscription_get_type ())
G_DECLARE_FINAL_TYPE (UaSubscription, ua_subscription, UA, SUBSCRIPTION, GObject)

/* What every SUBSCRIBE of a subscription says. */
typedef struct
{
  char      *event;
  char      *accept;  /* NULL: whatever the package has */
  gboolean   lists;   /* takes lists of resources (RFC 4662 §4.1) */
  UaOptions *options; /* NULL: none */
  guint      expires_s;
} UaSubscriptionTerms;

void            ua_subscription_terms_apply    (const UaSubscriptionTerms *terms,
                                                UaAgent                   *agent,
                                                guint                      expires_s,
                                                SipMessageBuilder         *builder);

/* @terms outlives it. */
UaSubscription *ua_subscription_new            (UaAgent                   *agent,
                                                SipDialog                 *dialog,
                                                const UaSubscriptionTerms *terms,
                                                guint                      fork);
guint           ua_subscription_get_fork       (UaSubscription            *self);
SipDialog      *ua_subscription_get_dialog     (UaSubscription            *self);
/* For how long from now, by an answer. */
void            ua_subscription_granted        (UaSubscription            *self,
                                                guint                      seconds);
/* How much of it is left, by a NOTIFY, which may shorten it, and never puts a renewal off. */
void            ua_subscription_told           (UaSubscription            *self,
                                                guint                      seconds);
gboolean        ua_subscription_is_granted     (UaSubscription            *self);
/* Asks again now, for the whole state to be sent again. */
void            ua_subscription_refresh        (UaSubscription            *self);
/* Gives it up by a SUBSCRIBE with Expires 0; once. */
void            ua_subscription_leave          (UaSubscription            *self);
/* Nothing more is asked and nothing more told. */
void            ua_subscription_stop           (UaSubscription            *self);

/* A notifier has been heard. */
void            ua_subscription_set_heard      (UaSubscription            *self);
gboolean        ua_subscription_is_heard       (UaSubscription            *self);

G_END_DECLS
