/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People choose among things with names. What is unplugged must be shown as well, or the choice of yesterday would look
 * like another one today. */

#include "config.h"

#include "phone-device.h"

struct _PhoneDevice
{
  GObject parent_instance;

  char *id;
  char *name;
  gboolean present;
};

enum
{
  PROP_NAME = 1,
  PROP_IS_PRESENT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (PhoneDeviceKind, phone_device_kind,
                    G_DEFINE_ENUM_VALUE (PHONE_DEVICE_KIND_MICROPHONE, "microphone"),
                    G_DEFINE_ENUM_VALUE (PHONE_DEVICE_KIND_SPEAKER, "speaker"),
                    G_DEFINE_ENUM_VALUE (PHONE_DEVICE_KIND_RINGER, "ringer"),
                    G_DEFINE_ENUM_VALUE (PHONE_DEVICE_KIND_CAMERA, "camera"))

G_DEFINE_FINAL_TYPE (PhoneDevice, phone_device, G_TYPE_OBJECT)

static void
phone_device_finalize (GObject *object)
{
  PhoneDevice *self = PHONE_DEVICE (object);

  g_free (self->id);
  g_free (self->name);

  G_OBJECT_CLASS (phone_device_parent_class)->finalize (object);
}

static void
phone_device_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PhoneDevice *self = PHONE_DEVICE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_IS_PRESENT:
      g_value_set_boolean (value, self->present);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_device_class_init (PhoneDeviceClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_device_finalize;
  object_class->get_property = phone_device_get_property;

  /**
   * PhoneDevice:name: (nullable)
   *
   * What people call it; %NULL: it is not there, and nobody remembers.
   */
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  /**
   * PhoneDevice:is-present:
   *
   * Whether it is plugged in.
   */
  props[PROP_IS_PRESENT] = g_param_spec_boolean ("is-present", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_device_init (PhoneDevice *self)
{
}

/**
 * phone_device_new:
 * @id: what it is chosen by; "": whatever the system takes
 * @name: (nullable): what people call it; of any origin
 * @present: whether it is plugged in
 *
 * Makes a value.
 *
 * Returns: (transfer full): the device
 */
PhoneDevice *
phone_device_new (const char *id,
                  const char *name,
                  gboolean    present)
{
  PhoneDevice *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (PHONE_TYPE_DEVICE, NULL);
  self->id = g_strdup (id);
  self->name = name != NULL ? g_utf8_make_valid (name, -1) : NULL;
  self->present = present;
  return self;
}

/**
 * phone_device_get_id:
 * @self: a device
 *
 * What it is chosen by; the same after the next start.
 *
 * Returns: (transfer none): for programs; "": whatever the system takes
 */
const char *
phone_device_get_id (PhoneDevice *self)
{
  g_return_val_if_fail (PHONE_IS_DEVICE (self), NULL);

  return self->id;
}

/**
 * phone_device_get_name:
 * @self: a device
 *
 * What people call it.
 *
 * Returns: (transfer none) (nullable): a name; %NULL: nobody remembers
 */
const char *
phone_device_get_name (PhoneDevice *self)
{
  g_return_val_if_fail (PHONE_IS_DEVICE (self), NULL);

  return self->name;
}

/**
 * phone_device_is_present:
 * @self: a device
 *
 * Whether it is plugged in.
 *
 * Returns: %FALSE when it was chosen and is not there
 */
gboolean
phone_device_is_present (PhoneDevice *self)
{
  g_return_val_if_fail (PHONE_IS_DEVICE (self), FALSE);

  return self->present;
}
