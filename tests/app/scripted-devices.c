/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The choices are the real ones; what is plugged is what the test says, and nobody hears what was chosen. */

#include "scripted-sound.h"

#include "media-devices.h"
#include "phone-devices-private.h"

#define N_KINDS (MEDIA_DEVICE_KIND_CAMERA + 1)

struct _MediaDevice
{
  GObject parent_instance;

  char *name;
  char *description;
};

struct _MediaDevices
{
  GObject parent_instance;

  MediaDeviceKind kind;
};

static GListStore *plugs[N_KINDS];

static void list_model_interface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (MediaDevice, media_device, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (MediaDevices, media_devices, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_interface_init))

static GListStore *
get_plugs (MediaDeviceKind kind)
{
  if (plugs[kind] == NULL)
    plugs[kind] = g_list_store_new (MEDIA_TYPE_DEVICE);
  return plugs[kind];
}

static GListStore *
to_plugs (PhoneDeviceKind kind)
{
  if (kind == PHONE_DEVICE_KIND_CAMERA)
    return get_plugs (MEDIA_DEVICE_KIND_CAMERA);
  return get_plugs (kind == PHONE_DEVICE_KIND_MICROPHONE ? MEDIA_DEVICE_KIND_MICROPHONE : MEDIA_DEVICE_KIND_SPEAKER);
}

static void
media_device_finalize (GObject *object)
{
  g_free (MEDIA_DEVICE (object)->name);
  g_free (MEDIA_DEVICE (object)->description);
  G_OBJECT_CLASS (media_device_parent_class)->finalize (object);
}

static void
media_device_class_init (MediaDeviceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = media_device_finalize;
}

static void
media_device_init (MediaDevice *self)
{
}

const char *
media_device_get_name (MediaDevice *self)
{
  return self->name;
}

const char *
media_device_get_description (MediaDevice *self)
{
  return self->description;
}

static GType
media_devices_get_item_type (GListModel *model)
{
  return MEDIA_TYPE_DEVICE;
}

static guint
media_devices_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_plugs (MEDIA_DEVICES (model)->kind)));
}

static gpointer
media_devices_get_item (GListModel *model,
                        guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (get_plugs (MEDIA_DEVICES (model)->kind)), position);
}

static void
list_model_interface_init (GListModelInterface *iface)
{
  iface->get_item_type = media_devices_get_item_type;
  iface->get_n_items = media_devices_get_n_items;
  iface->get_item = media_devices_get_item;
}

static void
media_devices_class_init (MediaDevicesClass *klass)
{
}

static void
media_devices_init (MediaDevices *self)
{
}

MediaDevices *
media_devices_new (MediaDeviceKind kind)
{
  MediaDevices *self = g_object_new (MEDIA_TYPE_DEVICES, NULL);

  self->kind = kind;
  g_signal_connect_object (get_plugs (kind), "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

MediaDevice *
media_devices_find (MediaDevices *self,
                    const char   *name)
{
  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (self)); n++)
    {
      g_autoptr (MediaDevice) device = g_list_model_get_item (G_LIST_MODEL (self), n);

      if (g_str_equal (device->name, name))
        return device;
    }
  return NULL;
}

void
media_engine_set_microphone (MediaEngine *self,
                             const char  *microphone)
{
}

void
media_engine_set_speaker (MediaEngine *self,
                          const char  *speaker)
{
}

void
media_engine_set_ringer (MediaEngine *self,
                         const char  *ringer)
{
}

void
media_engine_set_camera (MediaEngine *self,
                         const char  *camera)
{
}

void
media_engine_set_cleaning (MediaEngine  *self,
                           MediaCleaning cleaning)
{
}

PhoneDevices *
phone_get_devices (Phone *phone)
{
  PhoneDevices *devices = g_object_get_data (G_OBJECT (phone), "scripted-devices");

  if (devices == NULL)
    {
      devices = phone_devices_new (NULL);
      g_object_set_data_full (G_OBJECT (phone), "scripted-devices", devices, g_object_unref);
    }
  return devices;
}

void
scripted_devices_plug (PhoneDeviceKind kind,
                       const char     *id,
                       const char     *name)
{
  g_autoptr (MediaDevice) device = g_object_new (MEDIA_TYPE_DEVICE, NULL);

  device->name = g_strdup (id);
  device->description = g_strdup (name);
  g_list_store_append (to_plugs (kind), device);
}

void
scripted_devices_unplug (PhoneDeviceKind kind,
                         const char     *id)
{
  GListStore *store = to_plugs (kind);

  for (guint n = g_list_model_get_n_items (G_LIST_MODEL (store)); n > 0; n--)
    {
      g_autoptr (MediaDevice) device = g_list_model_get_item (G_LIST_MODEL (store), n - 1);

      if (g_str_equal (device->name, id))
        g_list_store_remove (store, n - 1);
    }
}

void
scripted_devices_unplug_all (void)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    g_list_store_remove_all (get_plugs ((MediaDeviceKind) kind));
}
