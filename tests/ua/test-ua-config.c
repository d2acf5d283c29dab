/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An agent out of nothing, and out of an address. */

#include "ua-config.h"

#include "doubles-credentials.h"
#include "doubles-desk.h"
#include "doubles-wait.h"
#include "ua-error.h"
#include "ua-messager.h"

#include <string.h>

typedef struct
{
  DoublesClock     *clock;
  SipTokens        *tokens;
  DoublesSource    *source;
  DoublesTransport *transport;
  UaCredentials    *credentials;
  UaConnection     *connection;
  UaAgent          *agent;
} Fixture;

static Transport *
make_transport (TransportTarget  *target,
                gpointer          user_data,
                GError          **error)
{
  Fixture *self = user_data;

  g_clear_object (&self->transport);
  self->transport = doubles_transport_new ("WSS", SIP_CLOCK (self->clock), self->tokens);
  return TRANSPORT_TRANSPORT (g_object_ref (self->transport));
}

static void
settle (Fixture *self)
{
  for (guint i = 0; i < 12; i++)
    {
      doubles_clock_advance (self->clock, 0);
      doubles_wait_settle ();
    }
}

static Fixture *
fixture_new (UaConfig *config)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->clock = doubles_clock_new ();
  self->tokens = sip_tokens_new_seeded (1);
  self->source = doubles_source_new (make_transport, self);
  self->credentials = UA_CREDENTIALS (doubles_credentials_new ("example.org", "alice", "secret"));
  ua_config_set_servers (config, "wss://edge.example.org:7443/sip");
  self->connection = ua_connection_new (ua_config_get_servers (config), SIP_CLOCK (self->clock), self->tokens,
                                        TRANSPORT_SOURCE (self->source));
  self->agent =
    ua_config_make_agent (config, self->connection, self->credentials, SIP_CLOCK (self->clock), self->tokens);
  ua_agent_start (self->agent);
  settle (self);
  g_assert_true (ua_agent_is_connected (self->agent));
  return self;
}

static void
fixture_free (Fixture *self)
{
  settle (self);
  g_assert_finalize_object (self->agent);
  g_assert_finalize_object (self->connection);
  g_assert_finalize_object (self->source);
  g_clear_object (&self->transport);
  g_clear_object (&self->credentials);
  g_clear_object (&self->tokens);
  doubles_wait_settle ();
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static SipMessage *
pop (Fixture    *self,
     const char *method)
{
  settle (self);

  SipMessage *message = doubles_transport_pop_message (self->transport);

  g_assert_nonnull (message);
  g_assert_cmpstr (sip_message_get_method_name (message), ==, method);
  return message;
}

static void
answer (Fixture    *self,
        SipMessage *request,
        guint       status,
        const char *line)
{
  g_autofree char *cseq = g_strdup (sip_message_get_header (request, SIP_HEADER_CSEQ));
  g_autofree char *text = g_strdup_printf (
    "SIP/2.0 %u x\r\nVia: %s\r\nFrom: %s\r\nTo: %s;tag=far\r\nCall-ID: %s\r\nCSeq: %s\r\n%sContent-Length: 0\r\n\r\n",
    status, sip_message_get_header (request, SIP_HEADER_VIA), sip_message_get_header (request, SIP_HEADER_FROM),
    sip_message_get_header (request, SIP_HEADER_TO), sip_message_get_call_id (request), cseq, line);

  doubles_transport_deliver (self->transport, text);
  settle (self);
}

/* U2: nothing is mandatory, and then it is nobody's: it writes, and cannot be reached. */
static void
test_nobody (void)
{
  g_autoptr (UaConfig) config = ua_config_new ();
  g_autoptr (Fixture) self = fixture_new (config);
  g_autoptr (SipUri) target = sip_uri_parse ("sip:bob@example.org", -1, NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("hello", 5);
  g_autoptr (UaRegisterer) registerer = ua_registerer_new (self->agent, NULL);
  g_auto (DoublesAnswer) sent = { 0 };
  g_auto (DoublesAnswer) registered = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (ua_config_get_address (config));
  g_assert_false (ua_config_get_register (config));
  g_assert_true (ua_agent_is_anonymous (self->agent));
  g_assert_null (ua_agent_get_registerer (self->agent));

  ua_messager_send_async (self->agent, target, NULL, body, NULL, NULL, doubles_answer_cb, &sent);
  g_autoptr (SipMessage) message = pop (self, "MESSAGE");
  g_autofree char *from = sip_uri_to_string (sip_address_get_uri (sip_message_get_from (message)));
  g_assert_cmpstr (from, ==, "sip:anonymous@anonymous.invalid");
  answer (self, message, 200, "");
  g_assert_true (ua_messager_send_finish (self->agent, doubles_answer_wait (&sent), &error));
  g_assert_no_error (error);

  ua_registerer_register_async (registerer, NULL, NULL, doubles_answer_cb, &registered);
  g_assert_false (ua_registerer_register_finish (registerer, doubles_answer_wait (&registered), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_WRONG_STATE);
  ua_registerer_terminate (registerer);
}

/* An agent of nobody's asks its server, and not "anonymous.invalid", whether it is there. */
static void
test_nobodys_domain (void)
{
  g_autoptr (UaConfig) config = ua_config_new ();
  g_autoptr (Fixture) self = fixture_new (config);

  doubles_transport_set_answering (self->transport, FALSE);
  ua_agent_check_line (self->agent);

  g_autoptr (SipMessage) options = pop (self, "OPTIONS");
  g_autofree char *uri = sip_uri_to_string (sip_message_get_request_uri (options));

  g_assert_cmpstr (uri, ==, "sip:edge.example.org:7443");
  answer (self, options, 200, "");
}

/* U2, U3, U4, U26: a bare string is the address alone, and the first start registers it. */
static void
test_bare_string (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaConfig) config = ua_config_new_from_string ("alice@example.org", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ua_config_get_servers (config), ==, "");
  g_assert_true (ua_config_get_register (config));

  g_autoptr (Fixture) self = fixture_new (config);
  g_autoptr (SipMessage) request = pop (self, "REGISTER");
  g_autofree char *to = sip_uri_to_string (sip_address_get_uri (sip_message_get_to (request)));

  g_assert_cmpstr (to, ==, "sip:alice@example.org");
  g_assert_false (ua_agent_is_anonymous (self->agent));
  answer (self, request, 200, "Expires: 600\r\n");
  g_assert_cmpint (ua_registerer_get_state (ua_agent_get_registerer (self->agent)), ==, UA_REGISTERER_STATE_REGISTERED);
}

/* U5, U4: a stop remembers that it was registered, and the next start is so again. */
static void
test_restore (void)
{
  g_autoptr (UaConfig) config = ua_config_new_from_string ("<sip:alice@example.org>", NULL);
  g_autoptr (Fixture) self = fixture_new (config);
  g_auto (DoublesAnswer) stopped = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessage) first = pop (self, "REGISTER");

  answer (self, first, 200, "Expires: 600\r\n");
  ua_agent_stop_async (self->agent, NULL, doubles_answer_cb, &stopped);
  g_autoptr (SipMessage) leaving = pop (self, "REGISTER");
  g_assert_cmpstr (sip_message_get_header (leaving, SIP_HEADER_EXPIRES), ==, "0");
  answer (self, leaving, 200, "");
  g_assert_true (ua_agent_stop_finish (self->agent, doubles_answer_wait (&stopped), &error));
  g_assert_no_error (error);
  g_assert_false (ua_agent_is_connected (self->agent));

  ua_agent_start (self->agent);
  g_autoptr (SipMessage) again = pop (self, "REGISTER");
  g_assert_cmpstr (sip_message_get_header (again, SIP_HEADER_EXPIRES), ==, "600");
  answer (self, again, 200, "Expires: 600\r\n");
}

/* Overruled before the line was closed: it is registered again on the same one. U4 */
static void
test_overruled (void)
{
  g_autoptr (UaConfig) config = ua_config_new_from_string ("sip:alice@example.org", NULL);
  g_autoptr (Fixture) self = fixture_new (config);
  g_auto (DoublesAnswer) stopped = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SipMessage) first = pop (self, "REGISTER");

  answer (self, first, 200, "Expires: 600\r\n");
  ua_agent_stop_async (self->agent, NULL, doubles_answer_cb, &stopped);
  g_autoptr (SipMessage) leaving = pop (self, "REGISTER");
  ua_agent_start (self->agent);
  g_assert_false (ua_agent_stop_finish (self->agent, doubles_answer_wait (&stopped), &error));
  g_assert_error (error, UA_ERROR, UA_ERROR_CANCELED);
  answer (self, leaving, 200, "");
  g_autoptr (SipMessage) again = pop (self, "REGISTER");
  g_assert_cmpstr (sip_message_get_header (again, SIP_HEADER_EXPIRES), ==, "600");
  answer (self, again, 200, "Expires: 600\r\n");
  g_assert_cmpint (ua_registerer_get_state (ua_agent_get_registerer (self->agent)), ==, UA_REGISTERER_STATE_REGISTERED);
}

/* U3: register: false */
static void
test_not_registered (void)
{
  g_autoptr (UaConfig) config = ua_config_new_from_string ("alice@example.org", NULL);

  ua_config_set_register (config, FALSE);

  g_autoptr (Fixture) self = fixture_new (config);

  g_assert_cmpuint (doubles_transport_get_n_written (self->transport), ==, 0);
  g_assert_nonnull (ua_agent_get_registerer (self->agent));
}

static void
test_strings (void)
{
  static const struct
  {
    const char *text;
    const char *name;
    const char *uri; /* NULL: nobody's address */
  } rows[] = {
    { "alice@example.org", NULL, "sip:alice@example.org" },
    { "sips:alice@example.org", NULL, "sips:alice@example.org" },
    { "Alice <sip:alice@example.org:5070>", "Alice", "sip:alice@example.org:5070" },
    { "alice", NULL, NULL },
    { "sip:example.org", NULL, NULL },
    { "tel:+4930", NULL, NULL },
    { "", NULL, NULL },
    { "a@b@c", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (UaConfig) config = ua_config_new_from_string (rows[i].text, &error);

      g_assert_cmpint (config != NULL, ==, rows[i].uri != NULL);
      if (config == NULL)
        {
          g_assert_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET);
          continue;
        }

      g_autofree char *uri = sip_uri_to_string (sip_address_get_uri (ua_config_get_address (config)));

      g_assert_cmpstr (uri, ==, rows[i].uri);
      g_assert_cmpstr (sip_address_get_display_name (ua_config_get_address (config)), ==, rows[i].name);
    }
}

static void
test_boxed (void)
{
  g_autoptr (UaConfig) config = ua_config_new ();
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, UA_TYPE_CONFIG);
  g_value_set_boxed (&value, config);
  g_assert_true (g_value_get_boxed (&value) == config);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ua/config/nobody", test_nobody);
  g_test_add_func ("/ua/config/nobodys-domain", test_nobodys_domain);
  g_test_add_func ("/ua/config/bare-string", test_bare_string);
  g_test_add_func ("/ua/config/restore", test_restore);
  g_test_add_func ("/ua/config/overruled", test_overruled);
  g_test_add_func ("/ua/config/not-registered", test_not_registered);
  g_test_add_func ("/ua/config/strings", test_strings);
  g_test_add_func ("/ua/config/boxed", test_boxed);

  return g_test_run ();
}
