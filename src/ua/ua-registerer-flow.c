/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The REGISTERs themselves (RFC 3261 §10): what is written, what an answer means, and when the next one is
 * due. A refusal that a person must mend ends the stubbornness; every other one is tried again.
 */

#include "ua-registerer-private.h"

#include "ua-agent-private.h"
#include "ua-asking.h"
#include "ua-error.h"

#define FIRST_HOP_LACKS_OUTBOUND 439

static SipMessageBuilder *
write_request (UaRegisterer    *self,
               UaRegistererAsk  what)
{
  g_autoptr (SipUri) registrar = ua_registerer_make_target (self);
  g_autoptr (SipUri) account = sip_uri_to_aor (sip_address_get_uri (ua_agent_get_address (self->agent)));
  g_autoptr (SipAddress) to = sip_address_new (NULL, account);
  SipMessageBuilder *builder = ua_agent_begin_request (self->agent, "REGISTER", registrar, self->options);

  sip_message_builder_set_address (builder, SIP_HEADER_TO, to);
  sip_message_builder_set_header (builder, SIP_HEADER_CALL_ID, self->call_id);
  sip_message_builder_set_cseq (builder, ++self->cseq, "REGISTER");
  sip_message_builder_set_number (builder, SIP_HEADER_EXPIRES,
                                  what == UA_REGISTERER_ASK_REGISTER ? self->expires : 0);
  ua_registerer_write_contacts (self, builder, what);
  ua_agent_preempt (self->agent, builder);
  return builder;
}

static guint
read_retry_after (SipMessage *response)
{
  guint32 seconds = 0;

  return sip_message_get_number (response, SIP_HEADER_RETRY_AFTER, &seconds) ? MAX (seconds, 1) : 0;
}

/* What trying again cannot mend: a person, or the owner of the server, must do something first. */
static gboolean
is_final (guint         status,
          const GError *error)
{
  static const guint final[] = { SIP_STATUS_UNAUTHORIZED,       SIP_STATUS_FORBIDDEN,
                                 SIP_STATUS_NOT_FOUND,          SIP_STATUS_METHOD_NOT_ALLOWED,
                                 SIP_STATUS_PROXY_AUTHENTICATION_REQUIRED, SIP_STATUS_DECLINE };

  if (g_error_matches (error, UA_ERROR, UA_ERROR_AUTHENTICATION))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (final); i++)
    {
      if (status == final[i])
        return TRUE;
    }
  return FALSE;
}

static void
ask_next (UaRegisterer *self)
{
  UaRegistererAsk next = self->next;

  if (next == UA_REGISTERER_ASK_NOTHING || self->request != NULL)
    return;

  self->next = UA_REGISTERER_ASK_NOTHING;
  ua_registerer_ask (self, next);
}

void
ua_registerer_drop_request (UaRegisterer *self)
{
  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  g_clear_object (&self->request);
  ua_registerer_set_busy (self, UA_REGISTERER_ASK_NOTHING);
}

static gboolean
is_lossy (UaRegisterer *self)
{
  SipPort *port = sip_transactions_get_port (ua_agent_get_transactions (self->agent));

  return port != NULL && !sip_port_is_reliable (port);
}

static void
receive_registered (UaRegisterer *self,
                    guint         granted)
{
  g_autoptr (UaRegisterer) hold = g_object_ref (self);

  self->granted = granted;
  self->n_brief = 0;
  if (self->agent != NULL)
    self->registered_ms = sip_clock_get_now_ms (ua_agent_get_clock (self->agent));
  ua_refresher_set_wary (self->refresher, is_lossy (self));
  ua_refresher_granted (self->refresher, granted);
  ua_registerer_set_last_error (self, NULL);
  ua_registerer_set_state (self, UA_REGISTERER_STATE_REGISTERED);
  if (self->state == UA_REGISTERER_STATE_REGISTERED)
    ua_registerer_tell_registered (self);
  ua_waiters_succeed (self->registering);
  if (self->agent != NULL)
    ua_agent_note_registered (self->agent, self->outbound);
  ua_registerer_watch_begin (self);
}

/* Whatever a registration had brought goes with it. */
static void
forget (UaRegisterer *self)
{
  self->granted = 0;
  g_clear_pointer (&self->gruu, sip_uri_unref);
  ua_registerer_watch_end (self);
  if (self->agent != NULL)
    ua_agent_forget_registration (self->agent);
}

static void
receive_unregistered (UaRegisterer *self,
                      guint         status)
{
  forget (self);
  g_ptr_array_set_size (self->left, 0);
  ua_refresher_stop (self->refresher);
  ua_registerer_set_last_error (self, NULL);
  ua_registerer_set_state (self, UA_REGISTERER_STATE_UNREGISTERED);
  if (self->state == UA_REGISTERER_STATE_UNREGISTERED)
    ua_registerer_tell_unregistered (self, status, NULL);
  ua_waiters_succeed (self->unregistering);
}

/* What another server may do better (RFC 3261 §8.1.3.1, RFC 3263 §4.3): errors of its own, or no answer at all. */
static gboolean
is_servers_fault (guint         status,
                  const GError *error)
{
  return status == SIP_STATUS_SERVICE_UNAVAILABLE || status == SIP_STATUS_SERVER_ERROR
         || status == SIP_STATUS_REQUEST_TIMEOUT || g_error_matches (error, UA_ERROR, UA_ERROR_REQUEST_TIMEOUT);
}

/* At another server at once, or here after a while; unless somebody who heard of the failure was quicker, or the line is
 * down: then the next one is the occasion. */
static void
try_again (UaRegisterer *self,
           guint         status,
           guint         retry_after_s,
           const GError *error)
{
  if (!self->wanted || self->request != NULL || self->agent == NULL || !ua_agent_is_connected (self->agent))
    return;
  if (is_servers_fault (status, error)
      && ua_connection_pass_over (ua_agent_get_connection (self->agent), error,
                                  MIN (retry_after_s, UA_REFRESHER_RETRY_AFTER_LAST_S)))
    return;
  ua_refresher_refused (self->refresher, retry_after_s);
}

/* A failed refresh ends a registration that was (U20); a failed first one never began (U21). */
static void
receive_failure (UaRegisterer *self,
                 guint         status,
                 guint         retry_after_s,
                 const GError *error)
{
  gboolean was_registered = self->state == UA_REGISTERER_STATE_REGISTERED;

  forget (self);
  g_clear_pointer (&self->moved, sip_uri_unref);
  self->wanted = self->wanted && !is_final (status, error);
  ua_refresher_stop (self->refresher);
  ua_registerer_set_last_error (self, error);
  ua_registerer_set_state (self, UA_REGISTERER_STATE_UNREGISTERED);
  if (self->state == UA_REGISTERER_STATE_UNREGISTERED && was_registered)
    ua_registerer_tell_unregistered (self, status, error);
  else if (self->state == UA_REGISTERER_STATE_UNREGISTERED)
    ua_registerer_tell_failed (self, status, error);
  ua_waiters_fail (self->registering, error);
  try_again (self, status, retry_after_s, error);
}

/* Whatever the registrar says to that, we are gone for ourselves. */
static void
receive_unregister_failure (UaRegisterer *self,
                            guint         status,
                            const GError *error)
{
  forget (self);
  ua_refresher_stop (self->refresher);
  ua_registerer_set_last_error (self, error);
  ua_registerer_set_state (self, UA_REGISTERER_STATE_UNREGISTERED);
  if (self->state == UA_REGISTERER_STATE_UNREGISTERED)
    ua_registerer_tell_unregistered (self, status, error);
  ua_waiters_fail (self->unregistering, error);
}

static void
fail (UaRegisterer    *self,
      UaRegistererAsk  asked,
      guint            status,
      guint            retry_after_s,
      const GError    *error)
{
  if (asked == UA_REGISTERER_ASK_REGISTER)
    receive_failure (self, status, retry_after_s, error);
  else
    receive_unregister_failure (self, status, error);
}

/* RFC 3261 §10.3: 423 names the shortest time the registrar takes. Believed once in a row. */
static gboolean
ask_for_longer (UaRegisterer *self,
                SipMessage   *response)
{
  guint32 shortest = 0;

  if (sip_message_get_status (response) != SIP_STATUS_INTERVAL_TOO_BRIEF || self->n_brief > 0
      || !sip_message_get_number (response, SIP_HEADER_MIN_EXPIRES, &shortest) || shortest <= self->expires)
    return FALSE;

  self->n_brief++;
  self->expires = MIN (shortest, G_MAXINT32);
  ua_registerer_ask (self, UA_REGISTERER_ASK_REGISTER);
  return TRUE;
}

/* RFC 5626 §11.1: the first hop cannot keep flows apart. Asked once again without that. */
static gboolean
ask_plainly (UaRegisterer *self,
             SipMessage   *response)
{
  if (sip_message_get_status (response) != FIRST_HOP_LACKS_OUTBOUND || self->plain || self->instance == NULL)
    return FALSE;

  self->plain = TRUE;
  self->outbound = FALSE;
  ua_registerer_ask (self, UA_REGISTERER_ASK_REGISTER);
  return TRUE;
}

static void
receive_success (UaRegisterer    *self,
                 UaRegistererAsk  asked,
                 SipMessage      *response)
{
  guint granted = self->agent != NULL ? ua_registerer_read_granted (self, response) : 0;

  if (asked != UA_REGISTERER_ASK_REGISTER)
    {
      receive_unregistered (self, sip_message_get_status (response));
      return;
    }
  if (granted > 0)
    {
      ua_registerer_learn_bindings (self, response);
      receive_registered (self, granted);
      return;
    }

  g_autoptr (GError) error = sip_status_error_new (SIP_STATUS_SERVER_ERROR, "the registrar granted no time");

  receive_failure (self, sip_message_get_status (response), 0, error);
}

static void
request_answered_cb (UaRequest    *request,
                     SipMessage   *response,
                     UaRegisterer *self)
{
  g_autoptr (UaRegisterer) hold = g_object_ref (self);
  UaRegistererAsk asked = self->asking;
  guint status = sip_message_get_status (response);

  self->cseq = ua_request_get_cseq (request);
  ua_registerer_drop_request (self);
  if (self->state == UA_REGISTERER_STATE_TERMINATED)
    return;
  if (status < 300)
    receive_success (self, asked, response);
  else if (asked != UA_REGISTERER_ASK_REGISTER
           || (!ask_for_longer (self, response) && !ask_plainly (self, response)
               && !ua_registerer_follow_move (self, response)))
    {
      g_autoptr (GError) error = sip_status_error_new (status, sip_message_get_reason (response));

      fail (self, asked, status, read_retry_after (response), error);
    }
  ask_next (self);
}

static void
request_failed_cb (UaRequest    *request,
                   const GError *error,
                   UaRegisterer *self)
{
  g_autoptr (UaRegisterer) hold = g_object_ref (self);
  UaRegistererAsk asked = self->asking;

  self->cseq = ua_request_get_cseq (request);
  ua_registerer_drop_request (self);
  if (self->state == UA_REGISTERER_STATE_TERMINATED)
    return;
  fail (self, asked, 0, 0, error);
  ask_next (self);
}

void
ua_registerer_ask (UaRegisterer    *self,
                   UaRegistererAsk  what)
{
  if (self->agent == NULL)
    return;
  if (self->request != NULL)
    {
      self->next = what;
      return;
    }

  g_autoptr (UaRegisterer) hold = g_object_ref (self);
  g_autoptr (SipMessageBuilder) builder = write_request (self, what);

  ua_refresher_stop (self->refresher);
  self->request = ua_request_new (self->agent, NULL);
  g_signal_connect_object (self->request, "answered", G_CALLBACK (request_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->request, "failed", G_CALLBACK (request_failed_cb), self, G_CONNECT_DEFAULT);
  ua_registerer_set_busy (self, what);
  if (self->request != NULL)
    ua_request_send (self->request, builder);
}

static void
refresher_due_cb (UaRefresher  *refresher,
                  UaRegisterer *self)
{
  if (self->wanted && !self->resting && self->agent != NULL && ua_agent_is_connected (self->agent))
    ua_registerer_ask (self, UA_REGISTERER_ASK_REGISTER);
}

/* The line is in doubt, and who is asked little may say nothing: is the registrar still there? */
static void
vigil_question_cb (UaVigil      *vigil,
                   guint         nth,
                   UaRegisterer *self)
{
  if (nth > 1 && self->state == UA_REGISTERER_STATE_REGISTERED && self->request == NULL && self->agent != NULL
      && !self->agent->answers_options)
    ua_registerer_ask (self, UA_REGISTERER_ASK_REGISTER);
}

static void
connection_connected_cb (UaConnection *connection,
                         UaRegisterer *self)
{
  self->plain = FALSE;
  self->resting = FALSE;
  if (self->wanted)
    ua_registerer_ask (self, UA_REGISTERER_ASK_REGISTER);
}

/* CONTRACT T13: the line is gone, and so is the registration, at once. */
static void
connection_disconnected_cb (UaConnection *connection,
                            const GError *cause,
                            UaRegisterer *self)
{
  g_autoptr (UaRegisterer) hold = g_object_ref (self);
  g_autoptr (GError) error = ua_asking_make_line_error (cause);

  self->next = UA_REGISTERER_ASK_NOTHING;
  ua_registerer_drop_request (self);
  ua_refresher_stop (self->refresher);
  if (self->state == UA_REGISTERER_STATE_TERMINATED)
    return;
  if (self->state == UA_REGISTERER_STATE_REGISTERED || !ua_waiters_is_empty (self->registering))
    receive_failure (self, 0, 0, error);
  ua_waiters_fail (self->unregistering, error);
}

/* CONTRACT U5, U4: the agent goes, and with it the binding; it is asked for again when the agent is back. */
static void
agent_life_cb (UaAgent      *agent,
               UaAgentLife   life,
               UaRegisterer *self)
{
  if (life == UA_AGENT_LIFE_UNREGISTER && self->wanted
      && (self->state == UA_REGISTERER_STATE_REGISTERED || self->request != NULL) && ua_agent_is_connected (agent))
    {
      self->resting = TRUE;
      ua_registerer_ask (self, UA_REGISTERER_ASK_UNREGISTER);
    }
  else if (life == UA_AGENT_LIFE_RETURN && self->wanted && self->resting)
    {
      self->resting = FALSE;
      ua_registerer_ask (self, UA_REGISTERER_ASK_REGISTER);
    }
}

/* A registrar that takes back what it has just given is not to drive us in circles (TRUST 3, REGISTER floor). */
static gboolean
is_just_registered (UaRegisterer *self)
{
  gint64 since_ms = sip_clock_get_now_ms (ua_agent_get_clock (self->agent)) - self->registered_ms;

  return since_ms < UA_REFRESHER_FLOOR_S * 1000;
}

/* For the watch. RFC 3680 §5.3: "deactivated" and "expired" ask for a new REGISTER, "probation" for one after a while;
 * "rejected" and "unregistered" were somebody's will. */
void
ua_registerer_lose_binding (UaRegisterer *self,
                            const char   *event,
                            guint         retry_after_s)
{
  g_autoptr (UaRegisterer) hold = g_object_ref (self);
  g_autofree char *why = g_strdup_printf ("the registrar has removed our binding: %s", event);
  gboolean final = g_str_equal (event, "rejected") || g_str_equal (event, "unregistered");
  g_autoptr (GError) error = sip_status_error_new (final ? SIP_STATUS_FORBIDDEN : SIP_STATUS_TEMPORARILY_UNAVAILABLE, why);

  ua_registerer_tell_removed (self, event);
  if (self->state != UA_REGISTERER_STATE_REGISTERED || self->request != NULL || self->agent == NULL)
    return;
  if (final || g_str_equal (event, "probation"))
    receive_failure (self, (guint) error->code, retry_after_s, error);
  else if (is_just_registered (self))
    ua_refresher_granted (self->refresher, UA_REFRESHER_FLOOR_S);
  else
    ua_registerer_ask (self, UA_REGISTERER_ASK_REGISTER);
}

void
ua_registerer_follow (UaRegisterer *self)
{
  const GCallback callbacks[] = { G_CALLBACK (refresher_due_cb), G_CALLBACK (connection_connected_cb),
                                  G_CALLBACK (connection_disconnected_cb) };

  g_signal_connect_object (self->agent, "life", G_CALLBACK (agent_life_cb), self, G_CONNECT_DEFAULT);
  ua_asking_follow (self, self->agent, self->refresher, callbacks);
  g_signal_connect_object (self->agent->vigil, "question", G_CALLBACK (vigil_question_cb), self, G_CONNECT_DEFAULT);
}
