/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the far end learns from what we send: who we are, what it may answer, and which dialog it is in. */

#include "scene-far.h"

static void
keep_dialog (SceneFar *self)
{
  g_set_str (&self->before[0], self->call_id);
  g_set_str (&self->before[1], self->our_tag);
  g_set_str (&self->before[2], self->far_tag);
}

static void
learn_from_request (SceneFar   *self,
                    SipMessage *request)
{
  const char *method = sip_message_get_method_name (request);

  g_hash_table_replace (self->heard, g_strdup (method), sip_message_ref (request));
  g_hash_table_replace (self->heard, g_strdup ("last"), sip_message_ref (request));
  if (!scene_far_makes_dialog (request))
    return;

  if (self->call_id != NULL && !g_str_equal (self->call_id, sip_message_get_call_id (request)))
    {
      keep_dialog (self);
      scene_far_keep_dialog (self);
    }
  g_set_str (&self->call_id, sip_message_get_call_id (request));
  g_set_str (&self->our_tag, sip_address_get_tag (sip_message_get_from (request)));
}

static void
learn_from_response (SceneFar   *self,
                     SipMessage *response)
{
  const char *tag = sip_address_get_tag (sip_message_get_to (response));
  guint status = sip_message_get_status (response);

  if (sip_message_get_method (response) == SIP_METHOD_REFER && self->our_tag == NULL)
    g_set_str (&self->our_tag, tag);
  if (sip_message_get_method (response) != SIP_METHOD_INVITE || tag == NULL)
    return;

  g_set_str (&self->our_tag, tag);
  if (sip_message_get_header (response, SIP_HEADER_RSEQ) != NULL)
    {
      g_free (self->rack);
      self->rack = g_strdup_printf ("%s %s", sip_message_get_header (response, SIP_HEADER_RSEQ),
                                    sip_message_get_header (response, SIP_HEADER_CSEQ));
    }
  if (status >= 200)
    self->n_refusal = status;
}

void
scene_far_hear (SceneFar   *self,
                SipMessage *message)
{
  SipAddress *contact = sip_message_get_address (message, SIP_HEADER_CONTACT, 0);

  if (contact != NULL)
    {
      g_free (self->our_contact);
      self->our_contact = sip_uri_to_string (sip_address_get_uri (contact));
    }
  if (sip_message_is_request (message))
    learn_from_request (self, message);
  else
    learn_from_response (self, message);
}
