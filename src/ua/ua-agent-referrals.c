/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Somebody asks us to call somebody. Old libraries did as they were told (CONTRACT U24); here it is a question to a
 * person, and unless somebody takes the question the answer is no. What was begun goes on when the call in which it was
 * asked is over, so it is the agent that holds it.
 */

#include "ua-agent-referrals.h"

#include "ua-agent-private.h"
#include "ua-event.h"
#include "ua-referral-private.h"
#include "ua-session-private.h"
#include "ua-transfer-private.h"

static guint incoming_referral; /* the signal */

void
ua_agent_install_referrals (void)
{
  /**
   * UaAgent::incoming-referral:
   * @self: the agent
   * @referral: somebody asks us to call somebody
   *
   * Returns: %TRUE to take it, and to accept or reject it some time; it is refused with 603 when nobody does (U24)
   */
  incoming_referral =
    g_signal_new ("incoming-referral", UA_TYPE_AGENT, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL,
                  NULL, G_TYPE_BOOLEAN, 1, UA_TYPE_REFERRAL);
}

/* Kept beside the agent, for only few agents ever have any. */
static GPtrArray *
get_errands (UaAgent *self)
{
  static GQuark quark;
  GPtrArray *errands;

  if (quark == 0)
    quark = g_quark_from_static_string ("ua-agent-errands");
  errands = g_object_get_qdata (G_OBJECT (self), quark);
  if (errands != NULL)
    return errands;

  errands = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_set_qdata_full (G_OBJECT (self), quark, errands, (GDestroyNotify) g_ptr_array_unref);
  return errands;
}

/* A copy: whatever is done to one may end another. */
static GPtrArray *
list_errands (UaAgent *self)
{
  GPtrArray *errands = get_errands (self);
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < errands->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (errands, i)));
  return copy;
}

void
ua_agent_keep_errand (UaAgent  *self,
                      gpointer  errand)
{
  g_ptr_array_add (get_errands (self), g_object_ref (errand));
}

void
ua_agent_drop_errand (UaAgent  *self,
                      gpointer  errand)
{
  g_ptr_array_remove (get_errands (self), errand);
}

void
ua_agent_drop_errands (UaAgent *self)
{
  g_autoptr (GPtrArray) errands = list_errands (self);

  for (guint i = 0; i < errands->len; i++)
    {
      gpointer errand = g_ptr_array_index (errands, i);

      if (UA_IS_REFERRAL (errand))
        ua_referral_abandon (errand);
      else
        ua_transfer_abandon (errand);
    }
  g_ptr_array_set_size (get_errands (self), 0);
}

void
ua_agent_refuse_referrals (UaAgent *self)
{
  g_autoptr (GPtrArray) errands = list_errands (self);

  for (guint i = 0; i < errands->len; i++)
    {
      if (UA_IS_REFERRAL (g_ptr_array_index (errands, i)))
        ua_referral_reject (g_ptr_array_index (errands, i), SIP_STATUS_TEMPORARILY_UNAVAILABLE);
    }
}

static guint
count_waiting (UaAgent *self)
{
  GPtrArray *errands = get_errands (self);
  guint n_waiting = 0;

  for (guint i = 0; i < errands->len; i++)
    {
      gpointer errand = g_ptr_array_index (errands, i);

      n_waiting += UA_IS_REFERRAL (errand) && ua_referral_is_waiting (errand);
    }
  return n_waiting;
}

/* 0: it may be asked. RFC 3515 §2.4.2: 400 unless there is exactly one Refer-To. */
static guint
judge (UaAgent          *self,
       UaSession        *session,
       SipMessage       *request,
       UaReferralTarget *target)
{
  guint status = ua_referral_target_read (target, sip_message_get_address (request, SIP_HEADER_REFER_TO, 0));

  if (sip_message_count_header (request, SIP_HEADER_REFER_TO) != 1)
    return SIP_STATUS_BAD_REQUEST;
  if (status != 0)
    return status;
  if (session != NULL && ua_session_get_state (session) != UA_SESSION_STATE_ESTABLISHED)
    return SIP_STATUS_DECLINE;
  return count_waiting (self) >= UA_AGENT_MAX_REFERRALS ? SIP_STATUS_BUSY_HERE : 0;
}

static gboolean
offer (UaAgent    *self,
       UaReferral *referral)
{
  gboolean taken = FALSE;

  ua_agent_keep_errand (self, referral);
  g_signal_emit (self, incoming_referral, 0, referral, &taken);
  if (taken || !ua_referral_is_waiting (referral))
    return TRUE;
  ua_referral_abandon (referral);
  return FALSE;
}

gboolean
ua_agent_receive_referral (UaAgent        *self,
                           UaSession      *session,
                           SipTransaction *server,
                           SipMessage     *request)
{
  g_auto (UaReferralTarget) target = { NULL, NULL, FALSE };
  guint status = judge (self, session, request, &target);
  SipDialog *dialog = session != NULL ? ua_session_get_private (session)->dialog : NULL;
  g_autoptr (UaReferral) referral = status == 0 ? ua_referral_new (self, session, dialog, server, &target) : NULL;

  if (referral != NULL)
    return offer (self, referral);
  ua_agent_answer (self, server, status != 0 ? status : SIP_STATUS_BAD_REQUEST);
  return TRUE;
}

gboolean
ua_agent_take_subscribe (UaAgent        *self,
                         SipTransaction *server,
                         SipMessage     *request)
{
  g_autofree char *package = ua_event_dup_package (sip_message_get_header (request, SIP_HEADER_EVENT));
  g_autoptr (GPtrArray) errands = list_errands (self);

  if (sip_message_get_method (request) != SIP_METHOD_SUBSCRIBE || g_strcmp0 (package, "refer") != 0)
    return FALSE;
  for (guint i = 0; i < errands->len; i++)
    {
      gpointer errand = g_ptr_array_index (errands, i);

      if (UA_IS_REFERRAL (errand) && ua_referral_take_subscribe (errand, server, request))
        return TRUE;
    }
  ua_agent_answer (self, server, SIP_STATUS_NO_TRANSACTION);
  return TRUE;
}
