/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A conference says so in its Contact: "isfocus". Who hears it may ask there who else is on the line. */

#include "ua-session-focus.h"

#include "ua-session-private.h"

static GQuark
get_quark (void)
{
  return g_quark_from_static_string ("ua-session-focus");
}

/**
 * ua_session_note_contact:
 * @self: the session
 * @message: from the far end
 *
 * Reads whether the far end is a conference (RFC 4579 §5.1: "isfocus" in the Contact).
 */
void
ua_session_note_contact (UaSession  *self,
                         SipMessage *message)
{
  g_return_if_fail (UA_IS_SESSION (self) && message != NULL);

  SipAddress *contact = sip_message_get_address (message, SIP_HEADER_CONTACT, 0);
  SipUri *focus = contact != NULL && sip_address_has_param (contact, "isfocus") ? sip_address_get_uri (contact) : NULL;

  g_object_set_qdata_full (G_OBJECT (self), get_quark (), focus != NULL ? sip_uri_ref (focus) : NULL,
                           (GDestroyNotify) sip_uri_unref);
}

/**
 * ua_session_make_options:
 * @self: the session
 *
 * Makes options for what is asked of the far end beside the call: who is nobody in the call (RFC 3323 §4.1) is nobody there.
 *
 * Returns: (transfer full): the options
 */
UaOptions *
ua_session_make_options (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  SipDialog *dialog = ua_session_get_private (self)->dialog;
  SipUri *local = dialog != NULL ? sip_address_get_uri (sip_dialog_get_local (dialog)) : NULL;
  UaOptions *options = ua_options_new ();

  ua_options_set_anonymous (options, local != NULL && g_strcmp0 (sip_uri_get_host (local), "anonymous.invalid") == 0);
  return options;
}

/**
 * ua_session_get_focus:
 * @self: the session
 *
 * Tells where the conference at the far end can be asked about itself.
 *
 * Returns: (transfer none) (nullable): its address; %NULL: it has not said to be one
 */
SipUri *
ua_session_get_focus (UaSession *self)
{
  g_return_val_if_fail (UA_IS_SESSION (self), NULL);

  return g_object_get_qdata (G_OBJECT (self), get_quark ());
}
