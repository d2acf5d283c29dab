/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The practice exchange, end to end: a phone's own agent over a real WebSocket, with real sound. */

#include "demo-exchange.h"

#include "doubles-wait.h"
#include "media-engine.h"
#include "media-webrtc.h"
#include "sip-status.h"
#include "transport-clock.h"
#include "transport-factory.h"
#include "transport-websocket.h"
#include "ua-error.h"
#include "ua-invitation.h"
#include "ua-inviter.h"
#include "ua-messager.h"
#include "ua-registerer.h"

#define TONE_HZ 1000

typedef struct
{
  GObject parent_instance;

  char *password;
} Owner;

typedef GObjectClass OwnerClass;

static gboolean
owner_lookup (UaCredentials  *credentials,
              const char     *realm,
              char          **username,
              char          **password)
{
  if (g_strcmp0 (realm, "practice.invalid") != 0)
    return FALSE;

  *username = g_strdup ("you");
  *password = g_strdup (((Owner *) credentials)->password);
  return TRUE;
}

static void
owner_credentials_init (UaCredentialsInterface *iface)
{
  iface->lookup = owner_lookup;
}

static GType owner_get_type (void);
G_DEFINE_TYPE_WITH_CODE (Owner, owner, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (UA_TYPE_CREDENTIALS, owner_credentials_init))

static void
owner_finalize (GObject *object)
{
  g_free (((Owner *) object)->password);
  G_OBJECT_CLASS (owner_parent_class)->finalize (object);
}

static void
owner_class_init (OwnerClass *klass)
{
  klass->finalize = owner_finalize;
}

static void
owner_init (Owner *self)
{
}

typedef struct
{
  MediaEngine  *engine;
  DemoExchange *exchange;
  SipClock     *clock;
  SipTokens    *tokens;
  Owner        *owner;
  UaConnection *connection;
  UaAgent      *agent;
  UaRegisterer *registerer;
  UaInvitation *invitation; /* that came */
  char         *text;       /* that came */
  char         *from;
} Fixture;

static Transport *
make_transport (const char  *server,
                gpointer     user_data,
                GError     **error)
{
  Fixture *fixture = user_data;

  return transport_factory_make (server, fixture->clock, fixture->tokens, error);
}

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
  fixture->from = sip_uri_to_string (sip_address_get_uri (from));
  fixture->text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return TRUE;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  fixture->engine = media_engine_new ();
  media_engine_set_microphone (fixture->engine, "tone:1000");
  media_engine_set_speaker (fixture->engine, "none");
  fixture->exchange = demo_exchange_new (fixture->engine);
  g_assert_true (demo_exchange_start (fixture->exchange, 0, &error));
  g_assert_no_error (error);

  address = demo_exchange_dup_address (fixture->exchange);
  g_autoptr (SipAddress) who = sip_address_parse (address, -1, &error);
  g_assert_no_error (error);

  fixture->clock = transport_clock_new ();
  fixture->tokens = sip_tokens_new ();
  fixture->owner = g_object_new (owner_get_type (), NULL);
  fixture->owner->password = g_strdup (data != NULL ? data : demo_exchange_get_password (fixture->exchange));
  fixture->connection = ua_connection_new (demo_exchange_get_server (fixture->exchange), fixture->clock,
                                           fixture->tokens, make_transport, fixture, NULL);
  fixture->agent = ua_agent_new (who, fixture->connection, UA_CREDENTIALS (fixture->owner), fixture->clock,
                                 fixture->tokens);
  fixture->registerer = ua_registerer_new (fixture->agent, NULL);
  g_signal_connect (fixture->agent, "incoming-session", G_CALLBACK (incoming_session_cb), fixture);
  g_signal_connect (fixture->agent, "incoming-message", G_CALLBACK (incoming_message_cb), fixture);
  ua_agent_start (fixture->agent);
  doubles_wait_until (ua_agent_is_connected (fixture->agent));
}

static void
stop_agent (UaAgent *agent)
{
  g_auto (DoublesAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;

  ua_agent_stop_async (agent, NULL, doubles_answer_cb, &answer);
  g_assert_true (ua_agent_stop_finish (agent, doubles_answer_wait (&answer), &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  ua_registerer_terminate (fixture->registerer);
  stop_agent (fixture->agent);
  g_clear_object (&fixture->invitation);
  g_object_unref (fixture->registerer);
  g_assert_finalize_object (fixture->agent);
  g_object_unref (fixture->connection);
  demo_exchange_stop (fixture->exchange);
  doubles_wait_settle ();
  g_assert_finalize_object (fixture->exchange);
  g_object_unref (fixture->owner);
  g_object_unref (fixture->engine);
  g_object_unref (fixture->tokens);
  g_object_unref (fixture->clock);
  g_free (fixture->text);
  g_free (fixture->from);
}

static void
register_here (Fixture  *fixture,
               GError  **error)
{
  g_auto (DoublesAnswer) answer = { NULL };

  ua_registerer_register_async (fixture->registerer, NULL, NULL, doubles_answer_cb, &answer);
  ua_registerer_register_finish (fixture->registerer, doubles_answer_wait (&answer), error);
}

static SipUri *
parse_line (Fixture    *fixture,
            const char *name)
{
  g_autofree char *line = demo_exchange_dup_line (fixture->exchange, name);

  return sip_uri_parse (line, -1, NULL);
}

static UaInviter *
call_line (Fixture    *fixture,
           const char *name,
           GError    **error)
{
  g_autoptr (SipUri) target = parse_line (fixture, name);
  g_autoptr (UaDescriptionHandler) handler = media_engine_create_handler (fixture->engine);
  g_autoptr (UaInviter) inviter = ua_inviter_new (fixture->agent, target, handler, NULL);
  g_auto (DoublesAnswer) answer = { NULL };

  ua_inviter_invite_async (inviter, NULL, doubles_answer_cb, &answer);
  if (!ua_inviter_invite_finish (inviter, doubles_answer_wait (&answer), error))
    return NULL;
  return g_steal_pointer (&inviter);
}

static gboolean
hears_tone (MediaWebrtc *sound)
{
  double hertz = media_webrtc_get_remote_frequency (sound);

  return hertz > TONE_HZ - 25 && hertz < TONE_HZ + 25 && media_webrtc_get_remote_level (sound) > -40;
}

static void
hang_up (UaSession *session)
{
  g_auto (DoublesAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;

  ua_session_hang_up_async (session, NULL, doubles_answer_cb, &answer);
  ua_session_hang_up_finish (session, doubles_answer_wait (&answer), &error);
  g_assert_no_error (error);
}

static guint
send_text (Fixture    *fixture,
           const char *line,
           const char *text)
{
  g_autoptr (SipUri) target = parse_line (fixture, line);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_auto (DoublesAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;

  ua_messager_send_async (fixture->agent, target, NULL, body, NULL, NULL, doubles_answer_cb, &answer);
  if (ua_messager_send_finish (fixture->agent, doubles_answer_wait (&answer), &error))
    return SIP_STATUS_OK;
  g_assert_true (error->domain == SIP_STATUS_ERROR);
  return (guint) error->code;
}

static void
test_register (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  register_here (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ua_registerer_get_state (fixture->registerer), ==, UA_REGISTERER_STATE_REGISTERED);
  g_assert_cmpuint (ua_registerer_get_granted (fixture->registerer), ==, 600);
}

static void
test_wrong_password (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  register_here (fixture, &error);
  g_assert_error (error, UA_ERROR, UA_ERROR_AUTHENTICATION);
  g_assert_cmpuint (send_text (fixture, "partner", "let me in"), ==, SIP_STATUS_FORBIDDEN);
}

static void
test_echo (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  register_here (fixture, &error);
  g_assert_no_error (error);

  g_autoptr (UaInviter) inviter = call_line (fixture, "echo", &error);

  g_assert_no_error (error);
  doubles_wait_until (hears_tone (MEDIA_WEBRTC (ua_session_get_handler (UA_SESSION (inviter)))));
  hang_up (UA_SESSION (inviter));
  g_assert_cmpuint (ua_agent_get_n_sessions (fixture->agent), ==, 0);
}

static void
test_nobody (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  register_here (fixture, &error);
  g_assert_no_error (error);
  g_assert_null (call_line (fixture, "nobody", &error));
  g_assert_error (error, SIP_STATUS_ERROR, SIP_STATUS_NOT_FOUND);
}

static void
test_partner (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  register_here (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (send_text (fixture, "partner", "Grüße 👋"), ==, SIP_STATUS_OK);
  doubles_wait_until (fixture->text != NULL);
  g_assert_cmpstr (fixture->text, ==, "You wrote: Grüße 👋");
  g_assert_cmpstr (fixture->from, ==, "sip:partner@practice.invalid");
}

static void
test_call_back (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (DoublesAnswer) answer = { NULL };

  register_here (fixture, &error);
  g_assert_no_error (error);

  g_autoptr (UaInviter) inviter = call_line (fixture, "callback", &error);

  g_assert_no_error (error);
  hang_up (UA_SESSION (inviter));
  doubles_wait_until (fixture->invitation != NULL);
  ua_invitation_ring (fixture->invitation);

  g_autoptr (UaDescriptionHandler) handler = media_engine_create_handler (fixture->engine);

  ua_invitation_accept_async (fixture->invitation, handler, NULL, doubles_answer_cb, &answer);
  ua_invitation_accept_finish (fixture->invitation, doubles_answer_wait (&answer), &error);
  g_assert_no_error (error);
  doubles_wait_until (hears_tone (MEDIA_WEBRTC (handler)));
  hang_up (UA_SESSION (fixture->invitation));
}

/* A page in a browser sends an Origin, and is refused before a WebSocket is made. */
static void
test_browser_is_refused (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *url = g_strconcat ("http", demo_exchange_get_server (fixture->exchange) + strlen ("ws"), NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  char *protocols[] = { (char *) "sip", NULL };
  g_auto (DoublesAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;

  soup_session_websocket_connect_async (session, message, "https://evil.example", protocols, G_PRIORITY_DEFAULT, NULL,
                                        doubles_answer_cb, &answer);
  g_assert_null (soup_session_websocket_connect_finish (session, doubles_answer_wait (&answer), &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, SOUP_STATUS_FORBIDDEN);
}

static void
test_loopback_alone (Fixture      *fixture,
                     gconstpointer data)
{
  g_assert_true (g_str_has_prefix (demo_exchange_get_server (fixture->exchange), "ws://127.0.0.1:"));
}

#define ADD(path, data, func) g_test_add ("/demo/exchange/" path, Fixture, data, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("register", NULL, test_register);
  ADD ("wrong password", "not-the-password", test_wrong_password);
  ADD ("echo", NULL, test_echo);
  ADD ("nobody", NULL, test_nobody);
  ADD ("partner", NULL, test_partner);
  ADD ("call back", NULL, test_call_back);
  ADD ("a browser is refused", NULL, test_browser_is_refused);
  ADD ("loopback alone", NULL, test_loopback_alone);
  return g_test_run ();
}
