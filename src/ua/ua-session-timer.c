/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A far end that died in a call says nothing, and neither does a proxy that lost it: such a call would last for ever and be
 * paid for. So both ends agree on an interval in which one of them says that it is there (RFC 4028); when that is not heard,
 * the call is over. A far end that knows nothing of this is asked by us alone.
 */

#include "ua-session-timer.h"

#include "sip-params.h"
#include "sip-slice.h"
#include "ua-error.h"
#include "ua-session-private.h"

#define LONGEST_S        (24 * 60 * 60)
#define LONGEST_MARGIN_S 32 /* §10: BYE at the interval less the smaller of this and a third of it */

static UaSessionTimer *
get_timer (UaSession *self)
{
  return &ua_session_get_private (self)->timer;
}

static void
drop_request (UaSession *self)
{
  UaSessionTimer *timer = get_timer (self);

  if (timer->request != NULL)
    g_signal_handlers_disconnect_by_data (timer->request, self);
  g_clear_object (&timer->request);
}

static void
disarm (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->clock == NULL)
    return;
  sip_clock_disarm (priv->clock, &priv->timer.refresh_timer);
  sip_clock_disarm (priv->clock, &priv->timer.expiry_timer);
}

void
ua_session_timer_stop (UaSession *self)
{
  UaSessionTimer *timer = get_timer (self);

  disarm (self);
  drop_request (self);
  timer->interval_s = 0;
  timer->due = FALSE;
}

void
ua_session_timer_strand (UaSession *self)
{
  UaSessionTimer *timer = get_timer (self);

  timer->due |= timer->request != NULL;
  drop_request (self);
}

static void
expiry_cb (gpointer user_data)
{
  UaSession *self = user_data;
  UaSessionTimer *timer = get_timer (self);
  g_autoptr (GError) error =
    g_error_new (UA_ERROR, UA_ERROR_EXPIRED, "the call was not refreshed within %u s", timer->interval_s);

  timer->expiry_timer = 0;
  ua_session_leave (self, UA_SESSION_END_FAILED, error);
}

static void
refresh_cb (gpointer user_data)
{
  UaSession *self = user_data;
  UaSessionTimer *timer = get_timer (self);

  timer->refresh_timer = 0;
  timer->due = TRUE;
  ua_session_pursue (self);
}

static void
arm_refresh (UaSession *self,
             guint      delay_ms)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  sip_clock_disarm (priv->clock, &priv->timer.refresh_timer);
  priv->timer.refresh_timer = sip_clock_arm (priv->clock, delay_ms, refresh_cb, self);
}

/* §10: who refreshes does so at half of the interval, and whoever hears nothing hangs up a little before its end. */
static void
begin (UaSession *self,
       guint      interval_s,
       gboolean   we_refresh)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  UaSessionTimer *timer = &priv->timer;

  disarm (self);
  timer->interval_s = MIN (interval_s, LONGEST_S);
  timer->we_refresh = we_refresh;
  timer->due = FALSE;

  guint margin_s = MIN (LONGEST_MARGIN_S, timer->interval_s / 3);

  timer->expiry_timer = sip_clock_arm (priv->clock, (timer->interval_s - margin_s) * 1000, expiry_cb, self);
  if (we_refresh)
    arm_refresh (self, timer->interval_s * 500);
}

static gboolean
is_off (UaSessionPrivate *priv)
{
  return priv->agent == NULL || priv->agent->session_expires_s == 0;
}

static guint
get_min_se_s (UaSessionPrivate *priv)
{
  return MAX (priv->agent->session_min_se_s, priv->timer.min_se_s);
}

void
ua_session_timer_ask (UaSession         *self,
                      SipMessageBuilder *request)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  UaSessionTimer *timer = &priv->timer;

  if (is_off (priv))
    return;

  guint interval_s = timer->interval_s > 0 ? timer->interval_s : MAX (priv->agent->session_expires_s, get_min_se_s (priv));
  gboolean we_refresh = timer->interval_s == 0 || timer->we_refresh;
  g_autofree char *value = g_strdup_printf ("%u;refresher=%s", interval_s, we_refresh ? "uac" : "uas");

  sip_message_builder_set_header (request, SIP_HEADER_SESSION_EXPIRES, value);
  /* §5: what is not there counts as 90. */
  if (get_min_se_s (priv) > UA_SESSION_TIMER_MIN_SE_S)
    sip_message_builder_set_number (request, SIP_HEADER_MIN_SE, get_min_se_s (priv));
}

/* "uac", "uas", or NULL. */
static char *
dup_refresher (SipMessage *message)
{
  const char *value = sip_message_get_header (message, SIP_HEADER_SESSION_EXPIRES);
  SipCursor cursor = sip_cursor (sip_slice (value != NULL ? value : "", -1));
  SipParams params = { NULL };
  const char *fault = NULL;
  char *refresher = NULL;

  sip_cursor_take_all (&cursor, SIP_CHAR_DIGIT);
  sip_cursor_skip_space (&cursor);
  if (sip_params_read_header (&params, &cursor, &fault) && sip_params_get (&params, "refresher") != NULL)
    refresher = g_ascii_strdown (sip_params_get (&params, "refresher"), -1);
  sip_params_clear (&params);
  return refresher;
}

/* §7.2: an answer without Session-Expires comes from one who knows nothing of it; we may refresh all the same. */
void
ua_session_timer_granted (UaSession  *self,
                          SipMessage *request,
                          SipMessage *response)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  guint32 interval_s = 0;
  guint32 min_se_s = 0;

  drop_request (self);
  if (is_off (priv) || !sip_message_get_number (request, SIP_HEADER_SESSION_EXPIRES, &interval_s))
    return;

  g_autofree char *refresher = dup_refresher (response);

  sip_message_get_number (request, SIP_HEADER_MIN_SE, &min_se_s);
  priv->timer.min_se_s = MIN (MAX (priv->timer.min_se_s, min_se_s), LONGEST_S);
  sip_message_get_number (response, SIP_HEADER_SESSION_EXPIRES, &interval_s);
  begin (self, MAX (interval_s, priv->agent->session_min_se_s), g_strcmp0 (refresher, "uas") != 0);
}

/* §9, table 2: who cannot is not asked; who can and names somebody is obeyed; else all stays, or it is us. */
static gboolean
choose_us (UaSessionPrivate *priv,
           SipMessage       *request)
{
  g_autofree char *wish = dup_refresher (request);

  if (!sip_message_has_token (request, SIP_HEADER_SUPPORTED, "timer"))
    return TRUE;
  if (wish != NULL)
    return !g_str_equal (wish, "uac");
  return priv->timer.interval_s == 0 || priv->timer.we_refresh;
}

static guint
choose_interval_s (UaSessionPrivate *priv,
                   SipMessage       *request)
{
  guint32 asked_s = 0;
  guint32 shortest_s = 0;

  sip_message_get_number (request, SIP_HEADER_MIN_SE, &shortest_s);
  shortest_s = MIN (MAX (shortest_s, priv->agent->session_min_se_s), LONGEST_S);
  if (!sip_message_get_number (request, SIP_HEADER_SESSION_EXPIRES, &asked_s))
    asked_s = priv->timer.interval_s > 0 ? priv->timer.interval_s : priv->agent->session_expires_s;
  return CLAMP (asked_s, shortest_s, LONGEST_S);
}

void
ua_session_timer_grant (UaSession         *self,
                        SipMessage        *request,
                        SipMessageBuilder *response)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  gboolean up = priv->state == UA_SESSION_STATE_ESTABLISHED;

  if (is_off (priv) || (!up && sip_message_get_method (request) != SIP_METHOD_INVITE))
    return;

  guint interval_s = choose_interval_s (priv, request);
  gboolean we_refresh = choose_us (priv, request);
  g_autofree char *value = g_strdup_printf ("%u;refresher=%s", interval_s, we_refresh ? "uas" : "uac");

  sip_message_builder_set_header (response, SIP_HEADER_SESSION_EXPIRES, value);
  if (sip_message_has_token (request, SIP_HEADER_SUPPORTED, "timer"))
    sip_message_builder_add_header (response, SIP_HEADER_REQUIRE, "timer");
  begin (self, interval_s, we_refresh);
}

gboolean
ua_session_timer_ask_longer (SipMessage        *request,
                             SipMessage        *response,
                             SipMessageBuilder *again)
{
  guint32 asked_s = 0;
  guint32 shortest_s = 0;

  if (!sip_message_get_number (request, SIP_HEADER_SESSION_EXPIRES, &asked_s)
      || !sip_message_get_number (response, SIP_HEADER_MIN_SE, &shortest_s) || shortest_s <= asked_s
      || shortest_s > LONGEST_S)
    return FALSE;

  g_autofree char *refresher = dup_refresher (request);
  g_autofree char *value = g_strdup_printf ("%u;refresher=%s", shortest_s, refresher != NULL ? refresher : "uac");

  sip_message_builder_set_header (again, SIP_HEADER_SESSION_EXPIRES, value);
  sip_message_builder_set_number (again, SIP_HEADER_MIN_SE, shortest_s);
  return TRUE;
}

/* §10: 408, 481 and silence end the call; 405 and 501 say that it must be a re-INVITE; everything else is tried again while
 * there is time. */
static void
receive_refusal (UaSession    *self,
                 guint         status,
                 const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GError) lost = g_error_new_literal (UA_ERROR, UA_ERROR_DIALOG, error->message);

  if (status == SIP_STATUS_NO_TRANSACTION)
    ua_session_end (self, UA_SESSION_END_FAILED, lost);
  else if (status == SIP_STATUS_REQUEST_TIMEOUT)
    ua_session_leave (self, UA_SESSION_END_FAILED, lost);
  else if (status == SIP_STATUS_REQUEST_PENDING)
    arm_refresh (self, ua_session_choose_glare_ms (self));
  else if (status == SIP_STATUS_METHOD_NOT_ALLOWED || status == SIP_STATUS_NOT_IMPLEMENTED)
    {
      priv->far.updates = FALSE;
      priv->timer.due = TRUE;
    }
}

static void
request_answered_cb (UaRequest  *request,
                     SipMessage *response,
                     UaSession  *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (UaSession) hold = g_object_ref (self);
  guint status = sip_message_get_status (response);

  if (status < 300)
    {
      sip_dialog_receive_response (priv->dialog, response);
      ua_session_timer_granted (self, ua_request_get_message (request), response);
    }
  else
    {
      g_autoptr (GError) error = sip_status_error_new (status, sip_message_get_reason (response));

      drop_request (self);
      receive_refusal (self, status, error);
    }
  ua_session_pursue (self);
}

static void
request_failed_cb (UaRequest    *request,
                   const GError *error,
                   UaSession    *self)
{
  g_autoptr (UaSession) hold = g_object_ref (self);
  gboolean silent = g_error_matches (error, UA_ERROR, UA_ERROR_REQUEST_TIMEOUT);

  drop_request (self);
  receive_refusal (self, silent ? SIP_STATUS_REQUEST_TIMEOUT : 0, error);
  ua_session_pursue (self);
}

/* RFC 3311 §5.1: without a description it changes nothing, and need not wait for offers. */
static void
send_update (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  UaSessionTimer *timer = &priv->timer;
  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (priv->dialog, SIP_METHOD_UPDATE, 0);

  ua_agent_dress (priv->agent, builder);
  ua_agent_introduce (priv->agent, builder);
  ua_trickle_announce (priv->handler, builder);
  ua_session_timer_ask (self, builder);
  timer->request = ua_request_new (priv->agent, priv->dialog);
  g_signal_connect_object (timer->request, "answered", G_CALLBACK (request_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (timer->request, "failed", G_CALLBACK (request_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (timer->request, builder);
}

/* Should it come to nothing, it is tried again after an eighth of the interval: three times before the end. */
void
ua_session_timer_pursue (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  UaSessionTimer *timer = &priv->timer;

  if (!timer->due || timer->request != NULL || timer->interval_s == 0)
    return;

  timer->due = FALSE;
  arm_refresh (self, timer->interval_s * 125);
  if (priv->far.updates)
    {
      send_update (self);
      return;
    }
  priv->offer_wanted = TRUE;
  ua_session_pursue (self);
}
