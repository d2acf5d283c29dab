/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Microphones and speakers as a list that follows the plugs. A device is known by the name the sound server
 * gives it, not by its place in a list, so a choice survives a restart. */

#include "media-devices.h"

#include "media-camera-portal.h"
#include "media-device-watch.h"

struct _MediaDevice
{
  GObject          parent_instance;

  char            *name;
  char            *description;
  MediaDeviceKind  kind;
};

struct _MediaDevices
{
  GObject           parent_instance;

  MediaDeviceKind   kind;
  GPtrArray        *devices; /* of MediaDevice */
  MediaDeviceWatch *watch;
  MediaCameraPortal *portal; /* NULL: cameras are found by the watch */
};

enum
{
  PROP_NAME = 1,
  PROP_DESCRIPTION,
  PROP_KIND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_interface_init (GListModelInterface *iface);

G_DEFINE_ENUM_TYPE (MediaDeviceKind, media_device_kind,
                    G_DEFINE_ENUM_VALUE (MEDIA_DEVICE_KIND_MICROPHONE, "microphone"),
                    G_DEFINE_ENUM_VALUE (MEDIA_DEVICE_KIND_SPEAKER, "speaker"),
                    G_DEFINE_ENUM_VALUE (MEDIA_DEVICE_KIND_CAMERA, "camera"))

G_DEFINE_FINAL_TYPE (MediaDevice, media_device, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (MediaDevices, media_devices, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_interface_init))

static void
media_device_finalize (GObject *object)
{
  MediaDevice *self = MEDIA_DEVICE (object);

  g_free (self->name);
  g_free (self->description);

  G_OBJECT_CLASS (media_device_parent_class)->finalize (object);
}

static void
media_device_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  MediaDevice *self = MEDIA_DEVICE (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
media_device_class_init (MediaDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = media_device_finalize;
  object_class->get_property = media_device_get_property;

  /**
   * MediaDevice:name:
   *
   * What the sound server calls it; what [class@MediaEngine] takes.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  /**
   * MediaDevice:description:
   *
   * What people call it.
   */
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  /**
   * MediaDevice:kind:
   *
   * Whether one speaks into it or hears from it.
   */
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, MEDIA_TYPE_DEVICE_KIND,
                                             MEDIA_DEVICE_KIND_MICROPHONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
media_device_init (MediaDevice *self)
{
}

/* What a speaker plays can be recorded too; nobody speaks into that. */
static gboolean
is_monitor (GstDevice *device)
{
  g_autoptr (GstStructure) details = gst_device_get_properties (device);

  return details != NULL && g_strcmp0 (gst_structure_get_string (details, "device.class"), "monitor") == 0;
}

static guint
find_device (MediaDevices *self,
             const char   *name)
{
  for (guint i = 0; i < self->devices->len; i++)
    {
      const MediaDevice *device = g_ptr_array_index (self->devices, i);

      if (g_str_equal (device->name, name))
        return i;
    }

  return G_MAXUINT;
}

static const char *
get_class (MediaDeviceKind kind)
{
  if (kind == MEDIA_DEVICE_KIND_CAMERA)
    return "Video/Source";

  return kind == MEDIA_DEVICE_KIND_MICROPHONE ? "Audio/Source" : "Audio/Sink";
}

static void
add_device (MediaDevices *self,
            GstDevice    *device)
{
  const char *class = get_class (self->kind);
  g_autofree char *name = media_device_watch_dup_name (device);
  MediaDevice *added;

  if (name == NULL || !gst_device_has_classes (device, class) || is_monitor (device) ||
      find_device (self, name) != G_MAXUINT)
    return;

  added = g_object_new (MEDIA_TYPE_DEVICE, NULL);
  added->name = g_steal_pointer (&name);
  added->description = gst_device_get_display_name (device);
  added->kind = self->kind;
  g_ptr_array_add (self->devices, added);
  g_list_model_items_changed (G_LIST_MODEL (self), self->devices->len - 1, 0, 1);
}

static void
remove_device (MediaDevices *self,
               GstDevice    *device)
{
  g_autofree char *name = media_device_watch_dup_name (device);
  guint index = name != NULL ? find_device (self, name) : G_MAXUINT;

  if (index == G_MAXUINT)
    return;
  g_ptr_array_remove_index (self->devices, index);
  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
}

/* The camera of the desktop, which no monitor finds. */
static void
portal_cb (MediaDevices *self)
{
  guint index = find_device (self, MEDIA_CAMERA_BY_PORTAL);
  MediaDevice *added;

  if (media_camera_portal_is_present (self->portal) == (index != G_MAXUINT))
    return;
  if (index != G_MAXUINT)
    {
      g_ptr_array_remove_index (self->devices, index);
      g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
      return;
    }
  added = g_object_new (MEDIA_TYPE_DEVICE, NULL);
  added->name = g_strdup (MEDIA_CAMERA_BY_PORTAL);
  added->kind = MEDIA_DEVICE_KIND_CAMERA;
  g_ptr_array_add (self->devices, added);
  g_list_model_items_changed (G_LIST_MODEL (self), self->devices->len - 1, 0, 1);
}

static GType
media_devices_get_item_type (GListModel *model)
{
  return MEDIA_TYPE_DEVICE;
}

static guint
media_devices_get_n_items (GListModel *model)
{
  return MEDIA_DEVICES (model)->devices->len;
}

static gpointer
media_devices_get_item (GListModel *model,
                        guint       position)
{
  MediaDevices *self = MEDIA_DEVICES (model);

  return position < self->devices->len ? g_object_ref (g_ptr_array_index (self->devices, position)) : NULL;
}

static void
list_model_interface_init (GListModelInterface *iface)
{
  iface->get_item_type = media_devices_get_item_type;
  iface->get_n_items = media_devices_get_n_items;
  iface->get_item = media_devices_get_item;
}

static void
media_devices_finalize (GObject *object)
{
  MediaDevices *self = MEDIA_DEVICES (object);

  g_object_unref (self->watch);
  g_clear_object (&self->portal);
  g_ptr_array_unref (self->devices);

  G_OBJECT_CLASS (media_devices_parent_class)->finalize (object);
}

static void
media_devices_class_init (MediaDevicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = media_devices_finalize;
}

static void
media_devices_init (MediaDevices *self)
{
  self->devices = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * media_devices_new:
 * @kind: microphones or speakers
 *
 * Begins to watch all devices of one kind; GStreamer must have been started by a [class@MediaEngine]. The
 * list fills from the main context.
 *
 * Returns: (transfer full): a GListModel of [class@MediaDevice]
 */
MediaDevices *
media_devices_new (MediaDeviceKind kind)
{
  MediaDevices *self = g_object_new (MEDIA_TYPE_DEVICES, NULL);
  const GPtrArray *there;

  self->kind = kind;
  self->watch = media_device_watch_dup_shared ();
  g_signal_connect_object (self->watch, "added", G_CALLBACK (add_device), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "removed", G_CALLBACK (remove_device), self, G_CONNECT_SWAPPED);
  there = media_device_watch_get_devices (self->watch);
  for (guint i = 0; i < there->len; i++)
    add_device (self, g_ptr_array_index (there, i));
  self->portal = kind == MEDIA_DEVICE_KIND_CAMERA ? media_camera_portal_dup_shared () : NULL;
  if (self->portal != NULL)
    {
      g_signal_connect_object (self->portal, "notify::present", G_CALLBACK (portal_cb), self, G_CONNECT_SWAPPED);
      portal_cb (self);
    }

  return self;
}

/**
 * media_devices_find:
 * @self: a list
 * @name: of a device that is there, or was
 *
 * Finds what a name stands for.
 *
 * Returns: (transfer none) (nullable): the device of that name, or the same Bluetooth headset by another
 */
MediaDevice *
media_devices_find (MediaDevices *self,
                    const char   *name)
{
  g_autofree char *there = NULL;
  guint index;

  g_return_val_if_fail (MEDIA_IS_DEVICES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  there = g_str_equal (name, MEDIA_CAMERA_BY_PORTAL)
            ? g_strdup (name)
            : media_device_watch_find (self->watch, get_class (self->kind), name);
  index = there != NULL ? find_device (self, there) : G_MAXUINT;
  return index != G_MAXUINT ? g_ptr_array_index (self->devices, index) : NULL;
}

/**
 * media_device_get_name:
 * @self: the device
 *
 * Gets what the sound server calls it.
 *
 * Returns: (transfer none): the name
 */
const char *
media_device_get_name (MediaDevice *self)
{
  g_return_val_if_fail (MEDIA_IS_DEVICE (self), NULL);

  return self->name;
}

/**
 * media_device_get_description:
 * @self: the device
 *
 * Gets what people call it.
 *
 * Returns: (transfer none): the description
 */
const char *
media_device_get_description (MediaDevice *self)
{
  g_return_val_if_fail (MEDIA_IS_DEVICE (self), NULL);

  return self->description;
}

/**
 * media_device_get_kind:
 * @self: the device
 *
 * Gets whether one speaks into it or hears from it.
 *
 * Returns: the kind
 */
MediaDeviceKind
media_device_get_kind (MediaDevice *self)
{
  g_return_val_if_fail (MEDIA_IS_DEVICE (self), MEDIA_DEVICE_KIND_MICROPHONE);

  return self->kind;
}
