/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The server's side of digest, held against the request of draft-smith-sipping-auth-examples §3.3 and against
 * everything that request must not become. */

#include "doubles-message.h"
#include "sip-digest.h"

#include <string.h>

#define GOOD \
  "Digest username=\"bob\", realm=\"biloxi.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", " \
  "uri=\"sip:bob@biloxi.com\", qop=auth, nc=00000001, cnonce=\"0a4f113b\", " \
  "response=\"89eb0059246c02b2f6ee02c7961d5ea3\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""

static SipMessage *
request_with (const char *method,
              const char *request_uri,
              const char *header)
{
  g_autofree char *text = g_strdup_printf ("%s %s SIP/2.0\n"
                                           "Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK74\n"
                                           "Max-Forwards: 70\n"
                                           "From: <sip:alice@atlanta.com>;tag=19\n"
                                           "To: <sip:bob@biloxi.com>\n"
                                           "Call-ID: a84b4c76e66710\n"
                                           "CSeq: 314159 %s\n"
                                           "%s\n"
                                           "\n", method, request_uri, method, header);

  return doubles_message_parse (text);
}

static gboolean
verify (SipMessage  *request,
        char       **nonce)
{
  return sip_digest_verify (request, FALSE, "biloxi.com", "bob", "zanzibar", nonce);
}

static void
test_known_request (void)
{
  g_autoptr (SipMessage) request = request_with ("INVITE", "sip:bob@biloxi.com", "Authorization: " GOOD);
  g_autofree char *nonce = NULL;

  g_assert_true (verify (request, &nonce));
  g_assert_cmpstr (nonce, ==, "dcd98b7102dd2f0e8b11d0f600bfb0c093");
}

static void
test_wrong_secret_still_names_the_nonce (void)
{
  g_autoptr (SipMessage) request = request_with ("INVITE", "sip:bob@biloxi.com", "Authorization: " GOOD);
  g_autofree char *nonce = NULL;
  g_autofree char *none = NULL;

  g_assert_false (sip_digest_verify (request, FALSE, "biloxi.com", "bob", "Zanzibar", &nonce));
  g_assert_cmpstr (nonce, ==, "dcd98b7102dd2f0e8b11d0f600bfb0c093");
  g_assert_false (sip_digest_verify (request, FALSE, "biloxi.com", "alice", "zanzibar", NULL));
  g_assert_false (sip_digest_verify (request, FALSE, "atlanta.com", "bob", "zanzibar", &none));
  g_assert_null (none);
  g_assert_false (sip_digest_verify (request, TRUE, "biloxi.com", "bob", "zanzibar", NULL));
}

/* RFC 7616 §3.4.6: what was said for one request says nothing for another. */
static void
test_other_request (void)
{
  g_autoptr (SipMessage) elsewhere = request_with ("INVITE", "sip:eve@biloxi.com", "Authorization: " GOOD);
  g_autoptr (SipMessage) otherwise = request_with ("MESSAGE", "sip:bob@biloxi.com", "Authorization: " GOOD);

  g_assert_false (verify (elsewhere, NULL));
  g_assert_false (verify (otherwise, NULL));
}

static void
test_own_line_for_each_realm (void)
{
  g_autoptr (SipMessage) request =
    request_with ("INVITE", "sip:bob@biloxi.com",
                  "Authorization: Digest username=\"bob\", realm=\"atlanta.com\", nonce=\"x\", response=\"0\"\n"
                  "Authorization: " GOOD);

  g_assert_true (verify (request, NULL));
}

typedef struct
{
  const char *from;
  const char *to;
} Change;

/* Each change of one thing in the good credentials must spoil them. */
static const Change changes[] = {
  { "Digest ", "Basic " },
  { "username=\"bob\"", "username=\"Bob\"" },
  { "username=\"bob\", ", "" },
  { "realm=\"biloxi.com\"", "realm=\"BILOXI.com\"" },
  { "c093\"", "c094\"" },
  { "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", ", "" },
  { "uri=\"sip:bob@biloxi.com\", ", "" },
  { "uri=\"sip:bob@biloxi.com\"", "uri=\"\"" },
  { "uri=\"sip:bob@biloxi.com\"", "uri=\"sip:bob@biloxi.com:5060\"" },
  { "qop=auth", "qop=auth-int" },
  { "qop=auth", "qop=auth-conf" },
  { "qop=auth, ", "" },
  { "nc=00000001", "nc=00000002" },
  { "nc=00000001, ", "" },
  { "cnonce=\"0a4f113b\"", "cnonce=\"0a4f113c\"" },
  { "cnonce=\"0a4f113b\", ", "" },
  { "1d5ea3\"", "1d5ea4\"" },
  { "1d5ea3\"", "1d5ea\"" },
  { "response=\"89eb0059246c02b2f6ee02c7961d5ea3\", ", "" },
  { "opaque", "algorithm=SHA-256, opaque" },
  { "opaque", "algorithm=MD5-sess, opaque" },
  { "opaque", "algorithm=CRC32, opaque" },
};

static void
test_any_change_spoils (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GString) credentials = g_string_new ("Authorization: " GOOD);

      g_assert_cmpuint (g_string_replace (credentials, changes[i].from, changes[i].to, 1), ==, 1);
      g_autoptr (SipMessage) request = request_with ("INVITE", "sip:bob@biloxi.com", credentials->str);
      if (verify (request, NULL))
        g_error ("taken for good: %s", credentials->str);
    }
}

static void
test_harmless_changes (void)
{
  static const Change harmless[] = {
    { "opaque", "algorithm=md5, opaque" },
    { "89eb0059", "89EB0059" },
    { "Digest", "DIGEST" },
    { "qop=auth", "QOP=\"auth\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      g_autoptr (GString) credentials = g_string_new ("Authorization: " GOOD);

      g_assert_cmpuint (g_string_replace (credentials, harmless[i].from, harmless[i].to, 1), ==, 1);
      g_autoptr (SipMessage) request = request_with ("INVITE", "sip:bob@biloxi.com", credentials->str);
      g_assert_true (verify (request, NULL));
    }
}

static void
test_no_credentials (void)
{
  g_autoptr (SipMessage) request = request_with ("INVITE", "sip:bob@biloxi.com", "Subject: none");
  g_autofree char *nonce = NULL;

  g_assert_false (verify (request, &nonce));
  g_assert_null (nonce);
}

static void
test_make_challenge (void)
{
  g_autofree char *plain = sip_digest_make_challenge ("a \"b\"", "n", NULL, FALSE);
  g_autofree char *stale = sip_digest_make_challenge ("a", "n", "SHA-256", TRUE);

  g_assert_cmpstr (plain, ==, "Digest realm=\"a \\\"b\\\"\", nonce=\"n\", qop=\"auth,auth-int\"");
  g_assert_cmpstr (stale, ==, "Digest realm=\"a\", nonce=\"n\", algorithm=SHA-256, qop=\"auth,auth-int\", stale=true");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/digest-server/known-request", test_known_request);
  g_test_add_func ("/sip/digest-server/wrong-secret", test_wrong_secret_still_names_the_nonce);
  g_test_add_func ("/sip/digest-server/other-request", test_other_request);
  g_test_add_func ("/sip/digest-server/own-line-for-each-realm", test_own_line_for_each_realm);
  g_test_add_func ("/sip/digest-server/any-change-spoils", test_any_change_spoils);
  g_test_add_func ("/sip/digest-server/harmless-changes", test_harmless_changes);
  g_test_add_func ("/sip/digest-server/no-credentials", test_no_credentials);
  g_test_add_func ("/sip/digest-server/make-challenge", test_make_challenge);

  return g_test_run ();
}
