/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A registrar may be somewhere else today (3xx). It is believed once, and only where the same people plainly stand behind
 * it: on the same host or within the account's domain, and never with less security than before.
 */

#include "ua-registerer-private.h"

#include <string.h>

SipUri *
ua_registerer_make_target (UaRegisterer *self)
{
  SipUri *account = sip_address_get_uri (ua_agent_get_address (self->agent));

  if (self->moved != NULL)
    return sip_uri_ref (self->moved);
  return sip_uri_new (sip_uri_get_scheme (account), NULL, sip_uri_get_host (account), sip_uri_get_port (account));
}

static gboolean
is_within (const char *host,
           const char *domain)
{
  gsize length = strlen (domain);
  gsize whole = strlen (host);

  if (g_str_equal (host, domain))
    return TRUE;
  return !g_hostname_is_ip_address (domain) && whole > length + 1 && host[whole - length - 1] == '.'
         && g_str_equal (host + whole - length, domain);
}

static gboolean
may_move_to (UaRegisterer *self,
             SipUri       *uri)
{
  SipUri *account = sip_address_get_uri (ua_agent_get_address (self->agent));
  SipUriScheme scheme = sip_uri_get_scheme (uri);

  if (scheme != SIP_URI_SCHEME_SIPS && (scheme != SIP_URI_SCHEME_SIP || sip_uri_get_scheme (account) == SIP_URI_SCHEME_SIPS))
    return FALSE;
  return sip_uri_get_host (uri) != NULL && is_within (sip_uri_get_host (uri), sip_uri_get_host (account));
}

/* RFC 3261 §10.2: the Request-URI of a REGISTER has neither user nor parameters. */
static SipUri *
find_place (UaRegisterer *self,
            SipMessage   *response)
{
  for (guint i = 0; i < sip_message_count_header (response, SIP_HEADER_CONTACT); i++)
    {
      SipAddress *contact = sip_message_get_address (response, SIP_HEADER_CONTACT, i);
      SipUri *uri = contact != NULL ? sip_address_get_uri (contact) : NULL;

      if (uri != NULL && may_move_to (self, uri))
        return sip_uri_new (sip_uri_get_scheme (uri), NULL, sip_uri_get_host (uri), sip_uri_get_port (uri));
    }
  return NULL;
}

gboolean
ua_registerer_follow_move (UaRegisterer *self,
                           SipMessage   *response)
{
  guint status = sip_message_get_status (response);
  g_autoptr (SipUri) target = self->agent != NULL ? ua_registerer_make_target (self) : NULL;
  g_autoptr (SipUri) place = NULL;

  if (target == NULL || self->moved != NULL || (status != 300 && status != 301 && status != 302))
    return FALSE;
  place = find_place (self, response);
  if (place == NULL || sip_uri_equal (place, target))
    return FALSE;

  self->moved = g_steal_pointer (&place);
  ua_registerer_ask (self, UA_REGISTERER_ASK_REGISTER);
  return TRUE;
}
