/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One nonce and everything counted with it. A server that sees a count twice takes it for a replay, so the
 * count lives here, next to the nonce, and nowhere else. */

#include "sip-digest-session.h"

#include "sip-slice.h"
#include "sip-tokens.h"

#include <string.h>

static gboolean
choose_qop (SipChallenge *challenge,
            SipDigestQop *qop)
{
  /* RFC 7616 §3.3: no qop is the old form of RFC 2069; §3.4.3: auth is enough where both are offered, for
   * a body may be changed on its way by the helpful. */
  if (sip_challenge_get (challenge, "qop") == NULL)
    *qop = SIP_DIGEST_QOP_NONE;
  else if (sip_challenge_offers (challenge, "qop", "auth"))
    *qop = SIP_DIGEST_QOP_AUTH;
  else if (sip_challenge_offers (challenge, "qop", "auth-int"))
    *qop = SIP_DIGEST_QOP_AUTH_INT;
  else
    return FALSE;

  return TRUE;
}

/**
 * sip_digest_session_understands:
 * @challenge: a challenge
 * @algorithm: (out): its algorithm
 * @qop: (out): the quality of protection to use
 *
 * Tells whether a challenge can be answered here. One of another scheme or algorithm is passed over (RFC
 * 7616 §3.3, "If the algorithm is not understood, the challenge should be ignored").
 *
 * Returns: %TRUE when it can
 */
gboolean
sip_digest_session_understands (SipChallenge       *challenge,
                                SipDigestAlgorithm *algorithm,
                                SipDigestQop       *qop)
{
  if (!sip_challenge_is_digest (challenge) || sip_challenge_get (challenge, "realm") == NULL ||
      sip_challenge_get (challenge, "nonce") == NULL || !choose_qop (challenge, qop))
    return FALSE;

  *algorithm = sip_digest_algorithm_from_name (sip_challenge_get (challenge, "algorithm"));

  /* A session key is made with a cnonce, and without qop there is none to send (RFC 2617 §3.2.2). */
  return *algorithm != SIP_DIGEST_ALGORITHM_UNKNOWN &&
         !(sip_digest_algorithm_is_sess (*algorithm) && *qop == SIP_DIGEST_QOP_NONE);
}

/**
 * sip_digest_session_new:
 * @challenge: a challenge that is understood
 * @tokens: where the cnonce comes from
 *
 * Begins to remember a challenge.
 *
 * Returns: (transfer full): a session whose nonce was not used yet
 */
SipDigestSession *
sip_digest_session_new (SipChallenge *challenge,
                        SipTokens    *tokens)
{
  SipDigestSession *self = g_new0 (SipDigestSession, 1);
  gboolean understood = sip_digest_session_understands (challenge, &self->algorithm, &self->qop);

  g_assert (understood);

  self->realm = g_strdup (sip_challenge_get (challenge, "realm"));
  self->opaque = g_strdup (sip_challenge_get (challenge, "opaque"));
  self->algorithm_name = g_strdup (sip_challenge_get (challenge, "algorithm"));
  sip_digest_session_set_nonce (self, sip_challenge_get (challenge, "nonce"), tokens);

  return self;
}

static void
forget_secret (SipDigestSession *self)
{
  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_clear_pointer (&self->secret, g_free);
}

/**
 * sip_digest_session_free:
 * @self: (transfer full): a session
 *
 * Forgets it, the secret first.
 */
void
sip_digest_session_free (SipDigestSession *self)
{
  forget_secret (self);
  g_free (self->realm);
  g_free (self->nonce);
  g_free (self->opaque);
  g_free (self->algorithm_name);
  g_free (self->cnonce);
  g_free (self->uri);
  g_free (self);
}

/**
 * sip_digest_session_continues:
 * @self: a session
 * @challenge: a challenge of the same realm
 *
 * Tells whether a challenge names the same nonce in the same way, so that the count goes on.
 *
 * Returns: %TRUE when it does
 */
gboolean
sip_digest_session_continues (SipDigestSession *self,
                              SipChallenge     *challenge)
{
  SipDigestAlgorithm algorithm;
  SipDigestQop qop;

  return sip_digest_session_understands (challenge, &algorithm, &qop) &&
         algorithm == self->algorithm && qop == self->qop &&
         g_str_equal (sip_challenge_get (challenge, "nonce"), self->nonce);
}

/**
 * sip_digest_session_set_nonce:
 * @self: a session
 * @nonce: the nonce to use from now on
 * @tokens: where its cnonce comes from
 *
 * Takes the next nonce and counts from the beginning.
 */
void
sip_digest_session_set_nonce (SipDigestSession *self,
                              const char       *nonce,
                              SipTokens        *tokens)
{
  g_set_str (&self->nonce, nonce);
  g_free (self->cnonce);
  self->cnonce = sip_tokens_next (tokens);
  self->count = 0;
}

static void
add_quoted (GString    *to,
            const char *name,
            const char *value)
{
  g_string_append_printf (to, ", %s=", name);
  sip_quoted_append (to, value);
}

/* RFC 7616 §3.4: which parameters are quoted and which must not be. */
static char *
write_credentials (SipDigestSession     *self,
                   const SipDigestInput *input,
                   const char           *username,
                   const char           *response)
{
  GString *value = g_string_new ("Digest username=");

  sip_quoted_append (value, username);
  add_quoted (value, "realm", self->realm);
  add_quoted (value, "nonce", self->nonce);
  add_quoted (value, "uri", input->uri);
  add_quoted (value, "response", response);
  if (self->algorithm_name != NULL)
    g_string_append_printf (value, ", algorithm=%s", self->algorithm_name);
  if (self->qop != SIP_DIGEST_QOP_NONE)
    {
      add_quoted (value, "cnonce", self->cnonce);
      g_string_append_printf (value, ", qop=%s, nc=%s", sip_digest_qop_get_name (self->qop), input->nc);
    }
  /* §3.3: opaque "SHOULD be returned by the client unchanged". */
  if (self->opaque != NULL)
    add_quoted (value, "opaque", self->opaque);

  return g_string_free (value, FALSE);
}

/**
 * sip_digest_session_answer:
 * @self: a session
 * @request: the request as it will be sent
 * @username: the user
 * @password: the secret
 *
 * Writes credentials, using the nonce once more.
 *
 * Returns: (transfer full): the value of Authorization or Proxy-Authorization
 */
char *
sip_digest_session_answer (SipDigestSession *self,
                           SipMessage       *request,
                           const char       *username,
                           const char       *password)
{
  char count[sizeof "00000001"];

  g_free (self->uri);
  self->uri = sip_uri_to_string (sip_message_get_request_uri (request));
  self->count++;
  g_snprintf (count, sizeof count, "%08x", self->count);
  forget_secret (self);
  self->secret = sip_digest_make_secret (self->algorithm, username, self->realm, password);

  SipDigestInput input = {
    .algorithm = self->algorithm,
    .qop = self->qop,
    .nonce = self->nonce,
    .nc = count,
    .cnonce = self->cnonce,
    .method = sip_message_get_method_name (request),
    .uri = self->uri,
    .body = sip_message_get_body (request),
  };
  g_autofree char *response = sip_digest_make_response (&input, self->secret);

  return write_credentials (self, &input, username, response);
}

/**
 * sip_digest_session_check_proof:
 * @self: a session
 * @info: the parameters of Authentication-Info
 * @body: the body of the answer that brought it
 *
 * Checks the server's proof (RFC 7616 §3.5), computed like the response but with no method and the body of
 * the answer. Only our newest credentials are remembered; a proof for older ones is neither right nor
 * wrong.
 *
 * Returns: %FALSE when there is a proof and it is wrong
 */
gboolean
sip_digest_session_check_proof (SipDigestSession *self,
                                SipChallenge     *info,
                                GBytes           *body)
{
  const char *proof = sip_challenge_get (info, "rspauth");
  const char *count = sip_challenge_get (info, "nc");

  if (proof == NULL || count == NULL || self->secret == NULL || self->qop == SIP_DIGEST_QOP_NONE ||
      g_ascii_strtoull (count, NULL, 16) != self->count ||
      g_strcmp0 (sip_challenge_get (info, "cnonce"), self->cnonce) != 0)
    return TRUE;

  SipDigestInput input = {
    .algorithm = self->algorithm,
    .qop = sip_challenge_offers (info, "qop", "auth-int") ? SIP_DIGEST_QOP_AUTH_INT : SIP_DIGEST_QOP_AUTH,
    .nonce = self->nonce,
    .nc = count,
    .cnonce = self->cnonce,
    .method = "",
    .uri = self->uri,
    .body = body,
  };
  g_autofree char *expected = sip_digest_make_response (&input, self->secret);

  return sip_digest_equal (expected, proof);
}
