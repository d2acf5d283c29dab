/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* No secret reaches a log (TRUST, redaction rule; figure 16). */

#include "sip-parser.h"

#include <string.h>

#define SECRET "Swordfish-4711"

static char *
redacted (const char *octets,
          gssize      length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (octets, length < 0 ? strlen (octets) : (gsize) length);

  return sip_parser_dup_redacted (bytes);
}

static void
test_secrets (void)
{
  static const char *const rows[] = {
    "Authorization: Digest username=\"a\", response=\"" SECRET "\"",
    "authorization : Digest response=\"" SECRET "\"",
    "AUTHORIZATION:Digest " SECRET,
    "Authorization: Digest username=\"a\",\r\n response=\"" SECRET "\",\r\n\tnc=1",
    "Proxy-Authorization: Bearer " SECRET,
    "Authentication-Info: rspauth=\"" SECRET "\", nextnonce=\"" SECRET "\"",
    "WWW-Authenticate: Digest realm=\"x\", nonce=\"" SECRET "\", qop=\"auth\"",
    "Proxy-Authenticate: Digest NONCE=" SECRET ", realm=\"x\"",
    "WWW-Authenticate: Digest realm=\"x\",nonce =\r\n \"" SECRET "\"",
    "WWW-Authenticate: Digest nonce=\"no end " SECRET,
    "\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" SECRET "|2^20",
    "\r\na=CRYPTO:1 " SECRET,
    "\r\na=ice-pwd:" SECRET,
    "\r\nx=1 INLINE:" SECRET,
    "\r\na=key-mgmt:mikey " SECRET,
    "\r\nk=clear:" SECRET,
    "\r\n--boundary\r\nContent-Type: application/sdp\r\n\r\nv=0\r\na=ice-pwd:" SECRET "\r\n--boundary--",
    "\r\nOPTIONS sip:a SIP/2.0\r\nAuthorization: Digest " SECRET,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint cut = 0; cut < 3; cut++)
      {
        g_autofree char *octets = g_strconcat ("INVITE sip:a@b SIP/2.0\r\nTo: <sip:a@b>\r\n", rows[i],
                                               cut == 0 ? "\r\n\r\nv=0\r\n" : cut == 1 ? "\r\n" : "", NULL);
        g_autofree char *text = redacted (octets, -1);

        g_test_message ("%s", rows[i]);
        g_assert_null (strstr (text, SECRET));
        g_assert_nonnull (strstr (text, "[redacted]"));
        g_assert_nonnull (strstr (text, "INVITE sip:a@b SIP/2.0\nTo: <sip:a@b>\n"));
      }
}

/* A secret number is pressed key by key, and INFO says each (application/dtmf-relay, application/dtmf). */
static void
test_keys (void)
{
  static const char *const rows[] = { "Signal=7\r\nDuration=160\r\n", "Signal= 7\r\nDuration= 160\r\n", "signal=7", "7", "7\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *octets = g_strconcat ("INFO sip:a@b SIP/2.0\r\nTo: <sip:a@b>\r\n\r\n", rows[i], NULL);
      g_autofree char *text = redacted (octets, -1);

      g_assert_null (strchr (text, '7'));
      g_assert_nonnull (strstr (text, "[redacted]"));
    }
}

/* Errors are logged too. */
static void
test_errors (void)
{
  static const char *const rows[] = {
    "OPTIONS sip:a@b SIP/2.0\r\nAuthorization: Digest response=" SECRET "\rx\r\n\r\n",
    "OPTIONS sip:a@b SIP/2.0\r\nAuthorization: Digest response=" SECRET "\r\nl: -1\r\n\r\n",
    "OPTIONS sip:a@b SIP/2.0\r\nAuthorization: Digest response=\"" SECRET "\r\n\r\n",
    "OPTIONS sip:a@b SIP/2.0\r\nAuthentication-Info: " SECRET "\r\n\r\n",
    "OPTIONS sip:a@b SIP/2.0\r\nProxy-Authentication-Info: " SECRET "\r\n\r\n",
    "OPTIONS sip:a@b SIP/2.0\r\nWWW-Authenticate: Digest nonce=" SECRET ",\r\n\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i], strlen (rows[i]));
      g_autoptr (GError) error = NULL;
      g_autoptr (SipMessage) message = sip_parser_parse (bytes, &error);

      if (message != NULL)
        sip_message_check (message, &error);
      g_test_message ("%s", error->message);
      g_assert_null (strstr (error->message, SECRET));
    }
}

static void
test_all_else_stays (void)
{
  static const char text[] = "SIP/2.0 401 Unauthorized\nVia: SIP/2.0/WSS x.invalid;branch=z9hG4bK1\n"
                             "WWW-Authenticate: Digest realm=\"x\", nonce=[redacted], algorithm=SHA-256\n"
                             "Subject: nonce=\"5\" inlines\n\nv=0\no=- 1 1 IN IP4 192.0.2.1\na=ice-ufrag:abcd\n";
  static const char wire[] = "SIP/2.0 401 Unauthorized\r\nVia: SIP/2.0/WSS x.invalid;branch=z9hG4bK1\r\n"
                             "WWW-Authenticate: Digest realm=\"x\", nonce=\"a\\\"b\", algorithm=SHA-256\r\n"
                             "Subject: nonce=\"5\" inlines\r\n\r\nv=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n"
                             "a=ice-ufrag:abcd\r\n";
  g_autofree char *shown = redacted (wire, -1);
  g_autoptr (GBytes) bytes = g_bytes_new_static (wire, strlen (wire));
  g_autoptr (SipMessage) message = sip_parser_parse (bytes, NULL);
  g_autofree char *same = sip_message_dup_redacted (message);

  g_assert_cmpstr (shown, ==, text);
  g_assert_cmpstr (same, ==, text);
}

static void
test_any_octets (void)
{
  static const char octets[] = "\0\xff\r\n\xc3\x28 x\0y";
  g_autofree char *text = redacted (octets, sizeof octets - 1);
  g_autofree char *nothing = redacted ("", 0);

  g_assert_cmpstr (text, ==, "␀\xef\xbf\xbd\n\xef\xbf\xbd( x␀y");
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/redact/secrets", test_secrets);
  g_test_add_func ("/sip/redact/errors", test_errors);
  g_test_add_func ("/sip/redact/keys", test_keys);
  g_test_add_func ("/sip/redact/all-else-stays", test_all_else_stays);
  g_test_add_func ("/sip/redact/any-octets", test_any_octets);

  return g_test_run ();
}
