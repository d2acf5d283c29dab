/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The PUBLISHes themselves (RFC 3903 §4): each names what the server has of us by the tag that it gave last, so that two
 * devices of one person do not overwrite each other; a server that does not know the tag is told everything again.
 */

#include "ua-publisher-private.h"

#include "ua-agent-private.h"
#include "ua-asking.h"

#define CONDITIONAL_REQUEST_FAILED 412

void
ua_publisher_drop_request (UaPublisher *self)
{
  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  g_clear_object (&self->request);
  self->asking = UA_PUBLISHER_ASK_NOTHING;
}

void
ua_publisher_forget (UaPublisher  *self,
                     const GError *error)
{
  g_clear_pointer (&self->entity_tag, g_free);
  ua_refresher_stop (self->refresher);
  ua_publisher_set_last_error (self, error);
  ua_publisher_set_state (self, UA_PUBLISHER_STATE_UNPUBLISHED);
  if (self->state == UA_PUBLISHER_STATE_UNPUBLISHED)
    ua_publisher_tell_unpublished (self, error);
}

gboolean
ua_publisher_can_ask (UaPublisher *self)
{
  return ua_asking_is_possible (self->agent, self->registerer);
}

static SipMessageBuilder *
write_request (UaPublisher    *self,
               UaPublisherAsk  what)
{
  SipMessageBuilder *builder = ua_agent_begin_request (self->agent, "PUBLISH", self->target, self->options);

  sip_message_builder_set_header (builder, SIP_HEADER_EVENT, self->event);
  sip_message_builder_set_number (builder, SIP_HEADER_EXPIRES, what == UA_PUBLISHER_ASK_REMOVE ? 0 : self->expires_s);
  if (self->entity_tag != NULL)
    sip_message_builder_set_header (builder, SIP_HEADER_SIP_IF_MATCH, self->entity_tag);
  if (what == UA_PUBLISHER_ASK_PUBLISH)
    sip_message_builder_set_body (builder, self->content_type, self->body);
  ua_agent_preempt (self->agent, builder);
  return builder;
}

static void
ask_next (UaPublisher *self)
{
  UaPublisherAsk next = self->next;

  if (next == UA_PUBLISHER_ASK_NOTHING || self->request != NULL)
    return;
  self->next = UA_PUBLISHER_ASK_NOTHING;
  ua_publisher_ask (self, next);
}

static void
receive_published (UaPublisher *self,
                   SipMessage  *response)
{
  const char *tag = sip_message_get_header (response, SIP_HEADER_SIP_ETAG);
  guint32 granted = self->expires_s;

  self->n_brief = 0;
  self->n_unknown = 0;
  sip_message_get_number (response, SIP_HEADER_EXPIRES, &granted);
  g_set_str (&self->entity_tag, tag);
  /* A tag that is missing (§11.3.1 demands one) leaves nothing to renew: it is published anew instead. */
  ua_refresher_granted (self->refresher, granted);
  ua_publisher_set_last_error (self, NULL);
  ua_publisher_set_state (self, UA_PUBLISHER_STATE_PUBLISHED);
  if (self->state == UA_PUBLISHER_STATE_PUBLISHED)
    ua_publisher_tell_published (self);
}

/* The tag is kept: what the server has may live on, and the next PUBLISH changes it instead of adding to it. */
static void
receive_failure (UaPublisher  *self,
                 guint         status,
                 guint         retry_after_s,
                 const GError *error)
{
  self->n_brief = 0;
  self->n_unknown = 0;
  self->wanted = self->wanted && !ua_asking_is_final (status, error);
  if (self->wanted && ua_publisher_can_ask (self))
    ua_refresher_refused (self->refresher, retry_after_s);
  else
    ua_refresher_stop (self->refresher);
  ua_publisher_set_last_error (self, error);
  ua_publisher_set_state (self, UA_PUBLISHER_STATE_UNPUBLISHED);
  if (self->state == UA_PUBLISHER_STATE_UNPUBLISHED)
    ua_publisher_tell_unpublished (self, error);
}

/* RFC 3903 §4.1: 423 names the shortest time that is taken; 412 says that what we named is not there. Each is believed
 * once in a row. */
static gboolean
ask_otherwise (UaPublisher *self,
               SipMessage  *response)
{
  guint status = sip_message_get_status (response);
  guint32 shortest = 0;

  if (status == SIP_STATUS_INTERVAL_TOO_BRIEF && self->n_brief++ == 0
      && sip_message_get_number (response, SIP_HEADER_MIN_EXPIRES, &shortest) && shortest > self->expires_s)
    self->expires_s = shortest;
  else if (status == CONDITIONAL_REQUEST_FAILED && self->n_unknown++ == 0)
    g_clear_pointer (&self->entity_tag, g_free);
  else
    return FALSE;

  ua_publisher_ask (self, UA_PUBLISHER_ASK_PUBLISH);
  return TRUE;
}

static void
request_answered_cb (UaRequest   *request,
                     SipMessage  *response,
                     UaPublisher *self)
{
  g_autoptr (UaPublisher) hold = g_object_ref (self);
  UaPublisherAsk asked = self->asking;
  guint status = sip_message_get_status (response);
  guint32 retry_after = 0;

  ua_publisher_drop_request (self);
  if (asked == UA_PUBLISHER_ASK_REMOVE)
    ua_publisher_forget (self, NULL);
  else if (status < 300)
    receive_published (self, response);
  else if (!ask_otherwise (self, response))
    {
      g_autoptr (GError) error = sip_status_error_new (status, sip_message_get_reason (response));

      sip_message_get_number (response, SIP_HEADER_RETRY_AFTER, &retry_after);
      receive_failure (self, status, retry_after, error);
    }
  ask_next (self);
}

static void
request_failed_cb (UaRequest    *request,
                   const GError *error,
                   UaPublisher  *self)
{
  g_autoptr (UaPublisher) hold = g_object_ref (self);
  UaPublisherAsk asked = self->asking;

  ua_publisher_drop_request (self);
  if (asked == UA_PUBLISHER_ASK_REMOVE)
    ua_publisher_forget (self, NULL);
  else
    receive_failure (self, 0, 0, error);
  ask_next (self);
}

void
ua_publisher_ask (UaPublisher    *self,
                  UaPublisherAsk  what)
{
  if (!ua_publisher_can_ask (self))
    return;
  if (self->request != NULL)
    {
      self->next = what;
      return;
    }
  if (what == UA_PUBLISHER_ASK_REMOVE && self->entity_tag == NULL)
    {
      ua_publisher_forget (self, NULL);
      return;
    }

  g_autoptr (SipMessageBuilder) builder = write_request (self, what);

  ua_refresher_stop (self->refresher);
  self->asking = what;
  self->request = ua_request_new (self->agent, NULL);
  g_signal_connect_object (self->request, "answered", G_CALLBACK (request_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->request, "failed", G_CALLBACK (request_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (self->request, builder);
}

static void
refresher_due_cb (UaRefresher *refresher,
                  UaPublisher *self)
{
  gboolean known = self->state == UA_PUBLISHER_STATE_PUBLISHED && self->entity_tag != NULL;

  if (self->wanted)
    ua_publisher_ask (self, known ? UA_PUBLISHER_ASK_RENEW : UA_PUBLISHER_ASK_PUBLISH);
}

static void
connection_connected_cb (UaConnection *connection,
                         UaPublisher  *self)
{
  if (self->wanted && self->state != UA_PUBLISHER_STATE_PUBLISHED)
    ua_publisher_ask (self, UA_PUBLISHER_ASK_PUBLISH);
}

/* CONTRACT T13, for publications as well: nobody can say what others see of us now. */
static void
connection_disconnected_cb (UaConnection *connection,
                            const GError *cause,
                            UaPublisher  *self)
{
  g_autoptr (UaPublisher) hold = g_object_ref (self);
  g_autoptr (GError) error = ua_asking_make_line_error (cause);
  gboolean removing = self->asking == UA_PUBLISHER_ASK_REMOVE || self->next == UA_PUBLISHER_ASK_REMOVE;

  self->next = UA_PUBLISHER_ASK_NOTHING;
  ua_publisher_drop_request (self);
  ua_refresher_stop (self->refresher);
  if (removing)
    ua_publisher_forget (self, NULL);
  else if (self->state == UA_PUBLISHER_STATE_PUBLISHED)
    receive_failure (self, 0, 0, error);
}

/* CONTRACT U5, U4: the agent goes, and takes with it what it told; the next line tells it again. The registration may be
 * on its way out already, so what ua_publisher_can_ask() says does not count. */
static void
agent_life_cb (UaAgent     *agent,
               UaAgentLife  life,
               UaPublisher *self)
{
  if (life == UA_AGENT_LIFE_WITHDRAW && self->state == UA_PUBLISHER_STATE_PUBLISHED)
    ua_publisher_ask (self, UA_PUBLISHER_ASK_REMOVE);
  else if (life == UA_AGENT_LIFE_RETURN && self->wanted)
    ua_publisher_ask (self, UA_PUBLISHER_ASK_PUBLISH);
}

void
ua_publisher_follow (UaPublisher *self)
{
  const GCallback callbacks[] = { G_CALLBACK (refresher_due_cb), G_CALLBACK (connection_connected_cb),
                                  G_CALLBACK (connection_disconnected_cb) };

  g_signal_connect_object (self->agent, "life", G_CALLBACK (agent_life_cb), self, G_CONNECT_DEFAULT);
  ua_asking_follow (self, self->agent, self->refresher, callbacks);
}
