/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A provisional answer may be lost unless both ends agree that it must not be (RFC 3262). What they say to each
 * other about that is read and written here, for the side that calls and the side that is called.
 */

#include "ua-rel100.h"

#include "ua-agent-private.h"

#define TOKEN "100rel"

/**
 * ua_agent_set_rel100:
 * @self: the agent
 * @rel100: what is said of reliable provisional answers to calls that come in
 *
 * Says how incoming calls are answered before they are accepted (RFC 3262 §3).
 */
void
ua_agent_set_rel100 (UaAgent  *self,
                     UaRel100  rel100)
{
  g_return_if_fail (UA_IS_AGENT (self));

  self->rel100 = rel100;
}

/**
 * ua_rel100_read:
 * @invite: an INVITE
 *
 * Reads what the caller can do, and insists on.
 *
 * Returns: %UA_REL100_UNSUPPORTED when it does not say
 */
UaRel100
ua_rel100_read (SipMessage *invite)
{
  g_return_val_if_fail (invite != NULL, UA_REL100_UNSUPPORTED);

  if (sip_message_has_token (invite, SIP_HEADER_REQUIRE, TOKEN))
    return UA_REL100_REQUIRED;
  return sip_message_has_token (invite, SIP_HEADER_SUPPORTED, TOKEN) ? UA_REL100_SUPPORTED : UA_REL100_UNSUPPORTED;
}

/**
 * ua_rel100_admit:
 * @agent: who is called
 * @server: the transaction of an INVITE
 *
 * Refuses a caller that cannot do what we insist on: 421 (RFC 3261 §21.4.16).
 *
 * Returns: %FALSE when the call was refused
 */
gboolean
ua_rel100_admit (UaAgent        *agent,
                 SipTransaction *server)
{
  g_return_val_if_fail (UA_IS_AGENT (agent) && SIP_IS_TRANSACTION (server), FALSE);

  static const char *const lines[] = { "Require: " TOKEN, NULL };

  if (agent->rel100 != UA_REL100_REQUIRED
      || ua_rel100_read (sip_transaction_get_request (server)) != UA_REL100_UNSUPPORTED)
    return TRUE;

  ua_agent_respond (agent, server, SIP_STATUS_EXTENSION_REQUIRED, NULL, lines);
  return FALSE;
}

/**
 * ua_rel100_wants:
 * @agent: who is called
 * @invite: the INVITE
 * @described: whether the provisional answer carries a description
 *
 * Decides whether a provisional answer is sent reliably (RFC 3262 §3).
 *
 * Returns: %TRUE when it is repeated until its PRACK
 */
gboolean
ua_rel100_wants (UaAgent    *agent,
                 SipMessage *invite,
                 gboolean    described)
{
  g_return_val_if_fail (UA_IS_AGENT (agent) && invite != NULL, FALSE);

  UaRel100 theirs = ua_rel100_read (invite);

  if (agent->rel100 == UA_REL100_UNSUPPORTED || theirs == UA_REL100_UNSUPPORTED)
    return FALSE;
  return described || theirs == UA_REL100_REQUIRED || agent->rel100 == UA_REL100_REQUIRED;
}

/**
 * ua_rel100_is_reliable:
 * @response: a provisional answer to our INVITE
 * @rseq: (out): its number
 *
 * Tells whether a provisional answer wants a PRACK. 100 never does (RFC 3262 §3).
 *
 * Returns: %TRUE when it does
 */
gboolean
ua_rel100_is_reliable (SipMessage *response,
                       guint32    *rseq)
{
  g_return_val_if_fail (response != NULL && rseq != NULL, FALSE);

  return sip_message_get_status (response) > SIP_STATUS_TRYING
         && sip_message_has_token (response, SIP_HEADER_REQUIRE, TOKEN)
         && sip_message_get_number (response, SIP_HEADER_RSEQ, rseq);
}

/**
 * ua_rel100_make_rack:
 * @response: a reliable provisional answer
 *
 * Names @response as its PRACK does (RFC 3262 §7.2).
 *
 * Returns: (transfer full): the value of RAck
 */
char *
ua_rel100_make_rack (SipMessage *response)
{
  g_return_val_if_fail (response != NULL, NULL);

  guint32 rseq = 0;
  guint32 cseq = 0;
  const char *method = NULL;

  sip_message_get_number (response, SIP_HEADER_RSEQ, &rseq);
  sip_message_get_cseq (response, &cseq, &method);
  return g_strdup_printf ("%u %u %s", rseq, cseq, method);
}
