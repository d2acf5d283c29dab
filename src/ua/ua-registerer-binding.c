/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* There is to be one binding for this telephone, wherever its line has led and will lead (TRUST 2.2). A registrar that
 * knows RFC 5626 sees to that by instance and reg-id; from every other one we take back ourselves what we left behind.
 */

#include "ua-registerer-private.h"

#include "ua-agent-private.h"

#define MAX_LEFT 4 /* lines lost before the registrar answered; older ones expire by themselves */

static SipAddress *
make_contact (UaRegisterer *self,
              SipUri       *uri)
{
  g_autoptr (SipAddress) bare = sip_address_new (NULL, uri);

  if (self->instance == NULL)
    return g_steal_pointer (&bare);
  if (self->plain)
    return sip_address_with_param (bare, "+sip.instance", self->instance);

  g_autoptr (SipAddress) numbered = sip_address_with_param (bare, "reg-id", "1");

  return sip_address_with_param (numbered, "+sip.instance", self->instance);
}

/* It is written once more than it may be needed: a REGISTER whose answer never came may have been obeyed. */
static void
remember_left (UaRegisterer *self,
               SipUri       *uri)
{
  for (guint i = 0; i < self->left->len; i++)
    {
      if (sip_uri_equal (g_ptr_array_index (self->left, i), uri))
        return;
    }
  if (self->left->len >= MAX_LEFT)
    g_ptr_array_remove_index (self->left, 0);
  g_ptr_array_add (self->left, sip_uri_ref (uri));
}

static void
take_back (UaRegisterer      *self,
           SipMessageBuilder *builder,
           SipUri            *contact)
{
  for (guint i = 0; i < self->left->len; i++)
    {
      SipUri *uri = g_ptr_array_index (self->left, i);

      if (sip_uri_equal (uri, contact))
        continue;

      g_autoptr (SipAddress) bare = sip_address_new (NULL, uri);
      g_autoptr (SipAddress) over = sip_address_with_param (bare, "expires", "0");

      sip_message_builder_add_address (builder, SIP_HEADER_CONTACT, over);
    }
}

void
ua_registerer_write_contacts (UaRegisterer      *self,
                              SipMessageBuilder *builder,
                              UaRegistererAsk    what)
{
  SipUri *contact = ua_agent_get_contact (self->agent);

  if (what == UA_REGISTERER_ASK_UNREGISTER_ALL || contact == NULL)
    {
      sip_message_builder_set_header (builder, SIP_HEADER_CONTACT, "*");
      return;
    }

  g_autoptr (SipAddress) address = make_contact (self, contact);

  sip_message_builder_set_address (builder, SIP_HEADER_CONTACT, address);
  if (!self->outbound)
    take_back (self, builder, contact);
  remember_left (self, contact);
  /* RFC 5626 §4.2.1 and RFC 3327 §5.1: what is needed on the way is the proxies' business, we only allow it. */
  if (self->instance != NULL && !self->plain)
    sip_message_builder_set_header (builder, SIP_HEADER_SUPPORTED, "outbound, path, gruu");
  else if (self->instance != NULL)
    sip_message_builder_set_header (builder, SIP_HEADER_SUPPORTED, "path, gruu");
}

void
ua_registerer_learn_bindings (UaRegisterer *self,
                              SipMessage   *response)
{
  SipUri *contact = ua_agent_get_contact (self->agent);
  SipAddress *binding = ua_registerer_find_binding (self, response);
  guint32 flow_timer = 0;

  ua_agent_learn_registration (self->agent, response, binding);
  g_clear_pointer (&self->gruu, sip_uri_unref);
  if (self->agent->lessons.public_gruu != NULL)
    self->gruu = sip_uri_ref (self->agent->lessons.public_gruu);
  ua_registerer_watch_learn (self, response);

  self->outbound = self->instance != NULL && !self->plain
                   && (sip_message_has_token (response, SIP_HEADER_REQUIRE, "outbound")
                       || sip_message_has_token (response, SIP_HEADER_SUPPORTED, "outbound"));
  g_ptr_array_set_size (self->left, 0);
  if (contact != NULL)
    g_ptr_array_add (self->left, sip_uri_ref (contact));
  if (sip_message_get_number (response, SIP_HEADER_FLOW_TIMER, &flow_timer) && flow_timer > 0)
    ua_agent_keep_flow_alive (self->agent, flow_timer);
}

static SipAddress *
find_by_user (SipMessage *response,
              SipUri     *contact)
{
  for (guint i = 0; i < sip_message_count_header (response, SIP_HEADER_CONTACT); i++)
    {
      SipAddress *binding = sip_message_get_address (response, SIP_HEADER_CONTACT, i);

      if (binding != NULL
          && g_strcmp0 (sip_uri_get_user (sip_address_get_uri (binding)), sip_uri_get_user (contact)) == 0)
        return binding;
    }
  return NULL;
}

/* RFC 5627 §5.3: the instance says which binding is ours, whatever became of its URI. */
static SipAddress *
find_by_instance (UaRegisterer *self,
                  SipMessage   *response)
{
  for (guint i = 0; self->instance != NULL && i < sip_message_count_header (response, SIP_HEADER_CONTACT); i++)
    {
      SipAddress *binding = sip_message_get_address (response, SIP_HEADER_CONTACT, i);

      if (binding != NULL && g_strcmp0 (sip_address_get_param (binding, "+sip.instance"), self->instance) == 0)
        return binding;
    }
  return NULL;
}

/* Our binding among those of the answer. A registrar may rewrite its host; the user part is ours alone, though an older
 * contact of ours may still be there with it. */
SipAddress *
ua_registerer_find_binding (UaRegisterer *self,
                            SipMessage   *response)
{
  SipUri *contact = ua_agent_get_contact (self->agent);
  SipAddress *by_user;

  for (guint i = 0; contact != NULL && i < sip_message_count_header (response, SIP_HEADER_CONTACT); i++)
    {
      SipAddress *binding = sip_message_get_address (response, SIP_HEADER_CONTACT, i);

      if (binding != NULL && sip_uri_equal (sip_address_get_uri (binding), contact))
        return binding;
    }
  by_user = contact != NULL ? find_by_user (response, contact) : NULL;
  return by_user != NULL ? by_user : find_by_instance (self, response);
}

/* RFC 3261 §10.2.4: the binding's own parameter first, then the header, then what we asked for. */
guint
ua_registerer_read_granted (UaRegisterer *self,
                            SipMessage   *response)
{
  SipAddress *binding = ua_registerer_find_binding (self, response);
  const char *param = binding != NULL ? sip_address_get_param (binding, "expires") : NULL;
  guint64 seconds = 0;
  guint32 header = 0;

  if (param != NULL && g_ascii_string_to_unsigned (param, 10, 0, G_MAXUINT32, &seconds, NULL))
    return (guint) seconds;
  if (sip_message_get_number (response, SIP_HEADER_EXPIRES, &header))
    return header;
  return self->expires;
}
