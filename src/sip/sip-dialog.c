/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What two ends must remember to go on talking: who is who, in which order, and by which way (RFC 3261
 * §12). What they talk about, a call or a subscription, is not its business. The messages inside a dialog
 * are the business of sip-dialog-messages.c. */

#include "sip-dialog-private.h"

G_DEFINE_FINAL_TYPE (SipDialog, sip_dialog, G_TYPE_OBJECT)
G_DEFINE_QUARK (sip-dialog-error-quark, sip_dialog_error)

static const char *
tag_of (SipAddress *address)
{
  return address == NULL ? NULL : sip_address_get_tag (address);
}

static void
set_state (SipDialog      *self,
           SipDialogState  state)
{
  static const gboolean allowed[3][3] = {
    [SIP_DIALOG_STATE_EARLY] = { [SIP_DIALOG_STATE_CONFIRMED] = TRUE, [SIP_DIALOG_STATE_TERMINATED] = TRUE },
    [SIP_DIALOG_STATE_CONFIRMED] = { [SIP_DIALOG_STATE_TERMINATED] = TRUE },
  };

  if (self->state == state)
    return;
  if (!allowed[self->state][state])
    {
      g_critical ("a dialog cannot go from state %d to %d", self->state, state);
      return;
    }

  self->state = state;
}

static void
sip_dialog_finalize (GObject *object)
{
  SipDialog *self = SIP_DIALOG (object);

  g_free (self->call_id);
  g_clear_pointer (&self->local, sip_address_unref);
  g_clear_pointer (&self->remote, sip_address_unref);
  g_clear_pointer (&self->remote_target, sip_uri_unref);
  g_clear_pointer (&self->routes, g_ptr_array_unref);

  G_OBJECT_CLASS (sip_dialog_parent_class)->finalize (object);
}

static void
sip_dialog_class_init (SipDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sip_dialog_finalize;
}

static void
sip_dialog_init (SipDialog *self)
{
  self->routes = g_ptr_array_new_with_free_func ((GDestroyNotify) sip_address_unref);
}

/* §12.1.2: "the list of URIs in the Record-Route header field from the response, taken in reverse order";
 * §12.1.1 takes those of the request in order. */
static void
take_routes (SipDialog  *self,
             SipMessage *message,
             gboolean    reversed)
{
  SipAddress *route;

  g_ptr_array_set_size (self->routes, 0);
  for (guint i = 0; (route = sip_message_get_address (message, SIP_HEADER_RECORD_ROUTE, i)) != NULL; i++)
    g_ptr_array_insert (self->routes, reversed ? 0 : -1, sip_address_ref (route));
}

void
sip_dialog_take_target (SipDialog  *self,
                        SipMessage *message)
{
  SipAddress *contact = sip_message_get_address (message, SIP_HEADER_CONTACT, 0);

  if (contact == NULL)
    return;

  sip_uri_ref (sip_address_get_uri (contact));
  g_clear_pointer (&self->remote_target, sip_uri_unref);
  self->remote_target = sip_address_get_uri (contact);
}

static gboolean
require_headers (SipMessage  *message,
                 GError     **error)
{
  guint32 cseq;
  const char *missing = NULL;

  if (sip_message_get_from (message) == NULL)
    missing = "From";
  else if (sip_message_get_to (message) == NULL)
    missing = "To";
  else if (sip_message_get_call_id (message) == NULL)
    missing = "Call-ID";
  else if (!sip_message_get_cseq (message, &cseq, NULL))
    missing = "CSeq";

  if (missing != NULL)
    g_set_error (error, SIP_DIALOG_ERROR, SIP_DIALOG_ERROR_INCOMPLETE, "no dialog without a readable %s",
                 missing);

  return missing == NULL;
}

/**
 * sip_dialog_new_client:
 * @request: the INVITE, SUBSCRIBE or REFER we sent
 * @response: a response to it, provisional with a To tag or 2xx; each To tag makes a dialog of its own
 * @error: return location for a %SIP_DIALOG_ERROR
 *
 * Makes the caller's side of a dialog (RFC 3261 §12.1.2): early by a provisional response, confirmed by a
 * 2xx. A 2xx without a To tag, from an element of RFC 2543, makes one with no remote tag.
 *
 * Returns: (transfer full) (nullable): the dialog; %NULL with @error set when that response makes none
 */
SipDialog *
sip_dialog_new_client (SipMessage  *request,
                       SipMessage  *response,
                       GError     **error)
{
  g_return_val_if_fail (request != NULL && sip_message_is_request (request), NULL);
  g_return_val_if_fail (response != NULL && sip_message_is_response (response), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  guint status = sip_message_get_status (response);
  gboolean tagged = tag_of (sip_message_get_to (response)) != NULL;

  if (status <= 100 || status >= 300 || (status < 200 && !tagged))
    {
      g_set_error (error, SIP_DIALOG_ERROR, SIP_DIALOG_ERROR_NONE_MADE, "a %u with%s To tag makes no dialog",
                   status, tagged ? " a" : "out");
      return NULL;
    }
  if (!require_headers (request, error) || !require_headers (response, error))
    return NULL;

  SipDialog *self = g_object_new (SIP_TYPE_DIALOG, NULL);
  self->state = status < 200 ? SIP_DIALOG_STATE_EARLY : SIP_DIALOG_STATE_CONFIRMED;
  self->call_id = g_strdup (sip_message_get_call_id (request));
  self->local = sip_address_ref (sip_message_get_from (request));
  self->remote = sip_address_ref (sip_message_get_to (response));
  /* Some answers name no Contact; where the request went is then the best that is known. */
  self->remote_target = sip_uri_ref (sip_message_get_request_uri (request));
  sip_message_get_cseq (request, &self->local_cseq, NULL);
  sip_dialog_take_target (self, response);
  take_routes (self, response, TRUE);

  return self;
}

/**
 * sip_dialog_new_server:
 * @request: the INVITE or SUBSCRIBE that came in
 * @local_tag: the To tag of our answers
 * @error: return location for a %SIP_DIALOG_ERROR
 *
 * Makes the called side of a dialog, early until sip_dialog_confirm() (RFC 3261 §12.1.1).
 *
 * Returns: (transfer full) (nullable): the dialog; %NULL with @error set when the request lacks what it needs
 */
SipDialog *
sip_dialog_new_server (SipMessage  *request,
                       const char  *local_tag,
                       GError     **error)
{
  g_return_val_if_fail (request != NULL && sip_message_is_request (request), NULL);
  g_return_val_if_fail (local_tag != NULL && *local_tag != '\0', NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!require_headers (request, error))
    return NULL;

  SipDialog *self = g_object_new (SIP_TYPE_DIALOG, NULL);
  self->call_id = g_strdup (sip_message_get_call_id (request));
  self->local = sip_address_with_param (sip_message_get_to (request), "tag", local_tag);
  self->remote = sip_address_ref (sip_message_get_from (request));
  self->remote_target = sip_uri_ref (sip_address_get_uri (self->remote));
  self->has_remote_cseq = sip_message_get_cseq (request, &self->remote_cseq, NULL);
  sip_dialog_take_target (self, request);
  take_routes (self, request, FALSE);

  return self;
}

/**
 * sip_dialog_get_state:
 * @self: a dialog
 *
 * Gets the state.
 *
 * Returns: the state
 */
SipDialogState
sip_dialog_get_state (SipDialog *self)
{
  g_return_val_if_fail (SIP_IS_DIALOG (self), SIP_DIALOG_STATE_TERMINATED);

  return self->state;
}

/**
 * sip_dialog_confirm:
 * @self: a dialog that has not terminated
 * @response: (nullable): the 2xx that came; %NULL when we sent it
 *
 * Confirms an early dialog. The caller's route set is computed again, for the early one may have come from an
 * element that does not know Record-Route in a provisional response (RFC 3261 §13.2.2.4). Does nothing to a
 * confirmed one: its route set stays for life (§12.2).
 */
void
sip_dialog_confirm (SipDialog  *self,
                    SipMessage *response)
{
  g_return_if_fail (SIP_IS_DIALOG (self));
  g_return_if_fail (response == NULL || sip_message_is_response (response));

  if (self->state == SIP_DIALOG_STATE_CONFIRMED)
    return;

  if (response != NULL)
    {
      sip_dialog_take_target (self, response);
      take_routes (self, response, TRUE);
    }
  set_state (self, SIP_DIALOG_STATE_CONFIRMED);
}

/**
 * sip_dialog_terminate:
 * @self: a dialog
 *
 * Ends the dialog: no message belongs to it any more. May be called again.
 */
void
sip_dialog_terminate (SipDialog *self)
{
  g_return_if_fail (SIP_IS_DIALOG (self));

  set_state (self, SIP_DIALOG_STATE_TERMINATED);
}

/**
 * sip_dialog_get_call_id:
 * @self: a dialog
 *
 * Gets the Call-ID.
 *
 * Returns: (transfer none): the Call-ID
 */
const char *
sip_dialog_get_call_id (SipDialog *self)
{
  g_return_val_if_fail (SIP_IS_DIALOG (self), NULL);

  return self->call_id;
}

/**
 * sip_dialog_get_local_tag:
 * @self: a dialog
 *
 * Gets our tag.
 *
 * Returns: (transfer none) (nullable): the tag
 */
const char *
sip_dialog_get_local_tag (SipDialog *self)
{
  g_return_val_if_fail (SIP_IS_DIALOG (self), NULL);

  return sip_address_get_tag (self->local);
}

/**
 * sip_dialog_get_remote_tag:
 * @self: a dialog
 *
 * Gets their tag.
 *
 * Returns: (transfer none) (nullable): the tag; %NULL for an element of RFC 2543
 */
const char *
sip_dialog_get_remote_tag (SipDialog *self)
{
  g_return_val_if_fail (SIP_IS_DIALOG (self), NULL);

  return sip_address_get_tag (self->remote);
}

/**
 * sip_dialog_get_local:
 * @self: a dialog
 *
 * Gets our address with our tag: From of our requests.
 *
 * Returns: (transfer none): the address
 */
SipAddress *
sip_dialog_get_local (SipDialog *self)
{
  g_return_val_if_fail (SIP_IS_DIALOG (self), NULL);

  return self->local;
}

/**
 * sip_dialog_get_remote:
 * @self: a dialog
 *
 * Gets their address with their tag: To of our requests.
 *
 * Returns: (transfer none): the address
 */
SipAddress *
sip_dialog_get_remote (SipDialog *self)
{
  g_return_val_if_fail (SIP_IS_DIALOG (self), NULL);

  return self->remote;
}

/**
 * sip_dialog_get_remote_target:
 * @self: a dialog
 *
 * Gets the URI of their newest Contact.
 *
 * Returns: (transfer none): the URI
 */
SipUri *
sip_dialog_get_remote_target (SipDialog *self)
{
  g_return_val_if_fail (SIP_IS_DIALOG (self), NULL);

  return self->remote_target;
}

/**
 * sip_dialog_get_local_cseq:
 * @self: a dialog
 *
 * Gets the CSeq number of our newest request.
 *
 * Returns: the number; 0 before the first
 */
guint32
sip_dialog_get_local_cseq (SipDialog *self)
{
  g_return_val_if_fail (SIP_IS_DIALOG (self), 0);

  return self->local_cseq;
}
