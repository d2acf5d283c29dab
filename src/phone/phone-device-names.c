/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A headset that was left at home is missed by its name; the sound server knows only those that are plugged in. */

#include "config.h"

#include "phone-device-names.h"

/* More than a desk has plugs, so that one who plugs for ever, or a damaged setting, costs nothing. */
#define MAX_NAMES 100

struct _PhoneDeviceNames
{
  GObject parent_instance;

  GHashTable *names;
};

enum
{
  PROP_NAMES = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PhoneDeviceNames, phone_device_names, G_TYPE_OBJECT)

static gboolean
keep (PhoneDeviceNames *self,
      const char       *id,
      const char       *name)
{
  if (g_hash_table_size (self->names) >= MAX_NAMES || g_strcmp0 (phone_device_names_find (self, id), name) == 0)
    return FALSE;

  g_hash_table_replace (self->names, g_strdup (id), g_utf8_make_valid (name, -1));
  return TRUE;
}

static void
take_names (PhoneDeviceNames *self,
            GVariant         *names)
{
  GVariantIter iter;
  const char *id, *name;

  g_hash_table_remove_all (self->names);
  if (names == NULL)
    return;

  g_variant_iter_init (&iter, names);
  while (g_variant_iter_next (&iter, "{&s&s}", &id, &name))
    keep (self, id, name);
}

static GVariant *
make_names (PhoneDeviceNames *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer id, name;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &id, &name))
    g_variant_builder_add (&builder, "{ss}", id, name);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static void
phone_device_names_finalize (GObject *object)
{
  g_hash_table_unref (PHONE_DEVICE_NAMES (object)->names);

  G_OBJECT_CLASS (phone_device_names_parent_class)->finalize (object);
}

static void
phone_device_names_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NAMES:
      g_value_take_variant (value, make_names (PHONE_DEVICE_NAMES (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_device_names_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_NAMES:
      take_names (PHONE_DEVICE_NAMES (object), g_value_get_variant (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_device_names_class_init (PhoneDeviceNamesClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_device_names_finalize;
  object_class->get_property = phone_device_names_get_property;
  object_class->set_property = phone_device_names_set_property;

  props[PROP_NAMES] = g_param_spec_variant ("names", NULL, NULL, G_VARIANT_TYPE ("a{ss}"), NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_device_names_init (PhoneDeviceNames *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * phone_device_names_new:
 *
 * Makes a memory in which there is nothing.
 *
 * Returns: (transfer full): the memory
 */
PhoneDeviceNames *
phone_device_names_new (void)
{
  return g_object_new (PHONE_TYPE_DEVICE_NAMES, NULL);
}

/**
 * phone_device_names_add:
 * @self: a memory
 * @id: that of a device
 * @name: what it is called
 *
 * Remembers a device.
 */
void
phone_device_names_add (PhoneDeviceNames *self,
                        const char       *id,
                        const char       *name)
{
  g_return_if_fail (PHONE_IS_DEVICE_NAMES (self));
  g_return_if_fail (id != NULL && name != NULL);

  if (keep (self, id, name))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NAMES]);
}

/**
 * phone_device_names_find:
 * @self: a memory
 * @id: that of a device
 *
 * Remembers what a device was called.
 *
 * Returns: (transfer none) (nullable): its name; %NULL: nobody remembers
 */
const char *
phone_device_names_find (PhoneDeviceNames *self,
                         const char       *id)
{
  g_return_val_if_fail (PHONE_IS_DEVICE_NAMES (self), NULL);

  return g_hash_table_lookup (self->names, id);
}
