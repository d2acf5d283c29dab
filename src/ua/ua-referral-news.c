/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whoever sent us to somebody wants to know whether we got through (RFC 3515 §2.4.4). A REFER makes a subscription
 * without a SUBSCRIBE; we are its notifier, and it goes on when the call in which we were asked is over (RFC 5057 §5).
 * They are told the first line of the answers we get and nothing else of them.
 */

#include "ua-referral-private.h"

#include "ua-agent-private.h"
#include "ua-error.h"
#include "ua-event.h"
#include "ua-sipfrag.h"

#define REFERRED "ua-referrals"

static void flush (UaReferral *self);

/* RFC 3515 §2.4.6: all but the first REFER of a dialog are told apart by their number. */
void
ua_referral_begin_news (UaReferral *self,
                        SipMessage *refer)
{
  guint n_before = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self->dialog), REFERRED));

  sip_message_get_cseq (refer, &self->cseq, NULL);
  self->event = n_before > 0 ? g_strdup_printf ("refer;id=%u", self->cseq) : g_strdup ("refer");
  g_object_set_data (G_OBJECT (self->dialog), REFERRED, GUINT_TO_POINTER (n_before + 1));
}

guint
ua_referral_translate (const GError *error)
{
  static const guint by_error[] = {
    [UA_ERROR_INVALID_TARGET] = SIP_STATUS_NOT_FOUND,
    [UA_ERROR_CONNECTION] = SIP_STATUS_SERVICE_UNAVAILABLE,
    [UA_ERROR_REQUEST_TIMEOUT] = SIP_STATUS_REQUEST_TIMEOUT,
    [UA_ERROR_AUTHENTICATION] = SIP_STATUS_FORBIDDEN,
    [UA_ERROR_CANCELED] = SIP_STATUS_REQUEST_TERMINATED,
    [UA_ERROR_NO_ANSWER] = SIP_STATUS_TEMPORARILY_UNAVAILABLE,
    [UA_ERROR_BAD_DESCRIPTION] = SIP_STATUS_NOT_ACCEPTABLE_HERE,
    [UA_ERROR_MEDIA] = SIP_STATUS_NOT_ACCEPTABLE_HERE,
  };

  if (error == NULL)
    return SIP_STATUS_REQUEST_TERMINATED;
  if (error->domain == SIP_STATUS_ERROR && error->code >= 300 && error->code < 700)
    return (guint) error->code;
  if (error->domain == UA_ERROR && error->code < (int) G_N_ELEMENTS (by_error) && by_error[error->code] != 0)
    return by_error[error->code];
  return SIP_STATUS_SERVER_ERROR;
}

void
ua_referral_stop_news (UaReferral *self)
{
  self->wanted = FALSE;
  if (self->notify != NULL)
    g_signal_handlers_disconnect_by_data (self->notify, self);
  g_clear_object (&self->notify);
}

/* Nobody hears us any more; the call goes on. */
static void
end (UaReferral *self)
{
  ua_referral_stop_news (self);
  if (self->state != UA_REFERRAL_STATE_OVER)
    ua_referral_step (self, UA_REFERRAL_EVENT_END);
  ua_referral_settle (self);
}

/* RFC 6665 §4.2.2: a refusal ends the subscription, unless it says when to ask again. */
static void
notify_answered_cb (UaRequest  *notify,
                    SipMessage *response,
                    UaReferral *self)
{
  g_autoptr (UaReferral) hold = g_object_ref (self);
  gboolean later = sip_message_get_header (response, SIP_HEADER_RETRY_AFTER) != NULL;

  g_clear_object (&self->notify);
  if (sip_message_get_status (response) < 300)
    sip_dialog_receive_response (self->dialog, response);
  else if (!later)
    {
      end (self);
      return;
    }
  flush (self);
  ua_referral_settle (self);
}

static void
notify_failed_cb (UaRequest    *notify,
                  const GError *error,
                  UaReferral   *self)
{
  g_autoptr (UaReferral) hold = g_object_ref (self);

  g_info ("nobody hears how a referral goes: %s", error->message);
  g_clear_object (&self->notify);
  end (self);
}

static void
write_state (UaReferral        *self,
             SipMessageBuilder *builder)
{
  const char *phase = self->state == UA_REFERRAL_STATE_HESITATING ? "pending" : "active";
  gint64 left_ms = MAX (self->until_ms - sip_clock_get_now_ms (self->clock), 0);
  g_autofree char *state = self->reason != NULL
                             ? g_strdup_printf ("terminated;reason=%s", self->reason)
                             : g_strdup_printf ("%s;expires=%" G_GINT64_FORMAT, phase, left_ms / 1000);

  sip_message_builder_set_header (builder, SIP_HEADER_EVENT, self->event);
  sip_message_builder_set_header (builder, SIP_HEADER_SUBSCRIPTION_STATE, state);
}

/* One at a time, and the newest: each has the whole state (RFC 6665 §4.2.2). */
static void
flush (UaReferral *self)
{
  if (!self->wanted || self->notify != NULL || self->agent == NULL || !ua_agent_is_connected (self->agent))
    return;

  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (self->dialog, SIP_METHOD_NOTIFY, 0);
  g_autoptr (GBytes) body = ua_sipfrag_write (self->status);

  self->wanted = FALSE;
  ua_agent_dress (self->agent, builder);
  ua_agent_introduce (self->agent, builder);
  write_state (self, builder);
  sip_message_builder_set_body (builder, UA_SIPFRAG_CONTENT_TYPE, body);
  ua_agent_preempt (self->agent, builder);
  self->notify = ua_request_new (self->agent, self->dialog);
  g_signal_connect_object (self->notify, "answered", G_CALLBACK (notify_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->notify, "failed", G_CALLBACK (notify_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (self->notify, builder);
}

void
ua_referral_tell (UaReferral *self,
                  guint       status,
                  const char *reason)
{
  self->status = status;
  self->reason = reason;
  self->wanted = TRUE;
  flush (self);
}

static void
expired_cb (gpointer user_data)
{
  g_autoptr (UaReferral) self = g_object_ref (user_data);

  self->timer = 0;
  ua_referral_step (self, UA_REFERRAL_EVENT_END);
  ua_referral_tell (self, self->status, "timeout");
  ua_referral_settle (self);
}

/* How long they are told without asking again. While a person is still thinking there is another clock. */
void
ua_referral_subscribe_for (UaReferral *self,
                           guint       seconds)
{
  self->until_ms = sip_clock_get_now_ms (self->clock) + (gint64) seconds * 1000;
  if (self->state != UA_REFERRAL_STATE_CALLING)
    return;
  sip_clock_disarm (self->clock, &self->timer);
  self->timer = sip_clock_arm (self->clock, seconds * 1000, expired_cb, self);
}

static gboolean
tags_equal (const char *a,
            const char *b)
{
  return g_ascii_strcasecmp (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static gboolean
is_about (UaReferral *self,
          SipMessage *subscribe)
{
  const char *event = sip_message_get_header (subscribe, SIP_HEADER_EVENT);
  g_autofree char *numbered = g_strdup_printf ("refer;id=%u", self->cseq);
  const char *to_tag = sip_address_get_tag (sip_message_get_to (subscribe));
  const char *from_tag = sip_address_get_tag (sip_message_get_from (subscribe));

  return g_strcmp0 (sip_message_get_call_id (subscribe), sip_dialog_get_call_id (self->dialog)) == 0
         && tags_equal (to_tag, sip_dialog_get_local_tag (self->dialog))
         && tags_equal (from_tag, sip_dialog_get_remote_tag (self->dialog))
         && (ua_event_matches (self->event, event) || ua_event_matches (numbered, event));
}

static void
answer_subscribe (UaReferral     *self,
                  SipTransaction *server,
                  guint           seconds)
{
  g_autoptr (SipMessageBuilder) builder =
    ua_agent_begin_response (self->agent, sip_transaction_get_request (server), SIP_STATUS_OK, NULL, NULL);

  ua_agent_introduce (self->agent, builder);
  sip_message_builder_set_number (builder, SIP_HEADER_EXPIRES, seconds);

  g_autoptr (SipMessage) response = sip_message_builder_end (builder);

  if (!sip_transaction_respond (server, response))
    g_info ("a 200 came too late");
}

/* RFC 6665 §4.2.1.4: whoever renews it, or gives it up, is told how things stand. FALSE: it is about something else. */
gboolean
ua_referral_take_subscribe (UaReferral     *self,
                            SipTransaction *server,
                            SipMessage     *request)
{
  gboolean subscribed = self->state == UA_REFERRAL_STATE_HESITATING || self->state == UA_REFERRAL_STATE_CALLING;
  guint32 asked = UA_REFERRAL_EXPIRES_S;

  if (!subscribed || !is_about (self, request))
    return FALSE;

  sip_message_get_number (request, SIP_HEADER_EXPIRES, &asked);
  asked = MIN (asked, UA_REFERRAL_LONGEST_S);
  answer_subscribe (self, server, asked);
  if (asked > 0)
    ua_referral_subscribe_for (self, asked);
  else
    ua_referral_step (self, UA_REFERRAL_EVENT_END);
  ua_referral_tell (self, self->status, asked > 0 ? NULL : "timeout");
  ua_referral_settle (self);
  return TRUE;
}
