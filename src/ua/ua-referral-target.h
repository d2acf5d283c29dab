/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ua-replaces.h"

G_BEGIN_DECLS

/* Internal: whom a REFER wants us to call, as far as we are willing to know. Of what stands behind the '?' of the address
 * nothing is taken over but which call the new one replaces (TRUST 3.10). */
typedef struct
{
  SipUri     *uri;      /* plain */
  UaReplaces *replaces; /* NULL: none */
  gboolean    required; /* whoever cannot replace is to refuse */
} UaReferralTarget;

/* 0, or the status to refuse with: 400 unreadable, 416 not sip or sips, 603 another method than INVITE. */
guint   ua_referral_target_read  (UaReferralTarget *self,
                                  SipAddress       *refer_to);
void    ua_referral_target_clear (UaReferralTarget *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UaReferralTarget, ua_referral_target_clear)

/* Whether a REFER asks for no reports, or its answer grants that (RFC 4488 §4). */
gboolean ua_referral_is_quiet    (SipMessage       *message);

/* Without "method" and without what stands behind '?' (RFC 3261 §19.1.5). A new reference. */
SipUri *ua_referral_strip_uri    (SipUri           *uri);

G_END_DECLS
