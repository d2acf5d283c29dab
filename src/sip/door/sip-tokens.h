/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Where branches, tags, Call-IDs and cnonces come from: the kernel, or a seed in a test. */
#define SIP_TYPE_TOKENS (sip_tokens_get_type ())
G_DECLARE_FINAL_TYPE (SipTokens, sip_tokens, SIP, TOKENS, GObject)

SipTokens *sip_tokens_new        (void);
SipTokens *sip_tokens_new_seeded (guint64    seed);
char      *sip_tokens_next       (SipTokens *self); /* 26 lower-case letters and digits, 128 bits */
char      *sip_tokens_next_branch (SipTokens *self); /* starts with z9hG4bK */
char      *sip_tokens_next_uuid  (SipTokens *self); /* urn-style text without "urn:uuid:" */
guint      sip_tokens_next_below (SipTokens *self,
                                  guint      limit); /* 0 ≤ n < limit */

G_END_DECLS
