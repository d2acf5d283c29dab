/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A receipt tells when somebody is at their telephone, so who sends which is a person's choice: that a message arrived is
 * told unless they forbid it, that it was read or that they are writing only once they allow it.
 */

#include "config.h"

#include "phone-message-rules.h"

enum
{
  PROP_DELIVERY_RECEIPTS = 1,
  PROP_READ_RECEIPTS,
  PROP_TYPING,
  N_PROPS
};

struct _PhoneMessageRules
{
  GObject parent_instance;

  gboolean rules[N_PROPS]; /* by property */
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PhoneMessageRules, phone_message_rules, G_TYPE_OBJECT)

static void
phone_message_rules_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PhoneMessageRules *self = PHONE_MESSAGE_RULES (object);

  if (prop_id < N_PROPS)
    g_value_set_boolean (value, self->rules[prop_id]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
phone_message_rules_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  PhoneMessageRules *self = PHONE_MESSAGE_RULES (object);
  gboolean allowed = g_value_get_boolean (value);

  if (prop_id >= N_PROPS)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  else if (self->rules[prop_id] != allowed)
    {
      self->rules[prop_id] = allowed;
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
phone_message_rules_class_init (PhoneMessageRulesClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_message_rules_get_property;
  object_class->set_property = phone_message_rules_set_property;

  props[PROP_DELIVERY_RECEIPTS] = g_param_spec_boolean ("delivery-receipts", NULL, NULL, TRUE, flags);
  props[PROP_READ_RECEIPTS] = g_param_spec_boolean ("read-receipts", NULL, NULL, FALSE, flags);
  props[PROP_TYPING] = g_param_spec_boolean ("typing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_message_rules_init (PhoneMessageRules *self)
{
  self->rules[PROP_DELIVERY_RECEIPTS] = TRUE;
}

PhoneMessageRules *
phone_message_rules_new (void)
{
  return g_object_new (PHONE_TYPE_MESSAGE_RULES, NULL);
}

/**
 * phone_message_rules_get_delivery_receipts:
 * @self: the rules
 *
 * Whether others may learn that their messages arrived.
 *
 * Returns: %TRUE when they may
 */
gboolean
phone_message_rules_get_delivery_receipts (PhoneMessageRules *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE_RULES (self), FALSE);

  return self->rules[PROP_DELIVERY_RECEIPTS];
}

/**
 * phone_message_rules_get_read_receipts:
 * @self: the rules
 *
 * Whether others may learn that their messages were read.
 *
 * Returns: %TRUE when they may
 */
gboolean
phone_message_rules_get_read_receipts (PhoneMessageRules *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE_RULES (self), FALSE);

  return self->rules[PROP_READ_RECEIPTS];
}

/**
 * phone_message_rules_get_typing:
 * @self: the rules
 *
 * Whether others may learn that one is writing.
 *
 * Returns: %TRUE when they may
 */
gboolean
phone_message_rules_get_typing (PhoneMessageRules *self)
{
  g_return_val_if_fail (PHONE_IS_MESSAGE_RULES (self), FALSE);

  return self->rules[PROP_TYPING];
}
