/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the notifier says (RFC 6665 §4.1.3). The first NOTIFY makes the subscription, even when it overtakes the answer
 * to the SUBSCRIBE; and each says whether it goes on, and if not, what then.
 */

#include "ua-subscriber-private.h"

#include "ua-agent-private.h"
#include "ua-error.h"

UaSubscription *
ua_subscriber_find (UaSubscriber *self,
                    const char   *remote_tag)
{
  for (guint i = 0; i < self->subscriptions->len; i++)
    {
      UaSubscription *subscription = g_ptr_array_index (self->subscriptions, i);
      const char *tag = sip_dialog_get_remote_tag (ua_subscription_get_dialog (subscription));

      if (tag != NULL && remote_tag != NULL && g_ascii_strcasecmp (tag, remote_tag) == 0)
        return subscription;
    }
  return NULL;
}

/* Our numbers go on from the SUBSCRIBE's (RFC 3261 §12.2.1.1), which the dialog that a NOTIFY makes has not seen. */
static void
catch_up (UaSubscriber *self,
          SipDialog    *dialog)
{
  guint32 cseq = self->request != NULL ? ua_request_get_cseq (self->request) : 0;

  while (sip_dialog_get_local_cseq (dialog) < MAX (cseq, 1))
    {
      g_autoptr (SipMessageBuilder) spent = sip_dialog_make_request (dialog, SIP_METHOD_SUBSCRIBE, 0);
    }
}

/* With forks refused, one place is for who speaks first: a 2xx alone does not take it. */
static gboolean
has_room (UaSubscriber *self)
{
  if (self->forks)
    return self->subscriptions->len < UA_SUBSCRIBER_MAX_FORKS;
  for (guint i = 0; i < self->subscriptions->len; i++)
    {
      if (ua_subscription_is_heard (g_ptr_array_index (self->subscriptions, i)))
        return FALSE;
    }
  g_ptr_array_set_size (self->subscriptions, 0);
  return TRUE;
}

static UaSubscription *
adopt (UaSubscriber *self,
       SipMessage   *notify)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SipDialog) dialog = NULL;

  if (!has_room (self))
    return NULL;
  dialog = sip_dialog_new_server (notify, sip_address_get_tag (sip_message_get_to (notify)), &error);
  if (dialog == NULL)
    {
      g_info ("a NOTIFY makes no dialog: %s", error->message);
      return NULL;
    }

  /* RFC 6665 §4.4.1: the route set is the NOTIFY's. A proxy that wrote no Record-Route there may have done so in the
   * answer to the SUBSCRIBE; until that comes the dialog stays early and can still learn it. */
  if (sip_message_get_header (notify, SIP_HEADER_RECORD_ROUTE) != NULL)
    sip_dialog_confirm (dialog, NULL);
  catch_up (self, dialog);
  return ua_subscriber_adopt (self, dialog);
}

static const struct
{
  UaSubscriberRetry retry;
  guint             status; /* 0: it ran out */
} by_reason[] = {
  [UA_SUBSCRIPTION_REASON_NONE] = { UA_SUBSCRIBER_LATER, 0 },
  [UA_SUBSCRIPTION_REASON_DEACTIVATED] = { UA_SUBSCRIBER_SOON, 0 },
  [UA_SUBSCRIPTION_REASON_PROBATION] = { UA_SUBSCRIBER_LATER, 480 },
  [UA_SUBSCRIPTION_REASON_REJECTED] = { UA_SUBSCRIBER_NEVER, 403 },
  [UA_SUBSCRIPTION_REASON_TIMEOUT] = { UA_SUBSCRIBER_SOON, 0 },
  [UA_SUBSCRIPTION_REASON_GIVEUP] = { UA_SUBSCRIBER_LATER, 480 },
  [UA_SUBSCRIPTION_REASON_NORESOURCE] = { UA_SUBSCRIBER_NEVER, 404 },
  [UA_SUBSCRIPTION_REASON_INVARIANT] = { UA_SUBSCRIBER_NEVER, 0 },
};

/* The notifier ended it, and nobody else tells us any more. */
static void
receive_end (UaSubscriber              *self,
             const UaSubscriptionState *state)
{
  guint status = by_reason[state->reason].status;
  g_autoptr (GError) error =
    status != 0 ? sip_status_error_new (status, NULL)
                : g_error_new_literal (UA_ERROR, UA_ERROR_DIALOG, "the notifier ended the subscription");
  gboolean told_all = self->once || state->reason == UA_SUBSCRIPTION_REASON_INVARIANT;

  if (self->state == UA_SUBSCRIBER_STATE_LEAVING || (told_all && status == 0))
    ua_subscriber_end (self, NULL);
  else
    ua_subscriber_lapse (self, error, by_reason[state->reason].retry, state->retry_after_s);
}

static void
receive_news (UaSubscriber              *self,
              UaSubscription            *subscription,
              const UaSubscriptionState *state)
{
  if (state->expires_s >= 0)
    ua_subscription_told (subscription, (guint) state->expires_s);
  else if (!ua_subscription_is_granted (subscription) && self->request == NULL)
    ua_subscription_granted (subscription, self->terms.expires_s);
  if (self->state == UA_SUBSCRIBER_STATE_NOTIFY_WAIT)
    ua_subscriber_step (self, UA_SUBSCRIBER_EVENT_ACCEPT);
  else if (self->state == UA_SUBSCRIBER_STATE_LEAVING)
    ua_subscription_leave (subscription);
}

static void
handle (UaSubscriber              *self,
        UaSubscription            *subscription,
        SipMessage                *request,
        const UaSubscriptionState *state)
{
  g_autoptr (UaSubscription) hold = g_object_ref (subscription);
  guint fork = ua_subscription_get_fork (subscription);

  ua_subscription_set_heard (subscription);
  if (state->phase == UA_SUBSCRIPTION_TERMINATED)
    ua_subscriber_drop (self, subscription);
  else
    receive_news (self, subscription, state);
  ua_subscriber_tell_notified (self, request, state->phase, fork);

  if (self->state == UA_SUBSCRIBER_STATE_TERMINATED || self->state == UA_SUBSCRIBER_STATE_INITIAL)
    return;
  if (state->phase == UA_SUBSCRIPTION_TERMINATED && self->subscriptions->len == 0)
    receive_end (self, state);
  else if (state->phase != UA_SUBSCRIPTION_TERMINATED && self->once)
    ua_subscriber_end (self, NULL);
}

void
ua_subscriber_receive (SipTransaction *server,
                       SipMessage     *request,
                       gpointer        user_data)
{
  g_autoptr (UaSubscriber) self = g_object_ref (user_data);
  UaSubscriptionState state;
  UaSubscription *subscription =
    ua_subscriber_find (self, sip_address_get_tag (sip_message_get_from (request)));
  SipDialogVerdict verdict =
    subscription != NULL ? sip_dialog_receive_request (ua_subscription_get_dialog (subscription), request)
                         : SIP_DIALOG_ACCEPT;

  if (!ua_subscription_state_parse (sip_message_get_header (request, SIP_HEADER_SUBSCRIPTION_STATE), &state))
    {
      ua_agent_answer (self->agent, server, SIP_STATUS_BAD_REQUEST);
      return;
    }
  if (verdict == SIP_DIALOG_OUT_OF_ORDER)
    {
      ua_agent_answer (self->agent, server, SIP_STATUS_SERVER_ERROR);
      return;
    }
  if (subscription == NULL)
    subscription = adopt (self, request);
  if (subscription == NULL || verdict == SIP_DIALOG_FOREIGN)
    {
      ua_agent_answer (self->agent, server, SIP_STATUS_NO_TRANSACTION);
      return;
    }

  ua_agent_answer (self->agent, server, SIP_STATUS_OK);
  handle (self, subscription, request, &state);
}
