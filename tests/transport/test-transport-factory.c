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
  const char *url; /* NULL: refused */
} Server;

static const Server servers[] = {
  { "example.org",                               "wss://example.org/" },
  { "  example.org\n",                           "wss://example.org/" },
  { "example.org:8443",                          "wss://example.org:8443/" },
  { "example.org/sip?KEY=1234",                  "wss://example.org/sip?KEY=1234" },
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
  { "",                                          NULL },
  { "   ",                                       NULL },
  { "ws://",                                     NULL },
  { "ws:///path",                                NULL },
  { "wss://example.org:0/",                      NULL },
  { "wss://example.org:65536/",                  NULL },
  { "wss://example.org:port/",                   NULL },
  { "https://example.org/",                      NULL },
  { "sip:example.org",                           NULL },
  { "udp://example.org",                         NULL },
  { "my server",                                 NULL },
  { "exam\tple.org",                             NULL },
  { "<script>",                                  NULL },
  { "wss://[::1",                                NULL },
  { "\xff\xfe",                                  NULL },
};

/* W4, W6 */
static void
test_check (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = transport_factory_check (servers[i].typed, &error);

      g_test_message ("row %zu", i);
      g_assert_cmpstr (url, ==, servers[i].url);
      if (servers[i].url == NULL)
        g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL);
      else
        g_assert_no_error (error);
    }
}

/* TRUST, redaction: a complaint does not repeat what may be a secret. */
static void
test_no_secret_in_complaint (void)
{
  static const char *const typed[] = {
    "wss://u:hunter2@exa mple.org/", "wss://u:hunter2@example.org:0/", "ftp://u:hunter2@example.org/?k=hunter2",
    "wss://u:hunter2@[::1/", "wss://u:hunter2@/",
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

  g_assert_null (transport_factory_make ("udp://example.org", SIP_CLOCK (clock), tokens, &error));
  g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL);
  g_assert_nonnull (strstr (error->message, "udp"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport-factory/check", test_check);
  g_test_add_func ("/transport-factory/no-secret-in-complaint", test_no_secret_in_complaint);
  g_test_add_func ("/transport-factory/make", test_make);
  g_test_add_func ("/transport-factory/make-refused", test_make_refused);

  return g_test_run ();
}
