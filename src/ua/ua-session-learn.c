/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a message of theirs tells beside what it asks: what the far end can do, who it is now, and why it ends the call. */

#include "ua-session-private.h"

#include "ua-reason.h"

/* RFC 3261 §20.5, §20.37: what is not said tells nothing. */
static void
learn_abilities (UaSessionPrivate *priv,
                 SipMessage       *message)
{
  if (sip_message_get_header (message, SIP_HEADER_ALLOW) != NULL)
    priv->far.updates = sip_message_has_token (message, SIP_HEADER_ALLOW, "UPDATE");
  if (sip_message_get_header (message, SIP_HEADER_SUPPORTED) == NULL)
    return;
  priv->far.replaces = sip_message_has_token (message, SIP_HEADER_SUPPORTED, "replaces");
  priv->far.changes_from = sip_message_has_token (message, SIP_HEADER_SUPPORTED, "from-change");
}

static gboolean
may_rename (UaSessionPrivate *priv,
            SipMessage       *message)
{
  SipMethod method = sip_message_get_method (message);

  return sip_message_is_request (message) && priv->far.changes_from && priv->dialog != NULL
         && (method == SIP_METHOD_INVITE || method == SIP_METHOD_UPDATE);
}

/* RFC 4916 §4.4: only who said that it may change From is believed to mean it; others write there what they please. */
static void
learn_identity (UaSession  *self,
                SipMessage *message)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  SipAddress *from = sip_message_get_from (message);

  if (!may_rename (priv, message) || !sip_dialog_matches (priv->dialog, message))
    return;
  if (sip_dialog_rename_remote (priv->dialog, message))
    ua_session_set_remote (self, from);
}

void
ua_session_learn (UaSession  *self,
                  SipMessage *message)
{
  learn_abilities (ua_session_get_private (self), message);
  learn_identity (self, message);
  ua_session_trickle_learn (self, message);
}

void
ua_session_learn_reason (UaSession  *self,
                         SipMessage *message)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->far.end_reason == NULL)
    priv->far.end_reason = ua_reason_dup_text (message);
}

/**
 * ua_session_get_end_reason:
 * @self: the session
 *
 * Tells what the far end, or a server, said about the end of the call: the words of Reason (RFC 3326), else those of a
 * Warning. Words of a stranger, for a person to read and for nothing else.
 *
 * Returns: (transfer none) (nullable): the words; %NULL when nothing was said
 */
const char *
ua_session_get_end_reason (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return ua_session_get_private (self)->far.end_reason;
}
