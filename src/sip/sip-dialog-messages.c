/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The messages inside a dialog: how ours are addressed and routed (RFC 3261 §12.2.1.1), and which of
 * theirs belong here, in what order, and with what news of the way (§12.2.2). */

#include "sip-dialog-private.h"

#include "sip-invite-requests.h"

#include <string.h>

/* §19.1.5: what a Contact or a Route may say and a Request-URI may not: "method" and the part after '?'. */
static SipUri *
make_request_uri (SipUri *uri)
{
  g_autoptr (SipUri) plain = sip_uri_with_param (uri, "method", NULL);

  if (sip_uri_get_headers (plain) == NULL)
    return g_steal_pointer (&plain);

  g_autofree char *text = sip_uri_to_string (plain);
  gsize length = strlen (text) - strlen (sip_uri_get_headers (plain)) - strlen ("?");
  SipUri *bare = sip_uri_parse (text, (gssize) length, NULL);

  return bare != NULL ? bare : g_steal_pointer (&plain);
}

static gboolean
is_loose (SipAddress *route)
{
  return sip_uri_has_param (sip_address_get_uri (route), "lr");
}

static void
add_routes (SipDialog         *self,
            SipMessageBuilder *builder,
            guint              first)
{
  for (guint i = first; i < self->routes->len; i++)
    sip_message_builder_add_address (builder, SIP_HEADER_ROUTE, g_ptr_array_index (self->routes, i));
}

/* §12.2.1.1: to a loose first router the request keeps its target; a strict one, of RFC 2543, finds itself
 * in the Request-URI and the target at the end of Route. */
static SipMessageBuilder *
begin (SipDialog *self,
       SipMethod  method)
{
  SipAddress *first = self->routes->len > 0 ? g_ptr_array_index (self->routes, 0) : NULL;
  gboolean strict = first != NULL && !is_loose (first);
  g_autoptr (SipUri) uri = make_request_uri (strict ? sip_address_get_uri (first) : self->remote_target);
  SipMessageBuilder *builder = sip_message_builder_new_request (method, uri);

  add_routes (self, builder, strict ? 1 : 0);
  if (strict)
    {
      g_autoptr (SipAddress) target = sip_address_new (NULL, self->remote_target);

      sip_message_builder_add_address (builder, SIP_HEADER_ROUTE, target);
    }

  return builder;
}

/**
 * sip_dialog_make_request:
 * @self: a dialog
 * @method: the method; not %SIP_METHOD_CANCEL, which sip_transactions_cancel() writes
 * @cseq: for ACK, the number of its INVITE; 0 for all others, which get the next one
 *
 * Begins a request inside the dialog: Request-URI, Route, Max-Forwards, From, To, Call-ID and CSeq are
 * written (RFC 3261 §12.2.1.1). Contact and whatever else the method wants are the caller's.
 *
 * Returns: (transfer full): a builder, for sip_transactions_request() or sip_transactions_send_ack()
 */
SipMessageBuilder *
sip_dialog_make_request (SipDialog *self,
                         SipMethod  method,
                         guint32    cseq)
{
  g_return_val_if_fail (SIP_IS_DIALOG (self), NULL);
  g_return_val_if_fail (method != SIP_METHOD_OTHER && method != SIP_METHOD_CANCEL, NULL);
  g_return_val_if_fail ((method == SIP_METHOD_ACK) == (cseq != 0), NULL);

  SipMessageBuilder *builder = begin (self, method);

  sip_message_builder_set_number (builder, SIP_HEADER_MAX_FORWARDS, SIP_MAX_FORWARDS);
  sip_message_builder_set_address (builder, SIP_HEADER_FROM, self->local);
  sip_message_builder_set_address (builder, SIP_HEADER_TO, self->remote);
  sip_message_builder_set_header (builder, SIP_HEADER_CALL_ID, self->call_id);
  sip_message_builder_set_cseq (builder, method == SIP_METHOD_ACK ? cseq : ++self->local_cseq,
                                sip_method_get_name (method));

  return builder;
}

/* Tags are parameter values and ignore case (RFC 3261 §7.3.1); an element of RFC 2543 has none, and then a
 * message without one is meant (§12.1.1, "the tag is considered to have a value of null"). */
static gboolean
tags_equal (const char *a,
            const char *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_ascii_strcasecmp (a, b) == 0;
}

static const char *
tag_of (SipAddress *address)
{
  return address == NULL ? NULL : sip_address_get_tag (address);
}

/* §12.2: which requests, and which of their answers, carry a new remote target (RFC 3311, 3515, 6665 add to
 * the INVITE of RFC 3261). */
static gboolean
refreshes_target (SipMethod method)
{
  static const SipMethod methods[] = {
    SIP_METHOD_INVITE, SIP_METHOD_UPDATE, SIP_METHOD_SUBSCRIBE, SIP_METHOD_NOTIFY, SIP_METHOD_REFER,
  };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      if (methods[i] == method)
        return TRUE;
    }

  return FALSE;
}

/**
 * sip_dialog_matches:
 * @self: a dialog
 * @message: a request that came in, or a response to one of ours
 *
 * Tells whether a message belongs to this dialog: its Call-ID and both tags do (RFC 3261 §12).
 *
 * Returns: %TRUE when it does; %FALSE for everything once the dialog has terminated
 */
gboolean
sip_dialog_matches (SipDialog  *self,
                    SipMessage *message)
{
  g_return_val_if_fail (SIP_IS_DIALOG (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  const char *from_tag = tag_of (sip_message_get_from (message));
  const char *to_tag = tag_of (sip_message_get_to (message));
  gboolean incoming = sip_message_is_request (message);

  return self->state != SIP_DIALOG_STATE_TERMINATED &&
         g_strcmp0 (sip_message_get_call_id (message), self->call_id) == 0 &&
         tags_equal (incoming ? to_tag : from_tag, sip_dialog_get_local_tag (self)) &&
         tags_equal (incoming ? from_tag : to_tag, sip_dialog_get_remote_tag (self));
}

/**
 * sip_dialog_receive_request:
 * @self: a dialog
 * @request: a request that came in
 *
 * Judges a request, remembers its CSeq and takes its Contact as the new remote target where its method may
 * carry one (RFC 3261 §12.2.2). ACK and CANCEL carry the CSeq of their INVITE and are never out of order.
 *
 * Returns: what to do with it
 */
SipDialogVerdict
sip_dialog_receive_request (SipDialog  *self,
                            SipMessage *request)
{
  g_return_val_if_fail (SIP_IS_DIALOG (self), SIP_DIALOG_FOREIGN);
  g_return_val_if_fail (request != NULL && sip_message_is_request (request), SIP_DIALOG_FOREIGN);

  SipMethod method = sip_message_get_method (request);
  guint32 cseq = 0;

  if (!sip_dialog_matches (self, request) || !sip_message_get_cseq (request, &cseq, NULL))
    return SIP_DIALOG_FOREIGN;
  if (method == SIP_METHOD_ACK || method == SIP_METHOD_CANCEL)
    return SIP_DIALOG_ACCEPT;

  /* §12.2.2, of a lower number: "the request is out of order and MUST be rejected with a 500". An equal one
   * is a second request under one number, for a repetition ends at its transaction. */
  if (self->has_remote_cseq && cseq <= self->remote_cseq)
    return SIP_DIALOG_OUT_OF_ORDER;

  self->has_remote_cseq = TRUE;
  self->remote_cseq = cseq;
  if (refreshes_target (method))
    sip_dialog_take_target (self, request);

  return SIP_DIALOG_ACCEPT;
}

/**
 * sip_dialog_receive_response:
 * @self: a dialog
 * @response: a response to a request inside the dialog
 *
 * Takes the Contact of a 2xx as the new remote target where its method may carry one (RFC 3261 §12.2.1.2).
 */
void
sip_dialog_receive_response (SipDialog  *self,
                             SipMessage *response)
{
  g_return_if_fail (SIP_IS_DIALOG (self));
  g_return_if_fail (response != NULL && sip_message_is_response (response));

  guint status = sip_message_get_status (response);

  if (status >= 200 && status < 300 && refreshes_target (sip_message_get_method (response)))
    sip_dialog_take_target (self, response);
}

/**
 * sip_dialog_rename_remote:
 * @self: a dialog
 * @request: a request of theirs inside it, whose tags match
 *
 * Takes the From of a request as their address, where it names somebody else than before: To of our requests names them
 * from then on, under the tag as ever (RFC 4916 §4.4). Whether they may do so is for the usage to know.
 *
 * Returns: %TRUE when they are somebody else now
 */
gboolean
sip_dialog_rename_remote (SipDialog  *self,
                          SipMessage *request)
{
  g_return_val_if_fail (SIP_IS_DIALOG (self), FALSE);
  g_return_val_if_fail (request != NULL && sip_message_is_request (request), FALSE);

  SipAddress *from = sip_message_get_from (request);

  if (from == NULL || !tags_equal (tag_of (from), sip_dialog_get_remote_tag (self)))
    return FALSE;
  if (sip_uri_equal (sip_address_get_uri (from), sip_address_get_uri (self->remote))
      && g_strcmp0 (sip_address_get_display_name (from), sip_address_get_display_name (self->remote)) == 0)
    return FALSE;

  sip_address_ref (from);
  sip_address_unref (self->remote);
  self->remote = from;
  return TRUE;
}
