/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The REFER, in the dialog of the call, so that whoever gets it knows who asks (RFC 5589 §6), and what is said to it.
 * Agreement is not success: only where no reports were granted it has to do (RFC 4488).
 */

#include "ua-transfer-private.h"

#include "ua-agent-private.h"
#include "ua-error.h"
#include "ua-referral-target.h"
#include "ua-replaces.h"
#include "ua-session-private.h"

/* RFC 3891 §3 matches the dialog at the target; what it is called there goes into the address (RFC 5589 §7.1). An address
 * of record may lead to several telephones, of which those that cannot replace are not to ring (§7.3). */
static char *
write_attended (SipDialog *with)
{
  g_autoptr (UaReplaces) replaces = ua_replaces_new_of_dialog (with);
  g_autoptr (SipUri) target = ua_replaces_find_target (with);
  g_autoptr (SipUri) plain = ua_referral_strip_uri (target);
  g_autofree char *uri = sip_uri_to_string (plain);
  g_autofree char *name = replaces != NULL ? ua_replaces_to_string (replaces) : NULL;
  g_autofree char *escaped = name != NULL ? g_uri_escape_string (name, NULL, FALSE) : NULL;
  gboolean anywhere = sip_uri_has_param (target, "gr");

  return escaped != NULL ? g_strdup_printf ("<%s?Replaces=%s%s>", uri, escaped, anywhere ? "" : "&Require=replaces") : NULL;
}

static char *
write_refer_to (UaTransfer *self)
{
  g_autofree char *uri = NULL;

  if (self->other != NULL)
    return write_attended (ua_session_get_private (self->other)->dialog);

  g_autoptr (SipUri) plain = ua_referral_strip_uri (self->target);

  uri = sip_uri_to_string (plain);
  return g_strdup_printf ("<%s>", uri);
}

/* RFC 3892 §2.1: who we are in this call; who is nobody there stays nobody. */
static void
write_referred_by (UaTransfer        *self,
                   SipMessageBuilder *builder)
{
  g_autoptr (SipUri) uri = sip_uri_to_aor (sip_address_get_uri (sip_dialog_get_local (self->dialog)));
  g_autoptr (SipAddress) who = sip_address_new (NULL, uri);

  if (g_strcmp0 (sip_uri_get_host (uri), "anonymous.invalid") != 0)
    sip_message_builder_set_address (builder, SIP_HEADER_REFERRED_BY, who);
}

gboolean
ua_transfer_was_left (UaTransfer *self)
{
  return ua_session_get_state (self->call) == UA_SESSION_STATE_TERMINATED
         && ua_session_get_end (self->call) == UA_SESSION_END_REMOTE;
}

static void
receive_agreement (UaTransfer *self,
                   SipMessage *response)
{
  gboolean quiet = ua_referral_is_quiet (response);

  sip_dialog_receive_response (self->dialog, response);
  if (self->state == UA_TRANSFER_STATE_ASKING)
    ua_transfer_step (self, UA_TRANSFER_EVENT_AGREE);
  if (self->state != UA_TRANSFER_STATE_TRYING)
    return;
  if (quiet)
    ua_transfer_close_news (self);
  if (quiet || ua_transfer_was_left (self))
    ua_transfer_reach (self);
  else
    ua_transfer_expect_news (self);
}

static void
refer_answered_cb (UaRequest  *refer,
                   SipMessage *response,
                   UaTransfer *self)
{
  g_autoptr (UaTransfer) hold = g_object_ref (self);
  guint status = sip_message_get_status (response);
  g_autoptr (GError) error = NULL;

  if (status < 300)
    {
      receive_agreement (self, response);
      ua_transfer_settle (self);
      return;
    }
  error = sip_status_error_new (status, sip_message_get_reason (response));
  ua_transfer_close_news (self);
  ua_transfer_fail (self, error);
}

/* Where there was news the far end has agreed, whatever became of its answer. */
static void
refer_failed_cb (UaRequest    *refer,
                 const GError *error,
                 UaTransfer   *self)
{
  g_autoptr (UaTransfer) hold = g_object_ref (self);

  if (self->told)
    {
      ua_transfer_settle (self);
      return;
    }
  ua_transfer_close_news (self);
  ua_transfer_fail (self, error);
}

void
ua_transfer_ask (UaTransfer *self)
{
  g_autofree char *refer_to = write_refer_to (self);
  g_autoptr (SipMessageBuilder) builder = NULL;

  if (refer_to == NULL)
    {
      g_autoptr (GError) error =
        g_error_new_literal (UA_ERROR, UA_ERROR_INVALID_TARGET, "the other call cannot be named");

      ua_transfer_fail (self, error);
      return;
    }

  builder = sip_dialog_make_request (self->dialog, SIP_METHOD_REFER, 0);
  ua_agent_dress (self->agent, builder);
  ua_agent_introduce (self->agent, builder);
  sip_message_builder_add_header (builder, SIP_HEADER_ALLOW, "NOTIFY");
  sip_message_builder_set_header (builder, SIP_HEADER_REFER_TO, refer_to);
  write_referred_by (self, builder);
  if (self->quiet)
    sip_message_builder_set_header (builder, SIP_HEADER_REFER_SUB, "false");
  ua_agent_preempt (self->agent, builder);

  self->refer = ua_request_new (self->agent, self->dialog);
  g_signal_connect_object (self->refer, "answered", G_CALLBACK (refer_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->refer, "failed", G_CALLBACK (refer_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (self->refer, builder);
  ua_transfer_await_news (self);
}
