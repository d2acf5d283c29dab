/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sending a caller on (RFC 3261 §21.3.3). The next one is told on whose behalf it rings there, as we were told ourselves
 * (RFC 5806), and a call that is sent in circles ends with us.
 */

#include "ua-invitation-private.h"

#include "ua-error.h"
#include "ua-session-private.h"

#define MAX_SENT_ON 5 /* TRUST 3 */

/* RFC 5806 §5: ours on top of those that were there. */
static void
write_diversions (UaInvitation      *self,
                  SipMessageBuilder *builder,
                  UaDiversionReason  reason)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  GPtrArray *before = ua_caller_get_diversions (ua_invitation_get_caller (self));
  g_autoptr (SipUri) account = sip_uri_to_aor (sip_address_get_uri (ua_agent_get_address (priv->agent)));
  g_autoptr (SipAddress) who = sip_address_new (NULL, account);
  g_autoptr (UaDiversion) ours = ua_diversion_new (who, reason);
  g_autoptr (SipAddress) value = ua_diversion_to_address (ours);

  sip_message_builder_set_address (builder, SIP_HEADER_DIVERSION, value);
  for (guint i = 0; i < before->len; i++)
    {
      g_autoptr (SipAddress) older = ua_diversion_to_address (g_ptr_array_index (before, i));

      sip_message_builder_add_address (builder, SIP_HEADER_DIVERSION, older);
    }
}

static gboolean
check_may_send_on (UaInvitation  *self,
                   SipUri        *target,
                   GError       **error)
{
  UaSessionPrivate *priv = ua_session_get_private (UA_SESSION (self));
  guint n_before = ua_caller_get_diversions (ua_invitation_get_caller (self))->len;

  if (priv->state != UA_SESSION_STATE_INITIAL || priv->agent == NULL)
    g_set_error_literal (error, UA_ERROR, UA_ERROR_WRONG_STATE, "the call cannot be sent on now");
  else if (sip_uri_get_scheme (target) == SIP_URI_SCHEME_OTHER)
    g_set_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET, "%s: cannot be called", sip_uri_get_scheme_name (target));
  else if (n_before >= MAX_SENT_ON)
    g_set_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET, "the call was sent on %u times already", n_before);
  else
    return TRUE;
  return FALSE;
}

/**
 * ua_invitation_redirect_for:
 * @self: the call
 * @target: where to call instead
 * @reason: why, for those who are called there
 * @error: %UA_ERROR_WRONG_STATE, %UA_ERROR_INVALID_TARGET
 *
 * Sends the caller on: 302 with Contact and Diversion. Whether they call there is theirs.
 *
 * Returns: %FALSE when it was answered before, or was sent on five times already; the call goes on ringing then
 */
gboolean
ua_invitation_redirect_for (UaInvitation       *self,
                            SipUri             *target,
                            UaDiversionReason   reason,
                            GError            **error)
{
  g_return_val_if_fail (UA_IS_INVITATION (self) && target != NULL, FALSE);

  if (!check_may_send_on (self, target, error))
    return FALSE;

  g_autoptr (SipMessageBuilder) builder = ua_invitation_begin_response (self, SIP_STATUS_MOVED_TEMPORARILY);
  g_autoptr (SipAddress) contact = sip_address_new (NULL, target);

  sip_message_builder_set_address (builder, SIP_HEADER_CONTACT, contact);
  write_diversions (self, builder, reason);
  ua_invitation_refuse_with (self, builder);
  return TRUE;
}

/**
 * ua_invitation_redirect:
 * @self: the call
 * @target: where to call instead
 * @error: %UA_ERROR_WRONG_STATE, %UA_ERROR_INVALID_TARGET
 *
 * Sends the caller on because a person says so.
 *
 * Returns: %FALSE when it was answered before, or was sent on five times already
 */
gboolean
ua_invitation_redirect (UaInvitation  *self,
                        SipUri        *target,
                        GError       **error)
{
  return ua_invitation_redirect_for (self, target, UA_DIVERSION_REASON_DEFLECTION, error);
}
