/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person types as a server, and what becomes of it.
 */

#include "transport-factory.h"

#include "transport-websocket.h"

#include "doubles-clock.h"

typedef struct
{
  const char *typed;
  const char *told; /* the URL, or what the complaint has to name */
} Server;

static const Server good[] = {
  { "example.org",                               "wss://example.org/" },
  { "  example.org\n",                           "wss://example.org/" },
  { "Example.ORG.",                              "wss://example.org/" },
  { "example.org:8443",                          "wss://example.org:8443/" },
  { "example.org:443",                           "wss://example.org/" },
  { "example.org:5060",                          "wss://example.org:5060/" },
  { "example.org:5061",                          "tls://example.org" },
  { "example.org:5061/ws",                       "wss://example.org:5061/ws" },
  { "example.org/sip?KEY=1234",                  "wss://example.org/sip?KEY=1234" },
  { "example.org/?back=http://example.net/",     "wss://example.org/?back=http://example.net/" },
  { "WSS://example.org",                         "wss://example.org/" },
  { "ws://sip-ws.example.com",                   "ws://sip-ws.example.com/" },
  { "ws://sip-ws.example.com:8443/sip?KEY=1234", "ws://sip-ws.example.com:8443/sip?KEY=1234" },
  { "wss://u:p@example.org/a%20b",               "wss://u:p@example.org/a%20b" },
  { "wss://example.org/#part",                   "wss://example.org/" },
  { "wss://[2001:db8::1]:5063/ws",               "wss://[2001:db8::1]:5063/ws" },
  { "ws://example.org:80",                       "ws://example.org/" },
  { "wss://example.org:443/",                    "wss://example.org/" },
  { "wss://example.org:80/",                     "wss://example.org:80/" },
  { "192.0.2.1",                                 "wss://192.0.2.1/" },
  { "192.0.2.1:5061",                            "tls://192.0.2.1" },
  { "[2001:DB8:0::1]",                           "wss://[2001:db8::1]/" },
  { "[2001:db8::1]:5061",                        "tls://[2001:db8::1]" },
  { "tls://example.org",                         "tls://example.org" },
  { "TLS://Example.org:5061/",                   "tls://example.org" },
  { "tls://example.org:5071",                    "tls://example.org:5071" },
  { "tls://[2001:db8::1]:443",                   "tls://[2001:db8::1]:443" },
  { "tcp://example.org:5060",                    "tcp://example.org" },
  { "tcp://example.org:5062",                    "tcp://example.org:5062" },
  { "udp://192.0.2.1",                           "udp://192.0.2.1" },
  { "udp://pbx_1.local:5060",                    "udp://pbx_1.local" },
  { "sip:example.org",                           "sip:example.org" },
  { "SIPS:Example.Org",                          "sips:example.org" },
  { "sip:192.0.2.1",                             "sip:192.0.2.1" },
  { "sips:[2001:db8::1]",                        "sips:[2001:db8::1]" },
  { "sip:example.org;lr",                        "sip:example.org" },
  { "sip:example.org;transport=udp",             "udp://example.org" },
  { "sip:example.org;transport=TCP",             "tcp://example.org" },
  { "sip:example.org:5060;transport=tcp",        "tcp://example.org" },
  { "sip:example.org:5070;lr;transport=tcp",     "tcp://example.org:5070" },
  { "sip:example.org;transport=tls",             "tls://example.org" },
  { "sip:example.org:443;transport=tls",         "tls://example.org:443" },
  { "sip:example.org;transport=ws",              "ws://example.org/" },
  { "sip:example.org:8088;transport=ws",         "ws://example.org:8088/" },
  { "sip:[2001:db8::1]:443;transport=wss",       "wss://[2001:db8::1]/" },
  { "sip:example.org:5061",                      "tls://example.org" },
  { "sips:example.org:5061",                     "tls://example.org" },
  { "sips:example.org:5060",                     "tls://example.org:5060" },
  { "sips:example.org;transport=tcp",            "tls://example.org" },
  { "sips:example.org;transport=tls",            "tls://example.org" },
  { "sips:example.org;transport=ws",             "wss://example.org/" },
  { "m\u00fcller.example",                       "wss://xn--mller-kva.example/" },
};

static const Server bad[] = {
  { "",                                            "no server" },
  { "   ",                                         "no server" },
  { "ws://",                                       "no host" },
  { "ws:///path",                                  "no host" },
  { "tls://",                                      "no host" },
  { "sip:",                                        "no host" },
  { "sips:;transport=tls",                         "no host" },
  { "wss://example.org:0/",                        "port 0" },
  { "tls://example.org:0",                         "port 0" },
  { "wss://example.org:65536/",                    "no address" },
  { "wss://example.org:port/",                     "no address" },
  { "https://example.org/",                        "'https:'" },
  { "sip://example.org",                           "nothing else" },
  { "my server",                                   "a blank" },
  { "exam\tple.org",                               "a blank" },
  { "tls://exam ple.org",                          "a blank" },
  { "<script>",                                    "'<'" },
  { "wss://[::1",                                  "no address" },
  { "tls://[::g]",                                 "no address" },
  { "2001:db8::1",                                 "brackets" },
  { "\xff\xfe",                                    "UTF-8" },
  { "256.256.256.256",                             "neither" },
  { "-example.org",                                "neither" },
  { "example..org",                                "neither" },
  { "tcp://exa$mple.org",                          "neither" },
  { "wss://exa%20mple.org/",                       "neither" },
  { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org", "neither" },
  { "tls://alice@example.org",                     "no user" },
  { "tcp://example.org/path",                      "no path" },
  { "udp://example.org?x",                         "no query" },
  { "tls://example.org#x",                         "no fragment" },
  { "sip:alice@example.org",                       "no user" },
  { "sips:alice:pw@example.org",                   "no user" },
  { "sip:example.org:5060",                        "';transport='" },
  { "sip:example.org:5070;lr",                     "';transport='" },
  { "sip:example.org:0;transport=tls",             "port" },
  { "sip:example.org:65536;transport=tls",         "port" },
  { "sip:example.org:;transport=tls",              "port" },
  { "sip:example.org:5 1;transport=tls",           "a blank" },
  { "sip:example.org:+51;transport=tls",           "port" },
  { "sip:2001:db8::1",                             "brackets" },
  { "sip:[2001:db8::1",                            "bracket" },
  { "sip:[example.org]",                           "brackets" },
  { "sip:[2001:db8::1]x",                          "port" },
  { "sip:example.org;transport=sctp",              "transport" },
  { "sip:example.org;transport=",                  "transport" },
  { "sip:example.org;transport=tls;transport=udp", "twice" },
  { "sip:example.org;user=phone",                  "no parameter" },
  { "sip:example.org?x=y",                         "nothing else" },
  { "sips:example.org;transport=udp",              "encrypted" },
};

/* W4, W6 */
static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = transport_factory_check (good[i].typed, &error);
      g_autofree char *again = NULL;

      g_test_message ("%s", good[i].typed);
      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, good[i].told);
      again = transport_factory_check (url, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, url);
    }
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = transport_factory_check (bad[i].typed, &error);

      g_test_message ("row %zu: %s", i, error != NULL ? error->message : url);
      g_assert_cmpstr (url, ==, NULL);
      g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL);
      g_assert_nonnull (strstr (error->message, bad[i].told));
    }
}

/* What nobody says to be open is closed, whatever port is written. */
static void
test_never_silently_plain (void)
{
  static const char *const typed[] = { "example.org", "example.org:%u", "192.0.2.1:%u", "[2001:db8::1]:%u",
                                       "sips:example.org:%u", "sips:example.org:%u;transport=tcp" };
  static const char ports[][6] = { "80", "443", "5060", "5061", "5062", "8080", "65535" };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ports); j++)
      {
        g_auto (GStrv) parts = g_strsplit (typed[i], "%u", 2);
        g_autofree char *text = g_strjoinv (ports[j], parts);
        g_autofree char *url = transport_factory_check (text, NULL);

        g_assert_true (g_str_has_prefix (url, "wss:") || g_str_has_prefix (url, "tls:"));
      }
}

static void
test_too_long (void)
{
  g_autofree char *path = g_strnfill (2048 - strlen ("wss://a/"), 'x');
  g_autofree char *longest = g_strconcat ("wss://a/", path, NULL);
  g_autofree char *longer = g_strconcat (longest, "x", NULL);
  g_autofree char *url = transport_factory_check (longest, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (url, ==, longest);
  g_assert_null (transport_factory_check (longer, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL);
}

/* TRUST, redaction: a complaint does not repeat what may be a secret. */
static void
test_no_secret_in_complaint (void)
{
  static const char *const typed[] = {
    "wss://u:hunter2@exa mple.org/", "wss://u:hunter2@example.org:0/", "ftp://u:hunter2@example.org/?k=hunter2",
    "wss://u:hunter2@[::1/", "wss://u:hunter2@/", "sip:u:hunter2@example.org",
    "sips:u:hunter2@example.org:0;transport=x", "tls://u:hunter2@example.org", "udp://u:hunter2@-/",
    "wss://u:hunter2@a..b/", "u:hunter2@-example.org:5061",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (transport_factory_check (typed[i], &error));
      g_assert_null (strstr (error->message, "hunter2"));
    }
}

/* W1, W16, J2, J3, J4: the URL that is shown keeps its path and loses what may be a secret. */
static void
test_make (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (Transport) open = NULL;
  g_autoptr (Transport) secure = NULL;
  g_autofree char *open_uri = NULL;
  g_autofree char *secure_uri = NULL;

  open = transport_factory_make ("ws://u:hunter2@example.org:8080/sip?KEY=1234", SIP_CLOCK (clock), tokens, &error);
  g_assert_no_error (error);
  g_assert_true (TRANSPORT_IS_WEBSOCKET (open));
  g_assert_cmpstr (transport_get_url (open), ==, "ws://example.org:8080/sip");
  g_assert_cmpstr (transport_get_via_protocol (open), ==, "WS");
  open_uri = transport_dup_sip_uri (open);
  g_assert_cmpstr (open_uri, ==, "sip:example.org:8080;transport=ws;lr");

  secure = transport_factory_make ("[2001:db8::1]:5063", SIP_CLOCK (clock), tokens, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (transport_get_via_protocol (secure), ==, "WSS");
  secure_uri = transport_dup_sip_uri (secure);
  g_assert_cmpstr (secure_uri, ==, "sip:[2001:db8::1]:5063;transport=ws;lr");
}

static void
test_make_refused (void)
{
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);
  g_autoptr (GError) error = NULL;

  g_assert_null (transport_factory_make ("gopher://example.org", SIP_CLOCK (clock), tokens, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL);
  g_assert_nonnull (strstr (error->message, "gopher"));
  g_clear_error (&error);

  g_assert_null (transport_factory_make ("sip:example.org", SIP_CLOCK (clock), tokens, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL);
  g_assert_nonnull (strstr (error->message, "DNS"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-factory/good", test_good);
  g_test_add_func ("/transport-factory/bad", test_bad);
  g_test_add_func ("/transport-factory/never-silently-plain", test_never_silently_plain);
  g_test_add_func ("/transport-factory/too-long", test_too_long);
  g_test_add_func ("/transport-factory/no-secret-in-complaint", test_no_secret_in_complaint);
  g_test_add_func ("/transport-factory/make", test_make);
  g_test_add_func ("/transport-factory/make-refused", test_make_refused);

  return g_test_run ();
}
