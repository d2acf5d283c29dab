/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What goes out: how a request of ours looks, and to whom our credentials are shown. The second is the part
 * to read twice: a challenge is answered only when the owner of the account knows its realm, and everything
 * here goes out over the account's own connection (TRUST 3.6).
 */

#include "ua-agent-private.h"

#include "ua-error.h"
#include "ua-request.h"

#define MAX_FORWARDS 70

static SipAddress *
make_anonymous (void)
{
  g_autoptr (SipUri) nobody = sip_uri_new (SIP_URI_SCHEME_SIP, "anonymous", "anonymous.invalid", 0);

  return sip_address_new ("Anonymous", nobody);
}

static void
write_from (UaAgent           *self,
            SipMessageBuilder *builder,
            UaOptions         *options)
{
  gboolean anonymous = options != NULL && ua_options_get_anonymous (options);
  SipAddress *other = options != NULL ? ua_options_get_from (options) : NULL;
  g_autofree char *tag = sip_tokens_next (self->tokens);
  g_autoptr (SipAddress) who = anonymous ? make_anonymous () : sip_address_ref (other != NULL ? other : self->address);
  g_autoptr (SipAddress) from = sip_address_with_param (who, "tag", tag);

  sip_message_builder_set_address (builder, SIP_HEADER_FROM, from);
  if (anonymous)
    sip_message_builder_set_header (builder, SIP_HEADER_PRIVACY, "id");
}

void
ua_agent_dress (UaAgent           *self,
                SipMessageBuilder *request)
{
  sip_message_builder_set_number (request, SIP_HEADER_MAX_FORWARDS, MAX_FORWARDS);
  sip_message_builder_set_header (request, SIP_HEADER_USER_AGENT, self->user_agent);
}

SipMessageBuilder *
ua_agent_begin_request (UaAgent    *self,
                        const char *method,
                        SipUri     *target,
                        UaOptions  *options)
{
  SipMethod known = sip_method_from_name (method);
  g_autoptr (SipMessageBuilder) builder = known == SIP_METHOD_OTHER
                                            ? sip_message_builder_new_extension (method, target)
                                            : sip_message_builder_new_request (known, target);
  g_autoptr (SipAddress) to = sip_address_new (NULL, target);
  g_autofree char *call_id = sip_tokens_next (self->tokens);

  write_from (self, builder, options);
  sip_message_builder_set_address (builder, SIP_HEADER_TO, to);
  sip_message_builder_set_header (builder, SIP_HEADER_CALL_ID, call_id);
  sip_message_builder_set_cseq (builder, 1, method);
  ua_agent_dress (self, builder);
  if (known == SIP_METHOD_INVITE || known == SIP_METHOD_OPTIONS)
    ua_agent_introduce (self, builder);
  if (known == SIP_METHOD_INVITE && options != NULL)
    ua_agent_say_rel100 (self, builder, ua_options_get_rel100 (options));
  if (options != NULL)
    ua_options_apply (options, builder);
  return g_steal_pointer (&builder);
}

/* The owner's secret for the first realm it knows, or FALSE when all of them are strangers. */
static gboolean
find_secret (UaAgent            *self,
             const char *const  *realms,
             const char        **realm,
             char              **username,
             char              **password)
{
  for (guint i = 0; self->credentials != NULL && realms[i] != NULL; i++)
    {
      if (!ua_credentials_lookup (self->credentials, realms[i], username, password))
        continue;
      *realm = realms[i];
      return TRUE;
    }
  return FALSE;
}

gboolean
ua_agent_answer_challenge (UaAgent            *self,
                           SipMessage         *response,
                           SipMessageBuilder  *request,
                           guint               tries,
                           GError            **error)
{
  g_auto (GStrv) realms = sip_digest_list_realms (response);
  g_autoptr (GError) refusal = NULL;
  g_autofree char *username = NULL;
  char *password = NULL;
  const char *realm = NULL;

  if (!find_secret (self, (const char *const *) realms, &realm, &username, &password))
    {
      g_set_error (error, UA_ERROR, UA_ERROR_AUTHENTICATION, "asked for a secret by a stranger: realm \"%s\"",
                   realms != NULL && realms[0] != NULL ? realms[0] : "");
      return FALSE;
    }

  gboolean answered =
    sip_digest_answer (self->digest, response, request, realm, username, password, tries, &refusal);

  ua_credentials_wipe (password);
  if (answered)
    g_set_str (&self->realm, realm);
  else
    g_set_error_literal (error, UA_ERROR, UA_ERROR_AUTHENTICATION, refusal->message);
  return answered;
}

void
ua_agent_preempt (UaAgent           *self,
                  SipMessageBuilder *request)
{
  g_autofree char *username = NULL;
  char *password = NULL;

  if (self->realm == NULL || self->credentials == NULL
      || !ua_credentials_lookup (self->credentials, self->realm, &username, &password))
    return;

  sip_digest_preempt (self->digest, request, self->realm, username, password);
  ua_credentials_wipe (password);
}

/* A server that could not prove that it knows the secret is odd, but RFC 7616 §3.5 asks nothing of us. */
void
ua_agent_learn (UaAgent    *self,
                SipMessage *response)
{
  if (self->realm != NULL && !sip_digest_learn (self->digest, response, self->realm))
    g_info ("the server of \"%s\" did not prove that it knows the secret", self->realm);
}

/**
 * ua_agent_request_async:
 * @self: the agent
 * @method: any method but ACK and CANCEL; a call made this way is hung up at once
 * @target: whom to ask
 * @options: (nullable): what else to say
 * @content_type: (nullable): the type of @body
 * @body: (nullable): what is sent along
 * @cancellable: (nullable): stops the waiting
 * @callback: called with the final answer
 * @user_data: for @callback
 *
 * Asks once, outside a dialog; challenges of the account's realm are answered (U15).
 */
void
ua_agent_request_async (UaAgent             *self,
                        const char          *method,
                        SipUri              *target,
                        UaOptions           *options,
                        const char          *content_type,
                        GBytes              *body,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (UA_IS_AGENT (self) && method != NULL && target != NULL);
  g_return_if_fail ((body == NULL) == (content_type == NULL));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ua_agent_request_async);
  if (!ua_agent_is_connected (self))
    {
      g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_CONNECTION, "there is no connection");
      return;
    }

  g_autoptr (SipMessageBuilder) builder = ua_agent_begin_request (self, method, target, options);
  g_autoptr (UaRequest) request = ua_request_new (self, NULL);

  if (body != NULL)
    sip_message_builder_set_body (builder, content_type, body);
  ua_agent_preempt (self, builder);
  ua_request_wait (request, g_steal_pointer (&task));
  ua_request_send (request, builder);
}

/**
 * ua_agent_request_finish:
 * @self: the agent
 * @result: the result
 * @error: why there is no answer: %UA_ERROR_CONNECTION, %UA_ERROR_REQUEST_TIMEOUT, %UA_ERROR_AUTHENTICATION
 *
 * Ends ua_agent_request_async(). A refusal is an answer, not an error.
 *
 * Returns: (transfer full) (nullable): the final answer
 */
SipMessage *
ua_agent_request_finish (UaAgent       *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (UA_IS_AGENT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
