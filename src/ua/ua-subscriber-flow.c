/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Our side of a subscription: the SUBSCRIBE that begins it, what its answer means, when it is tried again, and what the
 * line does to it.
 */

#include "ua-subscriber-private.h"

#include "ua-agent-events.h"
#include "ua-agent-private.h"
#include "ua-asking.h"
#include "ua-error.h"

static void
drop_request (UaSubscriber *self)
{
  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  g_clear_object (&self->request);
}

static void
subscription_lapsed_cb (UaSubscription *subscription,
                        const GError   *error,
                        UaSubscriber   *self)
{
  g_autoptr (UaSubscriber) hold = g_object_ref (self);

  ua_subscriber_drop (self, subscription);
  if (self->subscriptions->len > 0)
    return;
  if (self->state == UA_SUBSCRIBER_STATE_LEAVING)
    ua_subscriber_end (self, NULL);
  else
    ua_subscriber_lapse (self, error, UA_SUBSCRIBER_SOON, 0);
}

UaSubscription *
ua_subscriber_adopt (UaSubscriber *self,
                     SipDialog    *dialog)
{
  UaSubscription *subscription = ua_subscription_new (self->agent, dialog, &self->terms, self->n_forks++);

  g_signal_connect_object (subscription, "lapsed", G_CALLBACK (subscription_lapsed_cb), self, G_CONNECT_DEFAULT);
  g_ptr_array_add (self->subscriptions, subscription);
  return subscription;
}

void
ua_subscriber_drop (UaSubscriber   *self,
                    UaSubscription *subscription)
{
  ua_subscription_stop (subscription);
  g_signal_handlers_disconnect_by_data (subscription, self);
  g_ptr_array_remove (self->subscriptions, subscription);
}

void
ua_subscriber_forget (UaSubscriber *self)
{
  drop_request (self);
  while (self->subscriptions->len > 0)
    ua_subscriber_drop (self, g_ptr_array_index (self->subscriptions, 0));
  sip_clock_disarm (self->clock, &self->timer_n);
  ua_refresher_stop (self->retry);
  if (self->agent != NULL)
    ua_agent_unwatch_notify (self->agent, self);
}

void
ua_subscriber_leave_all (UaSubscriber *self)
{
  for (guint i = 0; i < self->subscriptions->len; i++)
    ua_subscription_leave (g_ptr_array_index (self->subscriptions, i));
}

static void
timer_n_cb (gpointer user_data)
{
  g_autoptr (UaSubscriber) self = g_object_ref (user_data);
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_NO_ANSWER, "no NOTIFY came");

  self->timer_n = 0;
  if (self->state == UA_SUBSCRIBER_STATE_LEAVING)
    ua_subscriber_end (self, NULL);
  else
    ua_subscriber_lapse (self, error, UA_SUBSCRIBER_LATER, 0);
}

void
ua_subscriber_wait (UaSubscriber *self)
{
  sip_clock_disarm (self->clock, &self->timer_n);
  self->timer_n = sip_clock_arm (self->clock, UA_SUBSCRIBER_TIMER_N_MS, timer_n_cb, self);
}

static gboolean
can_begin (UaSubscriber *self)
{
  return ua_asking_is_possible (self->agent, self->registerer);
}

void
ua_subscriber_begin_if_possible (UaSubscriber *self)
{
  if (self->state == UA_SUBSCRIBER_STATE_INITIAL && self->wanted && can_begin (self))
    ua_subscriber_step (self, UA_SUBSCRIBER_EVENT_BEGIN);
}

/* A server that ends at once whatever it grants is asked ever more slowly; one that kept it a while, at once. */
static gboolean
has_lasted (UaSubscriber *self)
{
  return sip_clock_get_now_ms (self->clock) - self->begun_ms >= UA_REFRESHER_FLOOR_S * 1000;
}

/* The reason is there before the state is told, and both are true before anybody hears of either: whoever does may
 * terminate us, and is told nothing more then. */
static void
step_with_error (UaSubscriber      *self,
                 UaSubscriberEvent  event,
                 const GError      *error)
{
  g_autoptr (GError) kept = error != NULL ? g_error_copy (error) : NULL;

  g_object_freeze_notify (G_OBJECT (self));
  ua_asking_keep_error (&self->last_error, kept);
  g_object_notify (G_OBJECT (self), "last-error");
  ua_subscriber_step (self, event);
  g_object_thaw_notify (G_OBJECT (self));
  if (event == UA_SUBSCRIBER_EVENT_END || self->state != UA_SUBSCRIBER_STATE_TERMINATED)
    ua_subscriber_tell_ended (self, kept);
}

static void
arrange_retry (UaSubscriber      *self,
               UaSubscriberRetry  retry,
               guint              retry_after_s,
               gboolean           lasted)
{
  if (self->state != UA_SUBSCRIBER_STATE_INITIAL || !self->wanted || !can_begin (self))
    return;
  if (retry == UA_SUBSCRIBER_SOON && lasted)
    ua_subscriber_begin_if_possible (self);
  else
    ua_refresher_refused (self->retry, retry_after_s);
}

/* It is lost: told, and then tried again when there is a point. */
void
ua_subscriber_lapse (UaSubscriber      *self,
                     const GError      *error,
                     UaSubscriberRetry  retry,
                     guint              retry_after_s)
{
  gboolean lasted = self->state == UA_SUBSCRIBER_STATE_SUBSCRIBED && has_lasted (self);

  if (self->once || retry == UA_SUBSCRIBER_NEVER || self->state == UA_SUBSCRIBER_STATE_LEAVING)
    {
      ua_subscriber_end (self, error);
      return;
    }

  if (lasted)
    {
      /* What went wrong before is forgiven. */
      ua_refresher_granted (self->retry, 0);
      ua_refresher_stop (self->retry);
    }
  step_with_error (self, UA_SUBSCRIBER_EVENT_LAPSE, error);
  arrange_retry (self, retry, retry_after_s, lasted);
}

void
ua_subscriber_end (UaSubscriber *self,
                   const GError *error)
{
  self->wanted = FALSE;
  step_with_error (self, UA_SUBSCRIBER_EVENT_END, error);
}

static void
fail (UaSubscriber *self,
      guint         status,
      guint         retry_after_s,
      const GError *error)
{
  if (self->state == UA_SUBSCRIBER_STATE_LEAVING)
    ua_subscriber_end (self, NULL);
  else
    ua_subscriber_lapse (self, error, ua_asking_is_final (status, error) ? UA_SUBSCRIBER_NEVER : UA_SUBSCRIBER_LATER,
                         retry_after_s);
}

/* RFC 6665 §4.2.1.1: 423 names the shortest time that is taken. Believed once in a row. */
static gboolean
ask_for_longer (UaSubscriber *self,
                SipMessage   *response)
{
  guint32 shortest = 0;

  if (sip_message_get_status (response) != SIP_STATUS_INTERVAL_TOO_BRIEF || self->n_brief > 0 || self->once
      || !sip_message_get_number (response, SIP_HEADER_MIN_EXPIRES, &shortest) || shortest <= self->terms.expires_s)
    return FALSE;

  self->n_brief++;
  self->terms.expires_s = shortest;
  ua_agent_unwatch_notify (self->agent, self);
  ua_subscriber_send (self);
  return TRUE;
}

/* A dialog that a NOTIFY made before may learn its route only now; one that nobody made yet is made here, so that its
 * NOTIFY is known and it can be given up. */
static void
receive_success (UaSubscriber *self,
                 SipMessage   *subscribe,
                 SipMessage   *response)
{
  UaSubscription *subscription =
    ua_subscriber_find (self, sip_address_get_tag (sip_message_get_to (response)));
  g_autoptr (SipDialog) dialog = NULL;
  guint32 granted = self->terms.expires_s;

  self->n_brief = 0;
  sip_message_get_number (response, SIP_HEADER_EXPIRES, &granted);
  if (subscription != NULL)
    sip_dialog_confirm (ua_subscription_get_dialog (subscription), response);
  else if (self->subscriptions->len == 0)
    dialog = sip_dialog_new_client (subscribe, response, NULL);
  if (dialog != NULL)
    subscription = ua_subscriber_adopt (self, dialog);
  if (subscription == NULL)
    return;
  if (!ua_subscription_is_granted (subscription) && !self->once)
    ua_subscription_granted (subscription, granted);
  if (self->state == UA_SUBSCRIBER_STATE_LEAVING)
    ua_subscription_leave (subscription);
}

static void
request_answered_cb (UaRequest    *request,
                     SipMessage   *response,
                     UaSubscriber *self)
{
  g_autoptr (UaSubscriber) hold = g_object_ref (self);
  g_autoptr (SipMessage) subscribe = sip_message_ref (ua_request_get_message (request));
  guint status = sip_message_get_status (response);
  guint32 retry_after = 0;

  drop_request (self);
  if (status < 300)
    {
      receive_success (self, subscribe, response);
      return;
    }
  if (self->state == UA_SUBSCRIBER_STATE_NOTIFY_WAIT && ask_for_longer (self, response))
    return;

  g_autoptr (GError) error = sip_status_error_new (status, sip_message_get_reason (response));

  sip_message_get_number (response, SIP_HEADER_RETRY_AFTER, &retry_after);
  fail (self, status, retry_after, error);
}

static void
request_failed_cb (UaRequest    *request,
                   const GError *error,
                   UaSubscriber *self)
{
  g_autoptr (UaSubscriber) hold = g_object_ref (self);

  drop_request (self);
  fail (self, 0, 0, error);
}

void
ua_subscriber_send (UaSubscriber *self)
{
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_request (self->agent, "SUBSCRIBE", self->target, self->terms.options);

  ua_subscription_terms_apply (&self->terms, self->agent, self->once ? 0 : self->terms.expires_s, builder);
  ua_agent_preempt (self->agent, builder);
  self->begun_ms = sip_clock_get_now_ms (self->clock);
  g_autoptr (UaRequest) request = ua_request_new (self->agent, NULL);

  self->request = g_object_ref (request);
  g_signal_connect_object (self->request, "answered", G_CALLBACK (request_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->request, "failed", G_CALLBACK (request_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (request, builder);
  /* The line may turn out to be gone while it is sent. */
  if (self->request == request)
    ua_agent_watch_notify (self->agent, ua_request_get_message (request), ua_subscriber_receive, self);
}

static void
retry_due_cb (UaRefresher  *retry,
              UaSubscriber *self)
{
  ua_subscriber_begin_if_possible (self);
}

static void
connection_connected_cb (UaConnection *connection,
                         UaSubscriber *self)
{
  ua_subscriber_begin_if_possible (self);
}

/* CONTRACT T13: the line is gone, and so is the subscription, at once. */
static void
connection_disconnected_cb (UaConnection *connection,
                            const GError *cause,
                            UaSubscriber *self)
{
  g_autoptr (UaSubscriber) hold = g_object_ref (self);
  g_autoptr (GError) error = ua_asking_make_line_error (cause);

  ua_refresher_stop (self->retry);
  if (self->state == UA_SUBSCRIBER_STATE_LEAVING)
    ua_subscriber_end (self, NULL);
  else if (self->state == UA_SUBSCRIBER_STATE_NOTIFY_WAIT || self->state == UA_SUBSCRIBER_STATE_SUBSCRIBED)
    ua_subscriber_lapse (self, error, UA_SUBSCRIBER_LATER, 0);
}

/* CONTRACT U5, U4: the agent goes. The dialogs are given up now, and what was wanted is begun anew on the next line. */
static void
agent_life_cb (UaAgent      *agent,
               UaAgentLife   life,
               UaSubscriber *self)
{
  if (life == UA_AGENT_LIFE_WITHDRAW && self->state == UA_SUBSCRIBER_STATE_SUBSCRIBED && ua_agent_is_connected (agent))
    ua_subscriber_leave_all (self);
  else if (life == UA_AGENT_LIFE_RETURN && self->state == UA_SUBSCRIBER_STATE_SUBSCRIBED)
    ua_subscriber_refresh (self);
}

void
ua_subscriber_follow (UaSubscriber *self)
{
  const GCallback callbacks[] = { G_CALLBACK (retry_due_cb), G_CALLBACK (connection_connected_cb),
                                  G_CALLBACK (connection_disconnected_cb) };

  g_signal_connect_object (self->agent, "life", G_CALLBACK (agent_life_cb), self, G_CONNECT_DEFAULT);
  ua_asking_follow (self, self->agent, self->retry, callbacks);
}
