/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-contact-state.h"
#include "ua-agent.h"
#include "ua-event.h"
#include "ua-registerer.h"

G_BEGIN_DECLS

/* Private to the room: somebody whom an account watches, and the subscriptions that this takes. */
#define PHONE_TYPE_WATCHED (phone_watched_get_type ())
G_DECLARE_FINAL_TYPE (PhoneWatched, phone_watched, PHONE, WATCHED, GObject)

PhoneWatched      *phone_watched_new           (GObject             *account,
                                                SipUri              *target);
PhoneContactState *phone_watched_get_contact   (PhoneWatched        *self);
SipUri            *phone_watched_get_target    (PhoneWatched        *self);
void               phone_watched_set_kinds     (PhoneWatched        *self,
                                                PhoneWatchKind       kinds);
/* FALSE: the server's list tells their presence, or may yet. TRUE by default. */
void               phone_watched_set_alone     (PhoneWatched        *self,
                                                gboolean             alone);
/* From which turn on it may ask; two are its own. */
void               phone_watched_set_turn      (PhoneWatched        *self,
                                                guint                turn);
void               phone_watched_attach        (PhoneWatched        *self,
                                                UaAgent             *agent,
                                                UaRegisterer        *registerer);
void               phone_watched_detach        (PhoneWatched        *self,
                                                gboolean             politely);
/* What a NOTIFY says of their presence; @body NULL or empty: nothing is known to the server. */
void               phone_watched_take_presence (PhoneWatched        *self,
                                                const char          *content_type,
                                                GBytes              *body,
                                                UaSubscriptionPhase  phase);

G_END_DECLS
