/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The agent by itself: requests, answers, the trace, starting and stopping. Calls are in test-ua-session.c and
 * in the scenes. */

#include "ua-agent.h"

#include "doubles-credentials.h"
#include "doubles-desk.h"
#include "doubles-registrar.h"
#include "doubles-wait.h"
#include "sip-message-builder.h"
#include "ua-error.h"
#include "ua-registerer.h"

#include <string.h>

typedef struct
{
  DoublesClock *clock;
  DoublesDesk  *desk;
  SipUri       *target;
  DoublesAnswer answer;
  GString      *trace;
} Fixture;

static void
fixture_set_up (Fixture      *self,
                gconstpointer data)
{
  self->clock = doubles_clock_new ();
  self->desk = doubles_desk_new (self->clock, "alice", NULL);
  self->target = sip_uri_parse ("sip:bob@example.org", -1, NULL);
  self->trace = g_string_new (NULL);
  doubles_desk_fall_silent (self->desk, TRUE); /* each OPTIONS is the test's own */
  doubles_desk_open (self->desk);
}

static void
fixture_tear_down (Fixture      *self,
                   gconstpointer data)
{
  doubles_answer_clear (&self->answer);
  g_signal_handlers_disconnect_by_data (self->desk->agent, self);
  doubles_desk_free (self->desk);
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
  sip_uri_unref (self->target);
  g_string_free (self->trace, TRUE);
}

static void
ask (Fixture    *self,
     const char *method,
     UaOptions  *options)
{
  ua_agent_request_async (self->desk->agent, method, self->target, options, NULL, NULL, NULL, doubles_answer_cb,
                          &self->answer);
}

static SipMessage *
take_answer (Fixture *self,
             GError **error)
{
  return ua_agent_request_finish (self->desk->agent, doubles_answer_wait (&self->answer), error);
}

/* U15 */
static void
test_request (Fixture      *self,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ask (self, "OPTIONS", NULL);

  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "OPTIONS");
  guint32 hops = 0;

  g_assert_true (sip_message_get_number (request, SIP_HEADER_MAX_FORWARDS, &hops));
  g_assert_cmpuint (hops, ==, 70);
  g_assert_cmpstr (sip_message_get_header (request, SIP_HEADER_USER_AGENT), ==, "Earshot/0.1.0");
  g_assert_true (sip_uri_equal (sip_address_get_uri (sip_message_get_from (request)),
                                sip_address_get_uri (ua_agent_get_address (self->desk->agent))));
  doubles_desk_answer (self->desk, request, 404, "b", "");

  g_autoptr (SipMessage) answer = take_answer (self, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sip_message_get_status (answer), ==, 404);
}

static void
test_request_extension (Fixture      *self,
                        gconstpointer data)
{
  ask (self, "DANCE", NULL);

  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "DANCE");

  doubles_desk_answer (self->desk, request, 200, "b", "");
  g_autoptr (SipMessage) answer = take_answer (self, NULL);
  g_assert_cmpuint (sip_message_get_status (answer), ==, 200);
}

/* U14, U6: further headers, and nobody's name. */
static void
test_request_options (Fixture      *self,
                      gconstpointer data)
{
  g_autoptr (UaOptions) options = ua_options_new ();

  g_assert_true (ua_options_add_header (options, "X-Weather", "fine", NULL));
  ua_options_set_anonymous (options, TRUE);
  ask (self, "OPTIONS", options);

  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "OPTIONS");
  g_autofree char *from = sip_uri_to_string (sip_address_get_uri (sip_message_get_from (request)));
  g_autofree char *text =
    g_strndup (g_bytes_get_data (sip_message_get_bytes (request), NULL),
               g_bytes_get_size (sip_message_get_bytes (request)));

  g_assert_cmpstr (from, ==, "sip:anonymous@anonymous.invalid");
  g_assert_cmpstr (sip_message_get_header (request, SIP_HEADER_PRIVACY), ==, "id");
  g_assert_cmpstr (sip_message_get_header_by_name (request, "X-Weather", 0), ==, "fine");
  g_assert_null (strstr (text, "alice"));
  doubles_desk_answer (self->desk, request, 200, "b", "");
  g_autoptr (SipMessage) answer = take_answer (self, NULL);
  g_assert_nonnull (answer);
}

static void
test_request_fails (Fixture      *self,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  doubles_desk_fall_silent (self->desk, FALSE);
  ask (self, "PUBLISH", NULL);
  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "PUBLISH");
  doubles_desk_advance (self->desk, 32 * 1000);
  doubles_desk_fall_silent (self->desk, TRUE);
  g_assert_null (take_answer (self, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_REQUEST_TIMEOUT);
  g_clear_error (&error);
  doubles_answer_clear (&self->answer);

  ask (self, "OPTIONS", NULL);
  g_autoptr (SipMessage) lost = doubles_desk_pop_request (self->desk, "OPTIONS");
  doubles_transport_break (self->desk->transport, 1006);
  doubles_desk_settle (self->desk);
  g_assert_null (take_answer (self, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CONNECTION);
  g_clear_error (&error);
  doubles_answer_clear (&self->answer);

  ask (self, "OPTIONS", NULL);
  g_assert_null (take_answer (self, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CONNECTION);
}

static void
test_request_cancelled (Fixture      *self,
                        gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  ua_agent_request_async (self->desk->agent, "OPTIONS", self->target, NULL, NULL, NULL, cancellable,
                          doubles_answer_cb, &self->answer);
  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "OPTIONS");
  g_cancellable_cancel (cancellable);
  g_assert_null (take_answer (self, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  doubles_desk_answer (self->desk, request, 200, "b", "");
}

/* An INVITE asked this way is a call that nobody will hold: it is hung up at once. */
static void
test_request_invite (Fixture      *self,
                     gconstpointer data)
{
  ask (self, "INVITE", NULL);
  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "INVITE");
  doubles_desk_answer (self->desk, request, 200, "b", "Contact: <sip:bob@far.example>\n");
  g_autoptr (SipMessage) ack = doubles_desk_pop_request (self->desk, "ACK");
  g_autoptr (SipMessage) bye = doubles_desk_pop_request (self->desk, "BYE");
  g_autoptr (SipMessage) answer = take_answer (self, NULL);
  g_assert_cmpuint (sip_message_get_status (answer), ==, 200);
}

/* RFC 7118 §5 */
static void
test_contact (Fixture      *self,
              gconstpointer data)
{
  SipUri *contact = ua_agent_get_contact (self->desk->agent);
  g_autofree char *before = sip_uri_to_string (contact);

  g_assert_cmpstr (sip_uri_get_param (contact, "transport"), ==, "ws");
  g_assert_true (g_str_has_suffix (sip_uri_get_host (contact), ".invalid"));
  g_assert_cmpuint (strlen (sip_uri_get_user (contact)), >=, 8);

  doubles_transport_break (self->desk->transport, 1006);
  doubles_desk_advance (self->desk, 2000);
  g_assert_true (ua_agent_is_connected (self->desk->agent));
  g_autofree char *after = sip_uri_to_string (ua_agent_get_contact (self->desk->agent));
  g_assert_cmpstr (before, ==, after);
}

static gboolean
teapot_cb (UaAgent        *agent,
           SipTransaction *server,
           SipMessage     *request,
           gpointer        user_data)
{
  const char *headers[] = { "X-Colour: brown", "Warning: 399 example.org \"short and stout\"", NULL };

  g_assert_true (ua_agent_respond (agent, server, 418, "Teapot", headers));
  g_assert_false (ua_agent_respond (agent, server, 200, NULL, NULL));
  return TRUE;
}

#define OPTIONS_REQUEST                                                                                         \
  "OPTIONS sip:alice@example.org SIP/2.0\r\n"                                                                   \
  "Via: SIP/2.0/WSS far.example;branch=z9hG4bK1\r\n"                                                            \
  "Max-Forwards: 70\r\n"                                                                                        \
  "From: <sip:bob@example.org>;tag=b\r\n"                                                                       \
  "To: <sip:alice@example.org>\r\n"                                                                             \
  "Call-ID: c1\r\n"                                                                                             \
  "CSeq: 1 OPTIONS\r\n"                                                                                         \
  "Content-Length: 0\r\n\r\n"

static void
test_respond (Fixture      *self,
              gconstpointer data)
{
  g_signal_connect (self->desk->agent, "incoming-request", G_CALLBACK (teapot_cb), self);
  doubles_transport_deliver (self->desk->transport, OPTIONS_REQUEST);

  g_autoptr (SipMessage) response = doubles_desk_pop_response (self->desk, 418);

  g_assert_cmpstr (sip_message_get_reason (response), ==, "Teapot");
  g_assert_cmpstr (sip_message_get_header_by_name (response, "X-Colour", 0), ==, "brown");
  g_assert_nonnull (sip_address_get_tag (sip_message_get_to (response)));
  doubles_desk_expect_silence (self->desk);
}

/* What cannot be read is refused when it can be routed, and dropped when it cannot; never fatal. */
static void
test_unreadable (Fixture      *self,
                 gconstpointer data)
{
  static const char *const silent[] = {
    "", "\r\n", "hello", "SIP/2.0 200 OK\r\n\r\n", "ACK sip:a@b SIP/2.0\r\n\r\n",
    "OPTIONS sip:alice@example.org SIP/2.0\r\nCSeq: 1 OPTIONS\r\n\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      doubles_transport_deliver (self->desk->transport, silent[i]);
      doubles_desk_expect_silence (self->desk);
    }
  doubles_transport_deliver (self->desk->transport,
                             "OPTIONS sip:alice@example.org SIP/2.0\r\n"
                             "Via: SIP/2.0/WSS far.example;branch=z9hG4bK2\r\n"
                             "From: <sip:bob@example.org>;tag=b\r\n"
                             "To: <sip:alice@example.org>\r\n"
                             "Call-ID: c1\r\n"
                             "CSeq: 1 OPTIONS\r\n"
                             "Content-Length: 99\r\n\r\nshort");
  g_autoptr (SipMessage) response = doubles_desk_pop_response (self->desk, 400);
  doubles_transport_deliver (self->desk->transport, OPTIONS_REQUEST);
  g_autoptr (SipMessage) alive = doubles_desk_pop_response (self->desk, 200);
}

static void
agent_traced_cb (UaAgent    *agent,
                 gboolean    outgoing,
                 const char *text,
                 Fixture    *self)
{
  g_string_append_printf (self->trace, "%c %s\n", outgoing ? '>' : '<', text);
}

/* A.6 item 7, TRUST redaction rule: everything is seen but the secrets. */
static void
test_traced (Fixture      *self,
             gconstpointer data)
{
  g_signal_connect (self->desk->agent, "traced", G_CALLBACK (agent_traced_cb), self);
  ask (self, "OPTIONS", NULL);
  g_autoptr (SipMessage) first = doubles_desk_pop_request (self->desk, "OPTIONS");
  doubles_desk_answer (self->desk, first, 401, "b",
                       "WWW-Authenticate: Digest realm=\"example.org\", nonce=\"n1\", qop=\"auth\"\n");
  g_autoptr (SipMessage) second = doubles_desk_pop_request (self->desk, "OPTIONS");
  const char *credentials = sip_message_get_header (second, SIP_HEADER_AUTHORIZATION);
  const char *response = strstr (credentials, "response=\"") + strlen ("response=\"");
  g_autofree char *secret = g_strndup (response, strcspn (response, "\""));

  doubles_desk_answer (self->desk, second, 200, "b", "");
  g_assert_nonnull (strstr (self->trace->str, "> OPTIONS sip:bob@example.org SIP/2.0"));
  g_assert_nonnull (strstr (self->trace->str, "< SIP/2.0 401"));
  g_assert_nonnull (strstr (self->trace->str, "< SIP/2.0 200"));
  g_assert_cmpuint (strlen (secret), >=, 32);
  g_assert_null (strstr (self->trace->str, secret));
  g_autoptr (SipMessage) answer = take_answer (self, NULL);
  g_assert_nonnull (answer);
}

static void
test_stop (Fixture      *self,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ua_agent_stop_async (self->desk->agent, NULL, doubles_answer_cb, &self->answer);
  doubles_desk_settle (self->desk);
  g_assert_true (ua_agent_stop_finish (self->desk->agent, self->answer.result, &error));
  g_assert_no_error (error);
  g_assert_false (ua_agent_is_connected (self->desk->agent));
  doubles_desk_open (self->desk); /* U4 */
}

static void
test_stop_overruled (Fixture      *self,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ask (self, "OPTIONS", NULL);
  g_autoptr (SipMessage) request = doubles_desk_pop_request (self->desk, "OPTIONS");
  doubles_answer_clear (&self->answer);
  g_auto (DoublesAnswer) stopped = { 0 };
  ua_agent_stop_async (self->desk->agent, NULL, doubles_answer_cb, &stopped);
  doubles_desk_settle (self->desk);
  g_assert_null (stopped.result);
  ua_agent_start (self->desk->agent);
  doubles_desk_settle (self->desk);
  g_assert_false (ua_agent_stop_finish (self->desk->agent, stopped.result, &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CANCELED);
  g_assert_true (ua_agent_is_connected (self->desk->agent));
  doubles_desk_answer (self->desk, request, 200, "b", "");
}

static void
test_stop_cancelled (Fixture      *self,
                     gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  ua_agent_stop_async (self->desk->agent, cancellable, doubles_answer_cb, &self->answer);
  g_cancellable_cancel (cancellable);
  g_assert_false (ua_agent_stop_finish (self->desk->agent, doubles_answer_wait (&self->answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  doubles_desk_settle (self->desk);
  g_assert_false (ua_agent_is_connected (self->desk->agent));
}

/* Both halves of digest against each other: one challenge, then a refresh ahead of it, then a stale nonce. */
static void
test_registrar (gconstpointer data)
{
  const char *algorithm = data;
  g_autoptr (DoublesClock) clock = doubles_clock_new ();
  g_autoptr (DoublesDesk) alice = doubles_desk_new (clock, "alice", NULL);
  g_autoptr (DoublesDesk) server = doubles_desk_new (clock, "server", NULL);
  g_autoptr (DoublesRegistrar) registrar =
    doubles_registrar_new (server->agent, "example.org", "alice", "secret");
  g_autoptr (UaRegisterer) registerer = ua_registerer_new (alice->agent, NULL);

  doubles_registrar_set_algorithm (registrar, algorithm);
  doubles_desk_open (alice);
  doubles_desk_open (server);
  doubles_desk_join (alice, server);
  ua_registerer_register_async (registerer, NULL, NULL, NULL, NULL);
  doubles_desk_settle (alice);
  g_assert_cmpint (ua_registerer_get_state (registerer), ==, UA_REGISTERER_STATE_REGISTERED);
  g_assert_cmpuint (ua_registerer_get_granted (registerer), ==, 60);
  g_assert_cmpuint (doubles_registrar_get_n_challenges (registrar), ==, 1);
  g_assert_nonnull (doubles_registrar_get_binding (registrar));

  doubles_desk_advance (alice, 54 * 1000);
  g_assert_cmpuint (doubles_registrar_get_n_asked (registrar), ==, 3);
  g_assert_cmpuint (doubles_registrar_get_n_challenges (registrar), ==, 1);

  doubles_registrar_change_nonce (registrar);
  doubles_desk_advance (alice, 54 * 1000);
  g_assert_cmpuint (doubles_registrar_get_n_challenges (registrar), ==, 2);
  g_assert_cmpint (ua_registerer_get_state (registerer), ==, UA_REGISTERER_STATE_REGISTERED);

  ua_registerer_unregister_async (registerer, FALSE, NULL, NULL, NULL, NULL);
  doubles_desk_settle (alice);
  g_assert_null (doubles_registrar_get_binding (registrar));
  ua_registerer_terminate (registerer);
}

static void
test_properties (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (SipAddress) address = NULL;
  g_autoptr (SipUri) contact = NULL;
  g_autoptr (UaConnection) connection = NULL;
  g_autoptr (UaCredentials) credentials = NULL;
  g_autoptr (SipClock) clock = NULL;
  g_autofree char *user_agent = NULL;

  ua_agent_set_user_agent (self->desk->agent, "Tester/1");
  g_object_get (self->desk->agent, "address", &address, "contact", &contact, "connection", &connection,
                "credentials", &credentials, "clock", &clock, "user-agent", &user_agent, NULL);
  g_assert_true (address == ua_agent_get_address (self->desk->agent));
  g_assert_true (contact == ua_agent_get_contact (self->desk->agent));
  g_assert_true (connection == ua_agent_get_connection (self->desk->agent));
  g_assert_true (credentials == self->desk->credentials);
  g_assert_true (clock == ua_agent_get_clock (self->desk->agent));
  g_assert_true (ua_agent_get_tokens (self->desk->agent) == self->desk->tokens);
  g_assert_cmpstr (user_agent, ==, "Tester/1");
}

/* What a server's side can do beside what a telephone can. */
static void
test_allow_method (Fixture      *self,
                   gconstpointer data)
{
  ua_agent_allow_method (self->desk->agent, "REGISTER");
  doubles_transport_deliver (self->desk->transport, OPTIONS_REQUEST);

  g_autoptr (SipMessage) response = doubles_desk_pop_response (self->desk, 200);

  g_assert_true (sip_message_has_token (response, SIP_HEADER_ALLOW, "REGISTER"));
  g_assert_true (sip_message_has_token (response, SIP_HEADER_ALLOW, "INVITE"));
}

static gboolean
bad_header_cb (UaAgent        *agent,
               SipTransaction *server,
               SipMessage     *request,
               gpointer        user_data)
{
  const char *headers[] = { "no colon", NULL };

  g_test_expect_message ("ua", G_LOG_LEVEL_CRITICAL, "*is no header*");
  g_assert_false (ua_agent_respond (agent, server, 200, NULL, headers));
  g_test_assert_expected_messages ();
  return FALSE;
}

static void
test_bad_respond (Fixture      *self,
                  gconstpointer data)
{
  g_signal_connect (self->desk->agent, "incoming-request", G_CALLBACK (bad_header_cb), self);
  doubles_transport_deliver (self->desk->transport, OPTIONS_REQUEST);
  g_autoptr (SipMessage) response = doubles_desk_pop_response (self->desk, 200);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/ua/agent/request", test_request);
  add ("/ua/agent/request/extension", test_request_extension);
  add ("/ua/agent/request/options", test_request_options);
  add ("/ua/agent/request/fails", test_request_fails);
  add ("/ua/agent/request/cancelled", test_request_cancelled);
  add ("/ua/agent/request/invite", test_request_invite);
  add ("/ua/agent/contact", test_contact);
  add ("/ua/agent/properties", test_properties);
  add ("/ua/agent/allow-method", test_allow_method);
  add ("/ua/agent/bad-respond", test_bad_respond);
  add ("/ua/agent/respond", test_respond);
  add ("/ua/agent/unreadable", test_unreadable);
  add ("/ua/agent/traced", test_traced);
  add ("/ua/agent/stop", test_stop);
  add ("/ua/agent/stop/overruled", test_stop_overruled);
  add ("/ua/agent/stop/cancelled", test_stop_cancelled);
  g_test_add_data_func ("/ua/agent/registrar/sha-256", "SHA-256", test_registrar);
  g_test_add_data_func ("/ua/agent/registrar/md5", "MD5", test_registrar);

  return g_test_run ();
}
