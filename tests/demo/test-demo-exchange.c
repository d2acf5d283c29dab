/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The practice exchange as a phone meets it: over a real WebSocket, with real sound, and with the real clock.
 */

#include "demo-exchange.h"

#include "doubles-credentials.h"
#include "doubles-wait.h"
#include "media-engine.h"
#include "media-session.h"
#include "sip-status.h"
#include "sip-tokens.h"
#include "transport-clock.h"
#include "transport-factory.h"
#include "transport-finder.h"
#include "ua-invitation.h"
#include "ua-inviter.h"
#include "ua-messager.h"
#include "ua-registerer.h"

#include <libsoup/soup.h>
#include <math.h>

typedef struct
{
  MediaEngine   *engine;
  DemoExchange  *exchange;
  SipClock      *clock;
  SipTokens     *tokens;
  UaCredentials *credentials;
  UaConnection  *connection;
  UaAgent       *agent;
  UaRegisterer  *registerer;
  UaInvitation  *invitation; /* the newest call that came in */
  char          *message;    /* the newest message that came in, "user: text" */
} Fixture;

static gboolean
incoming_session_cb (UaAgent      *agent,
                     UaInvitation *invitation,
                     Fixture      *fixture)
{
  g_set_object (&fixture->invitation, invitation);

  return TRUE;
}

static gboolean
incoming_message_cb (UaAgent    *agent,
                     SipAddress *from,
                     const char *content_type,
                     GBytes     *body,
                     Fixture    *fixture)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  g_free (fixture->message);
  fixture->message = g_strconcat (sip_uri_get_user (sip_address_get_uri (from)), ": ", text, NULL);

  return TRUE;
}

static void
make_phone (Fixture *fixture)
{
  g_autofree char *address = demo_exchange_dup_address (fixture->exchange);
  g_autoptr (SipAddress) from = sip_address_parse (address, -1, NULL);
  g_autoptr (TransportSource) source = NULL;

  fixture->clock = transport_clock_new ();
  fixture->tokens = sip_tokens_new ();
  source = transport_finder_new (fixture->clock, fixture->tokens, NULL);
  fixture->credentials = UA_CREDENTIALS (doubles_credentials_new (demo_exchange_get_domain (fixture->exchange),
                                                                  demo_exchange_get_username (fixture->exchange),
                                                                  demo_exchange_get_password (fixture->exchange)));
  fixture->connection =
    ua_connection_new (demo_exchange_get_server (fixture->exchange), fixture->clock, fixture->tokens, source);
  fixture->agent = ua_agent_new (from, fixture->connection, fixture->credentials, fixture->clock, fixture->tokens);
  fixture->registerer = ua_registerer_new (fixture->agent, NULL);
  g_signal_connect (fixture->agent, "incoming-session", G_CALLBACK (incoming_session_cb), fixture);
  g_signal_connect (fixture->agent, "incoming-message", G_CALLBACK (incoming_message_cb), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->engine = media_engine_new ();
  media_engine_set_microphone (fixture->engine, "tone:1000");
  media_engine_set_speaker (fixture->engine, "none");
  fixture->exchange = demo_exchange_new (fixture->engine);
  demo_exchange_start (fixture->exchange, 0, &error);
  g_assert_no_error (error);

  make_phone (fixture);
  ua_agent_start (fixture->agent);
  doubles_wait_until (ua_agent_is_connected (fixture->agent));
}

static void
stop_phone (Fixture *fixture)
{
  g_auto (DoublesAnswer) answer = { 0 };

  ua_registerer_terminate (fixture->registerer);
  ua_agent_stop_async (fixture->agent, NULL, doubles_answer_cb, &answer);
  g_assert_true (ua_agent_stop_finish (fixture->agent, doubles_answer_wait (&answer), NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  stop_phone (fixture);
  demo_exchange_stop (fixture->exchange);
  doubles_wait_settle ();
  g_clear_object (&fixture->invitation);
  g_free (fixture->message);
  g_assert_finalize_object (fixture->registerer);
  g_assert_finalize_object (fixture->agent);
  g_assert_finalize_object (fixture->connection);
  g_object_unref (fixture->credentials);
  g_assert_finalize_object (fixture->exchange);
  g_assert_finalize_object (fixture->engine);
  doubles_wait_settle ();
  g_assert_finalize_object (fixture->clock);
  g_assert_finalize_object (fixture->tokens);
}

static gboolean
register_now (Fixture  *fixture,
              GError  **error)
{
  g_auto (DoublesAnswer) answer = { 0 };

  ua_registerer_register_async (fixture->registerer, NULL, NULL, doubles_answer_cb, &answer);

  return ua_registerer_register_finish (fixture->registerer, doubles_answer_wait (&answer), error);
}

static void
register_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  register_now (fixture, &error);
  g_assert_no_error (error);
}

static SipUri *
get_line (Fixture    *fixture,
          const char *name)
{
  g_autofree char *address = demo_exchange_dup_line (fixture->exchange, name);

  return sip_uri_parse (address, -1, NULL);
}

static gboolean
send_text (Fixture     *fixture,
           const char  *line,
           const char  *text,
           GError     **error)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (SipUri) target = get_line (fixture, line);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  ua_messager_send_async (fixture->agent, target, NULL, body, NULL, NULL, doubles_answer_cb, &answer);

  return ua_messager_send_finish (fixture->agent, doubles_answer_wait (&answer), error);
}

static UaInviter *
call_line (Fixture     *fixture,
           const char  *line,
           GError     **error)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (SipUri) target = get_line (fixture, line);
  g_autoptr (UaDescriptionHandler) handler = media_engine_create_handler (fixture->engine);
  UaInviter *inviter = ua_inviter_new (fixture->agent, target, handler, NULL);

  ua_inviter_invite_async (inviter, NULL, doubles_answer_cb, &answer);
  ua_inviter_invite_finish (inviter, doubles_answer_wait (&answer), error);

  return inviter;
}

static void
hang_up (UaSession *session)
{
  g_auto (DoublesAnswer) answer = { 0 };

  ua_session_hang_up_async (session, NULL, doubles_answer_cb, &answer);
  g_assert_true (ua_session_hang_up_finish (session, doubles_answer_wait (&answer), NULL));
  g_assert_cmpint (ua_session_get_state (session), ==, UA_SESSION_STATE_TERMINATED);
}

static gboolean
hears_own_tone (UaSession *session)
{
  MediaSession *sound = MEDIA_SESSION (ua_session_get_handler (session));

  return fabs (media_session_get_remote_frequency (sound) - 1000.0) < 50.0;
}

/* U6, U7, U8 */
static void
test_register (Fixture       *fixture,
               gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };

  register_well (fixture);
  g_assert_cmpint (ua_registerer_get_state (fixture->registerer), ==, UA_REGISTERER_STATE_REGISTERED);
  g_assert_cmpuint (ua_registerer_get_granted (fixture->registerer), >, 0);

  ua_registerer_unregister_async (fixture->registerer, FALSE, NULL, NULL, doubles_answer_cb, &answer);
  g_assert_true (ua_registerer_unregister_finish (fixture->registerer, doubles_answer_wait (&answer), NULL));
}

/* U21 */
static void
test_wrong_password (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  doubles_credentials_set_password (DOUBLES_CREDENTIALS (fixture->credentials), "guess");
  g_assert_false (register_now (fixture, &error));
  g_assert_cmpint (ua_registerer_get_state (fixture->registerer), !=, UA_REGISTERER_STATE_REGISTERED);
}

/* TRUST 3.10: who has not shown the password may not even knock. */
static void
test_nothing_without_password (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (GError) message = NULL;
  g_autoptr (GError) call = NULL;
  g_autoptr (UaInviter) inviter = NULL;

  g_assert_false (send_text (fixture, "partner", "hello", &message));
  g_assert_error (message, SIP_STATUS_ERROR, SIP_STATUS_FORBIDDEN);
  inviter = call_line (fixture, "echo", &call);
  g_assert_error (call, SIP_STATUS_ERROR, SIP_STATUS_FORBIDDEN);
}

/* A registration that was taken back, or has run out, opens no door. */
static void
test_nothing_after_unregister (Fixture       *fixture,
                               gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  register_well (fixture);
  g_assert_true (send_text (fixture, "partner", "hello", NULL));
  ua_registerer_unregister_async (fixture->registerer, TRUE, NULL, NULL, doubles_answer_cb, &answer);
  g_assert_true (ua_registerer_unregister_finish (fixture->registerer, doubles_answer_wait (&answer), NULL));
  g_assert_false (send_text (fixture, "partner", "hello", &error));
  g_assert_error (error, SIP_STATUS_ERROR, SIP_STATUS_FORBIDDEN);
}

/* U13: our own tone comes back. */
static void
test_echo (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaInviter) inviter = NULL;

  register_well (fixture);
  inviter = call_line (fixture, "echo", &error);
  g_assert_no_error (error);
  g_assert_cmpint (ua_session_get_state (UA_SESSION (inviter)), ==, UA_SESSION_STATE_ESTABLISHED);
  doubles_wait_until (hears_own_tone (UA_SESSION (inviter)));
  hang_up (UA_SESSION (inviter));
}

static void
test_unknown_line (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) call = NULL;
  g_autoptr (GError) message = NULL;
  g_autoptr (UaInviter) inviter = NULL;

  register_well (fixture);
  inviter = call_line (fixture, "nobody", &call);
  g_assert_error (call, SIP_STATUS_ERROR, SIP_STATUS_NOT_FOUND);
  g_assert_false (send_text (fixture, "nobody", "hello", &message));
  g_assert_error (message, SIP_STATUS_ERROR, SIP_STATUS_NOT_FOUND);
}

/* U10, U23 */
static void
test_partner (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  register_well (fixture);
  send_text (fixture, "partner", "grüß dich 👋", &error);
  g_assert_no_error (error);
  doubles_wait_until (fixture->message != NULL);
  g_assert_cmpstr (fixture->message, ==, "partner: You wrote: grüß dich 👋");
}

/* U22: a call comes in, and is the echo line too. */
static void
test_call_back (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (UaDescriptionHandler) handler = media_engine_create_handler (fixture->engine);
  g_autoptr (UaInviter) inviter = NULL;
  g_autoptr (GError) error = NULL;

  register_well (fixture);
  inviter = call_line (fixture, "callback", &error);
  g_assert_no_error (error);
  hang_up (UA_SESSION (inviter));

  doubles_wait_until (fixture->invitation != NULL);
  UaSession *session = UA_SESSION (fixture->invitation);
  g_assert_cmpstr (sip_uri_get_user (sip_address_get_uri (ua_session_get_remote (session))), ==, "callback");
  ua_invitation_accept_async (fixture->invitation, handler, NULL, doubles_answer_cb, &answer);
  ua_invitation_accept_finish (fixture->invitation, doubles_answer_wait (&answer), &error);
  g_assert_no_error (error);
  doubles_wait_until (hears_own_tone (session));
  hang_up (session);
}

/* T12, U18: a call is under way and the exchange goes; nothing is left of it. */
static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *password = g_strdup (demo_exchange_get_password (fixture->exchange));
  g_autoptr (UaInviter) inviter = NULL;
  g_autoptr (GError) error = NULL;

  register_well (fixture);
  inviter = call_line (fixture, "echo", NULL);
  demo_exchange_stop (fixture->exchange);
  g_assert_null (demo_exchange_get_server (fixture->exchange));
  g_assert_null (demo_exchange_get_password (fixture->exchange));
  doubles_wait_until (ua_session_get_state (UA_SESSION (inviter)) == UA_SESSION_STATE_TERMINATED);
  doubles_wait_until (!ua_agent_is_connected (fixture->agent));

  g_assert_true (demo_exchange_start (fixture->exchange, 0, &error));
  g_assert_cmpstr (demo_exchange_get_password (fixture->exchange), !=, password);
}

static int
get_port (Fixture *fixture)
{
  g_autoptr (GUri) uri = g_uri_parse (demo_exchange_get_server (fixture->exchange), G_URI_FLAGS_NONE, NULL);

  g_assert_cmpstr (g_uri_get_host (uri), ==, "127.0.0.1");

  return g_uri_get_port (uri);
}

/* Bound to 127.0.0.1 alone: not even another address of the loopback leads there. */
static void
test_out_of_reach (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) inside = NULL;
  g_autoptr (GSocketConnection) outside = NULL;
  g_autoptr (GError) error = NULL;

  inside = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) get_port (fixture), NULL, NULL);
  g_assert_nonnull (inside);
  outside = g_socket_client_connect_to_host (client, "127.0.0.2", (guint16) get_port (fixture), NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

static void
assert_handshake_refused (Fixture    *fixture,
                          const char *origin,
                          char      **protocols)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", demo_exchange_get_server (fixture->exchange));
  g_autoptr (SoupWebsocketConnection) connection = NULL;
  g_auto (DoublesAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  soup_session_websocket_connect_async (session, message, origin, protocols, G_PRIORITY_DEFAULT, NULL,
                                        doubles_answer_cb, &answer);
  connection = soup_session_websocket_connect_finish (session, doubles_answer_wait (&answer), &error);
  g_assert_null (connection);
  g_assert_nonnull (error);
}

/* A page in a browser on this machine says where it comes from, and is turned away. */
static void
test_no_browsers (Fixture       *fixture,
                  gconstpointer  data)
{
  char *sip[] = { (char *) "sip", NULL };
  char *other[] = { (char *) "chat", NULL };

  assert_handshake_refused (fixture, "https://example.org", sip);
  assert_handshake_refused (fixture, "null", sip);
  assert_handshake_refused (fixture, NULL, other);
}

static void
test_too_many_lines (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GPtrArray) transports = g_ptr_array_new_with_free_func (g_object_unref);
  Transport *last = NULL;

  for (guint i = 0; i < 4; i++)
    {
      last = transport_factory_make (demo_exchange_get_server (fixture->exchange), fixture->clock, fixture->tokens, NULL);
      g_ptr_array_add (transports, last);
      transport_connect_async (last, NULL, NULL, NULL);
      doubles_wait_until (transport_get_state (last) != TRANSPORT_STATE_CONNECTING);
    }

  doubles_wait_until (!transport_is_connected (last));
  g_assert_cmpuint (transport_get_close_code (last), ==, SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/demo-exchange/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("register", test_register);
  ADD ("wrong-password", test_wrong_password);
  ADD ("nothing-without-password", test_nothing_without_password);
  ADD ("nothing-after-unregister", test_nothing_after_unregister);
  ADD ("unknown-line", test_unknown_line);
  ADD ("partner", test_partner);
  ADD ("out-of-reach", test_out_of_reach);
  ADD ("no-browsers", test_no_browsers);
  ADD ("too-many-lines", test_too_many_lines);
  ADD ("echo", test_echo);
  ADD ("call-back", test_call_back);
  ADD ("stopped", test_stopped);

  return g_test_run ();
}
