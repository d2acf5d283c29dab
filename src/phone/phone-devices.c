/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A headset that was chosen once is meant for good: also after it was left at home for a week. So a choice is a name that
 * is kept, and never a place in a list of what happens to be plugged in. */

#include "config.h"

#include "phone-devices-private.h"

#define N_KINDS (PHONE_DEVICE_KIND_CAMERA + 1)
/* More than a desk has plugs, so that one who plugs for ever costs nothing. */
#define MAX_NAMES 100

struct _PhoneDevices
{
  GObject parent_instance;

  MediaEngine *engine;
  char *chosen[N_KINDS];
  GHashTable *names; /* id → what it was called when it was there */
  gboolean ring_on_all;
  MediaCleaning cleaning;
};

/* Those of the kinds in their order, then the rest. */
enum
{
  PROP_MICROPHONE = 1,
  PROP_SPEAKER,
  PROP_RINGER,
  PROP_CAMERA,
  PROP_RING_ON_ALL,
  PROP_CANCEL_ECHO,
  PROP_SUPPRESS_NOISE,
  PROP_ADJUST_LEVEL,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PhoneDevices, phone_devices, G_TYPE_OBJECT)

static const struct
{
  const char *property;
  void      (*set) (MediaEngine *engine, const char *device);
} kinds[N_KINDS] = {
  [PHONE_DEVICE_KIND_MICROPHONE] = { "microphone", media_engine_set_microphone },
  [PHONE_DEVICE_KIND_SPEAKER] = { "speaker", media_engine_set_speaker },
  [PHONE_DEVICE_KIND_RINGER] = { "ringer", media_engine_set_ringer },
  [PHONE_DEVICE_KIND_CAMERA] = { "camera", media_engine_set_camera },
};

static void
apply (PhoneDevices   *self,
       PhoneDeviceKind kind)
{
  const char *device = *self->chosen[kind] != '\0' ? self->chosen[kind] : "default";

  if (kind == PHONE_DEVICE_KIND_RINGER && self->ring_on_all)
    device = "all";
  kinds[kind].set (self->engine, device);
}

static void
clean (PhoneDevices *self,
       MediaCleaning what,
       gboolean      on,
       guint         prop_id)
{
  MediaCleaning cleaning = on ? self->cleaning | what : self->cleaning & ~what;

  if (cleaning == self->cleaning)
    return;

  self->cleaning = cleaning;
  media_engine_set_cleaning (self->engine, cleaning);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop_id]);
}

static void
phone_devices_dispose (GObject *object)
{
  PhoneDevices *self = PHONE_DEVICES (object);

  g_clear_object (&self->engine);

  G_OBJECT_CLASS (phone_devices_parent_class)->dispose (object);
}

static void
phone_devices_finalize (GObject *object)
{
  PhoneDevices *self = PHONE_DEVICES (object);

  for (guint kind = 0; kind < N_KINDS; kind++)
    g_free (self->chosen[kind]);
  g_hash_table_unref (self->names);

  G_OBJECT_CLASS (phone_devices_parent_class)->finalize (object);
}

static void
phone_devices_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PhoneDevices *self = PHONE_DEVICES (object);

  switch (prop_id)
    {
    case PROP_MICROPHONE:
    case PROP_SPEAKER:
    case PROP_RINGER:
    case PROP_CAMERA:
      g_value_set_string (value, self->chosen[prop_id - PROP_MICROPHONE]);
      break;
    case PROP_RING_ON_ALL:
      g_value_set_boolean (value, self->ring_on_all);
      break;
    case PROP_CANCEL_ECHO:
      g_value_set_boolean (value, phone_devices_get_cancel_echo (self));
      break;
    case PROP_SUPPRESS_NOISE:
      g_value_set_boolean (value, phone_devices_get_suppress_noise (self));
      break;
    case PROP_ADJUST_LEVEL:
      g_value_set_boolean (value, phone_devices_get_adjust_level (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_devices_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PhoneDevices *self = PHONE_DEVICES (object);

  switch (prop_id)
    {
    case PROP_MICROPHONE:
    case PROP_SPEAKER:
    case PROP_RINGER:
    case PROP_CAMERA:
      phone_devices_choose (self, (PhoneDeviceKind) (prop_id - PROP_MICROPHONE), g_value_get_string (value));
      break;
    case PROP_RING_ON_ALL:
      phone_devices_set_ring_on_all (self, g_value_get_boolean (value));
      break;
    case PROP_CANCEL_ECHO:
      phone_devices_set_cancel_echo (self, g_value_get_boolean (value));
      break;
    case PROP_SUPPRESS_NOISE:
      phone_devices_set_suppress_noise (self, g_value_get_boolean (value));
      break;
    case PROP_ADJUST_LEVEL:
      phone_devices_set_adjust_level (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_devices_class_init (PhoneDevicesClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_devices_dispose;
  object_class->finalize = phone_devices_finalize;
  object_class->get_property = phone_devices_get_property;
  object_class->set_property = phone_devices_set_property;

  for (guint kind = 0; kind < N_KINDS; kind++)
    props[PROP_MICROPHONE + kind] = g_param_spec_string (kinds[kind].property, NULL, NULL, "", flags);
  props[PROP_RING_ON_ALL] = g_param_spec_boolean ("ring-on-all", NULL, NULL, FALSE, flags);
  props[PROP_CANCEL_ECHO] = g_param_spec_boolean ("cancel-echo", NULL, NULL, TRUE, flags);
  props[PROP_SUPPRESS_NOISE] = g_param_spec_boolean ("suppress-noise", NULL, NULL, TRUE, flags);
  props[PROP_ADJUST_LEVEL] = g_param_spec_boolean ("adjust-level", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_devices_init (PhoneDevices *self)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    self->chosen[kind] = g_strdup ("");
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cleaning = MEDIA_CLEANING_ALL;
}

PhoneDevices *
phone_devices_new (MediaEngine *engine)
{
  PhoneDevices *self = g_object_new (PHONE_TYPE_DEVICES, NULL);

  g_set_object (&self->engine, engine);
  return self;
}

void
phone_devices_remember (PhoneDevices *self,
                        const char   *id,
                        const char   *name)
{
  if (g_hash_table_size (self->names) < MAX_NAMES)
    g_hash_table_replace (self->names, g_strdup (id), g_strdup (name));
}

const char *
phone_devices_recall (PhoneDevices *self,
                      const char   *id)
{
  return g_hash_table_lookup (self->names, id);
}

/**
 * phone_devices_get_chosen:
 * @self: the devices
 * @kind: what for
 *
 * What the person chose.
 *
 * Returns: (transfer none): the id of a device, plugged in or not; "": whatever the system takes
 */
const char *
phone_devices_get_chosen (PhoneDevices   *self,
                          PhoneDeviceKind kind)
{
  g_return_val_if_fail (PHONE_IS_DEVICES (self), NULL);
  g_return_val_if_fail (kind < N_KINDS, NULL);

  return self->chosen[kind];
}

/**
 * phone_devices_choose:
 * @self: the devices
 * @kind: what for
 * @id: (nullable): that of a device, plugged in or not; "" or %NULL: whatever the system takes
 *
 * Chooses a device, for the calls there are and those to come; a camera and a ringer for those to come.
 */
void
phone_devices_choose (PhoneDevices   *self,
                      PhoneDeviceKind kind,
                      const char     *id)
{
  gboolean changed;

  g_return_if_fail (PHONE_IS_DEVICES (self));
  g_return_if_fail (kind < N_KINDS);

  changed = g_set_str (&self->chosen[kind], id != NULL ? id : "");

  /* Also when it is the old choice: phone_set_sound() may have said something else since. */
  apply (self, kind);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MICROPHONE + kind]);
}

/**
 * phone_devices_get_ring_on_all:
 * @self: the devices
 *
 * Whether every speaker there is rings.
 *
 * Returns: %FALSE when the one that was chosen does
 */
gboolean
phone_devices_get_ring_on_all (PhoneDevices *self)
{
  g_return_val_if_fail (PHONE_IS_DEVICES (self), FALSE);

  return self->ring_on_all;
}

/**
 * phone_devices_set_ring_on_all:
 * @self: the devices
 * @ring_on_all: whether every speaker there is is to ring
 *
 * From the next ringing on.
 */
void
phone_devices_set_ring_on_all (PhoneDevices *self,
                               gboolean      ring_on_all)
{
  g_return_if_fail (PHONE_IS_DEVICES (self));

  if (self->ring_on_all == ring_on_all)
    return;

  self->ring_on_all = ring_on_all;
  apply (self, PHONE_DEVICE_KIND_RINGER);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RING_ON_ALL]);
}

/**
 * phone_devices_get_cancel_echo:
 * @self: the devices
 *
 * Whether what comes from the speaker is taken out of the microphone.
 *
 * Returns: %TRUE when it is
 */
gboolean
phone_devices_get_cancel_echo (PhoneDevices *self)
{
  g_return_val_if_fail (PHONE_IS_DEVICES (self), FALSE);

  return (self->cleaning & MEDIA_CLEANING_ECHO) != 0;
}

/**
 * phone_devices_set_cancel_echo:
 * @self: the devices
 * @cancel_echo: whether what comes from the speaker is to be taken out of the microphone
 *
 * For calls that go on, too.
 */
void
phone_devices_set_cancel_echo (PhoneDevices *self,
                               gboolean      cancel_echo)
{
  g_return_if_fail (PHONE_IS_DEVICES (self));

  clean (self, MEDIA_CLEANING_ECHO, cancel_echo, PROP_CANCEL_ECHO);
}

/**
 * phone_devices_get_suppress_noise:
 * @self: the devices
 *
 * Whether what is no voice is made quieter.
 *
 * Returns: %TRUE when it is
 */
gboolean
phone_devices_get_suppress_noise (PhoneDevices *self)
{
  g_return_val_if_fail (PHONE_IS_DEVICES (self), FALSE);

  return (self->cleaning & MEDIA_CLEANING_NOISE) != 0;
}

/**
 * phone_devices_set_suppress_noise:
 * @self: the devices
 * @suppress_noise: whether what is no voice is to be made quieter
 *
 * For calls that go on, too.
 */
void
phone_devices_set_suppress_noise (PhoneDevices *self,
                                  gboolean      suppress_noise)
{
  g_return_if_fail (PHONE_IS_DEVICES (self));

  clean (self, MEDIA_CLEANING_NOISE, suppress_noise, PROP_SUPPRESS_NOISE);
}

/**
 * phone_devices_get_adjust_level:
 * @self: the devices
 *
 * Whether a quiet voice is made louder.
 *
 * Returns: %TRUE when it is
 */
gboolean
phone_devices_get_adjust_level (PhoneDevices *self)
{
  g_return_val_if_fail (PHONE_IS_DEVICES (self), FALSE);

  return (self->cleaning & MEDIA_CLEANING_GAIN) != 0;
}

/**
 * phone_devices_set_adjust_level:
 * @self: the devices
 * @adjust_level: whether a quiet voice is to be made louder
 *
 * For calls that go on, too.
 */
void
phone_devices_set_adjust_level (PhoneDevices *self,
                                gboolean      adjust_level)
{
  g_return_if_fail (PHONE_IS_DEVICES (self));

  clean (self, MEDIA_CLEANING_GAIN, adjust_level, PROP_ADJUST_LEVEL);
}
