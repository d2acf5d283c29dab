/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody who asks to watch us is told no in the words of the protocol; and the light for waiting messages, which some
 * servers switch without being asked, is let through where the account agreed to it, and nothing else is.
 */

#include "ua-notifier.h"

#include "ua-agent-answer.h"
#include "ua-agent-events.h"
#include "ua-event.h"

struct _UaNotifier
{
  GObject  parent_instance;
  gboolean unsolicited;
};

enum
{
  NOTIFIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaNotifier, ua_notifier, G_TYPE_OBJECT)

static void
ua_notifier_class_init (UaNotifierClass *klass)
{
  /**
   * UaNotifier::notified:
   * @self: the notifier
   * @event: the package
   * @content_type: (nullable): the whole value of Content-Type; %NULL: there is no body
   * @body: octets of a stranger
   *
   * A NOTIFY came that nobody had asked for, and was answered with 200.
   */
  signals[NOTIFIED] = g_signal_new ("notified", UA_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BYTES);
}

static void
ua_notifier_init (UaNotifier *self)
{
}

/* RFC 6665 §4.2.1.1, §7.2: 489 for what is not known; 403 for what is, and is not for them. */
static void
refuse_subscribe (UaAgent        *agent,
                  SipTransaction *server,
                  SipMessage     *request)
{
  g_autofree char *package = ua_event_dup_package (sip_message_get_header (request, SIP_HEADER_EVENT));

  if (ua_event_get_content_type (package) != NULL)
    ua_agent_answer (agent, server, SIP_STATUS_FORBIDDEN);
  else
    ua_agent_refuse_event (agent, server);
}

/* Only who knows our contact, whose user part is a secret between us and the registrar, comes by the account's line. */
static gboolean
is_for_our_contact (UaAgent    *agent,
                    SipMessage *request)
{
  SipUri *contact = ua_agent_get_contact (agent);

  /* A contact without a user would be no secret. */
  return contact != NULL && sip_uri_get_user (contact) != NULL
         && g_strcmp0 (sip_uri_get_user (contact), sip_uri_get_user (sip_message_get_request_uri (request))) == 0;
}

static gboolean
take_notify (UaNotifier     *self,
             UaAgent        *agent,
             SipTransaction *server,
             SipMessage     *request)
{
  g_autofree char *package = ua_event_dup_package (sip_message_get_header (request, SIP_HEADER_EVENT));
  GBytes *body = sip_message_get_body (request);
  const char *type = g_bytes_get_size (body) > 0 ? sip_message_get_header (request, SIP_HEADER_CONTENT_TYPE) : NULL;

  if (!self->unsolicited || g_strcmp0 (package, "message-summary") != 0 || !is_for_our_contact (agent, request))
    return FALSE;

  ua_agent_answer (agent, server, SIP_STATUS_OK);
  g_signal_emit (self, signals[NOTIFIED], 0, package, type, body);
  return TRUE;
}

static gboolean
agent_incoming_request_cb (UaAgent        *agent,
                           SipTransaction *server,
                           SipMessage     *request,
                           UaNotifier     *self)
{
  SipMethod method = sip_message_get_method (request);

  if (method == SIP_METHOD_NOTIFY)
    return take_notify (self, agent, server, request);
  if (method != SIP_METHOD_SUBSCRIBE)
    return FALSE;
  refuse_subscribe (agent, server, request);
  return TRUE;
}

/**
 * ua_notifier_new:
 * @agent: who is asked
 *
 * Makes a notifier that takes nothing unasked.
 *
 * Returns: (transfer full): the notifier
 */
UaNotifier *
ua_notifier_new (UaAgent *agent)
{
  g_return_val_if_fail (UA_IS_AGENT (agent), NULL);

  UaNotifier *self = g_object_new (UA_TYPE_NOTIFIER, NULL);

  g_signal_connect_object (agent, "incoming-request", G_CALLBACK (agent_incoming_request_cb), self, G_CONNECT_DEFAULT);
  return self;
}

/**
 * ua_notifier_set_unsolicited:
 * @self: the notifier
 * @unsolicited: whether the account agreed to it
 *
 * Chooses whether message-summary is taken without a subscription.
 */
void
ua_notifier_set_unsolicited (UaNotifier *self,
                             gboolean    unsolicited)
{
  g_return_if_fail (UA_IS_NOTIFIER (self));

  self->unsolicited = unsolicited;
}
