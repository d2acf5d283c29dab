/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Giving a call away takes as long as the other two take to find each other; meanwhile the person reads here how it goes. */

#include "config.h"

#include "phone-handover-private.h"

struct _PhoneHandover
{
  GObject parent_instance;

  char *text;
  gboolean going_on;
};

G_DEFINE_FINAL_TYPE (PhoneHandover, phone_handover, G_TYPE_OBJECT)

enum
{
  PROP_TEXT = 1,
  PROP_GOING_ON,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_handover_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PhoneHandover *self = PHONE_HANDOVER (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_GOING_ON:
      g_value_set_boolean (value, self->going_on);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_handover_finalize (GObject *object)
{
  g_free (PHONE_HANDOVER (object)->text);

  G_OBJECT_CLASS (phone_handover_parent_class)->finalize (object);
}

static void
phone_handover_class_init (PhoneHandoverClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_handover_finalize;
  object_class->get_property = phone_handover_get_property;

  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, readable);
  props[PROP_GOING_ON] = g_param_spec_boolean ("going-on", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_handover_init (PhoneHandover *self)
{
}

PhoneHandover *
phone_handover_new (void)
{
  return g_object_new (PHONE_TYPE_HANDOVER, NULL);
}

void
phone_handover_tell (PhoneHandover *self,
                     const char    *text,
                     gboolean       going_on)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (g_set_str (&self->text, text))
    g_object_notify_by_pspec (object, props[PROP_TEXT]);
  if (self->going_on != going_on)
    g_object_notify_by_pspec (object, props[PROP_GOING_ON]);
  self->going_on = going_on;
  g_object_thaw_notify (object);
}

/**
 * phone_handover_get_text:
 * @self: a handover
 *
 * How it goes, or how it went.
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL: nobody tried
 */
const char *
phone_handover_get_text (PhoneHandover *self)
{
  g_return_val_if_fail (PHONE_IS_HANDOVER (self), NULL);

  return self->text;
}

/**
 * phone_handover_is_going_on:
 * @self: a handover
 *
 * Whether the call is being given away.
 *
 * Returns: %TRUE until it is known how it ends
 */
gboolean
phone_handover_is_going_on (PhoneHandover *self)
{
  g_return_val_if_fail (PHONE_IS_HANDOVER (self), FALSE);

  return self->going_on;
}
