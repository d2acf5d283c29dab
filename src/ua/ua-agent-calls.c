/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What lives on the line, and what outlives it (CONTRACT A.6 item 5): calls that are up wait for the line to come back
 * and are moved to the new one, and those that ended meanwhile still say so to the far end.
 */

#include "ua-agent-private.h"

#include "ua-agent-referrals.h"
#include "ua-error.h"
#include "ua-request.h"
#include "ua-session-private.h"

/* A BYE that could not be sent. */
typedef struct
{
  SipDialog *dialog;
  gint64     until_ms;
} UaAgentDebt;

static void
free_debt (gpointer data)
{
  UaAgentDebt *debt = data;

  g_object_unref (debt->dialog);
  g_free (debt);
}

void
ua_agent_begin_calls (UaAgent *self)
{
  self->dialogs = ua_dialogs_new ();
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
  self->requests = g_ptr_array_new_with_free_func (g_object_unref);
  self->owed = g_ptr_array_new_with_free_func (free_debt);
  self->patience_ms = UA_AGENT_PATIENCE_MS;
}

/* Every session has terminated before it is dropped, and whoever waits for one is told. */
void
ua_agent_end_calls (UaAgent *self)
{
  g_autoptr (GPtrArray) sessions = ua_agent_list_sessions (self);
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_STOPPED, "the agent is gone");

  for (guint i = 0; i < sessions->len; i++)
    ua_session_end (g_ptr_array_index (sessions, i), UA_SESSION_END_FAILED, error);
  ua_agent_drop_errands (self);
  if (self->clock != NULL)
    sip_clock_disarm (self->clock, &self->return_timer);
  g_ptr_array_set_size (self->owed, 0);
  g_ptr_array_set_size (self->requests, 0);
  g_ptr_array_set_size (self->sessions, 0);
}

void
ua_agent_free_calls (UaAgent *self)
{
  g_ptr_array_unref (self->owed);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->sessions);
  ua_dialogs_free (self->dialogs);
}

static void
tell_engaged (UaAgent *self)
{
  if (self->connection != NULL)
    ua_connection_set_engaged (self->connection, self->sessions->len > 0);
}

void
ua_agent_keep_session (UaAgent   *self,
                       UaSession *session)
{
  g_ptr_array_add (self->sessions, g_object_ref (session));
  tell_engaged (self);
}

void
ua_agent_drop_session (UaAgent   *self,
                       UaSession *session)
{
  g_ptr_array_remove (self->sessions, session);
  tell_engaged (self);
  ua_agent_close_when_quiet (self);
}

/* A copy: whatever is done to one may end another. */
GPtrArray *
ua_agent_list_sessions (UaAgent *self)
{
  GPtrArray *sessions = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->sessions->len; i++)
    g_ptr_array_add (sessions, g_object_ref (g_ptr_array_index (self->sessions, i)));
  return sessions;
}

void
ua_agent_keep_request (UaAgent   *self,
                       UaRequest *request)
{
  g_ptr_array_add (self->requests, g_object_ref (request));
}

void
ua_agent_drop_request (UaAgent   *self,
                       UaRequest *request)
{
  g_ptr_array_remove (self->requests, request);
  ua_agent_close_when_quiet (self);
}

guint
ua_agent_get_patience_ms (UaAgent *self)
{
  return self->patience_ms;
}

void
ua_agent_owe_bye (UaAgent   *self,
                  SipDialog *dialog)
{
  UaAgentDebt *debt;

  if (self->owed->len >= UA_AGENT_MAX_OWED)
    g_ptr_array_remove_index (self->owed, 0);
  debt = g_new0 (UaAgentDebt, 1);
  debt->dialog = g_object_ref (dialog);
  debt->until_ms = sip_clock_get_now_ms (self->clock) + UA_AGENT_OWED_MS;
  g_ptr_array_add (self->owed, debt);
}

void
ua_agent_send_bye (UaAgent   *self,
                   SipDialog *dialog)
{
  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (dialog, SIP_METHOD_BYE, 0);
  g_autoptr (UaRequest) bye = ua_request_new (self, dialog);

  ua_agent_dress (self, builder);
  ua_request_send (bye, builder);
}

static void
pay_debts (UaAgent *self)
{
  g_autoptr (GPtrArray) owed = g_steal_pointer (&self->owed);

  self->owed = g_ptr_array_new_with_free_func (free_debt);
  for (guint i = 0; i < owed->len; i++)
    {
      const UaAgentDebt *debt = g_ptr_array_index (owed, i);

      if (sip_clock_get_now_ms (self->clock) <= debt->until_ms)
        ua_agent_send_bye (self, debt->dialog);
    }
}

static void
come_back (UaAgent *self)
{
  g_autoptr (GPtrArray) sessions = ua_agent_list_sessions (self);

  sip_clock_disarm (self->clock, &self->return_timer);
  if (self->tap == NULL)
    return;
  pay_debts (self);
  for (guint i = 0; i < sessions->len; i++)
    {
      if (ua_session_is_stranded (g_ptr_array_index (sessions, i)))
        ua_session_move (g_ptr_array_index (sessions, i));
    }
}

static void
return_timer_cb (gpointer user_data)
{
  g_autoptr (UaAgent) self = g_object_ref (user_data);

  self->return_timer = 0;
  come_back (self);
}

void
ua_agent_lose_line (UaAgent      *self,
                    const GError *error)
{
  g_autoptr (UaAgent) hold = g_object_ref (self);
  g_autoptr (GPtrArray) sessions = ua_agent_list_sessions (self);

  sip_clock_disarm (self->clock, &self->return_timer);
  for (guint i = 0; i < sessions->len; i++)
    ua_session_lose_line (g_ptr_array_index (sessions, i), error);
}

/* A registrar that does not know the new contact yet may not let our requests pass, so it is given a moment. */
void
ua_agent_regain_line (UaAgent *self)
{
  gboolean waited_for = self->owed->len > 0;

  for (guint i = 0; i < self->sessions->len; i++)
    {
      UaSession *session = g_ptr_array_index (self->sessions, i);

      ua_session_regain_line (session);
      waited_for |= ua_session_is_stranded (session);
    }
  sip_clock_disarm (self->clock, &self->return_timer);
  if (waited_for)
    self->return_timer = sip_clock_arm (self->clock, UA_AGENT_RETURN_MS, return_timer_cb, self);
}

void
ua_agent_note_registered (UaAgent  *self,
                          gboolean  outbound)
{
  g_autoptr (UaAgent) hold = g_object_ref (self);

  self->outbound = outbound;
  if (self->return_timer != 0)
    come_back (self);
}

/**
 * ua_agent_get_n_sessions:
 * @self: the agent
 *
 * Counts the calls that have not terminated.
 *
 * Returns: how many
 */
guint
ua_agent_get_n_sessions (UaAgent *self)
{
  g_return_val_if_fail (UA_IS_AGENT (self), 0);

  return self->sessions->len;
}

/**
 * ua_agent_move_calls:
 * @self: the agent
 *
 * Gives every call that is up a new path, for our address has changed while the line has not: the far end learns where
 * we are, and sound is gathered anew. Calls whose line is lost are moved by themselves when it is back.
 */
void
ua_agent_move_calls (UaAgent *self)
{
  g_return_if_fail (UA_IS_AGENT (self));

  g_autoptr (GPtrArray) sessions = ua_agent_list_sessions (self);

  if (self->tap == NULL)
    return;
  for (guint i = 0; i < sessions->len; i++)
    ua_session_move (g_ptr_array_index (sessions, i));
}

/**
 * ua_agent_set_patience_ms:
 * @self: the agent
 * @patience_ms: milliseconds; 30 000 by default
 *
 * Chooses how long a call outlives its line. It ends then, and its BYE is sent if the line comes back within five
 * minutes (TRUST F10). Holds from the next loss on.
 */
void
ua_agent_set_patience_ms (UaAgent *self,
                          guint    patience_ms)
{
  g_return_if_fail (UA_IS_AGENT (self));

  self->patience_ms = patience_ms;
}
