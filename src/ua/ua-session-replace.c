/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The far end, or a proxy on the way, does not know the dialog any more, and yet somebody there is still talking to us:
 * an INVITE with Replaces asks them to go on in a new dialog (RFC 3891). To the person it is the same call.
 */

#include "ua-session-private.h"

#include "ua-error.h"
#include "ua-replaces.h"

#include <string.h>

void
ua_session_drop_replacement (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (UaRequest) request = g_steal_pointer (&priv->replacement);

  if (request == NULL)
    return;
  g_signal_handlers_disconnect_by_data (request, self);
  ua_request_cancel (request, NULL);
}

/* The old dialog is dead for sure only when they said so; else a BYE may still find it. */
static void
fail (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GError) error =
    g_error_new_literal (UA_ERROR, UA_ERROR_DIALOG, "the other side does not know of this call any more");

  ua_session_drop_replacement (self);
  if (priv->forgotten)
    ua_session_end (self, UA_SESSION_END_FAILED, error);
  else
    ua_session_leave (self, UA_SESSION_END_FAILED, error);
}

static void
patience_cb (gpointer user_data)
{
  UaSession *self = user_data;

  ua_session_get_private (self)->stranded_timer = 0;
  fail (self);
}

static void
answer_settled_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (UaSession) self = user_data;
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GError) error = NULL;
  gboolean settled = ua_negotiation_settle_finish (UA_NEGOTIATION (source), result, &error);

  if (priv->state != UA_SESSION_STATE_ESTABLISHED || priv->replacement == NULL)
    return;
  if (!settled)
    {
      ua_session_leave (self, UA_SESSION_END_FAILED, error);
      return;
    }
  g_signal_handlers_disconnect_by_data (priv->replacement, self);
  g_clear_object (&priv->replacement);
  ua_session_finish_move (self);
  ua_session_set_held_by_us (self, priv->hold_offered);
  ua_session_pursue (self);
}

static void
receive_acceptance (UaSession  *self,
                    SipMessage *response)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (SipDialog) dialog =
    sip_dialog_new_client (ua_request_get_message (priv->replacement), response, &error);
  g_autofree char *answer = ua_session_dup_description (response);

  if (dialog == NULL)
    {
      fail (self);
      return;
    }
  priv->ours = TRUE;
  priv->forgotten = FALSE;
  ua_session_change_dialog (self, dialog);
  ua_request_acknowledge (priv->replacement, dialog, response);
  if (answer == NULL)
    {
      error = g_error_new_literal (UA_ERROR, UA_ERROR_BAD_DESCRIPTION, "the answer to our offer is missing");
      ua_session_leave (self, UA_SESSION_END_FAILED, error);
      return;
    }
  ua_session_set_held_by_them (self, ua_negotiation_reads_as_hold (answer));
  ua_negotiation_settle_async (priv->negotiation, answer, answer_settled_cb, g_object_ref (self));
}

/* 491 or 500: they are about to do the same, and theirs is on its way; should it not come, ours is asked again. */
static void
request_answered_cb (UaRequest  *request,
                     SipMessage *response,
                     UaSession  *self)
{
  if (sip_message_get_status (response) < 300)
    receive_acceptance (self, response);
  else if (ua_session_retry_after_glare (self, response))
    ua_session_drop_replacement (self);
  else
    fail (self);
}

static void
request_failed_cb (UaRequest    *request,
                   const GError *error,
                   UaSession    *self)
{
  fail (self);
}

/* RFC 3891 §4: the tags as the far end sees them. Required, lest a telephone that cannot replace rings instead. */
static void
write_replaces (SipMessageBuilder *builder,
                SipDialog         *dialog)
{
  g_autoptr (UaReplaces) replaces = ua_replaces_new_of_dialog (dialog);
  g_autofree char *value = replaces != NULL ? ua_replaces_to_string (replaces) : NULL;

  if (value != NULL)
    sip_message_builder_set_header (builder, SIP_HEADER_REPLACES, value);
  sip_message_builder_set_header (builder, SIP_HEADER_REQUIRE, "replaces");
}

/* From says who we were in the dialog that is replaced; only the tag is new. Who was nobody stays nobody (RFC 3323). */
static void
write_from (UaSession         *self,
            SipMessageBuilder *builder)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  SipUri *before = sip_address_get_uri (sip_dialog_get_local (priv->dialog));
  g_autofree char *tag = sip_tokens_next (ua_agent_get_tokens (priv->agent));
  g_autoptr (SipAddress) from = sip_address_with_param (sip_dialog_get_local (priv->dialog), "tag", tag);

  sip_message_builder_set_address (builder, SIP_HEADER_FROM, from);
  if (g_strcmp0 (sip_uri_get_host (before), "anonymous.invalid") == 0)
    sip_message_builder_set_header (builder, SIP_HEADER_PRIVACY, "id");
}

static void
send_replacement (UaSession  *self,
                  const char *offer)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (SipUri) target = ua_replaces_find_target (priv->dialog);
  g_autoptr (SipMessageBuilder) builder = ua_agent_begin_request (priv->agent, "INVITE", target, NULL);
  g_autoptr (GBytes) body = g_bytes_new (offer, strlen (offer));

  write_from (self, builder);
  write_replaces (builder, priv->dialog);
  sip_message_builder_set_body (builder, UA_DESCRIPTION_CONTENT_TYPE, body);
  ua_agent_preempt (priv->agent, builder);
  g_signal_connect_object (priv->replacement, "answered", G_CALLBACK (request_answered_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (priv->replacement, "failed", G_CALLBACK (request_failed_cb), self, G_CONNECT_DEFAULT);
  ua_request_send (priv->replacement, builder);
}

static void
offer_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (UaSession) self = user_data;
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = ua_negotiation_offer_finish (UA_NEGOTIATION (source), result, &error);

  if (priv->state != UA_SESSION_STATE_ESTABLISHED || priv->replacement == NULL || priv->agent == NULL)
    return;
  if (offer == NULL)
    ua_session_leave (self, UA_SESSION_END_FAILED, error);
  else
    send_replacement (self, offer);
}

/* Asks for a new dialog in the place of the one that is lost. @forgotten: they said themselves that they do not know it.
 * Nobody is to answer by hand at the far end, so that silence is bounded. */
void
ua_session_replace (UaSession *self,
                    gboolean   forgotten)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  ua_session_put_off (self);
  priv->forgotten = forgotten;
  priv->move_wanted = FALSE;
  priv->offer_wanted = FALSE;
  priv->moving = TRUE;
  if (sip_dialog_get_remote_tag (priv->dialog) == NULL)
    {
      fail (self);
      return;
    }

  priv->replacement = ua_request_new (priv->agent, NULL);
  priv->hold_offered = priv->hold_wanted;
  sip_clock_disarm (priv->clock, &priv->stranded_timer);
  priv->stranded_timer = sip_clock_arm (priv->clock, ua_agent_get_patience_ms (priv->agent), patience_cb, self);
  ua_description_handler_renew (priv->handler);
  ua_description_handler_set_hold (priv->handler, priv->hold_offered);
  ua_negotiation_offer_async (priv->negotiation, offer_written_cb, g_object_ref (self));
}
