/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The grammar of challenges and credentials: RFC 7235 §2.1, RFC 3261 §25.1, and what servers make of it. */

#include "sip-challenge.h"

typedef struct
{
  const char *about;
  const char *value;
  const char *expected; /* "Scheme name=value name=value|Scheme …" of the parameters asked for */
} Row;

static const char *const asked[] = { "realm", "nonce", "qop", "x" };

static const Row rows[] = {
  { "one challenge", "Digest realm=\"a\", nonce=\"n\"", "digest realm=a nonce=n" },
  { "scheme and names ignore case", "DIGEST REALM=\"a\",Nonce=n", "digest realm=a nonce=n" },
  { "two joined by a comma", "Digest realm=\"a\", nonce=\"1\", Digest realm=\"b\", nonce=\"2\"",
    "digest realm=a nonce=1|digest realm=b nonce=2" },
  { "another scheme between", "Basic realm=\"a\", Digest realm=\"b\"", "other realm=a|digest realm=b" },
  { "a scheme alone", "Negotiate, Digest realm=\"b\"", "other|digest realm=b" },
  { "token68", "NTLM TlRMTVNTUA==, Digest realm=\"b\"", "other|digest realm=b" },
  { "commas in quotes", "Digest realm=\"a, b\", qop=\"auth,auth-int\"", "digest realm=a, b qop=auth,auth-int" },
  { "escapes", "Digest realm=\"a \\\"b\\\" \\\\c\"", "digest realm=a \"b\" \\c" },
  { "spaces around =", "Digest realm = \"a\" , nonce =n", "digest realm=a nonce=n" },
  { "empty elements", ",, Digest realm=\"a\",, nonce=n ,", "digest realm=a nonce=n" },
  { "unquoted qop", "Digest qop=auth", "digest qop=auth" },
  { "empty value", "Digest realm=\"\", nonce=n", "digest realm= nonce=n" },
  { "the first of two counts", "Digest realm=\"a\", realm=\"b\"", "digest realm=a" },
  { "no scheme", "nextnonce=\"a\", qop=auth", "other qop=auth" },
  { "open quote", "Digest nonce=n, realm=\"a", "digest nonce=n" },
  { "lone backslash", "Digest nonce=n, realm=\"a\\", "digest nonce=n" },
  { "nothing", "", "" },
  { "noise", "=, \"x\", ;", "" },
};

static char *
describe (GPtrArray *challenges)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < challenges->len; i++)
    {
      SipChallenge *challenge = g_ptr_array_index (challenges, i);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : "|",
                              sip_challenge_is_digest (challenge) ? "digest" : "other");
      for (guint j = 0; j < G_N_ELEMENTS (asked); j++)
        {
          const char *value = sip_challenge_get (challenge, asked[j]);

          if (value != NULL)
            g_string_append_printf (text, " %s=%s", asked[j], value);
        }
    }

  return g_string_free (text, FALSE);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GPtrArray) challenges = sip_challenge_parse_all (row->value);
  g_autofree char *text = describe (challenges);

  g_assert_cmpstr (text, ==, row->expected);
}

static void
test_offers (void)
{
  g_autoptr (GPtrArray) challenges = sip_challenge_parse_all ("Digest qop=\" auth , AUTH-INT\"");
  SipChallenge *challenge = g_ptr_array_index (challenges, 0);

  g_assert_true (sip_challenge_offers (challenge, "qop", "auth"));
  g_assert_true (sip_challenge_offers (challenge, "qop", "auth-int"));
  g_assert_false (sip_challenge_offers (challenge, "qop", "int"));
  g_assert_false (sip_challenge_offers (challenge, "stale", "true"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/sip/challenge/", rows[i].about, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/sip/challenge/offers", test_offers);

  return g_test_run ();
}
