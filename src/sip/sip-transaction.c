/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the four machines have in common as objects: the request, the clock and the port they are given, the
 * signals, and the questions anyone may ask. How a step is done is in sip-transaction-steps.c. */

#include "sip-transaction-private.h"

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SipTransaction, sip_transaction, G_TYPE_OBJECT)
G_DEFINE_QUARK (sip-transaction-error-quark, sip_transaction_error)

enum
{
  PROP_0,
  PROP_CLOCK,
  PROP_PORT,
  PROP_REQUEST,
  N_PROPS
};

enum
{
  RESPONSE,
  ACKNOWLEDGED,
  FAILED,
  TERMINATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
sip_transaction_constructed (GObject *object)
{
  SipTransaction *self = SIP_TRANSACTION (object);
  SipTransactionPrivate *priv = sip_transaction_get_instance_private (self);

  /* Fixed for life: a request is bound to the transport its Via names. Without a port nothing will be sent,
   * so there is nothing to repeat either. */
  priv->reliable = priv->port == NULL || sip_port_is_reliable (priv->port);

  G_OBJECT_CLASS (sip_transaction_parent_class)->constructed (object);
}

static void
sip_transaction_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SipTransactionPrivate *priv = sip_transaction_get_instance_private (SIP_TRANSACTION (object));

  switch (property_id)
    {
    case PROP_CLOCK:
      priv->clock = g_value_dup_object (value);
      break;
    case PROP_PORT:
      priv->port = g_value_dup_object (value);
      break;
    case PROP_REQUEST:
      priv->request = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sip_transaction_dispose (GObject *object)
{
  sip_transaction_abandon (SIP_TRANSACTION (object));

  G_OBJECT_CLASS (sip_transaction_parent_class)->dispose (object);
}

static void
sip_transaction_finalize (GObject *object)
{
  SipTransactionPrivate *priv = sip_transaction_get_instance_private (SIP_TRANSACTION (object));

  g_clear_object (&priv->clock);
  g_clear_object (&priv->port);
  g_clear_pointer (&priv->request, sip_message_unref);
  g_clear_pointer (&priv->response, sip_message_unref);
  g_clear_error (&priv->failure);

  G_OBJECT_CLASS (sip_transaction_parent_class)->finalize (object);
}

static void
install_signals (GType type)
{
  signals[RESPONSE] = g_signal_new ("response", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, SIP_TYPE_MESSAGE);
  signals[ACKNOWLEDGED] = g_signal_new ("acknowledged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, SIP_TYPE_MESSAGE);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[TERMINATED] = g_signal_new ("terminated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
sip_transaction_class_init (SipTransactionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sip_transaction_constructed;
  object_class->set_property = sip_transaction_set_property;
  object_class->dispose = sip_transaction_dispose;
  object_class->finalize = sip_transaction_finalize;

  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, SIP_TYPE_CLOCK, flags);
  properties[PROP_PORT] = g_param_spec_object ("port", NULL, NULL, SIP_TYPE_PORT, flags);
  properties[PROP_REQUEST] = g_param_spec_boxed ("request", NULL, NULL, SIP_TYPE_MESSAGE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
sip_transaction_init (SipTransaction *self)
{
  SipTransactionPrivate *priv = sip_transaction_get_instance_private (self);

  for (guint i = 0; i < SIP_TRANSACTION_MAX_TIMERS; i++)
    {
      priv->slots[i].self = self;
      priv->slots[i].index = i;
    }
}

SipTransactionPrivate *
sip_transaction_get_private (SipTransaction *self)
{
  return sip_transaction_get_instance_private (self);
}

/**
 * sip_transaction_class_describe:
 * @klass: the class of a machine
 * @machine: its table
 * @timers: (array length=n_timers): its timers, in the order of their effects
 * @n_timers: how many
 *
 * Says what a machine is made of; for its class_init.
 */
void
sip_transaction_class_describe (SipTransactionClass       *klass,
                                const SipMachine          *machine,
                                const SipTransactionTimer *timers,
                                guint                      n_timers)
{
  g_assert (n_timers <= SIP_TRANSACTION_MAX_TIMERS);

  klass->machine = machine;
  klass->timers = timers;
  klass->n_timers = n_timers;
  klass->timeout_code = SIP_TRANSACTION_ERROR_TIMEOUT;
}

/**
 * sip_transaction_get_response:
 * @self: a server transaction
 *
 * Gets what was answered last.
 *
 * Returns: (transfer none) (nullable): the response; %NULL: nothing yet
 */
SipMessage *
sip_transaction_get_response (SipTransaction *self)
{
  SipTransactionPrivate *priv = sip_transaction_get_instance_private (self);

  return priv->response;
}

/**
 * sip_transaction_get_request:
 * @self: a transaction
 *
 * Gets the request that made the transaction.
 *
 * Returns: (transfer none): the request as sent or received
 */
SipMessage *
sip_transaction_get_request (SipTransaction *self)
{
  SipTransactionPrivate *priv = sip_transaction_get_instance_private (self);

  g_return_val_if_fail (SIP_IS_TRANSACTION (self), NULL);

  return priv->request;
}

/**
 * sip_transaction_get_branch:
 * @self: a transaction
 *
 * Gets the branch of the request's top Via.
 *
 * Returns: (transfer none) (nullable): the branch; %NULL for a request of RFC 2543 without one
 */
const char *
sip_transaction_get_branch (SipTransaction *self)
{
  g_return_val_if_fail (SIP_IS_TRANSACTION (self), NULL);

  SipVia *via = sip_message_get_via (sip_transaction_get_request (self), 0);

  return via == NULL ? NULL : sip_via_get_branch (via);
}

/**
 * sip_transaction_is_terminated:
 * @self: a transaction
 *
 * Tells whether the transaction is over: nothing it is asked or given has any effect now.
 *
 * Returns: %TRUE in the machine's last state
 */
gboolean
sip_transaction_is_terminated (SipTransaction *self)
{
  g_return_val_if_fail (SIP_IS_TRANSACTION (self), TRUE);

  return sip_transaction_get_state (self) == SIP_TRANSACTION_GET_CLASS (self)->machine->n_states - 1;
}

/**
 * sip_transaction_get_state:
 * @self: a transaction
 *
 * Gets the state, a number of the machine's own enum (#SipInviteClientState and so on).
 *
 * Returns: the state
 */
guint
sip_transaction_get_state (SipTransaction *self)
{
  SipTransactionPrivate *priv = sip_transaction_get_instance_private (self);

  g_return_val_if_fail (SIP_IS_TRANSACTION (self), 0);

  return priv->state;
}

/**
 * sip_transaction_get_state_name:
 * @self: a transaction
 *
 * Gets the state's name as the RFC's figure has it, for logs and tests.
 *
 * Returns: (transfer none): the name
 */
const char *
sip_transaction_get_state_name (SipTransaction *self)
{
  g_return_val_if_fail (SIP_IS_TRANSACTION (self), NULL);

  return SIP_TRANSACTION_GET_CLASS (self)->machine->state_names[sip_transaction_get_state (self)];
}
