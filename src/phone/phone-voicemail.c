/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The light for waiting messages: whether it is on, how many there are, and whom to call to hear them. */

#include "config.h"

#include "phone-voicemail-private.h"

struct _PhoneVoicemail
{
  GObject parent_instance;

  gboolean waiting;
  guint n_new;
  guint n_old;
  char *address;
};

G_DEFINE_FINAL_TYPE (PhoneVoicemail, phone_voicemail, G_TYPE_OBJECT)

enum
{
  PROP_WAITING = 1,
  PROP_N_NEW,
  PROP_N_OLD,
  PROP_ADDRESS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_voicemail_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PhoneVoicemail *self = PHONE_VOICEMAIL (object);

  switch (prop_id)
    {
    case PROP_WAITING:
      g_value_set_boolean (value, self->waiting);
      break;
    case PROP_N_NEW:
      g_value_set_uint (value, self->n_new);
      break;
    case PROP_N_OLD:
      g_value_set_uint (value, self->n_old);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_voicemail_finalize (GObject *object)
{
  g_free (PHONE_VOICEMAIL (object)->address);

  G_OBJECT_CLASS (phone_voicemail_parent_class)->finalize (object);
}

static void
phone_voicemail_class_init (PhoneVoicemailClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_voicemail_get_property;
  object_class->finalize = phone_voicemail_finalize;

  props[PROP_WAITING] = g_param_spec_boolean ("waiting", NULL, NULL, FALSE, readable);
  props[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_N_OLD] = g_param_spec_uint ("n-old", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_voicemail_init (PhoneVoicemail *self)
{
}

PhoneVoicemail *
phone_voicemail_new (void)
{
  return g_object_new (PHONE_TYPE_VOICEMAIL, NULL);
}

void
phone_voicemail_set (PhoneVoicemail *self,
                     gboolean        waiting,
                     guint           n_new,
                     guint           n_old,
                     const char     *address)
{
  PhoneVoicemail before = *self;
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  self->waiting = waiting;
  self->n_new = n_new;
  self->n_old = n_old;
  if (g_set_str (&self->address, address))
    g_object_notify_by_pspec (object, props[PROP_ADDRESS]);
  if (before.waiting != waiting)
    g_object_notify_by_pspec (object, props[PROP_WAITING]);
  if (before.n_new != n_new)
    g_object_notify_by_pspec (object, props[PROP_N_NEW]);
  if (before.n_old != n_old)
    g_object_notify_by_pspec (object, props[PROP_N_OLD]);
  g_object_thaw_notify (object);
}

/**
 * phone_voicemail_is_waiting:
 * @self: a mailbox
 *
 * Whether there is something new in it.
 *
 * Returns: %TRUE when there is
 */
gboolean
phone_voicemail_is_waiting (PhoneVoicemail *self)
{
  g_return_val_if_fail (PHONE_IS_VOICEMAIL (self), FALSE);

  return self->waiting;
}

/**
 * phone_voicemail_get_n_new:
 * @self: a mailbox
 *
 * How many voice messages were not heard yet.
 *
 * Returns: a number; 0 while messages wait: the server does not count them
 */
guint
phone_voicemail_get_n_new (PhoneVoicemail *self)
{
  g_return_val_if_fail (PHONE_IS_VOICEMAIL (self), 0);

  return self->n_new;
}

/**
 * phone_voicemail_get_n_old:
 * @self: a mailbox
 *
 * How many voice messages were heard and kept.
 *
 * Returns: a number
 */
guint
phone_voicemail_get_n_old (PhoneVoicemail *self)
{
  g_return_val_if_fail (PHONE_IS_VOICEMAIL (self), 0);

  return self->n_old;
}

/**
 * phone_voicemail_get_address:
 * @self: a mailbox
 *
 * Whom to call to hear the messages.
 *
 * Returns: (transfer none) (nullable): an address; %NULL: the server did not say
 */
const char *
phone_voicemail_get_address (PhoneVoicemail *self)
{
  g_return_val_if_fail (PHONE_IS_VOICEMAIL (self), NULL);

  return self->address;
}
