/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One server, asked one question that every registrar answers and that changes nothing: a REGISTER without a
 * Contact only fetches (RFC 3261 §10.2.3). The agent has no credentials and the request goes to the transactions
 * directly, below everything that could answer a challenge: there is nothing here that could give a secret away. */

#include "ua-probe-attempt.h"

#include "sip-challenge.h"
#include "ua-agent-private.h"
#include "ua-error.h"
#include "ua-probe-source.h"

#define MAX_PLACES        3    /* of what DNS names */
#define PLACE_PATIENCE_MS 1500 /* before the next one is tried */

struct _UaProbeAttempt
{
  GObject         parent_instance;
  UaProbeTools    tools;
  UaProbeResult  *result; /* NULL: it was told, or nobody wants it */
  GCancellable   *finding;
  GPtrArray      *places; /* TransportTarget, the current one first */
  UaAgent        *agent;
  UaConnection   *connection;
  SipTransaction *transaction;
  guint           timer;
  gint64          began_ms;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaProbeAttempt, ua_probe_attempt, G_TYPE_OBJECT)

static void try_place (UaProbeAttempt *self);

static void
drop_line (UaProbeAttempt *self)
{
  sip_clock_disarm (self->tools.clock, &self->timer);
  if (self->transaction != NULL)
    g_signal_handlers_disconnect_by_data (self->transaction, self);
  g_clear_object (&self->transaction);
  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);
  g_clear_object (&self->connection);
  if (self->agent != NULL)
    ua_agent_stop_async (self->agent, NULL, NULL, NULL);
  g_clear_object (&self->agent);
}

static void
finish (UaProbeAttempt *self)
{
  g_autoptr (UaProbeAttempt) hold = g_object_ref (self);
  g_autoptr (UaProbeResult) result = g_steal_pointer (&self->result);

  drop_line (self);
  g_cancellable_cancel (self->finding);
  if (result == NULL)
    return;

  result->elapsed_ms = (guint) (sip_clock_get_now_ms (self->tools.clock) - self->began_ms);
  g_signal_emit (self, signals[DONE], 0, result);
}

/* The first reason is the one that says most: it comes from the place that DNS likes best. */
static void
fail_place (UaProbeAttempt *self,
            const GError   *error)
{
  drop_line (self);
  if (self->result->error == NULL)
    self->result->error = g_error_copy (error);
  g_ptr_array_remove_index (self->places, 0);
  if (self->places->len > 0)
    try_place (self);
  else
    finish (self);
}

static void
read_challenges (UaProbeAttempt *self,
                 SipMessage     *answer)
{
  static const SipHeader headers[] = { SIP_HEADER_WWW_AUTHENTICATE, SIP_HEADER_PROXY_AUTHENTICATE };
  g_autoptr (GStrvBuilder) realms = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) algorithms = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (GPtrArray) challenges = sip_challenge_list (answer, headers[i]);

      for (guint n = 0; n < challenges->len; n++)
        {
          const char *realm = sip_challenge_get (g_ptr_array_index (challenges, n), "realm");
          const char *algorithm = sip_challenge_get (g_ptr_array_index (challenges, n), "algorithm");

          g_strv_builder_add (realms, realm != NULL ? realm : "");
          g_strv_builder_add (algorithms, algorithm != NULL ? algorithm : "MD5");
        }
    }
  g_strfreev (self->result->realms);
  g_strfreev (self->result->algorithms);
  self->result->realms = g_strv_builder_end (realms);
  self->result->algorithms = g_strv_builder_end (algorithms);
}

static void
transaction_response_cb (SipTransaction *transaction,
                         SipMessage     *response,
                         UaProbeAttempt *self)
{
  if (sip_message_get_status (response) < 200)
    return;

  g_clear_error (&self->result->error);
  self->result->status = sip_message_get_status (response);
  read_challenges (self, response);
  finish (self);
}

static void
transaction_failed_cb (SipTransaction *transaction,
                       const GError   *cause,
                       UaProbeAttempt *self)
{
  g_autoptr (GError) error = g_error_new (UA_ERROR,
                                          g_error_matches (cause, SIP_TRANSACTION_ERROR, SIP_TRANSACTION_ERROR_TIMEOUT)
                                            ? UA_ERROR_REQUEST_TIMEOUT
                                            : UA_ERROR_CONNECTION,
                                          "%s: %s", self->result->uri, cause->message);

  fail_place (self, error);
}

/* Everything a REGISTER has, but Contact, Expires and credentials. */
static SipMessageBuilder *
write_fetch (UaProbeAttempt *self)
{
  SipUri *account = sip_address_get_uri (self->tools.address);
  g_autoptr (SipUri) registrar =
    sip_uri_new (sip_uri_get_scheme (account), NULL, sip_uri_get_host (account), sip_uri_get_port (account));
  g_autoptr (SipAddress) to = sip_address_new (NULL, account);
  SipMessageBuilder *builder = ua_agent_begin_request (self->agent, "REGISTER", registrar, NULL);

  sip_message_builder_set_address (builder, SIP_HEADER_TO, to);
  return builder;
}

static void
connection_connected_cb (UaConnection   *connection,
                         UaProbeAttempt *self)
{
  g_autoptr (SipMessageBuilder) builder = write_fetch (self);

  self->transaction = g_object_ref (sip_transactions_request (ua_agent_get_transactions (self->agent), builder));
  g_signal_connect_object (self->transaction, "response", G_CALLBACK (transaction_response_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->transaction, "failed", G_CALLBACK (transaction_failed_cb), self, G_CONNECT_DEFAULT);
}

static void
connection_disconnected_cb (UaConnection   *connection,
                            const GError   *error,
                            UaProbeAttempt *self)
{
  g_autoptr (UaProbeAttempt) hold = g_object_ref (self);

  if (error != NULL)
    fail_place (self, error);
}

static void
place_timer_cb (gpointer user_data)
{
  UaProbeAttempt *self = user_data;
  g_autoptr (UaProbeAttempt) hold = g_object_ref (self);
  g_autoptr (GError) error =
    g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_TIMEOUT, "no answer from %s", self->result->uri);

  self->timer = 0;
  fail_place (self, error);
}

static void
note_place (UaProbeAttempt        *self,
            const TransportTarget *place)
{
  g_set_str (&self->result->uri, transport_target_get_uri (place));
  g_set_str (&self->result->identity, transport_target_get_identity (place));
  g_set_str (&self->result->reason, transport_target_get_reason (place));
  self->result->secure = transport_target_is_secure (place);
}

static void
try_place (UaProbeAttempt *self)
{
  TransportTarget *place = g_ptr_array_index (self->places, 0);
  g_autoptr (TransportSource) source = ua_probe_source_new (self->tools.source, place);

  note_place (self, place);
  self->connection = ua_connection_new (self->result->uri, self->tools.clock, self->tools.tokens, source);
  self->agent = ua_agent_new (self->tools.address, self->connection, NULL, self->tools.clock, self->tools.tokens);
  g_signal_connect_object (self->connection, "connected", G_CALLBACK (connection_connected_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->connection, "disconnected", G_CALLBACK (connection_disconnected_cb), self,
                           G_CONNECT_DEFAULT);
  if (self->places->len > 1)
    self->timer = sip_clock_arm (self->tools.clock, PLACE_PATIENCE_MS, place_timer_cb, self);
  ua_agent_start (self->agent);
}

static void
source_find_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (UaProbeAttempt) self = user_data;
  g_autoptr (GError) error = NULL;

  self->places = transport_source_find_finish (TRANSPORT_SOURCE (source), result, &error);
  if (self->result == NULL)
    return;
  if (self->places == NULL)
    {
      self->result->error = g_steal_pointer (&error);
      finish (self);
      return;
    }
  if (self->places->len > MAX_PLACES)
    g_ptr_array_remove_range (self->places, MAX_PLACES, self->places->len - MAX_PLACES);
  try_place (self);
}

static void
ua_probe_attempt_dispose (GObject *object)
{
  UaProbeAttempt *self = UA_PROBE_ATTEMPT (object);

  drop_line (self);
  G_OBJECT_CLASS (ua_probe_attempt_parent_class)->dispose (object);
}

static void
ua_probe_attempt_finalize (GObject *object)
{
  UaProbeAttempt *self = UA_PROBE_ATTEMPT (object);

  g_clear_pointer (&self->result, ua_probe_result_free);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_object_unref (self->finding);
  sip_address_unref (self->tools.address);
  g_object_unref (self->tools.clock);
  g_object_unref (self->tools.tokens);
  g_object_unref (self->tools.source);
  G_OBJECT_CLASS (ua_probe_attempt_parent_class)->finalize (object);
}

static void
ua_probe_attempt_class_init (UaProbeAttemptClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_probe_attempt_dispose;
  G_OBJECT_CLASS (klass)->finalize = ua_probe_attempt_finalize;

  signals[DONE] = g_signal_new ("done", UA_TYPE_PROBE_ATTEMPT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                UA_TYPE_PROBE_RESULT);
}

static void
ua_probe_attempt_init (UaProbeAttempt *self)
{
  self->finding = g_cancellable_new ();
}

/**
 * ua_probe_attempt_new:
 * @tools: what it works with
 * @server: what the source understands
 *
 * Makes an attempt that has not begun.
 *
 * Returns: (transfer full): the attempt
 */
UaProbeAttempt *
ua_probe_attempt_new (const UaProbeTools *tools,
                      const char         *server)
{
  g_return_val_if_fail (tools != NULL && server != NULL, NULL);

  UaProbeAttempt *self = g_object_new (UA_TYPE_PROBE_ATTEMPT, NULL);

  self->tools.address = sip_address_ref (tools->address);
  self->tools.clock = g_object_ref (tools->clock);
  self->tools.tokens = g_object_ref (tools->tokens);
  self->tools.source = g_object_ref (tools->source);
  self->result = ua_probe_result_new (server);
  return self;
}

/**
 * ua_probe_attempt_start:
 * @self: an attempt that has not begun
 *
 * Looks for the server.
 */
void
ua_probe_attempt_start (UaProbeAttempt *self)
{
  g_return_if_fail (UA_IS_PROBE_ATTEMPT (self) && self->result != NULL);

  self->began_ms = sip_clock_get_now_ms (self->tools.clock);
  transport_source_find_async (self->tools.source, self->result->server, self->finding, source_find_cb,
                               g_object_ref (self));
}

/**
 * ua_probe_attempt_cut:
 * @self: an attempt
 *
 * Ends it as one that took too long.
 */
void
ua_probe_attempt_cut (UaProbeAttempt *self)
{
  g_return_if_fail (UA_IS_PROBE_ATTEMPT (self));

  if (self->result != NULL && self->result->error == NULL)
    g_set_error (&self->result->error, TRANSPORT_ERROR, TRANSPORT_ERROR_TIMEOUT, "no answer from %s",
                 self->result->server);
  finish (self);
}

/**
 * ua_probe_attempt_drop:
 * @self: an attempt
 *
 * Ends it without a word.
 */
void
ua_probe_attempt_drop (UaProbeAttempt *self)
{
  g_return_if_fail (UA_IS_PROBE_ATTEMPT (self));

  g_clear_pointer (&self->result, ua_probe_result_free);
  finish (self);
}

/**
 * ua_probe_attempt_get_began_ms:
 * @self: an attempt
 *
 * When it was started.
 *
 * Returns: the time of the clock, in milliseconds
 */
gint64
ua_probe_attempt_get_began_ms (UaProbeAttempt *self)
{
  g_return_val_if_fail (UA_IS_PROBE_ATTEMPT (self), 0);

  return self->began_ms;
}
