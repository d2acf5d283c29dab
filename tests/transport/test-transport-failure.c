/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The WebSocket transport against servers that refuse, are silent, forget the subprotocol or vanish: each failure
 * has its code, and its message says what happened.
 */

#include "transport-failure.h"

#include "transport-websocket.h"

#include "doubles-clock.h"
#include "doubles-server.h"
#include "doubles-wait.h"

typedef struct
{
  DoublesServer *server;
  DoublesClock  *clock;
  SipTokens     *tokens;
  Transport     *transport;
} Fixture;

static void
set_up_for (Fixture    *fixture,
            const char *url)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = doubles_clock_new ();
  fixture->tokens = sip_tokens_new_seeded (1);
  fixture->transport = transport_websocket_new (url, SIP_CLOCK (fixture->clock), fixture->tokens, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *url = NULL;

  fixture->server = doubles_server_new ();
  url = g_strdup_printf ("ws://ann:hunter2@127.0.0.1:%u/?key=hunter2", doubles_server_get_port (fixture->server));
  set_up_for (fixture, url);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  doubles_wait_settle ();
  g_assert_finalize_object (fixture->transport);
  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 0);
  g_clear_pointer (&fixture->server, doubles_server_free);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->tokens);
  doubles_wait_settle ();
}

/* Down, with that code, those words, and no secret of the URL (TRUST, redaction rule). */
static void
assert_down (Fixture    *fixture,
             int         code,
             const char *words)
{
  const GError *error = transport_get_last_error (fixture->transport);

  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_DISCONNECTED);
  g_assert_error (error, TRANSPORT_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strstr (error->message, "hunter2"));
}

static void
assert_connect_fails (Fixture    *fixture,
                      int         code,
                      const char *words)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &answer);
  g_assert_false (transport_connect_finish (fixture->transport, doubles_answer_wait (&answer), &error));
  g_assert_error (error, TRANSPORT_ERROR, code);
  assert_down (fixture, code, words);
}

static void
connect_now (Fixture *fixture)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  doubles_server_shake (fixture->server, "sip");
  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &answer);
  g_assert_true (transport_connect_finish (fixture->transport, doubles_answer_wait (&answer), &error));
  g_assert_no_error (error);
}

/* Nobody listens. */
static void
test_nobody (Fixture       *fixture,
             gconstpointer  data)
{
  g_clear_pointer (&fixture->server, doubles_server_free);
  assert_connect_fails (fixture, TRANSPORT_ERROR_REFUSED, "no connection to ws://127.0.0.1:");
}

/* W7, W17, W54, TRUST F4: a server that accepts and says nothing has five seconds. */
static void
test_silent (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  transport_connect_async (fixture->transport, NULL, doubles_answer_cb, &answer);
  doubles_wait_until (doubles_server_get_n_accepted (fixture->server) == 1);
  doubles_clock_advance (fixture->clock, 4999);
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_CONNECTING);
  doubles_clock_advance (fixture->clock, 1);

  assert_down (fixture, TRANSPORT_ERROR_TIMEOUT, "5000 ms");
  g_assert_false (transport_connect_finish (fixture->transport, doubles_answer_wait (&answer), &error));
}

/* A late answer to an attempt that was given up does not disturb the next one. */
static void
test_silent_then_again (Fixture       *fixture,
                        gconstpointer  data)
{
  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  doubles_wait_until (doubles_server_get_n_accepted (fixture->server) == 1);
  doubles_clock_advance (fixture->clock, 5000);
  connect_now (fixture);

  g_assert_true (transport_is_connected (fixture->transport));
}

/* T18: given up in the middle of the handshake. */
static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  doubles_wait_until (doubles_server_get_n_accepted (fixture->server) == 1);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &answer);
  g_assert_true (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));
  g_assert_null (transport_get_last_error (fixture->transport));
}

/* W55, A.6 item 9 */
static void
test_no_subprotocol (Fixture       *fixture,
                     gconstpointer  data)
{
  doubles_server_shake (fixture->server, NULL);
  assert_connect_fails (fixture, TRANSPORT_ERROR_PROTOCOL, "\"sip\"");
}

static void
test_wrong_subprotocol (Fixture       *fixture,
                        gconstpointer  data)
{
  doubles_server_shake (fixture->server, "xmpp");
  assert_connect_fails (fixture, TRANSPORT_ERROR_PROTOCOL, "127.0.0.1");
}

/* TRUST F1, F2: no close frame is 1006, which never stands on the wire. */
static void
test_vanishes (Fixture       *fixture,
               gconstpointer  data)
{
  connect_now (fixture);
  doubles_server_drop (fixture->server);
  doubles_wait_until (!transport_is_connected (fixture->transport));

  assert_down (fixture, TRANSPORT_ERROR_LOST, "127.0.0.1");
  g_assert_cmpuint (transport_get_close_code (fixture->transport), ==, 1006);
}

/* TRUST F2: 1012 and 1013 are younger than RFC 6455, and proper all the same. */
static void
test_service_restart (Fixture       *fixture,
                      gconstpointer  data)
{
  static const guint8 close[] = { 0x88, 0x09, 0x03, 0xf4, 'r', 'e', 's', 't', 'a', 'r', 't' };

  connect_now (fixture);
  doubles_server_say (fixture->server, close, sizeof close);
  doubles_wait_until (!transport_is_connected (fixture->transport));

  assert_down (fixture, TRANSPORT_ERROR_BUSY, "1012: restart");
  g_assert_cmpuint (transport_get_close_code (fixture->transport), ==, 1012);
  g_assert_cmpuint (transport_get_retry_after_s (fixture->transport), >=, 5);
  g_assert_cmpuint (transport_get_retry_after_s (fixture->transport), <=, 10);

  connect_now (fixture);
  g_assert_cmpuint (transport_get_retry_after_s (fixture->transport), ==, 0);
}

/* T12, TRUST F3: the connection stands, and nobody is there. */
static void
test_half_open (Fixture       *fixture,
                gconstpointer  data)
{
  g_object_set (fixture->transport, "ping-interval", 1, "pong-timeout", 1, NULL);
  connect_now (fixture);
  doubles_wait_until (!transport_is_connected (fixture->transport));

  assert_down (fixture, TRANSPORT_ERROR_KEEP_ALIVE, "ping");
}

/* A server that masks its frames, or sends a frame that is none, has lost the right to be listened to. */
static void
test_broken_frame (Fixture       *fixture,
                   gconstpointer  data)
{
  static const guint8 reserved[] = { 0xf1, 0x02, 'h', 'i' };

  connect_now (fixture);
  doubles_server_say (fixture->server, reserved, sizeof reserved);
  doubles_wait_until (!transport_is_connected (fixture->transport));

  assert_down (fixture, TRANSPORT_ERROR_LOST, "127.0.0.1");
}

/* W30: a server that does not answer a close is waited for as long as one that does not answer at all. */
static void
test_close_unanswered (Fixture       *fixture,
                       gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  connect_now (fixture);
  transport_disconnect_async (fixture->transport, 0, NULL, NULL, doubles_answer_cb, &answer);
  doubles_clock_advance (fixture->clock, 4999);
  g_assert_cmpint (transport_get_state (fixture->transport), ==, TRANSPORT_STATE_DISCONNECTING);
  doubles_clock_advance (fixture->clock, 1);
  g_assert_true (transport_disconnect_finish (fixture->transport, doubles_answer_wait (&answer), NULL));
}

typedef struct
{
  const char    *answer;
  const char    *words;
  TransportError code;
  guint          retry_after_s;
} HttpAnswer;

/* TRUST F2: an HTTP error of the handshake is told with its status and what it means; a redirection is not
 * followed; what Retry-After says is kept between a second and an hour. */
static const HttpAnswer http_answers[] = {
  { "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "401", TRANSPORT_ERROR_FORBIDDEN, 0 },
  { "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "403 Forbidden", TRANSPORT_ERROR_FORBIDDEN, 0 },
  { "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404 Not Found", TRANSPORT_ERROR_REFUSED, 0 },
  { "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n", "503 Service Unavailable",
    TRANSPORT_ERROR_BUSY, 120 },
  { "HTTP/1.1 503 For Long\r\nRetry-After: 99999999999\r\nContent-Length: 0\r\n\r\n", "503 ", TRANSPORT_ERROR_BUSY, 3600 },
  { "HTTP/1.1 503 A Day\r\nRetry-After: 86400\r\nContent-Length: 0\r\n\r\n", "503 S", TRANSPORT_ERROR_BUSY, 3600 },
  { "HTTP/1.1 503 Until\r\nRetry-After: Fri, 31 Dec 2099 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n", "503 Se",
    TRANSPORT_ERROR_BUSY, 3600 },
  { "HTTP/1.1 503 Since\r\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\nContent-Length: 0\r\n\r\n", "503 Ser",
    TRANSPORT_ERROR_BUSY, 1 },
  { "HTTP/1.1 503 No Word\r\nContent-Length: 0\r\n\r\n", "503 Serv", TRANSPORT_ERROR_BUSY, 0 },
  { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "200 OK", TRANSPORT_ERROR_REFUSED, 0 },
  { "HTTP/1.1 301 Moved\r\nLocation: ws://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n", "301", TRANSPORT_ERROR_REFUSED, 0 },
};

static void
test_http_answer (Fixture       *fixture,
                  gconstpointer  data)
{
  const HttpAnswer *row = data;

  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  doubles_wait_until (doubles_server_get_heard (fixture->server)->len > 0);
  doubles_server_say (fixture->server, row->answer, strlen (row->answer));
  doubles_wait_until (transport_get_state (fixture->transport) == TRANSPORT_STATE_DISCONNECTED);

  assert_down (fixture, (int) row->code, row->words);
  g_assert_cmpuint (transport_get_retry_after_s (fixture->transport), ==, row->retry_after_s);
}

/* Something that is not even HTTP. */
static void
test_not_http (Fixture       *fixture,
               gconstpointer  data)
{
  transport_connect_async (fixture->transport, NULL, NULL, NULL);
  doubles_wait_until (doubles_server_get_heard (fixture->server)->len > 0);
  doubles_server_say (fixture->server, "220 smtp\r\n\r\n", 12);
  doubles_server_drop (fixture->server);
  doubles_wait_until (transport_get_state (fixture->transport) == TRANSPORT_STATE_DISCONNECTED);

  assert_down (fixture, TRANSPORT_ERROR_REFUSED, "127.0.0.1");
}

/* W4: what is no WebSocket's URL makes no transport. */
static void
test_bad_url (void)
{
  static const char *const urls[] = { "", "example.org", "http://example.org/", "ws:", "ws://", "ws:///x", "wss://[::1" };
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (1);

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (transport_websocket_new (urls[i], SIP_CLOCK (clock), tokens, &error));
      g_assert_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_BAD_URL);
    }
}

/* A name server that knows nobody. */
#define FIXTURE_TYPE_RESOLVER (fixture_resolver_get_type ())
G_DECLARE_FINAL_TYPE (FixtureResolver, fixture_resolver, FIXTURE, RESOLVER, GResolver)

struct _FixtureResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (FixtureResolver, fixture_resolver, G_TYPE_RESOLVER)

static void
fixture_resolver_lookup_async (GResolver                *resolver,
                               const char               *hostname,
                               GResolverNameLookupFlags  flags,
                               GCancellable             *cancellable,
                               GAsyncReadyCallback       callback,
                               gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "nobody is called %s", hostname);
}

static GList *
fixture_resolver_lookup_finish (GResolver     *resolver,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fixture_resolver_class_init (FixtureResolverClass *klass)
{
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_async = fixture_resolver_lookup_async;
  G_RESOLVER_CLASS (klass)->lookup_by_name_with_flags_finish = fixture_resolver_lookup_finish;
}

static void
fixture_resolver_init (FixtureResolver *self)
{
}

/* TRUST F5 */
static void
test_unknown_host (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GResolver) ordinary = g_resolver_get_default ();
  g_autoptr (GResolver) resolver = g_object_new (FIXTURE_TYPE_RESOLVER, NULL);

  g_resolver_set_default (resolver);
  set_up_for (&fixture, "ws://ann:hunter2@nowhere.invalid/");
  assert_connect_fails (&fixture, TRANSPORT_ERROR_RESOLVE, "nowhere.invalid");
  g_resolver_set_default (ordinary);
  tear_down (&fixture, NULL);
}

/* What cannot be made to happen here in a moment. */
static void
test_words (void)
{
  g_autoptr (GError) timed_out = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "slow");
  g_autoptr (GError) timeout = transport_failure_of_opening ("wss://nowhere.invalid/", timed_out, 0);
  g_autoptr (GError) closed = transport_failure_of_close ("wss://nowhere.invalid/", 1001, "");
  g_autoptr (GError) eof = g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_EOF, "cut");
  g_autoptr (GError) cut = transport_failure_of_opening ("tls://nowhere.invalid", eof, 0);
  g_autoptr (GError) busy = transport_failure_of_close ("wss://nowhere.invalid/", 1013, NULL);
  g_autoptr (GError) bare = transport_failure_of_certificate ("tls://nowhere.invalid", NULL);

  g_assert_error (timeout, TRANSPORT_ERROR, TRANSPORT_ERROR_TIMEOUT);
  g_assert_error (closed, TRANSPORT_ERROR, TRANSPORT_ERROR_LOST);
  g_assert_nonnull (strstr (closed->message, "(1001)"));
  g_assert_error (cut, TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED);
  g_assert_error (busy, TRANSPORT_ERROR, TRANSPORT_ERROR_BUSY);
  g_assert_error (bare, TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/transport-failure/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nobody", test_nobody);
  ADD ("silent", test_silent);
  ADD ("silent-then-again", test_silent_then_again);
  ADD ("given-up", test_given_up);
  ADD ("no-subprotocol", test_no_subprotocol);
  ADD ("wrong-subprotocol", test_wrong_subprotocol);
  ADD ("vanishes", test_vanishes);
  ADD ("service-restart", test_service_restart);
  ADD ("half-open", test_half_open);
  ADD ("broken-frame", test_broken_frame);
  ADD ("close-unanswered", test_close_unanswered);
  ADD ("not-http", test_not_http);
  for (gsize i = 0; i < G_N_ELEMENTS (http_answers); i++)
    {
      g_autofree char *path = g_strdup_printf ("/transport-failure/http/%s", http_answers[i].words);

      g_test_add (path, Fixture, &http_answers[i], set_up, test_http_answer, tear_down);
    }
  g_test_add_func ("/transport-failure/bad-url", test_bad_url);
  g_test_add_func ("/transport-failure/unknown-host", test_unknown_host);
  g_test_add_func ("/transport-failure/words", test_words);

  return g_test_run ();
}
