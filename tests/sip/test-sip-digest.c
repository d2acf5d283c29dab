/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Our client against what servers ask, and against our own server: RFC 7616, RFC 8760, RFC 3261 §22. The
 * arithmetic itself is held against known answers in test-sip-digest-compute.c. */

#include "doubles-message.h"
#include "sip-challenge.h"
#include "sip-digest.h"
#include "sip-tokens.h"

#include <string.h>

#define REALM "here.example"

typedef struct
{
  SipTokens *tokens;
  SipDigest *digest;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->tokens = sip_tokens_new_seeded (3);
  fixture->digest = sip_digest_new (fixture->tokens);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->digest);
  g_assert_finalize_object (fixture->tokens);
}

/* @headers are whole lines: WWW-Authenticate, Authentication-Info… */
static SipMessage *
answer_with (guint       status,
             const char *headers)
{
  g_autofree char *text = g_strdup_printf ("SIP/2.0 %u Something\n"
                                           "Via: SIP/2.0/WSS us.invalid;branch=z9hG4bKus\n"
                                           "From: <sip:us@here.example>;tag=us\n"
                                           "To: <sip:peer@there.example>;tag=peer\n"
                                           "Call-ID: call-from-us\n"
                                           "CSeq: 3 MESSAGE\n"
                                           "%s\n", status, headers);

  return doubles_message_parse (text);
}

/* Answers the challenges in @headers with the right secret; the request as it would be sent, NULL on
 * @error. */
static SipMessage *
answer (Fixture    *fixture,
        guint       status,
        const char *headers,
        guint       tries,
        GError    **error)
{
  g_autoptr (SipMessageBuilder) builder = doubles_message_begin ("MESSAGE");
  g_autoptr (SipMessage) challenge = answer_with (status, headers);
  g_autoptr (GBytes) body = g_bytes_new_static ("hello", 5);

  sip_message_builder_set_header (builder, SIP_HEADER_VIA, "SIP/2.0/WSS us.invalid;branch=z9hG4bKus");
  sip_message_builder_set_body (builder, "text/plain", body);
  if (!sip_digest_answer (fixture->digest, challenge, builder, REALM, "us", "secret", tries, error))
    return NULL;

  return sip_message_builder_end (builder);
}

static char *
param_of (SipMessage *request,
          SipHeader   header,
          const char *name)
{
  g_autoptr (GPtrArray) credentials = sip_challenge_list (request, header);

  g_assert_cmpuint (credentials->len, ==, 1);

  return g_strdup (sip_challenge_get (g_ptr_array_index (credentials, 0), name));
}

static void
assert_param (SipMessage *request,
              const char *name,
              const char *expected)
{
  g_autofree char *value = param_of (request, SIP_HEADER_AUTHORIZATION, name);

  g_assert_cmpstr (value, ==, expected);
}

static void
assert_refused (Fixture    *fixture,
                const char *headers,
                guint       tries,
                int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (answer (fixture, 401, headers, tries, &error));
  g_assert_error (error, SIP_DIGEST_ERROR, code);
}

static void
test_every_algorithm_and_back (Fixture       *fixture,
                               gconstpointer  data)
{
  static const char *const challenges[] = {
    "realm=\"here.example\", nonce=\"n\"",
    "realm=\"here.example\", nonce=\"n\", algorithm=MD5",
    "realm=\"here.example\", nonce=\"n\", algorithm=md5, qop=\"auth\"",
    "realm=\"here.example\", nonce=\"n\", algorithm=MD5-sess, qop=\"auth,auth-int\"",
    "realm=\"here.example\", nonce=\"n\", qop=\"auth-int\"",
    "realm=\"here.example\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"",
    "realm=\"here.example\", nonce=\"n\", algorithm=SHA-256",
    "realm=\"here.example\", nonce=\"n\", algorithm=SHA-256-sess, qop=auth-int",
    "realm=\"here.example\", nonce=\"a \\\"quoted\\\" one\", opaque=\"o\\\\p\", algorithm=SHA-256, qop=\"x, auth\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (challenges); i++)
    {
      g_autofree char *www = g_strdup_printf ("WWW-Authenticate: Digest %s\n", challenges[i]);
      g_autofree char *proxy = g_strdup_printf ("Proxy-Authenticate: Digest %s\n", challenges[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (SipMessage) for_server = answer (fixture, 401, www, 0, &error);
      g_assert_no_error (error);
      g_autoptr (SipMessage) for_proxy = answer (fixture, 407, proxy, 0, &error);
      g_assert_no_error (error);
      g_autofree char *nonce = NULL;

      g_assert_true (sip_digest_verify (for_server, FALSE, REALM, "us", "secret", &nonce));
      g_assert_cmpstr (nonce, ==, strstr (challenges[i], "quoted") ? "a \"quoted\" one" : "n");
      g_assert_false (sip_digest_verify (for_server, TRUE, REALM, "us", "secret", NULL));
      g_assert_true (sip_digest_verify (for_proxy, TRUE, REALM, "us", "secret", NULL));
      g_assert_false (sip_digest_verify (for_proxy, FALSE, REALM, "us", "secret", NULL));
    }
}

static void
test_strongest_first (Fixture       *fixture,
                      gconstpointer  data)
{
  const char *headers =
    "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"1\", qop=\"auth\"\n"
    "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"2\", algorithm=SHA-512-256, qop=\"auth\"\n"
    "WWW-Authenticate: Basic realm=\"here.example\"\n"
    "WWW-Authenticate: Digest realm=\"else.example\", nonce=\"5\", algorithm=SHA-256, qop=\"auth\"\n"
    "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"3\", algorithm=SHA-256, qop=\"auth\"\n"
    "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"4\", algorithm=SHA-256-sess, qop=\"auth\"\n";
  g_autoptr (SipMessage) response = answer_with (401, headers);
  g_auto (GStrv) realms = sip_digest_list_realms (response);
  g_autoptr (SipMessage) request = answer (fixture, 401, headers, 0, NULL);

  assert_param (request, "nonce", "3");
  assert_param (request, "algorithm", "SHA-256");
  g_assert_cmpuint (g_strv_length (realms), ==, 2);
  g_assert_cmpstr (realms[0], ==, "else.example");
  g_assert_cmpstr (realms[1], ==, REALM);
}

/* RFC 3261 §7.3.1 wants a field for each; the HTTP libraries inside some servers join them all the same. */
static void
test_joined_challenges (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (SipMessage) plain = answer_with (401, "");
  g_autoptr (SipMessageBuilder) response_builder = sip_message_builder_new_copy (plain);
  g_autoptr (SipMessageBuilder) builder = doubles_message_begin ("MESSAGE");

  sip_message_builder_set_header (response_builder, SIP_HEADER_WWW_AUTHENTICATE,
                                  "Digest realm=\"here.example\", nonce=\"1\", qop=\"auth\", "
                                  "Digest realm=\"here.example\", nonce=\"2\", algorithm=SHA-256, qop=\"auth\"");
  g_autoptr (SipMessage) response = sip_message_builder_end (response_builder);
  g_assert_true (sip_digest_answer (fixture->digest, response, builder, REALM, "us", "secret", 0, NULL));
  g_autoptr (SipMessage) request = sip_message_builder_end (builder);
  assert_param (request, "nonce", "2");
}

static void
test_only_the_realm_asked_for (Fixture       *fixture,
                               gconstpointer  data)
{
  assert_refused (fixture, "WWW-Authenticate: Digest realm=\"evil.example\", nonce=\"n\"\n", 0,
                  SIP_DIGEST_ERROR_NO_CHALLENGE);
  assert_refused (fixture, "WWW-Authenticate: Digest realm=\"HERE.example\", nonce=\"n\"\n", 0,
                  SIP_DIGEST_ERROR_NO_CHALLENGE);
  /* A 401 with the proxy's header asks for nothing. */
  assert_refused (fixture, "Proxy-Authenticate: Digest realm=\"here.example\", nonce=\"n\"\n", 0,
                  SIP_DIGEST_ERROR_NO_CHALLENGE);
}

static void
test_what_cannot_be_answered (Fixture       *fixture,
                              gconstpointer  data)
{
  static const char *const none[] = {
    "",
    "WWW-Authenticate: Basic realm=\"here.example\"\n",
    "WWW-Authenticate: Digest realm=\"here.example\"\n",
    "WWW-Authenticate: Digest nonce=\"n\"\n",
    "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"n\", algorithm=SHA-512-256\n",
    "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"n\", qop=\"auth-conf\"\n",
    "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"n\", algorithm=MD5-sess\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    assert_refused (fixture, none[i], 0, SIP_DIGEST_ERROR_NO_CHALLENGE);
}

/* TRUST 3.6: never MD5 after SHA-256 */
static void
test_never_weaker (Fixture       *fixture,
                   gconstpointer  data)
{
  const char *weak = "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"2\", qop=\"auth\"\n";
  g_autoptr (SipMessage) before = answer (fixture, 401, weak, 0, NULL);
  g_autoptr (SipMessage) strong =
    answer (fixture, 401, "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"1\", algorithm=SHA-256, "
            "qop=\"auth\"\n", 0, NULL);

  g_assert_nonnull (before);
  g_assert_nonnull (strong);
  assert_refused (fixture, weak, 0, SIP_DIGEST_ERROR_DOWNGRADE);
}

static void
test_count_goes_with_the_nonce (Fixture       *fixture,
                                gconstpointer  data)
{
  const char *first = "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"1\", qop=\"auth\"\n";
  const char *second = "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"2\", qop=\"auth\"\n";
  g_autoptr (SipMessage) one = answer (fixture, 401, first, 0, NULL);
  g_autoptr (SipMessage) two = answer (fixture, 401, first, 0, NULL);
  g_autoptr (SipMessage) three = answer (fixture, 401, second, 0, NULL);
  g_autofree char *cnonce_one = param_of (one, SIP_HEADER_AUTHORIZATION, "cnonce");
  g_autofree char *cnonce_three = param_of (three, SIP_HEADER_AUTHORIZATION, "cnonce");

  assert_param (one, "nc", "00000001");
  assert_param (two, "nc", "00000002");
  assert_param (two, "cnonce", cnonce_one);
  assert_param (three, "nc", "00000001");
  g_assert_cmpstr (cnonce_one, !=, cnonce_three);
}

static void
test_wire_form (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (SipMessage) request =
    answer (fixture, 401, "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"a\\\"b\", opaque=\"\", "
            "algorithm=sha-256, qop=\"auth,auth-int\", userhash=true, charset=UTF-8\n", 0, NULL);
  const char *value = sip_message_get_header (request, SIP_HEADER_AUTHORIZATION);

  g_assert_true (g_str_has_prefix (value, "Digest username=\"us\", realm=\"here.example\", nonce=\"a\\\"b\", "
                                          "uri=\"sip:peer@there.example\", response=\""));
  g_assert_nonnull (strstr (value, "algorithm=sha-256,"));
  g_assert_nonnull (strstr (value, "qop=auth, nc=00000001"));
  g_assert_nonnull (strstr (value, "opaque=\"\""));
  g_assert_null (strstr (value, "userhash"));
}

static void
test_old_form_has_no_cnonce (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (SipMessage) request =
    answer (fixture, 401, "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"n\"\n", 0, NULL);

  assert_param (request, "cnonce", NULL);
  assert_param (request, "nc", NULL);
  assert_param (request, "qop", NULL);
  assert_param (request, "algorithm", NULL);
}

static void
test_tries (Fixture       *fixture,
            gconstpointer  data)
{
  const char *first = "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"1\", qop=\"auth\"\n";
  const char *second = "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"2\", qop=\"auth\"\n";
  const char *stale = "WWW-Authenticate: Digest realm=\"here.example\", nonce=\"2\", qop=\"auth\", stale=TRUE\n";
  g_autoptr (SipMessage) one = answer (fixture, 401, first, 0, NULL);

  g_assert_nonnull (one);
  assert_refused (fixture, first, 1, SIP_DIGEST_ERROR_REJECTED);
  g_autoptr (SipMessage) two = answer (fixture, 401, second, 1, NULL);
  g_assert_nonnull (two);
  g_autoptr (SipMessage) three = answer (fixture, 401, stale, 1, NULL);
  g_assert_nonnull (three);
  assert_refused (fixture, stale, 2, SIP_DIGEST_ERROR_TOO_MANY);
  assert_refused (fixture, first, 2, SIP_DIGEST_ERROR_TOO_MANY);
}

static void
test_refusal_leaves_the_request_alone (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr (SipMessageBuilder) builder = doubles_message_begin ("MESSAGE");
  g_autoptr (SipMessage) response =
    answer_with (401, "WWW-Authenticate: Digest realm=\"evil.example\", nonce=\"n\"\n");

  g_assert_false (sip_digest_answer (fixture->digest, response, builder, REALM, "us", "secret", 0, NULL));
  g_assert_false (sip_digest_preempt (fixture->digest, builder, REALM, "us", "secret"));
  sip_message_builder_set_header (builder, SIP_HEADER_VIA, "SIP/2.0/WSS us.invalid;branch=z9hG4bKus");
  g_autoptr (SipMessage) request = sip_message_builder_end (builder);
  g_assert_null (sip_message_get_header (request, SIP_HEADER_AUTHORIZATION));
}

/* RFC 3261 §22.3 */
static void
test_two_proxies (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (SipMessage) near = answer (fixture, 407, "Proxy-Authenticate: Digest realm=\"here.example\", "
                                        "nonce=\"1\", qop=\"auth\"\n", 0, NULL);
  g_autoptr (SipMessageBuilder) again = sip_message_builder_new_copy (near);
  g_autoptr (SipMessage) far = answer_with (407, "Proxy-Authenticate: Digest realm=\"far.example\", nonce=\"2\"\n");
  g_autoptr (SipMessage) renewed =
    answer_with (407, "Proxy-Authenticate: Digest realm=\"here.example\", nonce=\"3\", qop=\"auth\"\n");

  g_assert_true (sip_digest_answer (fixture->digest, far, again, "far.example", "us", "other", 0, NULL));
  g_assert_true (sip_digest_answer (fixture->digest, renewed, again, REALM, "us", "secret", 1, NULL));
  g_autoptr (SipMessage) request = sip_message_builder_end (again);

  g_assert_cmpuint (sip_message_count_header (request, SIP_HEADER_PROXY_AUTHORIZATION), ==, 2);
  g_assert_true (sip_digest_verify (request, TRUE, REALM, "us", "secret", NULL));
  g_assert_true (sip_digest_verify (request, TRUE, "far.example", "us", "other", NULL));
}

static void
test_preempt (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (SipMessageBuilder) builder = doubles_message_begin ("REGISTER");
  g_autoptr (SipMessage) first = answer (fixture, 401, "WWW-Authenticate: Digest realm=\"here.example\", "
                                         "nonce=\"1\", qop=\"auth\"\n", 0, NULL);

  g_assert_nonnull (first);
  g_assert_true (sip_digest_preempt (fixture->digest, builder, REALM, "us", "secret"));
  sip_message_builder_set_header (builder, SIP_HEADER_VIA, "SIP/2.0/WSS us.invalid;branch=z9hG4bKus");
  g_autoptr (SipMessage) request = sip_message_builder_end (builder);
  assert_param (request, "nc", "00000002");
  assert_param (request, "nonce", "1");
  g_assert_true (sip_digest_verify (request, FALSE, REALM, "us", "secret", NULL));
}

/* RFC 7616 §3.5 */
static void
test_next_nonce (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (SipMessage) first = answer (fixture, 401, "WWW-Authenticate: Digest realm=\"here.example\", "
                                         "nonce=\"1\", qop=\"auth\"\n", 0, NULL);
  g_autoptr (SipMessage) ok = answer_with (200, "Authentication-Info: nextnonce=\"2\"\n");
  g_autoptr (SipMessageBuilder) builder = doubles_message_begin ("REGISTER");

  g_assert_nonnull (first);
  g_assert_true (sip_digest_learn (fixture->digest, ok, "else.example"));
  g_assert_true (sip_digest_learn (fixture->digest, ok, REALM));
  g_assert_true (sip_digest_preempt (fixture->digest, builder, REALM, "us", "secret"));
  sip_message_builder_set_header (builder, SIP_HEADER_VIA, "SIP/2.0/WSS us.invalid;branch=z9hG4bKus");
  g_autoptr (SipMessage) request = sip_message_builder_end (builder);
  assert_param (request, "nonce", "2");
  assert_param (request, "nc", "00000001");
}

/* KD of RFC 7616 §3.5, written out here by hand: MD5, auth, the body empty. */
static char *
proof_of (SipMessage *request)
{
  g_autofree char *nonce = param_of (request, SIP_HEADER_AUTHORIZATION, "nonce");
  g_autofree char *cnonce = param_of (request, SIP_HEADER_AUTHORIZATION, "cnonce");
  g_autofree char *a1 = g_compute_checksum_for_string (G_CHECKSUM_MD5, "us:here.example:secret", -1);
  g_autofree char *a2 = g_compute_checksum_for_string (G_CHECKSUM_MD5, ":sip:peer@there.example", -1);
  g_autofree char *all = g_strdup_printf ("%s:%s:00000001:%s:auth:%s", a1, nonce, cnonce, a2);

  return g_compute_checksum_for_string (G_CHECKSUM_MD5, all, -1);
}

static void
test_servers_proof (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (SipMessage) request = answer (fixture, 401, "WWW-Authenticate: Digest realm=\"here.example\", "
                                           "nonce=\"1\", qop=\"auth\"\n", 0, NULL);
  g_autofree char *cnonce = param_of (request, SIP_HEADER_AUTHORIZATION, "cnonce");
  g_autofree char *proof = proof_of (request);
  g_autofree char *right = g_strdup_printf ("Authentication-Info: rspauth=\"%s\", qop=auth, nc=00000001, "
                                            "cnonce=\"%s\"\n", proof, cnonce);
  g_autofree char *wrong = g_strdup_printf ("Authentication-Info: rspauth=\"%s\", qop=auth, nc=00000001, "
                                            "cnonce=\"%s\", nextnonce=\"evil\"\n", cnonce, cnonce);
  g_autofree char *older = g_strdup_printf ("Authentication-Info: rspauth=\"%s\", qop=auth, nc=00000000, "
                                            "cnonce=\"%s\"\n", cnonce, cnonce);
  g_autoptr (SipMessage) right_answer = answer_with (200, right);
  g_autoptr (SipMessage) wrong_answer = answer_with (200, wrong);
  g_autoptr (SipMessage) older_answer = answer_with (200, older);

  g_assert_true (sip_digest_learn (fixture->digest, right_answer, REALM));
  g_assert_true (sip_digest_learn (fixture->digest, older_answer, REALM));
  g_assert_false (sip_digest_learn (fixture->digest, wrong_answer, REALM));
}

typedef struct
{
  const char *path;
  void      (*run) (Fixture *, gconstpointer);
} Case;

static const Case cases[] = {
  { "every-algorithm-and-back", test_every_algorithm_and_back },
  { "strongest-first", test_strongest_first },
  { "joined-challenges", test_joined_challenges },
  { "only-the-realm-asked-for", test_only_the_realm_asked_for },
  { "what-cannot-be-answered", test_what_cannot_be_answered },
  { "never-weaker", test_never_weaker },
  { "count-goes-with-the-nonce", test_count_goes_with_the_nonce },
  { "wire-form", test_wire_form },
  { "old-form", test_old_form_has_no_cnonce },
  { "tries", test_tries },
  { "refusal-leaves-the-request-alone", test_refusal_leaves_the_request_alone },
  { "two-proxies", test_two_proxies },
  { "preempt", test_preempt },
  { "next-nonce", test_next_nonce },
  { "servers-proof", test_servers_proof },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sip/digest/", cases[i].path, NULL);

      g_test_add (path, Fixture, NULL, fixture_set_up, cases[i].run, fixture_tear_down);
    }

  return g_test_run ();
}
