/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the far end tells of its call to the target (RFC 3515 §2.4.4): an answer at a time, in a subscription that the
 * REFER made and that is renewed like any other, for a telephone may ring for minutes. The first NOTIFY may overtake
 * the answer to the REFER, and the last one comes when the call is long gone (RFC 5057 §5).
 */

#include "ua-transfer-private.h"

#include "ua-agent-private.h"
#include "ua-agent-events.h"
#include "ua-error.h"
#include "ua-event.h"
#include "ua-sipfrag.h"

void
ua_transfer_close_news (UaTransfer *self)
{
  self->watching = FALSE;
  if (self->agent != NULL)
    ua_agent_unwatch_notify (self->agent, self);
  sip_clock_disarm (self->clock, &self->news_timer);
  if (self->subscription == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->subscription, self);
  ua_subscription_stop (self->subscription);
  g_clear_object (&self->subscription);
}

static gboolean
is_over (UaTransfer *self)
{
  return self->state == UA_TRANSFER_STATE_DONE || self->state == UA_TRANSFER_STATE_FAILED;
}

static void
give_up (UaTransfer   *self,
         const GError *error)
{
  ua_transfer_close_news (self);
  if (!is_over (self))
    ua_transfer_fail (self, error);
  ua_transfer_settle (self);
}

static void
news_timer_cb (gpointer user_data)
{
  g_autoptr (UaTransfer) self = g_object_ref (user_data);
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_REQUEST_TIMEOUT,
                                                  "the other side does not tell how the transfer goes");

  self->news_timer = 0;
  give_up (self, error);
}

static void
arm (UaTransfer *self,
     guint       ms)
{
  sip_clock_disarm (self->clock, &self->news_timer);
  self->news_timer = sip_clock_arm (self->clock, ms, news_timer_cb, self);
}

void
ua_transfer_expect_news (UaTransfer *self)
{
  if (!self->told)
    arm (self, UA_TRANSFER_FIRST_NEWS_MS);
}

void
ua_transfer_linger (UaTransfer *self)
{
  if (self->subscription != NULL)
    ua_subscription_stop (self->subscription);
  if (self->watching)
    arm (self, UA_TRANSFER_FIRST_NEWS_MS);
}

/* Who does not know how to renew may still tell more until the time is over; who does not know it at all will not. */
static void
subscription_lapsed_cb (UaSubscription *subscription,
                        const GError   *error,
                        UaTransfer     *self)
{
  g_autoptr (UaTransfer) hold = g_object_ref (self);

  if (g_error_matches (error, SIP_STATUS_ERROR, SIP_STATUS_NO_TRANSACTION))
    {
      give_up (self, error);
      return;
    }
  g_info ("the reports of a transfer cannot be renewed: %s", error->message);
  g_signal_handlers_disconnect_by_data (self->subscription, self);
  g_clear_object (&self->subscription);
}

/* A renewal says Event as the NOTIFY does, for one id or none makes another subscription of it (RFC 3515 §2.4.6). */
static void
renew_in_time (UaTransfer *self,
               const char *event,
               guint       seconds)
{
  g_set_str (&self->terms.event, event);
  self->terms.expires_s = seconds;
  if (self->subscription == NULL)
    {
      self->subscription = ua_subscription_new (self->agent, self->dialog, &self->terms, 0);
      g_signal_connect_object (self->subscription, "lapsed", G_CALLBACK (subscription_lapsed_cb), self,
                               G_CONNECT_DEFAULT);
    }
  ua_subscription_told (self->subscription, seconds);
}

/* SIP.js 0.21 writes “terminated” into every NOTIFY of a REFER: beside a provisional answer, and with no reason said
 * (RFC 6665 §4.1.3), it does not mean that there is nothing more to come. */
static gboolean
is_last (const UaSipfrag           *fragment,
         const UaSubscriptionState *state)
{
  return state->phase == UA_SUBSCRIPTION_TERMINATED
         && (state->reason != UA_SUBSCRIPTION_REASON_NONE || fragment == NULL || fragment->status >= 200);
}

static void
note_time (UaTransfer                *self,
           SipMessage                *notify,
           const UaSubscriptionState *state,
           gboolean                   last)
{
  gint64 seconds = state->expires_s >= 0 ? MIN (state->expires_s, UA_TRANSFER_LONGEST_S) : UA_TRANSFER_SILENCE_S;

  if (last)
    {
      ua_transfer_close_news (self);
      return;
    }
  if (is_over (self))
    return;
  arm (self, (guint) MAX (seconds * 1000, UA_TRANSFER_FIRST_NEWS_MS));
  if (state->expires_s > 0 && state->phase != UA_SUBSCRIPTION_TERMINATED)
    renew_in_time (self, sip_message_get_header (notify, SIP_HEADER_EVENT), (guint) seconds);
}

/* @fragment NULL: it tells nothing but that there will be no more. */
static void
take_news (UaTransfer      *self,
           const UaSipfrag *fragment,
           gboolean         last)
{
  g_autoptr (GError) error = NULL;

  if (self->state == UA_TRANSFER_STATE_ASKING)
    ua_transfer_step (self, UA_TRANSFER_EVENT_AGREE);
  if (fragment != NULL && !is_over (self))
    ua_transfer_set_progress (self, fragment->status);
  if (is_over (self))
    {
      if (self->state == UA_TRANSFER_STATE_DONE && fragment != NULL && fragment->status / 100 == 2)
        ua_transfer_release_other (self);
      return;
    }
  if (fragment != NULL && fragment->status >= 300)
    error = sip_status_error_new (fragment->status, fragment->reason);
  else if ((fragment != NULL && fragment->status >= 200) || ua_transfer_was_left (self))
    ua_transfer_reach (self);
  else if (last)
    error = g_error_new_literal (UA_ERROR, UA_ERROR_NO_ANSWER, "the other side has given the transfer up");
  if (error != NULL)
    ua_transfer_fail (self, error);
}

static gboolean
is_from_them (UaTransfer *self,
              SipMessage *notify)
{
  const char *tag = sip_address_get_tag (sip_message_get_from (notify));
  const char *known = sip_dialog_get_remote_tag (self->dialog);

  return g_ascii_strcasecmp (tag != NULL ? tag : "", known != NULL ? known : "") == 0;
}

static void
notify_cb (SipTransaction *server,
           SipMessage     *request,
           gpointer        user_data)
{
  g_autoptr (UaTransfer) self = g_object_ref (user_data);
  g_autofree char *type = sip_message_dup_content_type (request);
  g_autoptr (UaSipfrag) fragment = ua_sipfrag_parse (type, sip_message_get_body (request), NULL);
  UaSubscriptionState state = { 0 };
  gboolean known = ua_subscription_state_parse (sip_message_get_header (request, SIP_HEADER_SUBSCRIPTION_STATE), &state);
  gboolean last = known && is_last (fragment, &state);

  if (!is_from_them (self, request))
    {
      ua_agent_answer (self->agent, server, SIP_STATUS_NO_TRANSACTION);
      return;
    }
  if (!known || (fragment == NULL && !last))
    {
      ua_agent_answer (self->agent, server, SIP_STATUS_BAD_REQUEST);
      return;
    }
  ua_agent_answer (self->agent, server, SIP_STATUS_OK);
  self->told = TRUE;
  note_time (self, request, &state, last);
  take_news (self, fragment, last);
  ua_transfer_settle (self);
}

void
ua_transfer_await_news (UaTransfer *self)
{
  self->watching = TRUE;
  ua_agent_watch_refer (self->agent, self->refer, notify_cb, self);
}
