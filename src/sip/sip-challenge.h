/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message.h"

G_BEGIN_DECLS

/* A scheme and its parameters: one challenge, one set of credentials, or the scheme-less list of
 * Authentication-Info (RFC 7235 §2.1, RFC 3261 §25.1). Immutable. */
typedef struct _SipChallenge SipChallenge;

/* All of one header value, which may hold several with commas between; GPtrArray of SipChallenge. */
GPtrArray    *sip_challenge_parse_all   (const char   *value);
/* All of one header of @message, in its order, however they are spread over fields. */
GPtrArray    *sip_challenge_list        (SipMessage   *message,
                                         SipHeader     header);
SipChallenge *sip_challenge_ref         (SipChallenge *self);
void          sip_challenge_unref       (SipChallenge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SipChallenge, sip_challenge_unref)

gboolean      sip_challenge_is_digest   (SipChallenge *self);
const char   *sip_challenge_get         (SipChallenge *self,
                                         const char   *name); /* without quotes; NULL: absent */
/* Is @token one of the comma-separated tokens of parameter @name? Ignores case. */
gboolean      sip_challenge_offers      (SipChallenge *self,
                                         const char   *name,
                                         const char   *token);

G_END_DECLS
