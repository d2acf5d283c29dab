/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One nonce's life: when a challenge continues it, when it begins anew, and what is counted. */

#include "doubles-message.h"
#include "sip-digest-session.h"
#include "sip-tokens.h"

#include <string.h>

#define START "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\", opaque=\"o\""

static SipChallenge *
challenge_of (const char *value)
{
  g_autoptr (GPtrArray) all = sip_challenge_parse_all (value);

  g_assert_cmpuint (all->len, ==, 1);

  return sip_challenge_ref (g_ptr_array_index (all, 0));
}

static SipDigestSession *
session_of (const char *value)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autoptr (SipChallenge) challenge = challenge_of (value);

  return sip_digest_session_new (challenge, tokens);
}

typedef struct
{
  const char *value;
  gboolean    understood;
  gboolean    continues; /* the session of START */
} Row;

static const Row rows[] = {
  { START, TRUE, TRUE },
  { START ", stale=true", TRUE, TRUE },
  { "Digest realm=\"r\", nonce=\"n\", algorithm=sha-256, qop=\"auth-int, auth\"", TRUE, TRUE },
  { "Digest realm=\"r\", nonce=\"N\", algorithm=SHA-256, qop=\"auth\"", TRUE, FALSE },
  { "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256-sess, qop=\"auth\"", TRUE, FALSE },
  { "Digest realm=\"r\", nonce=\"n\", qop=\"auth\"", TRUE, FALSE },
  { "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth-int\"", TRUE, FALSE },
  { "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256", TRUE, FALSE },
  { "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256-sess", FALSE, FALSE },
  { "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256, qop=\"auth\"", FALSE, FALSE },
  { "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"\"", FALSE, FALSE },
  { "Digest realm=\"r\", algorithm=SHA-256, qop=\"auth\"", FALSE, FALSE },
  { "Basic realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"", FALSE, FALSE },
};

static void
test_rows (void)
{
  g_autoptr (SipDigestSession) session = session_of (START);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SipChallenge) challenge = challenge_of (rows[i].value);
      SipDigestAlgorithm algorithm;
      SipDigestQop qop;

      g_assert_cmpint (sip_digest_session_understands (challenge, &algorithm, &qop), ==, rows[i].understood);
      g_assert_cmpint (sip_digest_session_continues (session, challenge), ==, rows[i].continues);
    }
}

static void
test_counting (void)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (2);
  g_autoptr (SipDigestSession) session = session_of (START);
  g_autoptr (SipMessage) request = doubles_message_request ("MESSAGE", "z9hG4bKa");
  g_autofree char *first = sip_digest_session_answer (session, request, "u", "p");
  g_autofree char *second = sip_digest_session_answer (session, request, "u", "p");
  g_autofree char *cnonce = g_strdup (session->cnonce);

  g_assert_nonnull (strstr (first, "nc=00000001"));
  g_assert_nonnull (strstr (second, "nc=00000002"));
  sip_digest_session_set_nonce (session, "next", tokens);
  g_assert_cmpuint (session->count, ==, 0);
  g_assert_cmpstr (session->cnonce, !=, cnonce);
  g_autofree char *third = sip_digest_session_answer (session, request, "u", "p");
  g_assert_nonnull (strstr (third, "nonce=\"next\""));
  g_assert_nonnull (strstr (third, "nc=00000001"));
}

/* Nothing to hold it against: neither right nor wrong. */
static void
test_proofs_that_prove_nothing (void)
{
  static const char *const infos[] = {
    "qop=auth", "rspauth=\"0\"", "rspauth=\"0\", nc=00000002, cnonce=\"x\"", "rspauth=\"0\", nc=00000001, cnonce=\"x\"",
  };
  g_autoptr (SipDigestSession) session = session_of (START);
  g_autoptr (SipMessage) request = doubles_message_request ("MESSAGE", "z9hG4bKa");
  g_autofree char *credentials = sip_digest_session_answer (session, request, "u", "p");
  g_autofree char *wrong = g_strdup_printf ("rspauth=\"0\", nc=00000001, cnonce=\"%s\"", session->cnonce);
  g_autoptr (SipChallenge) lie = challenge_of (wrong);

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    {
      g_autoptr (SipChallenge) info = challenge_of (infos[i]);

      g_assert_true (sip_digest_session_check_proof (session, info, sip_message_get_body (request)));
    }
  g_assert_false (sip_digest_session_check_proof (session, lie, sip_message_get_body (request)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/digest-session/challenges", test_rows);
  g_test_add_func ("/sip/digest-session/counting", test_counting);
  g_test_add_func ("/sip/digest-session/proofs-that-prove-nothing", test_proofs_that_prove_nothing);

  return g_test_run ();
}
