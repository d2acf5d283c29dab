/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-call-private.h"
#include "phone-request-private.h"
#include "ua-referral.h"

G_BEGIN_DECLS

typedef struct _Phone Phone;

/* The questions that wait for the person, and where they come from. Borrows its phone. */
#define PHONE_TYPE_REQUESTS (phone_requests_get_type ())
G_DECLARE_FINAL_TYPE (PhoneRequests, phone_requests, PHONE, REQUESTS, GObject)

PhoneRequests *phone_requests_new           (Phone         *phone);
GListModel    *phone_requests_get_model     (PhoneRequests *self); /* PhoneRequest */
/* Asks when somebody who is called sends us on. */
void           phone_requests_follow        (PhoneRequests *self,
                                             PhoneCall     *call);
gboolean       phone_requests_take_referral (PhoneRequests *self,
                                             PhoneAccount  *account,
                                             UaReferral    *referral);
/* @call wants to take the place of @old. */
void           phone_requests_ask_takeover  (PhoneRequests *self,
                                             PhoneCall     *call,
                                             PhoneCall     *old);

G_END_DECLS
