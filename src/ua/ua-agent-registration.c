/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A registrar says more than yes. It may give us an address that leads to this telephone from anywhere (GRUU, RFC 5627),
 * name the servers that our requests have to pass (Service-Route, RFC 3608), and be the one server that may know who asks
 * not to be named. Each of these holds as long as the registration and not a moment longer.
 */

#include "ua-agent-private.h"

#include <string.h>

#define MAX_SERVICE_ROUTE 16

static SipUri *
read_gruu (SipAddress *binding,
           const char *param)
{
  const char *text = binding != NULL ? sip_address_get_param (binding, param) : NULL;
  g_autoptr (SipUri) uri = text != NULL ? sip_uri_parse (text, -1, NULL) : NULL;

  /* RFC 5627 §3.2: a GRUU is a SIP URI with "gr". */
  if (uri == NULL || !sip_uri_has_param (uri, "gr"))
    return NULL;
  return sip_uri_get_scheme (uri) == SIP_URI_SCHEME_SIP || sip_uri_get_scheme (uri) == SIP_URI_SCHEME_SIPS
           ? g_steal_pointer (&uri) : NULL;
}

/* RFC 3608 §5: all of it, in its order, or nothing. Strict routers (no "lr") would take the target out of our requests, and
 * nobody has them any more. */
static GPtrArray *
read_service_route (SipMessage *response)
{
  guint n_values = sip_message_count_header (response, SIP_HEADER_SERVICE_ROUTE);
  g_autoptr (GPtrArray) route = g_ptr_array_new_with_free_func ((GDestroyNotify) sip_address_unref);

  for (guint i = 0; i < n_values; i++)
    {
      SipAddress *hop = sip_message_get_address (response, SIP_HEADER_SERVICE_ROUTE, i);

      if (hop == NULL || i >= MAX_SERVICE_ROUTE || !sip_uri_has_param (sip_address_get_uri (hop), "lr"))
        {
          g_info ("a Service-Route that cannot be followed is left alone");
          return NULL;
        }
      g_ptr_array_add (route, sip_address_ref (hop));
    }
  return n_values > 0 ? g_steal_pointer (&route) : NULL;
}

void
ua_agent_learn_registration (UaAgent    *self,
                             SipMessage *response,
                             SipAddress *binding)
{
  ua_agent_forget_registration (self);
  self->lessons.registered = TRUE;
  self->lessons.public_gruu = read_gruu (binding, "pub-gruu");
  self->lessons.temp_gruu = read_gruu (binding, "temp-gruu");
  self->lessons.service_route = read_service_route (response);
}

void
ua_agent_forget_registration (UaAgent *self)
{
  self->lessons.registered = FALSE;
  g_clear_pointer (&self->lessons.public_gruu, sip_uri_unref);
  g_clear_pointer (&self->lessons.temp_gruu, sip_uri_unref);
  g_clear_pointer (&self->lessons.service_route, g_ptr_array_unref);
}

/* Whether it is we who stay unnamed there: who we are stands in From of what we ask and in To of what we answer. */
static gboolean
is_anonymous (SipMessageBuilder *builder)
{
  gboolean answers = sip_message_builder_get_header (builder, SIP_HEADER_SERVER) != NULL;
  const char *who = sip_message_builder_get_header (builder, answers ? SIP_HEADER_TO : SIP_HEADER_FROM);

  return who != NULL && strstr (who, "@anonymous.invalid") != NULL;
}

/* RFC 5626 §4.3: "ob" asks the edge proxy to keep the dialog to this flow. A GRUU leads to us by itself (RFC 5627 §4.3),
 * and a Contact without a user part names nobody (RFC 3323 §4.1.1.3). */
void
ua_agent_write_contact (UaAgent           *self,
                        SipMessageBuilder *builder)
{
  gboolean anonymous = is_anonymous (builder);
  SipUri *gruu = anonymous ? self->lessons.temp_gruu : self->lessons.public_gruu;

  if (self->contact == NULL)
    return;

  g_autoptr (SipUri) bare = anonymous ? sip_uri_with_user (self->contact, NULL) : sip_uri_ref (self->contact);
  g_autoptr (SipUri) kept = self->outbound ? sip_uri_with_param (bare, "ob", "") : sip_uri_ref (bare);
  g_autoptr (SipAddress) contact = sip_address_new (NULL, gruu != NULL ? gruu : kept);

  sip_message_builder_set_address (builder, SIP_HEADER_CONTACT, contact);
}

/* A server that is asked to tell us something may put the address that it sees into our Contact. That leaves the transport
 * there, by which it finds us; of a GRUU nothing would be left. Only one that keeps to our flow is known to do without. */
void
ua_agent_write_nearest_contact (UaAgent           *self,
                                SipMessageBuilder *builder)
{
  if (self->contact == NULL || self->outbound)
    return;

  g_autoptr (SipUri) uri = is_anonymous (builder) ? sip_uri_with_user (self->contact, NULL) : sip_uri_ref (self->contact);
  g_autoptr (SipAddress) contact = sip_address_new (NULL, uri);

  sip_message_builder_set_address (builder, SIP_HEADER_CONTACT, contact);
}

void
ua_agent_write_route (UaAgent           *self,
                      SipMessageBuilder *builder)
{
  for (guint i = 0; self->lessons.service_route != NULL && i < self->lessons.service_route->len; i++)
    sip_message_builder_add_address (builder, SIP_HEADER_ROUTE, g_ptr_array_index (self->lessons.service_route, i));
}

/* RFC 3323 §4.2, RFC 3325 §9: nobody is to be told. Our own server may know, and often has to: what goes out leaves by the
 * line on which it has taken our REGISTER, so it is the first to read this and the one that takes it out. */
void
ua_agent_write_privacy (UaAgent           *self,
                        SipMessageBuilder *builder,
                        UaOptions         *options)
{
  gboolean user = ua_options_get_user_privacy (options);
  g_autoptr (SipUri) account = sip_uri_to_aor (sip_address_get_uri (self->address));
  g_autoptr (SipAddress) preferred = sip_address_new (NULL, account);

  sip_message_builder_set_header (builder, SIP_HEADER_PRIVACY, user ? "id;user" : "id");
  if (self->lessons.registered)
    sip_message_builder_set_address (builder, SIP_HEADER_P_PREFERRED_IDENTITY, preferred);
}

static SipUri *
make_server_domain (UaAgent *self)
{
  const char *server = ua_connection_get_server (self->connection);
  g_autofree char *host = NULL;
  int port = -1;

  if (server == NULL || !g_uri_split_network (server, G_URI_FLAGS_NONE, NULL, &host, &port, NULL) || host == NULL)
    return NULL;
  return sip_uri_new (SIP_URI_SCHEME_SIP, NULL, host, port > 0 ? (guint) port : 0);
}

SipUri *
ua_agent_make_domain (UaAgent *self)
{
  SipUri *account = sip_address_get_uri (self->address);
  SipUri *server = self->anonymous ? make_server_domain (self) : NULL;

  if (server != NULL)
    return server;
  return sip_uri_new (sip_uri_get_scheme (account), NULL, sip_uri_get_host (account), sip_uri_get_port (account));
}

/**
 * ua_agent_is_anonymous:
 * @self: the agent
 *
 * Tells whether the agent was made without an address. It can call and write as nobody, and cannot register (U2).
 *
 * Returns: %TRUE when it has no address of its own
 */
gboolean
ua_agent_is_anonymous (UaAgent *self)
{
  g_return_val_if_fail (UA_IS_AGENT (self), FALSE);

  return self->anonymous;
}

/**
 * ua_agent_set_trust_identity:
 * @self: the agent
 * @trust: whether our server is believed
 *
 * Chooses whether P-Asserted-Identity is believed, on whatever line (RFC 3325 §5).
 */
void
ua_agent_set_trust_identity (UaAgent  *self,
                             gboolean  trust)
{
  g_return_if_fail (UA_IS_AGENT (self));

  self->trust = trust ? 1 : 0;
}

static gboolean
is_loopback (const char *where)
{
  return where != NULL
         && (g_str_has_prefix (where, "127.") || g_str_has_prefix (where, "[::1]") || g_str_has_prefix (where, "localhost"));
}

/* On a line that anybody may write on, anybody could be our server. */
static gboolean
is_line_ours (UaAgent *self)
{
  const char *protocol = self->tap != NULL ? sip_port_get_via_protocol (SIP_PORT (self->tap)) : "";
  TransportFacts facts = { 0 };

  if (self->transport != NULL)
    transport_describe (self->transport, &facts);

  return g_str_equal (protocol, "WSS") || g_str_equal (protocol, "TLS")
         || is_loopback (facts.remote_address);
}

/**
 * ua_agent_trusts_identity:
 * @self: the agent
 *
 * Tells whether P-Asserted-Identity is believed now: as was chosen, or, when nothing was, on a secure line or one that
 * does not leave this computer. Never before the server took our REGISTER: until then it is a stranger.
 *
 * Returns: %TRUE when our server's word is taken
 */
gboolean
ua_agent_trusts_identity (UaAgent *self)
{
  g_return_val_if_fail (UA_IS_AGENT (self), FALSE);

  return self->lessons.registered && (self->trust >= 0 ? self->trust == 1 : is_line_ours (self));
}
