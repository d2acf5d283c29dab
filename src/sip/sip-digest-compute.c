/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* H (A1), H (A2) and what is made of them. SHA-512-256 is not here, for GChecksum has no such truncation
 * and no peer was seen to offer it alone. */

#include "sip-digest-compute.h"

#include <string.h>

/**
 * sip_digest_algorithm_from_name:
 * @name: (nullable): the token of a challenge
 *
 * Reads an algorithm.
 *
 * Returns: the algorithm; MD5 for %NULL, and unknown for what is not computed here
 */
SipDigestAlgorithm
sip_digest_algorithm_from_name (const char *name)
{
  static const char *const names[] = {
    [SIP_DIGEST_ALGORITHM_MD5] = "MD5",
    [SIP_DIGEST_ALGORITHM_MD5_SESS] = "MD5-sess",
    [SIP_DIGEST_ALGORITHM_SHA256] = "SHA-256",
    [SIP_DIGEST_ALGORITHM_SHA256_SESS] = "SHA-256-sess",
  };

  if (name == NULL)
    return SIP_DIGEST_ALGORITHM_MD5;

  for (guint i = SIP_DIGEST_ALGORITHM_MD5; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (names[i], name) == 0)
        return i;
    }

  return SIP_DIGEST_ALGORITHM_UNKNOWN;
}

/**
 * sip_digest_algorithm_strength:
 * @algorithm: an algorithm
 *
 * Ranks an algorithm.
 *
 * Returns: 0 for unknown, more for harder
 */
guint
sip_digest_algorithm_strength (SipDigestAlgorithm algorithm)
{
  switch (algorithm)
    {
    case SIP_DIGEST_ALGORITHM_MD5:
    case SIP_DIGEST_ALGORITHM_MD5_SESS:
      return 1;
    case SIP_DIGEST_ALGORITHM_SHA256:
    case SIP_DIGEST_ALGORITHM_SHA256_SESS:
      return 2;
    case SIP_DIGEST_ALGORITHM_UNKNOWN:
      break;
    }

  return 0;
}

/**
 * sip_digest_algorithm_is_sess:
 * @algorithm: an algorithm
 *
 * Tells whether the secret is bound to a session (RFC 7616 §3.4.2).
 *
 * Returns: %TRUE for the -sess forms
 */
gboolean
sip_digest_algorithm_is_sess (SipDigestAlgorithm algorithm)
{
  return algorithm == SIP_DIGEST_ALGORITHM_MD5_SESS || algorithm == SIP_DIGEST_ALGORITHM_SHA256_SESS;
}

/**
 * sip_digest_qop_get_name:
 * @qop: a quality of protection
 *
 * Gets the token.
 *
 * Returns: (transfer none) (nullable): `auth` or `auth-int`; %NULL for none
 */
const char *
sip_digest_qop_get_name (SipDigestQop qop)
{
  switch (qop)
    {
    case SIP_DIGEST_QOP_AUTH:
      return "auth";
    case SIP_DIGEST_QOP_AUTH_INT:
      return "auth-int";
    case SIP_DIGEST_QOP_NONE:
      break;
    }

  return NULL;
}

static GChecksumType
checksum_type (SipDigestAlgorithm algorithm)
{
  return sip_digest_algorithm_strength (algorithm) > 1 ? G_CHECKSUM_SHA256 : G_CHECKSUM_MD5;
}

/* H (a:b:…), the parts ending with NULL. */
static char *
hash_joined (SipDigestAlgorithm  algorithm,
             const char *const  *parts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (checksum_type (algorithm));

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (i > 0)
        g_checksum_update (checksum, (const guchar *) ":", 1);
      g_checksum_update (checksum, (const guchar *) parts[i], (gssize) strlen (parts[i]));
    }

  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * sip_digest_make_secret:
 * @algorithm: a known algorithm
 * @username: the user
 * @realm: the realm, unquoted
 * @password: the password
 *
 * Computes H (username:realm:password).
 *
 * Returns: (transfer full): lower-case hexadecimal
 */
char *
sip_digest_make_secret (SipDigestAlgorithm  algorithm,
                        const char         *username,
                        const char         *realm,
                        const char         *password)
{
  g_return_val_if_fail (username != NULL && realm != NULL && password != NULL, NULL);

  return hash_joined (algorithm, (const char *const[]) { username, realm, password, NULL });
}

/* §3.4.2: for -sess the secret is hashed once more with the first nonces of the session. */
static char *
make_a1 (const SipDigestInput *input,
         const char           *secret)
{
  if (!sip_digest_algorithm_is_sess (input->algorithm))
    return g_strdup (secret);

  return hash_joined (input->algorithm, (const char *const[]) { secret, input->nonce, input->cnonce, NULL });
}

/* §3.4.3: Method:request-uri, and for auth-int the hash of the body too. */
static char *
make_a2 (const SipDigestInput *input)
{
  g_autofree char *body_hash = NULL;

  if (input->qop != SIP_DIGEST_QOP_AUTH_INT)
    return hash_joined (input->algorithm, (const char *const[]) { input->method, input->uri, NULL });

  body_hash = g_compute_checksum_for_bytes (checksum_type (input->algorithm), input->body);

  return hash_joined (input->algorithm, (const char *const[]) { input->method, input->uri, body_hash, NULL });
}

/**
 * sip_digest_make_response:
 * @input: what to compute it of
 * @secret: what sip_digest_make_secret() gave for the same algorithm
 *
 * Computes the request's response (RFC 7616 §3.4.1), or the server's rspauth (§3.5).
 *
 * Returns: (transfer full): lower-case hexadecimal
 */
char *
sip_digest_make_response (const SipDigestInput *input,
                          const char           *secret)
{
  g_return_val_if_fail (input != NULL && secret != NULL, NULL);
  g_return_val_if_fail (input->algorithm != SIP_DIGEST_ALGORITHM_UNKNOWN, NULL);

  g_autofree char *a1 = make_a1 (input, secret);
  g_autofree char *a2 = make_a2 (input);

  if (input->qop == SIP_DIGEST_QOP_NONE)
    return hash_joined (input->algorithm, (const char *const[]) { a1, input->nonce, a2, NULL });

  return hash_joined (input->algorithm,
                      (const char *const[]) { a1, input->nonce, input->nc, input->cnonce,
                                              sip_digest_qop_get_name (input->qop), a2, NULL });
}

/**
 * sip_digest_equal:
 * @computed: our own result
 * @given: what the other side claims; case does not matter
 *
 * Compares without telling by the time it takes how much of it was right.
 *
 * Returns: %TRUE when they are equal
 */
gboolean
sip_digest_equal (const char *computed,
                  const char *given)
{
  g_return_val_if_fail (computed != NULL && given != NULL, FALSE);

  gsize length = strlen (computed);
  guint difference = 0;

  if (strlen (given) != length)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    difference |= (guint) (guchar) computed[i] ^ (guint) (guchar) g_ascii_tolower (given[i]);

  return difference == 0;
}
