/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-agent.h"
#include "ua-event.h"
#include "ua-registerer.h"

G_BEGIN_DECLS

/* Private to the room: to be told of something as long as an account is registered. A refusal is taken quietly, and
 * asked about again with the next registration. Signals:
 *   told (const char *content_type, GBytes *body, UaSubscriptionPhase)
 *   ended ()       nobody tells any more; what was told is void */
#define PHONE_TYPE_SUBSCRIPTION (phone_subscription_get_type ())
G_DECLARE_FINAL_TYPE (PhoneSubscription, phone_subscription, PHONE, SUBSCRIPTION, GObject)

#define PHONE_SUBSCRIPTION_SPACING_MS 100

PhoneSubscription *phone_subscription_new        (SipUri            *target,
                                                  const char        *event);
void               phone_subscription_set_lists  (PhoneSubscription *self);
/* How many are asked before it, one every %PHONE_SUBSCRIPTION_SPACING_MS, so that many are no storm. */
void               phone_subscription_set_turn   (PhoneSubscription *self,
                                                  guint              turn);
/* Which line there is. */
void               phone_subscription_attach     (PhoneSubscription *self,
                                                  UaAgent           *agent,
                                                  UaRegisterer      *registerer);
/* The line is gone, or its end has begun: says so to the notifier if @politely. */
void               phone_subscription_detach     (PhoneSubscription *self,
                                                  gboolean           politely);
/* A change was missed. */
void               phone_subscription_refresh    (PhoneSubscription *self);
/* The server said no, in this registration. */
gboolean           phone_subscription_is_refused (PhoneSubscription *self);

G_END_DECLS
