/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* RFC 3261 §17.1.3 and §17.2.3 as keys of a hash table, so that finding a transaction costs the same with one
 * alive as with a thousand. */

#include "sip-matching.h"

/* Parameter values ignore case (RFC 3261 §7.3.1), and some elements do fold them. */
static char *
fold (char *text)
{
  char *folded = g_ascii_strdown (text, -1);

  g_free (text);

  return folded;
}

static const char *
tag_of (SipAddress *address)
{
  const char *tag = address == NULL ? NULL : sip_address_get_tag (address);

  return tag == NULL ? "" : tag;
}

static const char *
matched_method (SipMessage *request,
                const char *method)
{
  if (method != NULL)
    return method;

  /* RFC 3261 §17.2.3: "the method of the request matches the one that created the transaction, except for
   * ACK, where the method of the request that created the transaction is INVITE". */
  if (sip_message_get_method (request) == SIP_METHOD_ACK)
    return "INVITE";

  return sip_message_get_method_name (request);
}

/* RFC 3261 §17.2.3, of a branch that "is not present, or does not contain the magic cookie": Request-URI,
 * From tag, Call-ID, CSeq number and the whole top Via. The To tag is looked at afterwards. */
static char *
old_server_key (SipMessage *request,
                const char *method)
{
  SipUri *uri = sip_message_get_request_uri (request);
  const char *call_id = sip_message_get_call_id (request);
  guint32 cseq = 0;

  if (uri == NULL || call_id == NULL || !sip_message_get_cseq (request, &cseq, NULL))
    return NULL;

  g_autofree char *uri_text = sip_uri_to_string (uri);

  return g_strdup_printf ("2543\n%s\n%s\n%s\n%u\n%s\n%s", uri_text, tag_of (sip_message_get_from (request)),
                          call_id, cseq, matched_method (request, method),
                          sip_message_get_header (request, SIP_HEADER_VIA));
}

/**
 * sip_matching_via_key:
 * @via: a Via value
 * @method: the request's method
 *
 * Makes the key of the client transaction whose request would carry @via (RFC 3261 §17.1.3).
 *
 * Returns: (transfer full) (nullable): the key; %NULL without a branch
 */
char *
sip_matching_via_key (SipVia     *via,
                      const char *method)
{
  g_return_val_if_fail (via != NULL && method != NULL, NULL);

  const char *branch = sip_via_get_branch (via);
  if (branch == NULL)
    return NULL;

  g_autofree char *folded = g_ascii_strdown (branch, -1);

  return g_strconcat (folded, "\n", method, NULL);
}

/**
 * sip_matching_client_key:
 * @message: our request, or a response to it
 *
 * Makes the key of a client transaction: top branch and method of the CSeq (RFC 3261 §17.1.3).
 *
 * Returns: (transfer full) (nullable): the key; %NULL when Via or CSeq cannot be read
 */
char *
sip_matching_client_key (SipMessage *message)
{
  g_return_val_if_fail (message != NULL, NULL);

  SipVia *via = sip_message_get_via (message, 0);
  const char *method = sip_message_get_method_name (message);

  return via == NULL || method == NULL ? NULL : sip_matching_via_key (via, method);
}

/**
 * sip_matching_server_key:
 * @request: their request
 * @method: (nullable): look as if it had this method: `INVITE`, to find what a CANCEL means
 *
 * Makes the key of a server transaction: branch, sent-by and method, or for an element of RFC 2543 what that
 * had instead (RFC 3261 §17.2.3).
 *
 * Returns: (transfer full) (nullable): the key; %NULL when the request cannot be read so far
 */
char *
sip_matching_server_key (SipMessage *request,
                         const char *method)
{
  g_return_val_if_fail (request != NULL, NULL);

  SipVia *via = sip_message_get_via (request, 0);
  if (via == NULL)
    return NULL;
  if (!sip_via_has_magic (via))
    return old_server_key (request, method);

  g_autofree char *sent_by = fold (sip_via_dup_sent_by (via));
  g_autofree char *branch = g_ascii_strdown (sip_via_get_branch (via), -1);

  return g_strdup_printf ("%s\n%s\n%s", branch, sent_by, matched_method (request, method));
}

/**
 * sip_matching_twin_key:
 * @request: a request
 *
 * Makes the key that all copies of one request share, whichever way they came (RFC 3261 §8.2.2.2).
 *
 * Returns: (transfer full) (nullable): the key; %NULL when there is a To tag, for that request was meant
 *   for us
 */
char *
sip_matching_twin_key (SipMessage *request)
{
  g_return_val_if_fail (request != NULL, NULL);

  const char *call_id = sip_message_get_call_id (request);
  guint32 cseq = 0;

  if (call_id == NULL || !sip_message_get_cseq (request, &cseq, NULL))
    return NULL;
  if (*tag_of (sip_message_get_to (request)) != '\0')
    return NULL;

  return g_strdup_printf ("%s\n%s\n%u\n%s", tag_of (sip_message_get_from (request)), call_id, cseq,
                          sip_message_get_method_name (request));
}

/**
 * sip_matching_acknowledges:
 * @ack: an ACK whose key fits
 * @response: (nullable): what was answered last
 *
 * Tells whether an ACK means that answer: with a magic branch it does; from an element of RFC 2543 the To tag
 * decides (RFC 3261 §17.2.3).
 *
 * Returns: %TRUE when it does
 */
gboolean
sip_matching_acknowledges (SipMessage *ack,
                           SipMessage *response)
{
  g_return_val_if_fail (ack != NULL, FALSE);

  SipVia *via = sip_message_get_via (ack, 0);
  if (via != NULL && sip_via_has_magic (via))
    return TRUE;

  return response != NULL &&
         g_str_equal (tag_of (sip_message_get_to (ack)), tag_of (sip_message_get_to (response)));
}
