/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The server's side of digest authentication: asking, and checking the answer. Which nonces are still good
 * is for the caller to know, who made them. */

#include "sip-digest.h"

#include "sip-challenge.h"
#include "sip-digest-compute.h"
#include "sip-slice.h"

/**
 * sip_digest_make_challenge:
 * @realm: the realm
 * @nonce: the nonce
 * @algorithm: (nullable): the algorithm's token; %NULL writes none, which means MD5
 * @stale: whether the secret was right and only the nonce too old
 *
 * Writes one value of WWW-Authenticate or Proxy-Authenticate (RFC 7616 §3.3). To offer several algorithms add
 * several values, the strongest first (RFC 8760 §2.3).
 *
 * Returns: (transfer full): the value
 */
char *
sip_digest_make_challenge (const char *realm,
                           const char *nonce,
                           const char *algorithm,
                           gboolean    stale)
{
  g_return_val_if_fail (realm != NULL && nonce != NULL, NULL);

  GString *value = g_string_new ("Digest realm=");

  sip_quoted_append (value, realm);
  g_string_append (value, ", nonce=");
  sip_quoted_append (value, nonce);
  if (algorithm != NULL)
    g_string_append_printf (value, ", algorithm=%s", algorithm);
  g_string_append (value, ", qop=\"auth,auth-int\"");
  if (stale)
    g_string_append (value, ", stale=true");

  return g_string_free (value, FALSE);
}

static SipChallenge *
find_credentials (SipMessage *request,
                  gboolean    proxy,
                  const char *realm)
{
  g_autoptr (GPtrArray) all =
    sip_challenge_list (request, proxy ? SIP_HEADER_PROXY_AUTHORIZATION : SIP_HEADER_AUTHORIZATION);

  for (guint i = 0; i < all->len; i++)
    {
      SipChallenge *credentials = g_ptr_array_index (all, i);

      if (sip_challenge_is_digest (credentials) &&
          g_strcmp0 (sip_challenge_get (credentials, "realm"), realm) == 0)
        return sip_challenge_ref (credentials);
    }

  return NULL;
}

static gboolean
read_qop (SipChallenge *credentials,
          SipDigestQop *qop)
{
  const char *name = sip_challenge_get (credentials, "qop");

  if (name == NULL)
    *qop = SIP_DIGEST_QOP_NONE;
  else if (g_ascii_strcasecmp (name, "auth") == 0)
    *qop = SIP_DIGEST_QOP_AUTH;
  else if (g_ascii_strcasecmp (name, "auth-int") == 0)
    *qop = SIP_DIGEST_QOP_AUTH_INT;
  else
    return FALSE;

  return TRUE;
}

static gboolean
read_input (SipMessage     *request,
            SipChallenge   *credentials,
            SipDigestInput *input)
{
  input->algorithm = sip_digest_algorithm_from_name (sip_challenge_get (credentials, "algorithm"));
  input->nonce = sip_challenge_get (credentials, "nonce");
  input->nc = sip_challenge_get (credentials, "nc");
  input->cnonce = sip_challenge_get (credentials, "cnonce");
  input->uri = sip_challenge_get (credentials, "uri");
  input->method = sip_message_get_method_name (request);
  input->body = sip_message_get_body (request);

  if (!read_qop (credentials, &input->qop) || input->algorithm == SIP_DIGEST_ALGORITHM_UNKNOWN ||
      input->nonce == NULL || input->uri == NULL)
    return FALSE;

  return (input->qop == SIP_DIGEST_QOP_NONE && !sip_digest_algorithm_is_sess (input->algorithm)) ||
         (input->nc != NULL && input->cnonce != NULL);
}

/* RFC 7616 §3.4.6: the server "MUST assure that the resource designated by the 'uri' parameter is the same
 * as the resource specified in the Request-Line", or the credentials of one request would do for another. */
static gboolean
names_the_request (SipMessage *request,
                   const char *uri_text)
{
  g_autoptr (SipUri) uri = sip_uri_parse (uri_text, -1, NULL);

  return uri != NULL && sip_uri_equal (uri, sip_message_get_request_uri (request));
}

/**
 * sip_digest_verify:
 * @request: a request
 * @proxy: whether to look at Proxy-Authorization instead of Authorization
 * @realm: our realm
 * @username: the user it must be from
 * @password: that user's secret
 * @nonce: (out) (optional) (nullable) (transfer full): the nonce its credentials for @realm used, right or
 *   wrong; %NULL: it has none. Whether that nonce is ours and fresh is for the caller to check.
 *
 * Checks the credentials of a request (RFC 3261 §22.4, RFC 7616 §3.4.6).
 *
 * Returns: %TRUE when they are right
 */
gboolean
sip_digest_verify (SipMessage  *request,
                   gboolean     proxy,
                   const char  *realm,
                   const char  *username,
                   const char  *password,
                   char       **nonce)
{
  g_return_val_if_fail (request != NULL && sip_message_is_request (request), FALSE);
  g_return_val_if_fail (realm != NULL && username != NULL && password != NULL, FALSE);

  g_autoptr (SipChallenge) credentials = find_credentials (request, proxy, realm);
  if (nonce != NULL)
    *nonce = credentials == NULL ? NULL : g_strdup (sip_challenge_get (credentials, "nonce"));
  if (credentials == NULL || g_strcmp0 (sip_challenge_get (credentials, "username"), username) != 0)
    return FALSE;

  SipDigestInput input;
  const char *given = sip_challenge_get (credentials, "response");
  if (given == NULL || !read_input (request, credentials, &input) || !names_the_request (request, input.uri))
    return FALSE;

  g_autofree char *secret = sip_digest_make_secret (input.algorithm, username, realm, password);
  g_autofree char *expected = sip_digest_make_response (&input, secret);

  return sip_digest_equal (expected, given);
}
