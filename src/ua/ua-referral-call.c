/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The call that comes of a referral. It belongs to whoever accepted; here it is only looked at, from the first ring to
 * the moment when it is up or is not, for whoever asked to be told. */

#include "ua-referral-private.h"

#include "ua-agent-private.h"
#include "ua-options-private.h"

static void inviter_gone_cb (gpointer  user_data,
                             GObject  *where);

void
ua_referral_drop_inviter (UaReferral *self)
{
  if (self->inviter == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->inviter, self);
  g_object_weak_unref (G_OBJECT (self->inviter), inviter_gone_cb, self);
  self->inviter = NULL;
}

static void
finish (UaReferral *self,
        guint       status)
{
  g_autoptr (UaReferral) hold = g_object_ref (self);

  ua_referral_drop_inviter (self);
  if (self->state != UA_REFERRAL_STATE_CALLING)
    return;
  ua_referral_step (self, UA_REFERRAL_EVENT_END);
  ua_referral_tell (self, status, "noresource");
  ua_referral_settle (self);
}

static void
inviter_progress_cb (UaSession  *inviter,
                     guint       status,
                     UaReferral *self)
{
  if (status != self->status)
    ua_referral_tell (self, status, NULL);
}

static void
inviter_state_cb (UaSession  *inviter,
                  GParamSpec *pspec,
                  UaReferral *self)
{
  if (ua_session_get_state (inviter) == UA_SESSION_STATE_ESTABLISHED)
    finish (self, SIP_STATUS_OK);
}

static void
inviter_ended_cb (UaSession    *inviter,
                  const GError *error,
                  UaReferral   *self)
{
  finish (self, ua_referral_translate (error));
}

/* It was let go before it was sent: the agent holds every other call until it has ended. */
static void
inviter_gone_cb (gpointer  user_data,
                 GObject  *where)
{
  UaReferral *self = user_data;

  self->inviter = NULL;
  finish (self, SIP_STATUS_REQUEST_TERMINATED);
}

static UaOptions *
make_options (UaReferral *self)
{
  UaOptions *options = ua_options_new ();
  g_autofree char *by = self->referred_by != NULL ? sip_address_to_string (self->referred_by) : NULL;
  g_autoptr (GError) error = NULL;

  ua_options_set_anonymous (options, self->anonymous);
  ua_options_set_rel100 (options, self->agent->rel100);
  if (self->target.replaces != NULL)
    ua_options_take_replaces (options, ua_replaces_copy (self->target.replaces), self->target.required);
  if (by != NULL && !ua_options_add_header (options, "Referred-By", by, &error))
    g_info ("who referred us cannot be told: %s", error->message);
  return options;
}

static void
follow (UaReferral *self,
        UaInviter  *inviter)
{
  self->inviter = inviter;
  g_object_weak_ref (G_OBJECT (inviter), inviter_gone_cb, self);
  g_signal_connect_object (inviter, "progress", G_CALLBACK (inviter_progress_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (inviter, "notify::state", G_CALLBACK (inviter_state_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (inviter, "ended", G_CALLBACK (inviter_ended_cb), self, G_CONNECT_DEFAULT);
}

/* FALSE: the answer cannot reach them any more. RFC 4488 §4: who wants no reports does not get any. */
static gboolean
agree (UaReferral *self)
{
  gboolean early = self->state == UA_REFERRAL_STATE_WAITING;
  gboolean quiet = early && ua_referral_is_quiet (sip_transaction_get_request (self->server));

  ua_referral_step (self, UA_REFERRAL_EVENT_ACCEPT);
  if (early && !ua_referral_answer (self, quiet ? SIP_STATUS_OK : SIP_STATUS_ACCEPTED, quiet))
    return FALSE;
  if (quiet)
    {
      ua_referral_abandon (self);
      return TRUE;
    }
  ua_referral_subscribe_for (self, UA_REFERRAL_EXPIRES_S);
  ua_referral_tell (self, SIP_STATUS_TRYING, NULL);
  return TRUE;
}

/**
 * ua_referral_set_anonymous:
 * @self: the referral
 * @anonymous: whether the person stays unnamed
 *
 * Chooses, before it is accepted, whether the call that comes of it says whose it is (RFC 3323 §4.1).
 */
void
ua_referral_set_anonymous (UaReferral *self,
                           gboolean    anonymous)
{
  g_return_if_fail (UA_IS_REFERRAL (self));

  self->anonymous = anonymous;
}

/**
 * ua_referral_accept:
 * @self: the referral
 * @handler: for the new call
 *
 * Takes it. The call is to be sent by ua_inviter_invite_async(); whoever asked hears how it goes until it is up, or is
 * not. The call in which it was asked stays as it is: hanging that up is theirs.
 *
 * Returns: (transfer full) (nullable): a call that is not sent yet; %NULL when nobody waits for it any more
 */
UaInviter *
ua_referral_accept (UaReferral           *self,
                    UaDescriptionHandler *handler)
{
  g_return_val_if_fail (UA_IS_REFERRAL (self) && UA_IS_DESCRIPTION_HANDLER (handler), NULL);

  g_autoptr (UaReferral) hold = g_object_ref (self);

  if (!ua_referral_is_waiting (self) || self->agent == NULL)
    return NULL;
  if (!agree (self))
    {
      ua_referral_abandon (self);
      return NULL;
    }

  g_autoptr (UaOptions) options = make_options (self);
  UaInviter *inviter = ua_inviter_new (self->agent, self->target.uri, handler, options);

  if (self->state == UA_REFERRAL_STATE_CALLING)
    follow (self, inviter);
  return inviter;
}
