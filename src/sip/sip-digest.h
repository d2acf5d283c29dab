/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sip-message-builder.h"

G_BEGIN_DECLS

typedef struct _SipTokens SipTokens;

/* Challenge and secret to credentials, and back (RFC 7616, 8760; RFC 3261 §22). One object remembers one
 * account's nonces, counts and the strongest algorithm seen of each realm: never weaker after stronger. */
#define SIP_TYPE_DIGEST (sip_digest_get_type ())
G_DECLARE_FINAL_TYPE (SipDigest, sip_digest, SIP, DIGEST, GObject)

#define SIP_DIGEST_ERROR (sip_digest_error_quark ())
GQuark     sip_digest_error_quark (void);

typedef enum
{
  SIP_DIGEST_ERROR_NO_CHALLENGE, /* none for this realm, or none understood */
  SIP_DIGEST_ERROR_DOWNGRADE,    /* weaker than this realm asked before */
  SIP_DIGEST_ERROR_REJECTED,     /* same nonce, not stale: the secret is wrong */
  SIP_DIGEST_ERROR_TOO_MANY,     /* auth tries of TRUST section 3 used up */
} SipDigestError;

SipDigest *sip_digest_new           (SipTokens          *tokens);
/* The realms of a 401 or 407, strongest challenge first; free with g_strfreev(). */
char     **sip_digest_list_realms   (SipMessage         *response);
/* Adds Authorization or Proxy-Authorization for @realm to @request, learned from @response. @tries counts
 * how often this request was answered before. */
gboolean   sip_digest_answer        (SipDigest          *self,
                                     SipMessage         *response,
                                     SipMessageBuilder  *request,
                                     const char         *realm,
                                     const char         *username,
                                     const char         *password,
                                     guint               tries,
                                     GError            **error);
/* Adds credentials ahead of a challenge when a nonce of this realm is still good. */
gboolean   sip_digest_preempt       (SipDigest          *self,
                                     SipMessageBuilder  *request,
                                     const char         *realm,
                                     const char         *username,
                                     const char         *password);
/* Reads Authentication-Info: nextnonce, rspauth (FALSE: the server could not prove the secret). */
gboolean   sip_digest_learn         (SipDigest          *self,
                                     SipMessage         *response,
                                     const char         *realm);

/* Server side: one challenge value an algorithm; and the check of a request's credentials. */
char      *sip_digest_make_challenge (const char        *realm,
                                      const char        *nonce,
                                      const char        *algorithm,
                                      gboolean           stale);
/* TRUE when the credentials of @request for @realm are right; *nonce is what they used (full). */
gboolean   sip_digest_verify        (SipMessage         *request,
                                     gboolean            proxy,
                                     const char         *realm,
                                     const char         *username,
                                     const char         *password,
                                     char              **nonce);

G_END_DECLS
