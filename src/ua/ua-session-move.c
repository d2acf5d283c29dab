/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call that outlives its line (CONTRACT A.6 item 5, TRUST F9, F10): it waits, and when there is a line again it is
 * moved there by a re-INVITE that tells the far end our new contact and makes the path of the sound anew. Where the far
 * end knows the dialog no more, another one takes its place.
 */

#include "ua-session-private.h"

#include "ua-error.h"

#define MOVE_PATIENCE_MS 2000 /* an Earshot that is there answers a re-INVITE in far less */

static void
stranded_timer_cb (gpointer user_data)
{
  UaSession *self = user_data;
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GError) error =
    g_error_new (UA_ERROR, UA_ERROR_CONNECTION, "the line did not come back within %u ms",
                 priv->agent != NULL ? ua_agent_get_patience_ms (priv->agent) : 0);

  priv->stranded_timer = 0;
  ua_session_leave (self, UA_SESSION_END_FAILED, error);
}

static void
keep_unconfirmed (UaSessionPrivate *priv)
{
  SipMessage *response = priv->confirmation != NULL ? ua_confirmation_steal (priv->confirmation) : NULL;

  if (response == NULL)
    return;
  g_clear_pointer (&priv->unconfirmed, sip_message_unref);
  priv->unconfirmed = response;
}

/* What they were changing is answered when there is a line again; what we were is refused by the loss itself. */
static void
call_off (UaSession    *self,
          const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  gboolean changing = priv->change != NULL;

  ua_session_drop_replacement (self);
  ua_session_timer_strand (self);
  sip_clock_disarm (priv->clock, &priv->retry_timer);
  if (priv->changing != NULL)
    g_set_object (&priv->unanswered, priv->changing);
  g_clear_object (&priv->changing);
  g_clear_object (&priv->successor);
  keep_unconfirmed (priv);
  priv->moving = FALSE;
  priv->move_wanted = FALSE;
  if (changing)
    ua_session_give_up (self, error);
  else
    ua_negotiation_rollback (priv->negotiation);
}

/* A line on which nobody ever spoke was none, however often one like that is made: patience counts on. */
static guint
get_patience_left_ms (UaSessionPrivate *priv)
{
  gint64 now_ms = sip_clock_get_now_ms (priv->clock);
  gint64 left_ms;

  if (!priv->stranded || ua_vigil_has_heard (priv->agent->vigil))
    priv->stranded_ms = now_ms;
  left_ms = priv->stranded_ms + ua_agent_get_patience_ms (priv->agent) - now_ms;
  return (guint) MAX (left_ms, 0);
}

/* The line was lost under an established call. */
void
ua_session_strand (UaSession    *self,
                   const GError *error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (UaSession) hold = g_object_ref (self);

  call_off (self, error);
  if (priv->state != UA_SESSION_STATE_ESTABLISHED || priv->agent == NULL)
    return;

  sip_clock_disarm (priv->clock, &priv->stranded_timer);
  priv->stranded_timer = sip_clock_arm (priv->clock, get_patience_left_ms (priv), stranded_timer_cb, self);
  ua_session_set_stranded (self, TRUE);
}

/* Once: what it agreed to is made anew by our move, and they only have to stop waiting for it. */
static void
send_unconfirmed (UaSessionPrivate *priv)
{
  g_autoptr (SipMessage) response = g_steal_pointer (&priv->unconfirmed);
  g_autoptr (GError) error = NULL;

  if (response == NULL || priv->agent == NULL)
    return;
  if (!sip_transactions_send_again (ua_agent_get_transactions (priv->agent), response, &error))
    g_info ("the 2xx could not be sent again: %s", error->message);
}

/* There is a line again, though the call is not on it yet: patience has been rewarded. Whoever asked on the line before
 * still waits, for a proxy keeps the question while it has heard a 100, and would refuse ours with 491 as long. */
void
ua_session_regain_line (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (SipTransaction) server = g_steal_pointer (&priv->unanswered);

  send_unconfirmed (priv);
  if (server != NULL && priv->agent != NULL)
    ua_agent_answer_later (priv->agent, server);

  sip_clock_disarm (priv->clock, &priv->stranded_timer);
}

/* Brings the call to the line of now, and makes the path of its sound anew; calls that are not up are left alone. */
void
ua_session_move (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->state != UA_SESSION_STATE_ESTABLISHED)
    return;

  priv->move_wanted = TRUE;
  ua_session_pursue (self);
}

/* The far end may have moved as well, and a proxy between us waits for an answer by its old line. */
static void
deaf_timer_cb (gpointer user_data)
{
  UaSession *self = user_data;
  UaSessionPrivate *priv = ua_session_get_private (self);

  priv->deaf_timer = 0;
  if (priv->change == NULL || !priv->moving || priv->state != UA_SESSION_STATE_ESTABLISHED)
    return;

  g_info ("our move is heard by a proxy alone: another dialog is to take over");
  ua_request_cancel (priv->change, NULL);
  /* The line may have broken on that, and then the next one is waited for. */
  if (priv->moving)
    ua_session_replace (self, FALSE);
}

/* TRUST F9: a 100 is a proxy's word. When nothing else is heard for a while, and they can replace a dialog, that is asked for
 * where a proxy finds them (RFC 3891); should they have taken the re-INVITE after all, its 2xx is acknowledged as ever. */
void
ua_session_watch_move (UaSession *self,
                       guint      status)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (status > SIP_STATUS_TRYING)
    sip_clock_disarm (priv->clock, &priv->deaf_timer);
  else if (priv->moving && priv->far.replaces && priv->deaf_timer == 0)
    priv->deaf_timer = sip_clock_arm (priv->clock, MOVE_PATIENCE_MS, deaf_timer_cb, self);
}

/* The far end knows where we are, unless we have moved on meanwhile. */
void
ua_session_finish_move (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  priv->moving = FALSE;
  priv->n_glares = 0;
  if (priv->move_wanted)
    return;

  sip_clock_disarm (priv->clock, &priv->stranded_timer);
  ua_session_set_stranded (self, FALSE);
}

/* RFC 5057 §5.1: answers that destroy the dialog, or say that nobody can be reached by it; 430 when an edge proxy has no
 * flow any more (RFC 5626 §5.3.1), 500 and its like when another proxy finds the line broken that the far end had before
 * it moved, too. A call that is not being moved has no reason to fight for its dialog. */
gboolean
ua_session_must_replace (UaSession *self,
                         guint      status)
{
  static const guint gone[] = { 404, 408, 410, 430, 477, 480, 481, 485, 500, 502, 503, 504, 604 };

  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      if (status == gone[i])
        return ua_session_get_private (self)->moving;
    }
  return FALSE;
}
