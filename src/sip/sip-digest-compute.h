/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The arithmetic of RFC 7616 §3.4, without opinions. Weaker algorithms have smaller numbers. */
typedef enum
{
  SIP_DIGEST_ALGORITHM_UNKNOWN,
  SIP_DIGEST_ALGORITHM_MD5,
  SIP_DIGEST_ALGORITHM_MD5_SESS,
  SIP_DIGEST_ALGORITHM_SHA256,
  SIP_DIGEST_ALGORITHM_SHA256_SESS,
} SipDigestAlgorithm;

typedef enum
{
  SIP_DIGEST_QOP_NONE, /* RFC 2069: no qop was offered */
  SIP_DIGEST_QOP_AUTH,
  SIP_DIGEST_QOP_AUTH_INT,
} SipDigestQop;

/* What one response is computed of; nothing here is quoted. */
typedef struct
{
  SipDigestAlgorithm  algorithm;
  SipDigestQop        qop;
  const char         *nonce;
  const char         *nc;     /* eight hexadecimal digits; unused without qop */
  const char         *cnonce; /* unused without qop */
  const char         *method; /* "" for the proof of a server */
  const char         *uri;
  GBytes             *body;   /* for auth-int */
} SipDigestInput;

/* NULL is MD5 (RFC 7616 §3.3); ignores case. */
SipDigestAlgorithm  sip_digest_algorithm_from_name (const char         *name);
/* How hard to break; -sess makes no difference. */
guint               sip_digest_algorithm_strength  (SipDigestAlgorithm  algorithm);
gboolean            sip_digest_algorithm_is_sess   (SipDigestAlgorithm  algorithm);
const char         *sip_digest_qop_get_name        (SipDigestQop        qop); /* NULL for NONE */

/* H (user:realm:password), in hexadecimal: as good as the password, so keep it as well. */
char               *sip_digest_make_secret         (SipDigestAlgorithm  algorithm,
                                                    const char         *username,
                                                    const char         *realm,
                                                    const char         *password);
/* The response, or with an empty method the server's proof, in lower-case hexadecimal. */
char               *sip_digest_make_response       (const SipDigestInput *input,
                                                    const char         *secret);
/* Takes as long for a wrong answer as for a right one. */
gboolean            sip_digest_equal               (const char         *computed,
                                                    const char         *given);

G_END_DECLS
