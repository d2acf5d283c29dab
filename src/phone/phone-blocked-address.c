/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whoever is turned away leaves no trace but a number beside their address. */

#include "config.h"

#include "phone-blocked-private.h"

struct _PhoneBlockedAddress
{
  GObject parent_instance;

  StoreBlocked *row;
};

G_DEFINE_FINAL_TYPE (PhoneBlockedAddress, phone_blocked_address, G_TYPE_OBJECT)

enum
{
  PROP_ADDRESS = 1,
  PROP_CALLS,
  PROP_MESSAGES,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_blocked_address_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  const StoreBlocked *row = PHONE_BLOCKED_ADDRESS (object)->row;

  switch (prop_id)
    {
    case PROP_ADDRESS:
      g_value_set_string (value, row->address);
      break;
    case PROP_CALLS:
      g_value_set_uint (value, row->calls);
      break;
    case PROP_MESSAGES:
      g_value_set_uint (value, row->messages);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_blocked_address_finalize (GObject *object)
{
  store_blocked_free (PHONE_BLOCKED_ADDRESS (object)->row);

  G_OBJECT_CLASS (phone_blocked_address_parent_class)->finalize (object);
}

static void
phone_blocked_address_class_init (PhoneBlockedAddressClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_blocked_address_finalize;
  object_class->get_property = phone_blocked_address_get_property;

  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  props[PROP_CALLS] = g_param_spec_uint ("calls", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_MESSAGES] = g_param_spec_uint ("messages", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_blocked_address_init (PhoneBlockedAddress *self)
{
}

PhoneBlockedAddress *
phone_blocked_address_new (const StoreBlocked *row)
{
  PhoneBlockedAddress *self = g_object_new (PHONE_TYPE_BLOCKED_ADDRESS, NULL);

  self->row = store_blocked_copy (row);
  return self;
}

const StoreBlocked *
phone_blocked_address_get_row (PhoneBlockedAddress *self)
{
  return self->row;
}

void
phone_blocked_address_count (PhoneBlockedAddress *self,
                             gboolean             call)
{
  if (call)
    self->row->calls++;
  else
    self->row->messages++;
  g_object_notify_by_pspec (G_OBJECT (self), props[call ? PROP_CALLS : PROP_MESSAGES]);
}

/**
 * phone_blocked_address_get_address:
 * @self: a blocked address
 *
 * Who is blocked.
 *
 * Returns: (transfer none): the address
 */
const char *
phone_blocked_address_get_address (PhoneBlockedAddress *self)
{
  g_return_val_if_fail (PHONE_IS_BLOCKED_ADDRESS (self), NULL);

  return self->row->address;
}

/**
 * phone_blocked_address_get_calls:
 * @self: a blocked address
 *
 * How many calls were turned away since.
 *
 * Returns: the count
 */
guint
phone_blocked_address_get_calls (PhoneBlockedAddress *self)
{
  g_return_val_if_fail (PHONE_IS_BLOCKED_ADDRESS (self), 0);

  return self->row->calls;
}

/**
 * phone_blocked_address_get_messages:
 * @self: a blocked address
 *
 * How many messages were dropped since.
 *
 * Returns: the count
 */
guint
phone_blocked_address_get_messages (PhoneBlockedAddress *self)
{
  g_return_val_if_fail (PHONE_IS_BLOCKED_ADDRESS (self), 0);

  return self->row->messages;
}
