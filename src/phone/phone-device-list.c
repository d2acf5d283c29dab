/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Devices come and go while a person looks at them, and a row that slips away under the pointer chooses what nobody wanted.
 * So what is chosen keeps its row, and while rows change nothing can be chosen. */

#include "config.h"

#include "phone-device-list.h"

#include <glib/gi18n-lib.h>

#include "media-camera-portal.h"
#include "media-devices.h"

struct _PhoneDeviceList
{
  GObject parent_instance;

  PhoneDevices *devices;
  PhoneDeviceKind kind;
  MediaDevices *there;
  GPtrArray *rows; /* of PhoneDevice; the first is the system's choice */
  char *choice;    /* what was chosen when the rows were made */
  char *chosen_id; /* of the row that stands for it */
  gboolean changing;
};

enum
{
  PROP_CHOSEN = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void list_model_interface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneDeviceList, phone_device_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_interface_init))

static MediaDeviceKind
to_media_kind (PhoneDeviceKind kind)
{
  switch (kind)
    {
    case PHONE_DEVICE_KIND_MICROPHONE:
      return MEDIA_DEVICE_KIND_MICROPHONE;
    case PHONE_DEVICE_KIND_CAMERA:
      return MEDIA_DEVICE_KIND_CAMERA;
    case PHONE_DEVICE_KIND_SPEAKER:
    case PHONE_DEVICE_KIND_RINGER:
    default:
      return MEDIA_DEVICE_KIND_SPEAKER;
    }
}

/* 0: there is no such row, and the system's choice is what is left. */
static guint
find_row (PhoneDeviceList *self,
          const char      *id)
{
  for (guint i = 1; i < self->rows->len; i++)
    if (g_str_equal (phone_device_get_id (g_ptr_array_index (self->rows, i)), id))
      return i;
  return 0;
}

/* (transfer full) */
static PhoneDevice *
make_present (PhoneDeviceList *self,
              MediaDevice     *device)
{
  const char *id = media_device_get_name (device);
  const char *name = media_device_get_description (device);

  /* The desktop hands out a camera and no name. */
  if (g_str_equal (id, MEDIA_CAMERA_BY_PORTAL))
    name = _("Camera");
  else if (name == NULL || *name == '\0')
    name = id;
  phone_device_names_add (phone_devices_get_names (self->devices), id, name);
  return phone_device_new (id, name, TRUE);
}

static void
replace (PhoneDeviceList *self,
         guint            row,
         PhoneDevice     *device)
{
  g_object_unref (g_ptr_array_index (self->rows, row));
  g_ptr_array_index (self->rows, row) = device;
  g_list_model_items_changed (G_LIST_MODEL (self), row, 1, 1);
}

static void
append (PhoneDeviceList *self,
        PhoneDevice     *device)
{
  g_ptr_array_add (self->rows, device);
  g_list_model_items_changed (G_LIST_MODEL (self), self->rows->len - 1, 0, 1);
}

/* The row of what is chosen shows what stands for it: itself, a Bluetooth headset by another name, or nothing. */
static void
place_chosen (PhoneDeviceList *self)
{
  const char *choice = phone_devices_get_chosen (self->devices, self->kind);
  gboolean same = g_strcmp0 (choice, self->choice) == 0;
  MediaDevice *stand = *choice != '\0' ? media_devices_find (self->there, choice) : NULL;
  const char *id = stand != NULL ? media_device_get_name (stand) : choice;
  guint old = self->chosen_id != NULL ? find_row (self, self->chosen_id) : 0;
  guint row = find_row (self, id);
  PhoneDeviceNames *names = phone_devices_get_names (self->devices);
  PhoneDevice *device;

  g_set_str (&self->choice, choice);
  g_set_str (&self->chosen_id, id);
  if (*choice == '\0' ||
      (row > 0 && phone_device_is_present (g_ptr_array_index (self->rows, row)) == (stand != NULL)))
    return;

  device = stand != NULL ? make_present (self, stand)
                         : phone_device_new (choice, phone_device_names_find (names, choice), FALSE);
  row = row > 0 ? row : (same ? old : 0);
  if (row > 0)
    replace (self, row, device);
  else
    append (self, device);
}

static gboolean
is_there (PhoneDeviceList *self,
          const char      *id)
{
  MediaDevice *device = media_devices_find (self->there, id);

  return device != NULL && g_str_equal (media_device_get_name (device), id);
}

static void
remove_gone (PhoneDeviceList *self)
{
  for (guint i = self->rows->len - 1; i > 0; i--)
    {
      const char *id = phone_device_get_id (g_ptr_array_index (self->rows, i));

      if (g_str_equal (id, self->chosen_id) || is_there (self, id))
        continue;
      g_ptr_array_remove_index (self->rows, i);
      g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 0);
    }
}

static void
add_new (PhoneDeviceList *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->there)); i++)
    {
      g_autoptr (MediaDevice) device = g_list_model_get_item (G_LIST_MODEL (self->there), i);

      if (find_row (self, media_device_get_name (device)) == 0)
        append (self, make_present (self, device));
    }
}

static void
look (PhoneDeviceList *self)
{
  self->changing = TRUE;
  place_chosen (self);
  remove_gone (self);
  add_new (self);
  self->changing = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHOSEN]);
}

static GType
phone_device_list_get_item_type (GListModel *model)
{
  return PHONE_TYPE_DEVICE;
}

static guint
phone_device_list_get_n_items (GListModel *model)
{
  return PHONE_DEVICE_LIST (model)->rows->len;
}

static gpointer
phone_device_list_get_item (GListModel *model,
                            guint       position)
{
  PhoneDeviceList *self = PHONE_DEVICE_LIST (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position)) : NULL;
}

static void
list_model_interface_init (GListModelInterface *iface)
{
  iface->get_item_type = phone_device_list_get_item_type;
  iface->get_n_items = phone_device_list_get_n_items;
  iface->get_item = phone_device_list_get_item;
}

static void
phone_device_list_dispose (GObject *object)
{
  PhoneDeviceList *self = PHONE_DEVICE_LIST (object);

  g_clear_object (&self->there);
  g_clear_object (&self->devices);

  G_OBJECT_CLASS (phone_device_list_parent_class)->dispose (object);
}

static void
phone_device_list_finalize (GObject *object)
{
  PhoneDeviceList *self = PHONE_DEVICE_LIST (object);

  g_ptr_array_unref (self->rows);
  g_free (self->choice);
  g_free (self->chosen_id);

  G_OBJECT_CLASS (phone_device_list_parent_class)->finalize (object);
}

static void
phone_device_list_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHOSEN:
      g_value_set_uint (value, phone_device_list_get_chosen (PHONE_DEVICE_LIST (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_device_list_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_CHOSEN:
      phone_device_list_set_chosen (PHONE_DEVICE_LIST (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_device_list_class_init (PhoneDeviceListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_device_list_dispose;
  object_class->finalize = phone_device_list_finalize;
  object_class->get_property = phone_device_list_get_property;
  object_class->set_property = phone_device_list_set_property;

  /**
   * PhoneDeviceList:chosen:
   *
   * The row of what is chosen. It notifies after every change of rows, so that what is bound to it finds back.
   */
  props[PROP_CHOSEN] = g_param_spec_uint ("chosen", NULL, NULL, 0, G_MAXUINT, 0,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_device_list_init (PhoneDeviceList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * phone_device_list_new:
 * @devices: whose choice it is
 * @kind: what for
 *
 * Begins to watch the plugs; the list fills from the main context. No device is opened.
 *
 * Returns: (transfer full): a GListModel of [class@PhoneDevice]
 */
PhoneDeviceList *
phone_device_list_new (PhoneDevices   *devices,
                       PhoneDeviceKind kind)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (PHONE_TYPE_DEVICE_KIND);
  g_autofree char *changed = NULL;
  PhoneDeviceList *self;

  g_return_val_if_fail (PHONE_IS_DEVICES (devices), NULL);

  self = g_object_new (PHONE_TYPE_DEVICE_LIST, NULL);
  self->devices = g_object_ref (devices);
  self->kind = kind;
  self->there = media_devices_new (to_media_kind (kind));
  g_ptr_array_add (self->rows, phone_device_new ("", _("System Default"), TRUE));
  look (self);
  changed = g_strconcat ("notify::", g_enum_get_value (kinds, (int) kind)->value_nick, NULL);
  g_signal_connect_object (devices, changed, G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->there, "items-changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * phone_device_list_get_chosen:
 * @self: a list
 *
 * The row of what is chosen.
 *
 * Returns: its position
 */
guint
phone_device_list_get_chosen (PhoneDeviceList *self)
{
  g_return_val_if_fail (PHONE_IS_DEVICE_LIST (self), 0);

  return find_row (self, self->chosen_id);
}

/**
 * phone_device_list_set_chosen:
 * @self: a list
 * @position: of a row; one that there is not changes nothing
 *
 * Chooses what is in a row.
 */
void
phone_device_list_set_chosen (PhoneDeviceList *self,
                              guint            position)
{
  g_return_if_fail (PHONE_IS_DEVICE_LIST (self));

  if (self->changing || position >= self->rows->len || position == phone_device_list_get_chosen (self))
    return;

  phone_devices_choose (self->devices, self->kind, phone_device_get_id (g_ptr_array_index (self->rows, position)));
}
