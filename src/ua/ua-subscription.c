/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A subscription lives in a dialog and only for a time. This is one such dialog: it renews itself well before the end,
 * obeys whatever shorter time it is granted, and says when it is over.
 */

#include "ua-subscription.h"

#include "ua-agent-private.h"
#include "ua-error.h"
#include "ua-refresher.h"
#include "ua-request.h"

#define LAST_WORD_MS (32 * 1000) /* how long what was granted no time may go on talking: 64 × T1 */

struct _UaSubscription
{
  GObject                    parent_instance;
  UaAgent                   *agent; /* weak */
  SipClock                  *clock;
  SipDialog                 *dialog;
  const UaSubscriptionTerms *terms;
  UaRefresher               *refresher;
  UaRequest                 *request;
  guint                      expiry_timer;
  guint                      early_timer; /* a renewal sooner than the refresher's */
  guint                      hurry_timer; /* the whole state is wanted, and it is too soon */
  gint64                     due_ms;      /* when the refresher will call */
  gint64                     asked_ms;    /* when we asked last */
  gint64                     hurry_ms;    /* before this, nobody may ask for the whole state again */
  guint                      expires_s; /* what is asked for: more than the terms after a 423 */
  guint                      n_brief;   /* 423s in a row */
  guint                      fork;
  gboolean                   granted;
  gboolean                   heard;
  gboolean                   leaving;
};

enum
{
  LAPSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaSubscription, ua_subscription, G_TYPE_OBJECT)

static void
disarm (UaSubscription *self)
{
  sip_clock_disarm (self->clock, &self->expiry_timer);
  sip_clock_disarm (self->clock, &self->early_timer);
  sip_clock_disarm (self->clock, &self->hurry_timer);
}

static void
drop_request (UaSubscription *self)
{
  if (self->request != NULL)
    g_signal_handlers_disconnect_by_data (self->request, self);
  g_clear_object (&self->request);
}

static void
lapse (UaSubscription *self,
       const GError   *error)
{
  ua_subscription_stop (self);
  g_signal_emit (self, signals[LAPSED], 0, error);
}

static void
expiry_timer_cb (gpointer user_data)
{
  g_autoptr (UaSubscription) self = g_object_ref (user_data);
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_DIALOG, "the subscription ran out");

  self->expiry_timer = 0;
  lapse (self, error);
}

static void
arm_expiry (UaSubscription *self,
            guint           seconds)
{
  guint ms = seconds > 0 ? MIN (seconds, G_MAXINT / 1000) * 1000 : LAST_WORD_MS;

  sip_clock_disarm (self->clock, &self->expiry_timer);
  self->expiry_timer = sip_clock_arm (self->clock, ms, expiry_timer_cb, self);
}

static void ask (UaSubscription *self);

static void
renew (UaSubscription *self)
{
  if (self->request == NULL && !self->leaving)
    ask (self);
}

static void
hurry_timer_cb (gpointer user_data)
{
  UaSubscription *self = user_data;

  self->hurry_timer = 0;
  ua_subscription_refresh (self);
}

static void
early_timer_cb (gpointer user_data)
{
  UaSubscription *self = user_data;

  self->early_timer = 0;
  renew (self);
}

/* RFC 5057 §5.2 and RFC 6665 §4.1.2.2: after these there is nothing left to renew; a new SUBSCRIBE may do better. Some
 * notifiers that have lost their memory say 500. */
static gboolean
is_gone (guint status)
{
  static const guint gone[] = { 404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 500, 501, 604 };

  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      if (status == gone[i])
        return TRUE;
    }
  return FALSE;
}

/* RFC 6665 §4.2.1.1: 423 names the shortest time that is taken. Believed once in a row. */
static gboolean
ask_for_longer (UaSubscription *self,
                SipMessage     *response)
{
  guint32 shortest = 0;

  if (sip_message_get_status (response) != SIP_STATUS_INTERVAL_TOO_BRIEF || self->n_brief > 0 || self->leaving
      || !sip_message_get_number (response, SIP_HEADER_MIN_EXPIRES, &shortest) || shortest <= self->expires_s)
    return FALSE;

  self->n_brief++;
  self->expires_s = shortest;
  ask (self);
  return TRUE;
}

static void
receive_success (UaSubscription *self,
                 SipMessage     *response)
{
  guint32 granted = self->expires_s;

  sip_dialog_receive_response (self->dialog, response);
  self->n_brief = 0;
  if (self->leaving)
    return;
  sip_message_get_number (response, SIP_HEADER_EXPIRES, &granted);
  ua_subscription_granted (self, granted);
}

static void
request_answered_cb (UaRequest      *request,
                     SipMessage     *response,
                     UaSubscription *self)
{
  g_autoptr (UaSubscription) hold = g_object_ref (self);
  guint status = sip_message_get_status (response);
  guint32 retry_after = 0;

  drop_request (self);
  if (status < 300)
    {
      receive_success (self, response);
      return;
    }
  if (ask_for_longer (self, response))
    return;
  if (self->leaving || is_gone (status))
    {
      g_autoptr (GError) error = sip_status_error_new (status, sip_message_get_reason (response));

      lapse (self, error);
      return;
    }
  /* What was granted before still holds (RFC 6665 §4.1.2.2). */
  sip_message_get_number (response, SIP_HEADER_RETRY_AFTER, &retry_after);
  ua_refresher_refused (self->refresher, retry_after);
}

static void
request_failed_cb (UaRequest      *request,
                   const GError   *error,
                   UaSubscription *self)
{
  g_autoptr (UaSubscription) hold = g_object_ref (self);

  drop_request (self);
  if (self->leaving || g_error_matches (error, UA_ERROR, UA_ERROR_AUTHENTICATION))
    lapse (self, error);
  else
    ua_refresher_refused (self->refresher, 0);
}

static void
ask (UaSubscription *self)
{
  if (self->agent == NULL || !ua_agent_is_connected (self->agent))
    return;

  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (self->dialog, SIP_METHOD_SUBSCRIBE, 0);

  ua_agent_dress (self->agent, builder);
  ua_subscription_terms_apply (self->terms, self->agent, self->leaving ? 0 : self->expires_s, builder);
  if (self->terms->options != NULL)
    ua_options_apply (self->terms->options, builder);
  ua_agent_preempt (self->agent, builder);

  ua_refresher_stop (self->refresher);
  sip_clock_disarm (self->clock, &self->early_timer);
  sip_clock_disarm (self->clock, &self->hurry_timer);
  self->asked_ms = sip_clock_get_now_ms (self->clock);
  self->request = ua_request_new (self->agent, self->dialog);
  g_signal_connect_object (self->request, "answered", G_CALLBACK (request_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->request, "failed", G_CALLBACK (request_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (self->request, builder);
}

static void
refresher_due_cb (UaRefresher    *refresher,
                  UaSubscription *self)
{
  renew (self);
}

static void
ua_subscription_dispose (GObject *object)
{
  UaSubscription *self = UA_SUBSCRIPTION (object);

  drop_request (self);
  if (self->clock != NULL)
    disarm (self);
  g_clear_object (&self->refresher);
  g_clear_object (&self->dialog);
  g_clear_object (&self->clock);
  g_clear_weak_pointer (&self->agent);
  G_OBJECT_CLASS (ua_subscription_parent_class)->dispose (object);
}

static void
ua_subscription_class_init (UaSubscriptionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ua_subscription_dispose;

  signals[LAPSED] = g_signal_new ("lapsed", UA_TYPE_SUBSCRIPTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_ERROR);
}

static void
ua_subscription_init (UaSubscription *self)
{
}

/**
 * ua_subscription_new:
 * @agent: who subscribed
 * @dialog: made by a NOTIFY or by a 2xx
 * @terms: what every SUBSCRIBE says; outlives the subscription
 * @fork: which of the notifiers this is, from 0
 *
 * Makes a subscription that is granted no time yet.
 *
 * Returns: (transfer full): the subscription
 */
UaSubscription *
ua_subscription_new (UaAgent                   *agent,
                     SipDialog                 *dialog,
                     const UaSubscriptionTerms *terms,
                     guint                      fork)
{
  g_return_val_if_fail (UA_IS_AGENT (agent) && SIP_IS_DIALOG (dialog) && terms != NULL, NULL);

  UaSubscription *self = g_object_new (UA_TYPE_SUBSCRIPTION, NULL);

  g_set_weak_pointer (&self->agent, agent);
  self->clock = g_object_ref (ua_agent_get_clock (agent));
  self->dialog = g_object_ref (dialog);
  self->terms = terms;
  self->fork = fork;
  self->asked_ms = sip_clock_get_now_ms (self->clock);
  self->expires_s = terms->expires_s;
  self->refresher = ua_refresher_new (self->clock, ua_agent_get_tokens (agent));
  g_signal_connect_object (self->refresher, "due", G_CALLBACK (refresher_due_cb), self, G_CONNECT_DEFAULT);
  return self;
}

/**
 * ua_subscription_get_fork:
 * @self: the subscription
 *
 * Returns: which of the notifiers it hears, 0 for the first
 */
guint
ua_subscription_get_fork (UaSubscription *self)
{
  g_return_val_if_fail (UA_IS_SUBSCRIPTION (self), 0);

  return self->fork;
}

/**
 * ua_subscription_get_dialog:
 * @self: the subscription
 *
 * Returns: (transfer none): the dialog it lives in
 */
SipDialog *
ua_subscription_get_dialog (UaSubscription *self)
{
  g_return_val_if_fail (UA_IS_SUBSCRIPTION (self), NULL);

  return self->dialog;
}

/**
 * ua_subscription_granted:
 * @self: the subscription
 * @seconds: from now on; 0: it is about to end
 *
 * Obeys the time that was granted, shorter or longer than what was asked for (CONTRACT A.6 item 8).
 */
void
ua_subscription_granted (UaSubscription *self,
                         guint           seconds)
{
  g_return_if_fail (UA_IS_SUBSCRIPTION (self));

  self->granted = TRUE;
  if (self->leaving)
    return;
  arm_expiry (self, seconds);
  sip_clock_disarm (self->clock, &self->early_timer);
  ua_refresher_stop (self->refresher);
  if (seconds == 0 || self->request != NULL)
    return;
  self->due_ms = sip_clock_get_now_ms (self->clock) + ua_refresher_delay_ms (seconds);
  ua_refresher_granted (self->refresher, seconds);
}

/* Well before the end of what is left, but not sooner after the last time than any renewal (TRUST 3). */
static gint64
find_due_ms (UaSubscription *self,
             guint           seconds)
{
  gint64 left_ms = (gint64) seconds * 1000;
  gint64 due_ms = sip_clock_get_now_ms (self->clock) + MAX (left_ms - MAX (left_ms / 10, 5000), 0);

  return MAX (due_ms, self->asked_ms + UA_REFRESHER_FLOOR_S * 1000);
}

/**
 * ua_subscription_told:
 * @self: the subscription
 * @seconds: what is left; 0: it is about to end
 *
 * Obeys the time in a NOTIFY (RFC 6665 §4.1.3). A notifier that has much to tell names ever less; what it names must
 * not put the renewal off until it is too late.
 */
void
ua_subscription_told (UaSubscription *self,
                      guint           seconds)
{
  g_return_if_fail (UA_IS_SUBSCRIPTION (self));

  gint64 now_ms = sip_clock_get_now_ms (self->clock);

  if (seconds == 0 || !ua_refresher_is_running (self->refresher))
    {
      ua_subscription_granted (self, seconds);
      return;
    }
  if (self->leaving)
    return;
  arm_expiry (self, seconds);
  sip_clock_disarm (self->clock, &self->early_timer);
  if (find_due_ms (self, seconds) < self->due_ms)
    self->early_timer = sip_clock_arm (self->clock, (guint) MAX (find_due_ms (self, seconds) - now_ms, 0),
                                       early_timer_cb, self);
}

/**
 * ua_subscription_is_granted:
 * @self: the subscription
 *
 * Returns: whether anybody said for how long it is: %TRUE after the first ua_subscription_granted()
 */
gboolean
ua_subscription_is_granted (UaSubscription *self)
{
  g_return_val_if_fail (UA_IS_SUBSCRIPTION (self), FALSE);

  return self->granted;
}

/**
 * ua_subscription_refresh:
 * @self: the subscription
 *
 * Asks again; the notifier answers with the whole state (RFC 6665 §4.2.1.2). At once, but not again
 * for as long as between any two renewals: a notifier whose every answer has a gap would be asked without end (TRUST 3).
 */
void
ua_subscription_refresh (UaSubscription *self)
{
  g_return_if_fail (UA_IS_SUBSCRIPTION (self));

  gint64 now_ms = sip_clock_get_now_ms (self->clock);

  if (self->leaving || self->request != NULL)
    return;
  if (now_ms < self->hurry_ms)
    {
      if (self->hurry_timer == 0)
        self->hurry_timer = sip_clock_arm (self->clock, (guint) (self->hurry_ms - now_ms), hurry_timer_cb, self);
      return;
    }
  self->hurry_ms = now_ms + UA_REFRESHER_FLOOR_S * 1000;
  renew (self);
}

/**
 * ua_subscription_leave:
 * @self: the subscription
 *
 * Gives it up (RFC 6665 §4.1.2.3); a last NOTIFY is to come.
 */
void
ua_subscription_leave (UaSubscription *self)
{
  g_return_if_fail (UA_IS_SUBSCRIPTION (self));

  if (self->leaving)
    return;
  ua_subscription_stop (self);
  self->leaving = TRUE;
  ask (self);
}

/**
 * ua_subscription_stop:
 * @self: the subscription
 *
 * Lets go of it: no clock calls, and no answer is heard.
 */
void
ua_subscription_stop (UaSubscription *self)
{
  g_return_if_fail (UA_IS_SUBSCRIPTION (self));

  drop_request (self);
  ua_refresher_stop (self->refresher);
  disarm (self);
}

/**
 * ua_subscription_set_heard:
 * @self: the subscription
 *
 * Notes that a NOTIFY came: only with it a subscription is one (RFC 6665 §4.4.1).
 */
void
ua_subscription_set_heard (UaSubscription *self)
{
  g_return_if_fail (UA_IS_SUBSCRIPTION (self));

  self->heard = TRUE;
}

/**
 * ua_subscription_is_heard:
 * @self: the subscription
 *
 * Returns: %TRUE when a NOTIFY came
 */
gboolean
ua_subscription_is_heard (UaSubscription *self)
{
  g_return_val_if_fail (UA_IS_SUBSCRIPTION (self), FALSE);

  return self->heard;
}
