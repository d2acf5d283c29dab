/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-inviter.h"

G_BEGIN_DECLS

/* Being asked to call somebody (RFC 3515). A person decides; nothing is ever called by itself (CONTRACT U24).
 * Properties: target (SipUri), referred-by (SipAddress, NULL: not told), session (UaSession, the call in which it was
 * asked; NULL: in none), attended (the target's call with whoever asks is to be taken over). Signal:
 *   ended ()      nobody waits for what becomes of it any more; also when it was called off before an answer */
#define UA_TYPE_REFERRAL (ua_referral_get_type ())
G_DECLARE_FINAL_TYPE (UaReferral, ua_referral, UA, REFERRAL, GObject)

SipUri     *ua_referral_get_target      (UaReferral           *self);
SipAddress *ua_referral_get_referred_by (UaReferral           *self);
/* Who asks, by their own word: From. */
SipAddress *ua_referral_get_from        (UaReferral           *self);
UaSession  *ua_referral_get_session     (UaReferral           *self);
gboolean    ua_referral_is_attended     (UaReferral           *self);
gboolean    ua_referral_is_waiting      (UaReferral           *self); /* for accept or reject */
/* Also after a while without either: whoever asks is told that it is being thought about. */
void        ua_referral_reject          (UaReferral           *self,
                                         guint                 status);
/* Whether the person stays unnamed in the call that comes of it; before it is accepted. */
void        ua_referral_set_anonymous   (UaReferral           *self,
                                         gboolean              anonymous);
/* A call that is not sent yet: ua_inviter_invite_async() is the caller's. NULL when nobody waits for it any more. */
UaInviter  *ua_referral_accept          (UaReferral           *self,
                                         UaDescriptionHandler *handler);

G_END_DECLS
