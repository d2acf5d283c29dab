/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The shortest way to an agent: nothing, and it is nobody's; an address, and it is that one's (CONTRACT U2, U3). A program
 * that knows more says more.
 */

#include "ua-config.h"

#include "ua-agent-private.h"
#include "ua-error.h"

struct _UaConfig
{
  SipAddress *address; /* NULL: anonymous */
  char       *servers;
  gboolean    registers;
};

G_DEFINE_BOXED_TYPE (UaConfig, ua_config, ua_config_ref, ua_config_unref)

static void
clear_config (gpointer data)
{
  UaConfig *self = data;

  g_clear_pointer (&self->address, sip_address_unref);
  g_free (self->servers);
}

/**
 * ua_config_new:
 *
 * Makes the configuration of an agent of nobody's.
 *
 * Returns: (transfer full): the configuration
 */
UaConfig *
ua_config_new (void)
{
  UaConfig *self = g_atomic_rc_box_new0 (UaConfig);

  self->registers = TRUE;
  return self;
}

/* "alice@example.org" has no scheme, and a person's name may stand before it. */
static SipAddress *
parse_address (const char  *text,
               GError     **error)
{
  g_autoptr (SipAddress) address = sip_address_parse (text, -1, NULL);
  g_autoptr (SipUri) uri = NULL;

  if (address != NULL && sip_uri_get_scheme (sip_address_get_uri (address)) <= SIP_URI_SCHEME_SIPS)
    return g_steal_pointer (&address);
  uri = sip_uri_parse_target (text, NULL, error);
  return uri != NULL ? sip_address_new (NULL, uri) : NULL;
}

/**
 * ua_config_new_from_string:
 * @address: user@host, a SIP URI, or a name-addr
 * @error: %UA_ERROR_INVALID_TARGET
 *
 * Makes the configuration of an agent with that address and nothing else.
 *
 * Returns: (transfer full) (nullable): the configuration; %NULL when @address is none
 */
UaConfig *
ua_config_new_from_string (const char  *address,
                           GError     **error)
{
  g_return_val_if_fail (address != NULL, NULL);

  g_autoptr (GError) reason = NULL;
  g_autoptr (SipAddress) parsed = parse_address (address, &reason);

  if (parsed == NULL || sip_uri_get_user (sip_address_get_uri (parsed)) == NULL)
    {
      g_set_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET, "\"%s\" is nobody's address: %s", address,
                   reason != NULL ? reason->message : "no user");
      return NULL;
    }

  UaConfig *self = ua_config_new ();

  self->address = g_steal_pointer (&parsed);
  return self;
}

/**
 * ua_config_ref:
 * @self: the configuration
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
UaConfig *
ua_config_ref (UaConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * ua_config_unref:
 * @self: (transfer full): the configuration
 *
 * Lets a reference go.
 */
void
ua_config_unref (UaConfig *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_config);
}

/**
 * ua_config_set_servers:
 * @self: the configuration
 * @servers: (nullable): as ua_connection_new() takes them (W4); %NULL: none
 *
 * Chooses where to connect to.
 */
void
ua_config_set_servers (UaConfig   *self,
                       const char *servers)
{
  g_return_if_fail (self != NULL);

  g_set_str (&self->servers, servers);
}

/**
 * ua_config_get_servers:
 * @self: the configuration
 *
 * Tells where to connect to.
 *
 * Returns: (transfer none): the servers; "": none
 */
const char *
ua_config_get_servers (UaConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->servers != NULL ? self->servers : "";
}

/**
 * ua_config_get_address:
 * @self: the configuration
 *
 * Tells whose agent it is.
 *
 * Returns: (transfer none) (nullable): the address; %NULL: nobody's
 */
SipAddress *
ua_config_get_address (UaConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->address;
}

/**
 * ua_config_set_register:
 * @self: the configuration
 * @registers: whether the first ua_agent_start() registers as well; %TRUE by default (U26)
 *
 * Chooses whether the agent makes itself reachable. One without an address never does.
 */
void
ua_config_set_register (UaConfig *self,
                        gboolean  registers)
{
  g_return_if_fail (self != NULL);

  self->registers = registers;
}

/**
 * ua_config_get_register:
 * @self: the configuration
 *
 * Tells whether the agent makes itself reachable.
 *
 * Returns: %TRUE when it will register
 */
gboolean
ua_config_get_register (UaConfig *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->registers && self->address != NULL;
}

/**
 * ua_config_make_agent:
 * @self: the configuration
 * @connection: its line
 * @credentials: (nullable): who knows the account's secret; held weakly
 * @clock: the time
 * @tokens: chance
 *
 * Makes the agent. It has a registerer of its own, see ua_agent_get_registerer(), when it has an address; when it is to
 * register, that one registers as soon as there is a line (U4).
 *
 * Returns: (transfer full): the agent, resting
 */
UaAgent *
ua_config_make_agent (UaConfig      *self,
                      UaConnection  *connection,
                      UaCredentials *credentials,
                      SipClock      *clock,
                      SipTokens     *tokens)
{
  g_return_val_if_fail (self != NULL && UA_IS_CONNECTION (connection), NULL);

  UaAgent *agent = ua_agent_new (self->address, connection, credentials, clock, tokens);

  if (self->address == NULL)
    return agent;
  agent->registerer = ua_registerer_new (agent, NULL);
  if (self->registers)
    ua_registerer_register_async (agent->registerer, NULL, NULL, NULL, NULL);
  return agent;
}

/**
 * ua_agent_get_registerer:
 * @agent: an agent
 *
 * Gives the registerer that ua_config_make_agent() made.
 *
 * Returns: (transfer none) (nullable): the registerer; %NULL when registrations are somebody else's
 */
UaRegisterer *
ua_agent_get_registerer (UaAgent *agent)
{
  g_return_val_if_fail (UA_IS_AGENT (agent), NULL);

  return agent->registerer;
}
