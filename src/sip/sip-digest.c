/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The client's side of digest authentication. A password is worth stealing, so this object answers one
 * realm and never a weaker challenge than that realm gave before; which realm, its caller says. Reading
 * challenges is sip-challenge.c, arithmetic sip-digest-compute.c, a nonce's life sip-digest-session.c, and
 * the server's side sip-digest-server.c. */

#include "sip-digest.h"

#include "sip-digest-session.h"
#include "sip-limits.h"
#include "sip-tokens.h"

typedef struct
{
  guint             strength; /* the most this realm ever asked for */
  SipDigestSession *origin;   /* what 401 asked; NULL: nothing */
  SipDigestSession *proxy;    /* what 407 asked; NULL: nothing */
} Memory;

struct _SipDigest
{
  GObject parent_instance;

  SipTokens  *tokens;
  GHashTable *realms; /* realm → Memory */
};

G_DEFINE_FINAL_TYPE (SipDigest, sip_digest, G_TYPE_OBJECT)
G_DEFINE_QUARK (sip-digest-error-quark, sip_digest_error)

static void
memory_free (Memory *memory)
{
  g_clear_pointer (&memory->origin, sip_digest_session_free);
  g_clear_pointer (&memory->proxy, sip_digest_session_free);
  g_free (memory);
}

static guint
strength_of (SipChallenge *challenge)
{
  SipDigestAlgorithm algorithm;
  SipDigestQop qop;

  return sip_digest_session_understands (challenge, &algorithm, &qop)
           ? sip_digest_algorithm_strength (algorithm) : 0;
}

static int
compare_strength (gconstpointer a,
                  gconstpointer b)
{
  return (int) strength_of ((SipChallenge *) b) - (int) strength_of ((SipChallenge *) a);
}

/* RFC 8760 §2.4 lets local policy choose among several challenges; ours is the strongest, and among equals
 * the server's first. The sort keeps the order of equals. */
static GPtrArray *
list_challenges (SipMessage *response)
{
  gboolean proxy = sip_message_get_status (response) == SIP_STATUS_PROXY_AUTHENTICATION_REQUIRED;
  GPtrArray *challenges =
    sip_challenge_list (response, proxy ? SIP_HEADER_PROXY_AUTHENTICATE : SIP_HEADER_WWW_AUTHENTICATE);

  g_ptr_array_sort_values (challenges, compare_strength);
  while (challenges->len > 0 && strength_of (g_ptr_array_index (challenges, challenges->len - 1)) == 0)
    g_ptr_array_remove_index (challenges, challenges->len - 1);

  return challenges;
}

static SipChallenge *
find_challenge (SipMessage *response,
                const char *realm)
{
  g_autoptr (GPtrArray) challenges = list_challenges (response);

  for (guint i = 0; i < challenges->len; i++)
    {
      SipChallenge *challenge = g_ptr_array_index (challenges, i);

      if (g_str_equal (sip_challenge_get (challenge, "realm"), realm))
        return sip_challenge_ref (challenge);
    }

  return NULL;
}

static gboolean
is_stale (SipChallenge *challenge)
{
  return sip_challenge_offers (challenge, "stale", "true");
}

static gboolean
may_answer (Memory           *memory,
            SipDigestSession *session,
            SipChallenge     *challenge,
            guint             tries,
            GError          **error)
{
  const char *realm = sip_challenge_get (challenge, "realm");

  if (memory != NULL && strength_of (challenge) < memory->strength)
    {
      g_set_error (error, SIP_DIGEST_ERROR, SIP_DIGEST_ERROR_DOWNGRADE,
                   "realm '%s' asked for a stronger algorithm before than '%s'", realm,
                   sip_challenge_get (challenge, "algorithm") ?: "MD5");
      return FALSE;
    }

  /* RFC 7616 §3.3: stale says that the nonce is too old and the secret right; without it the secret is
   * wrong. */
  if (tries > 0 && session != NULL && sip_digest_session_continues (session, challenge) &&
      !is_stale (challenge))
    {
      g_set_error (error, SIP_DIGEST_ERROR, SIP_DIGEST_ERROR_REJECTED, "realm '%s' refused the secret",
                   realm);
      return FALSE;
    }

  if (tries >= SIP_MAX_AUTH_TRIES)
    {
      g_set_error (error, SIP_DIGEST_ERROR, SIP_DIGEST_ERROR_TOO_MANY,
                   "realm '%s' was answered %u times and asks again", realm, tries);
      return FALSE;
    }

  return TRUE;
}

/* The session of a challenge that will be answered: the one there is, if its nonce is still the same. */
static SipDigestSession *
remember (SipDigest    *self,
          SipChallenge *challenge,
          gboolean      proxy)
{
  const char *realm = sip_challenge_get (challenge, "realm");
  Memory *memory = g_hash_table_lookup (self->realms, realm);

  if (memory == NULL)
    {
      memory = g_new0 (Memory, 1);
      g_hash_table_insert (self->realms, g_strdup (realm), memory);
    }
  memory->strength = MAX (memory->strength, strength_of (challenge));

  SipDigestSession **session = proxy ? &memory->proxy : &memory->origin;
  if (*session == NULL || !sip_digest_session_continues (*session, challenge))
    {
      g_clear_pointer (session, sip_digest_session_free);
      *session = sip_digest_session_new (challenge, self->tokens);
    }

  return *session;
}

static gboolean
is_for_realm (const char *credentials,
              const char *realm)
{
  g_autoptr (GPtrArray) parsed = sip_challenge_parse_all (credentials);

  return parsed->len > 0 &&
         g_strcmp0 (sip_challenge_get (g_ptr_array_index (parsed, 0), "realm"), realm) == 0;
}

/* RFC 3261 §22.3: a request may carry credentials for several realms; those for this one are replaced. */
static void
write_credentials (SipMessageBuilder *request,
                   SipHeader          header,
                   SipDigestSession  *session,
                   const char        *username,
                   const char        *password)
{
  g_autoptr (SipMessage) draft = sip_message_builder_end (request);
  g_autofree char *credentials = sip_digest_session_answer (session, draft, username, password);
  const char *others;

  sip_message_builder_remove_header (request, header);
  for (guint i = 0; (others = sip_message_get_header_nth (draft, header, i)) != NULL; i++)
    {
      if (!is_for_realm (others, session->realm))
        sip_message_builder_add_header (request, header, others);
    }
  sip_message_builder_add_header (request, header, credentials);
}

static void
sip_digest_finalize (GObject *object)
{
  SipDigest *self = SIP_DIGEST (object);

  g_clear_object (&self->tokens);
  g_hash_table_unref (self->realms);

  G_OBJECT_CLASS (sip_digest_parent_class)->finalize (object);
}

static void
sip_digest_class_init (SipDigestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sip_digest_finalize;
}

static void
sip_digest_init (SipDigest *self)
{
  self->realms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) memory_free);
}

/**
 * sip_digest_new:
 * @tokens: where cnonces come from
 *
 * Makes an authenticator that remembers nothing yet.
 *
 * Returns: (transfer full): a new authenticator
 */
SipDigest *
sip_digest_new (SipTokens *tokens)
{
  g_return_val_if_fail (SIP_IS_TOKENS (tokens), NULL);

  SipDigest *self = g_object_new (SIP_TYPE_DIGEST, NULL);
  self->tokens = g_object_ref (tokens);

  return self;
}

/**
 * sip_digest_list_realms:
 * @response: a 401 or 407
 *
 * Lists the realms that ask in a way that can be answered, the strongest algorithm first.
 *
 * Returns: (transfer full) (array zero-terminated=1): the realms, each once; free with g_strfreev()
 */
char **
sip_digest_list_realms (SipMessage *response)
{
  g_return_val_if_fail (response != NULL, NULL);

  g_autoptr (GPtrArray) challenges = list_challenges (response);
  g_autoptr (GStrvBuilder) realms = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < challenges->len; i++)
    {
      const char *realm = sip_challenge_get (g_ptr_array_index (challenges, i), "realm");

      if (g_hash_table_add (seen, (gpointer) realm))
        g_strv_builder_add (realms, realm);
    }

  return g_strv_builder_end (realms);
}

/**
 * sip_digest_answer:
 * @self: an authenticator
 * @response: the 401 or 407
 * @request: the request to send next: complete but for Via, with the CSeq it will have
 * @realm: whose challenge to answer; a challenge of any other realm is left alone
 * @username: the user
 * @password: the secret
 * @tries: how often this request was answered before, 0 at first
 * @error: return location for a %SIP_DIGEST_ERROR
 *
 * Adds Authorization to @request for a 401, Proxy-Authorization for a 407 (RFC 3261 §22). The method, the
 * Request-URI and the body of @request must not change afterwards.
 *
 * Returns: %FALSE with @error set, and @request as it was, when the challenge must not or cannot be answered
 */
gboolean
sip_digest_answer (SipDigest          *self,
                   SipMessage         *response,
                   SipMessageBuilder  *request,
                   const char         *realm,
                   const char         *username,
                   const char         *password,
                   guint               tries,
                   GError            **error)
{
  g_return_val_if_fail (SIP_IS_DIGEST (self), FALSE);
  g_return_val_if_fail (response != NULL && request != NULL, FALSE);
  g_return_val_if_fail (realm != NULL && username != NULL && password != NULL, FALSE);

  gboolean proxy = sip_message_get_status (response) == SIP_STATUS_PROXY_AUTHENTICATION_REQUIRED;
  g_autoptr (SipChallenge) challenge = find_challenge (response, realm);
  if (challenge == NULL)
    {
      g_set_error (error, SIP_DIGEST_ERROR, SIP_DIGEST_ERROR_NO_CHALLENGE,
                   "no challenge for realm '%s' that can be answered", realm);
      return FALSE;
    }

  Memory *memory = g_hash_table_lookup (self->realms, realm);
  SipDigestSession *session = memory == NULL ? NULL : proxy ? memory->proxy : memory->origin;
  if (!may_answer (memory, session, challenge, tries, error))
    return FALSE;

  session = remember (self, challenge, proxy);
  write_credentials (request, proxy ? SIP_HEADER_PROXY_AUTHORIZATION : SIP_HEADER_AUTHORIZATION, session,
                     username, password);

  return TRUE;
}

/**
 * sip_digest_preempt:
 * @self: an authenticator
 * @request: the request to send, complete but for Via
 * @realm: the realm it is for
 * @username: the user
 * @password: the secret
 *
 * Adds credentials ahead of a challenge, with the nonces this realm gave last (RFC 3261 §22.2, "MAY").
 *
 * Returns: %TRUE when something was added
 */
gboolean
sip_digest_preempt (SipDigest         *self,
                    SipMessageBuilder *request,
                    const char        *realm,
                    const char        *username,
                    const char        *password)
{
  g_return_val_if_fail (SIP_IS_DIGEST (self), FALSE);
  g_return_val_if_fail (request != NULL, FALSE);
  g_return_val_if_fail (realm != NULL && username != NULL && password != NULL, FALSE);

  Memory *memory = g_hash_table_lookup (self->realms, realm);
  if (memory == NULL)
    return FALSE;

  if (memory->origin != NULL)
    write_credentials (request, SIP_HEADER_AUTHORIZATION, memory->origin, username, password);
  if (memory->proxy != NULL)
    write_credentials (request, SIP_HEADER_PROXY_AUTHORIZATION, memory->proxy, username, password);

  return memory->origin != NULL || memory->proxy != NULL;
}

static gboolean
learn (SipDigest        *self,
       SipDigestSession *session,
       const char       *value,
       GBytes           *body)
{
  if (session == NULL || value == NULL)
    return TRUE;

  g_autoptr (GPtrArray) infos = sip_challenge_parse_all (value);
  if (infos->len == 0)
    return TRUE;

  SipChallenge *info = g_ptr_array_index (infos, 0);
  if (!sip_digest_session_check_proof (session, info, body))
    return FALSE;

  const char *next = sip_challenge_get (info, "nextnonce");
  if (next != NULL && !g_str_equal (next, session->nonce))
    sip_digest_session_set_nonce (session, next, self->tokens);

  return TRUE;
}

/**
 * sip_digest_learn:
 * @self: an authenticator
 * @response: a final answer to a request with credentials
 * @realm: the realm they were for
 *
 * Reads Authentication-Info and Proxy-Authentication-Info (RFC 7616 §3.5, RFC 7615): the nonce to use next,
 * and the server's proof that it knows the secret, if it gives one.
 *
 * Returns: %FALSE when a proof was given and it is wrong; the answer is then not the server's
 */
gboolean
sip_digest_learn (SipDigest  *self,
                  SipMessage *response,
                  const char *realm)
{
  g_return_val_if_fail (SIP_IS_DIGEST (self), FALSE);
  g_return_val_if_fail (response != NULL && realm != NULL, FALSE);

  Memory *memory = g_hash_table_lookup (self->realms, realm);
  if (memory == NULL)
    return TRUE;

  GBytes *body = sip_message_get_body (response);
  const char *origin_info = sip_message_get_header (response, SIP_HEADER_AUTHENTICATION_INFO);
  const char *proxy_info = sip_message_get_header_by_name (response, "Proxy-Authentication-Info", 0);

  return learn (self, memory->origin, origin_info, body) && learn (self, memory->proxy, proxy_info, body);
}
