/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a SUBSCRIBE is about is said again in each of them, the first and every renewal, and must be the same. */

#include "ua-subscription.h"

#include "ua-agent-private.h"
#include "ua-resource-list.h"

/**
 * ua_subscription_terms_apply:
 * @terms: what is said in every SUBSCRIBE
 * @agent: who asks
 * @expires_s: for how long; 0: no longer
 * @builder: a SUBSCRIBE
 *
 * Writes what a SUBSCRIBE is about (RFC 6665 §4.1.2.1).
 */
void
ua_subscription_terms_apply (const UaSubscriptionTerms *terms,
                             UaAgent                   *agent,
                             guint                      expires_s,
                             SipMessageBuilder         *builder)
{
  g_return_if_fail (terms != NULL && UA_IS_AGENT (agent) && builder != NULL);

  ua_agent_introduce (agent, builder);
  ua_agent_write_nearest_contact (agent, builder);
  /* Who asks to be told takes NOTIFYs, which otherwise nobody here does. */
  sip_message_builder_add_header (builder, SIP_HEADER_ALLOW, "NOTIFY");
  sip_message_builder_set_header (builder, SIP_HEADER_EVENT, terms->event);
  if (terms->accept != NULL)
    sip_message_builder_set_header (builder, SIP_HEADER_ACCEPT, terms->accept);
  if (terms->lists)
    {
      sip_message_builder_add_header (builder, SIP_HEADER_SUPPORTED, "eventlist");
      sip_message_builder_add_header (builder, SIP_HEADER_ACCEPT, UA_RESOURCE_LIST_CONTENT_TYPE ", multipart/related");
    }
  sip_message_builder_set_number (builder, SIP_HEADER_EXPIRES, expires_s);
}
