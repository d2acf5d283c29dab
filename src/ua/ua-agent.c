/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One line: an address, a connection, and everything alive on it (CONTRACT U1). The agent owns downward,
 * hands out what comes in, and decides nothing that a person should decide.
 */

#include "ua-agent-private.h"

#include "config.h"
#include "ua-agent-referrals.h"
#include "ua-invitation.h"

enum
{
  PROP_ADDRESS = 1,
  PROP_CONTACT,
  PROP_CONNECTION,
  PROP_USER_AGENT,
  PROP_CREDENTIALS,
  PROP_CLOCK,
  N_PROPS
};

enum
{
  INCOMING_SESSION,
  INCOMING_MESSAGE,
  INCOMING_REQUEST,
  TRACED,
  LIFE,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (UaAgent, ua_agent, G_TYPE_OBJECT)

SipTransactions *
ua_agent_get_transactions (UaAgent *self)
{
  return self->transactions;
}

UaDialogs *
ua_agent_get_dialogs (UaAgent *self)
{
  return self->dialogs;
}

static void
transactions_request_cb (SipTransactions *transactions,
                         SipTransaction  *server,
                         SipMessage      *request,
                         UaAgent         *self)
{
  ua_agent_receive_request (self, server, request);
}

gboolean
ua_agent_is_traced (UaAgent *self)
{
  return g_signal_has_handler_pending (self, signals[TRACED], 0, FALSE);
}

void
ua_agent_emit_traced (UaAgent    *self,
                      gboolean    outgoing,
                      const char *text)
{
  g_signal_emit (self, signals[TRACED], 0, outgoing, text);
}

void
ua_agent_emit_life (UaAgent     *self,
                    UaAgentLife  life)
{
  g_signal_emit (self, signals[LIFE], 0, (guint) life);
}

gboolean
ua_agent_offer_session (UaAgent      *self,
                        UaInvitation *invitation)
{
  gboolean taken = FALSE;

  g_signal_emit (self, signals[INCOMING_SESSION], 0, invitation, &taken);
  return taken;
}

/* RFC 2183: a file's name is a parameter of Content-Disposition; whoever takes the message wants one value to look into. */
static char *
dup_named_type (SipMessage *request,
                const char *type)
{
  const char *disposition = sip_message_get_header (request, SIP_HEADER_CONTENT_DISPOSITION);
  const char *parameters = disposition != NULL ? strchr (disposition, ';') : NULL;

  if (type == NULL || parameters == NULL || g_str_equal (type, "text/plain"))
    return g_strdup (type);
  return g_strconcat (type, parameters, NULL);
}

gboolean
ua_agent_offer_message (UaAgent    *self,
                        SipMessage *request)
{
  g_autofree char *type = sip_message_dup_content_type (request);
  g_autofree char *named = dup_named_type (request, type);
  gboolean taken = FALSE;

  g_signal_emit (self, signals[INCOMING_MESSAGE], 0, sip_message_get_from (request), named,
                 sip_message_get_body (request), &taken);
  return taken;
}

gboolean
ua_agent_offer_request (UaAgent        *self,
                        SipTransaction *server,
                        SipMessage     *request)
{
  gboolean taken = FALSE;

  g_signal_emit (self, signals[INCOMING_REQUEST], 0, server, request, &taken);
  return taken;
}

static void
ua_agent_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  UaAgent *self = UA_AGENT (object);

  switch (prop_id)
    {
    case PROP_ADDRESS:
      g_value_set_boxed (value, self->address);
      break;
    case PROP_CONTACT:
      g_value_set_boxed (value, self->contact);
      break;
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    case PROP_USER_AGENT:
      g_value_set_string (value, self->user_agent);
      break;
    case PROP_CREDENTIALS:
      g_value_set_object (value, self->credentials);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_agent_dispose (GObject *object)
{
  UaAgent *self = UA_AGENT (object);

  ua_agent_end_calls (self);
  if (self->transactions != NULL)
    ua_agent_drop_port (self);
  if (self->clock != NULL)
    sip_clock_disarm (self->clock, &self->stop_timer);
  if (self->registerer != NULL)
    ua_registerer_terminate (self->registerer);
  g_clear_object (&self->registerer);
  g_clear_object (&self->vigil);
  g_clear_weak_pointer (&self->credentials);
  g_clear_object (&self->transactions);
  g_clear_object (&self->connection);
  g_clear_object (&self->digest);
  g_clear_object (&self->tokens);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (ua_agent_parent_class)->dispose (object);
}

static void
ua_agent_finalize (GObject *object)
{
  UaAgent *self = UA_AGENT (object);

  ua_agent_free_calls (self);
  ua_agent_forget_registration (self);
  ua_waiters_free (self->stopping);
  g_clear_pointer (&self->address, sip_address_unref);
  g_clear_pointer (&self->contact, sip_uri_unref);
  g_free (self->contact_token);
  g_free (self->user_agent);
  g_strfreev (self->methods);
  g_strfreev (self->types);
  g_free (self->realm);
  G_OBJECT_CLASS (ua_agent_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_ADDRESS] = g_param_spec_boxed ("address", NULL, NULL, SIP_TYPE_ADDRESS, flags);
  props[PROP_CONTACT] = g_param_spec_boxed ("contact", NULL, NULL, SIP_TYPE_URI, flags);
  props[PROP_CONNECTION] = g_param_spec_object ("connection", NULL, NULL, UA_TYPE_CONNECTION, flags);
  props[PROP_USER_AGENT] = g_param_spec_string ("user-agent", NULL, NULL, NULL, flags);
  props[PROP_CREDENTIALS] = g_param_spec_object ("credentials", NULL, NULL, UA_TYPE_CREDENTIALS, flags);
  props[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SIP_TYPE_CLOCK, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
ua_agent_class_init (UaAgentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ua_agent_get_property;
  object_class->dispose = ua_agent_dispose;
  object_class->finalize = ua_agent_finalize;
  install_properties (object_class);
  ua_agent_install_referrals ();

  /**
   * UaAgent::incoming-session:
   * @self: the agent
   * @invitation: somebody calls
   *
   * Returns: %TRUE to take the call; it is refused with 480 when nobody does (U22)
   */
  signals[INCOMING_SESSION] =
    g_signal_new ("incoming-session", UA_TYPE_AGENT, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                  NULL, NULL, G_TYPE_BOOLEAN, 1, UA_TYPE_INVITATION);
  /**
   * UaAgent::incoming-message:
   * @self: the agent
   * @from: who writes
   * @content_type: (nullable): what @body is; of what is no text with the parameters of Content-Disposition
   * @body: what was written
   *
   * Returns: %TRUE to take the message, which confirms it with 200 (U23)
   */
  signals[INCOMING_MESSAGE] =
    g_signal_new ("incoming-message", UA_TYPE_AGENT, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                  NULL, NULL, G_TYPE_BOOLEAN, 3, SIP_TYPE_ADDRESS, G_TYPE_STRING, G_TYPE_BYTES);
  /**
   * UaAgent::incoming-request:
   * @self: the agent
   * @server: to be answered by ua_agent_respond()
   * @request: what is asked, outside a dialog
   *
   * Returns: %TRUE to take it and to see that it is answered
   */
  signals[INCOMING_REQUEST] =
    g_signal_new ("incoming-request", UA_TYPE_AGENT, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                  NULL, NULL, G_TYPE_BOOLEAN, 2, SIP_TYPE_TRANSACTION, SIP_TYPE_MESSAGE);
  /**
   * UaAgent::traced:
   * @self: the agent
   * @outgoing: whether we sent it
   * @text: the message, secrets blotted out
   *
   * A message passed (A.6 item 7).
   */
  signals[TRACED] = g_signal_new ("traced", UA_TYPE_AGENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  2, G_TYPE_BOOLEAN, G_TYPE_STRING);
  signals[LIFE] = g_signal_new ("life", UA_TYPE_AGENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_UINT);
}

static void
ua_agent_init (UaAgent *self)
{
  self->user_agent = g_strdup ("Earshot/" VERSION);
  self->trust = -1;
  ua_agent_begin_calls (self);
  self->stopping = ua_waiters_new ();
  self->rel100 = UA_REL100_SUPPORTED;
}

/**
 * ua_agent_new:
 * @address: (nullable): who we are: the account's name-addr; %NULL: nobody (CONTRACT U2)
 * @connection: our line
 * @credentials: (nullable): who knows the account's secret; held weakly
 * @clock: the time
 * @tokens: chance
 *
 * Makes an agent that rests until ua_agent_start().
 *
 * Returns: (transfer full): the agent
 */
UaAgent *
ua_agent_new (SipAddress    *address,
              UaConnection  *connection,
              UaCredentials *credentials,
              SipClock      *clock,
              SipTokens     *tokens)
{
  g_return_val_if_fail (UA_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (credentials == NULL || UA_IS_CREDENTIALS (credentials), NULL);
  g_return_val_if_fail (SIP_IS_CLOCK (clock) && SIP_IS_TOKENS (tokens), NULL);

  UaAgent *self = g_object_new (UA_TYPE_AGENT, NULL);

  self->anonymous = address == NULL;
  self->address = address != NULL ? sip_address_ref (address) : ua_agent_make_anonymous ();
  self->connection = g_object_ref (connection);
  g_set_weak_pointer (&self->credentials, credentials);
  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  self->digest = sip_digest_new (tokens);
  self->transactions = sip_transactions_new (clock, tokens);
  self->contact_token = sip_tokens_next (tokens);
  ua_agent_make_vigil (self);
  g_signal_connect_object (self->transactions, "request", G_CALLBACK (transactions_request_cb), self,
                           G_CONNECT_DEFAULT);
  ua_agent_follow_connection (self);
  return self;
}

/**
 * ua_agent_set_user_agent:
 * @self: the agent
 * @user_agent: product and version
 *
 * Says what program speaks (RFC 3261 §20.41).
 */
void
ua_agent_set_user_agent (UaAgent    *self,
                         const char *user_agent)
{
  g_return_if_fail (UA_IS_AGENT (self) && user_agent != NULL);

  if (g_set_str (&self->user_agent, user_agent))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_USER_AGENT]);
}

/**
 * ua_agent_allow_method:
 * @self: the agent
 * @method: a method that a handler of `incoming-request` answers
 *
 * Lets requests of one more method pass, and names it in Allow (RFC 3261 §20.5): a registrar's REGISTER.
 */
void
ua_agent_allow_method (UaAgent    *self,
                       const char *method)
{
  g_return_if_fail (UA_IS_AGENT (self) && method != NULL);

  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) ua_agent_get_methods (self));
  g_strv_builder_add (builder, method);
  g_strfreev (self->methods);
  self->methods = g_strv_builder_end (builder);
}

/**
 * ua_agent_accept_type:
 * @self: the agent
 * @type: "type/subtype" of bodies that a handler of `incoming-message` takes
 *
 * Lets bodies of one more type pass, and names it in Accept (RFC 3261 §20.1).
 */
void
ua_agent_accept_type (UaAgent    *self,
                      const char *type)
{
  g_return_if_fail (UA_IS_AGENT (self) && type != NULL);

  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) ua_agent_get_types (self));
  g_strv_builder_add (builder, type);
  g_strfreev (self->types);
  self->types = g_strv_builder_end (builder);
}

/**
 * ua_agent_get_address:
 * @self: the agent
 *
 * Tells who we are.
 *
 * Returns: (transfer none): the account's name-addr; of an agent without one, the anonymous one (RFC 3323 §4.1.1.3)
 */
SipAddress *
ua_agent_get_address (UaAgent *self)
{
  g_return_val_if_fail (UA_IS_AGENT (self), NULL);

  return self->address;
}

/**
 * ua_agent_get_contact:
 * @self: the agent
 *
 * Tells where we can be reached. The user part is the same for the agent's life; the rest is the line's.
 *
 * Returns: (transfer none) (nullable): the URI; %NULL before the line was ever up
 */
SipUri *
ua_agent_get_contact (UaAgent *self)
{
  g_return_val_if_fail (UA_IS_AGENT (self), NULL);

  return self->contact;
}

/**
 * ua_agent_get_connection:
 * @self: the agent
 *
 * Gives our line.
 *
 * Returns: (transfer none): the connection
 */
UaConnection *
ua_agent_get_connection (UaAgent *self)
{
  g_return_val_if_fail (UA_IS_AGENT (self), NULL);

  return self->connection;
}

/**
 * ua_agent_get_clock:
 * @self: the agent
 *
 * Gives the time.
 *
 * Returns: (transfer none): the clock
 */
SipClock *
ua_agent_get_clock (UaAgent *self)
{
  g_return_val_if_fail (UA_IS_AGENT (self), NULL);

  return self->clock;
}

/**
 * ua_agent_get_tokens:
 * @self: the agent
 *
 * Gives chance.
 *
 * Returns: (transfer none): the tokens
 */
SipTokens *
ua_agent_get_tokens (UaAgent *self)
{
  g_return_val_if_fail (UA_IS_AGENT (self), NULL);

  return self->tokens;
}

/**
 * ua_agent_is_connected:
 * @self: the agent
 *
 * Tells whether the line is up (U9).
 *
 * Returns: %TRUE when requests can be sent
 */
gboolean
ua_agent_is_connected (UaAgent *self)
{
  g_return_val_if_fail (UA_IS_AGENT (self), FALSE);

  return self->tap != NULL;
}
