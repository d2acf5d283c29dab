/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A program in a sandbox sees no camera. The desktop asks the person whether it may, in words of its own, and remembers; then
 * it hands out a connection to PipeWire. The portal answers twice: by a handle, and by a signal of that handle. */

#include "media-camera-portal.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#include "media-error.h"

#define NAME      "org.freedesktop.portal.Desktop"
#define PATH      "/org/freedesktop/portal/desktop"
#define INTERFACE "org.freedesktop.portal.Camera"
#define REQUEST   "org.freedesktop.portal.Request"

struct _MediaCameraPortal
{
  GObject parent_instance;

  GDBusConnection *bus; /* NULL: not there yet */
  GCancellable *leaving;
  gboolean granted;
  gboolean present;
};

G_DEFINE_FINAL_TYPE (MediaCameraPortal, media_camera_portal, G_TYPE_OBJECT)

enum
{
  PROP_PRESENT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GWeakRef shared;

static void
set_present (MediaCameraPortal *self,
             gboolean           present)
{
  if (self->present == present)
    return;
  self->present = present;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRESENT]);
}

static void
present_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (MediaCameraPortal) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) value = NULL;

  if (answer == NULL)
    {
      g_info ("the desktop hands out no camera: %s", error->message);
      return;
    }
  g_variant_get (answer, "(v)", &value);
  set_present (self, g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value));
}

static void
take_bus (MediaCameraPortal *self,
          GDBusConnection   *bus)
{
  self->bus = g_object_ref (bus);
  g_dbus_connection_call (bus, NAME, PATH, "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", INTERFACE, "IsCameraPresent"), G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, self->leaving, present_cb, g_object_ref (self));
}

static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (MediaCameraPortal) self = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus != NULL && !g_cancellable_is_cancelled (self->leaving))
    take_bus (self, bus);
}

static void
media_camera_portal_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  if (id == PROP_PRESENT)
    g_value_set_boolean (value, MEDIA_CAMERA_PORTAL (object)->present);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
media_camera_portal_dispose (GObject *object)
{
  MediaCameraPortal *self = MEDIA_CAMERA_PORTAL (object);

  g_cancellable_cancel (self->leaving);
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (media_camera_portal_parent_class)->dispose (object);
}

static void
media_camera_portal_finalize (GObject *object)
{
  g_object_unref (MEDIA_CAMERA_PORTAL (object)->leaving);
  G_OBJECT_CLASS (media_camera_portal_parent_class)->finalize (object);
}

static void
media_camera_portal_class_init (MediaCameraPortalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = media_camera_portal_get_property;
  object_class->dispose = media_camera_portal_dispose;
  object_class->finalize = media_camera_portal_finalize;

  /**
   * MediaCameraPortal:present:
   *
   * Whether there is a camera to ask for.
   */
  props[PROP_PRESENT] = g_param_spec_boolean ("present", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
media_camera_portal_init (MediaCameraPortal *self)
{
  self->leaving = g_cancellable_new ();
}

/**
 * media_camera_portal_new:
 * @bus: the session bus
 *
 * Makes the portal that media_camera_portal_dup_shared() gives from now on.
 *
 * Returns: (transfer full): a portal that nobody was asked by yet
 */
MediaCameraPortal *
media_camera_portal_new (GDBusConnection *bus)
{
  MediaCameraPortal *self = g_object_new (MEDIA_TYPE_CAMERA_PORTAL, NULL);

  g_weak_ref_set (&shared, self);
  take_bus (self, bus);
  return self;
}

/**
 * media_camera_portal_dup_shared:
 *
 * Gets the portal there is, or makes one. From one main context only.
 *
 * Returns: (transfer full) (nullable): the portal; NULL: the program is in no sandbox
 */
MediaCameraPortal *
media_camera_portal_dup_shared (void)
{
  MediaCameraPortal *self = g_weak_ref_get (&shared);

  if (self != NULL || !g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return self;
  self = g_object_new (MEDIA_TYPE_CAMERA_PORTAL, NULL);
  g_weak_ref_set (&shared, self);
  g_bus_get (G_BUS_TYPE_SESSION, self->leaving, bus_cb, g_object_ref (self));
  return self;
}

/**
 * media_camera_portal_is_present:
 * @self: a portal
 *
 * Returns: whether there is a camera to ask for
 */
gboolean
media_camera_portal_is_present (MediaCameraPortal *self)
{
  g_return_val_if_fail (MEDIA_IS_CAMERA_PORTAL (self), FALSE);

  return self->present;
}

typedef struct
{
  GDBusConnection *bus;
  guint subscription;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->bus);
  g_free (asking);
}

static void
end (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);

  if (asking->subscription != 0)
    g_dbus_connection_signal_unsubscribe (asking->bus, g_steal_handle_id (&asking->subscription));
}

static void
remote_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GUnixFDList) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &list, result, &error);
  int index = -1;
  int fd = -1;

  if (answer != NULL)
    g_variant_get (answer, "(h)", &index);
  if (list != NULL && index >= 0 && index < g_unix_fd_list_get_length (list))
    fd = g_unix_fd_list_get (list, index, &error);
  if (fd < 0)
    g_task_return_new_error (task, MEDIA_ERROR, MEDIA_ERROR_DEVICE, "no way to the camera: %s",
                             error != NULL ? error->message : "the portal gave none");
  else
    g_task_return_int (task, fd);
}

static void
open_remote (GTask *task)
{
  MediaCameraPortal *self = g_task_get_source_object (task);

  g_dbus_connection_call_with_unix_fd_list (self->bus, NAME, PATH, INTERFACE, "OpenPipeWireRemote",
                                            g_variant_new ("(a{sv})", NULL), G_VARIANT_TYPE ("(h)"),
                                            G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, remote_cb, g_object_ref (task));
}

static void
response_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  MediaCameraPortal *self = g_task_get_source_object (task);
  guint32 response = 2;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    g_variant_get (parameters, "(ua{sv})", &response, NULL);
  end (task);
  self->granted = response == 0;
  if (self->granted && self->bus != NULL)
    open_remote (task);
  else
    g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_DEVICE,
                                     response == 1 ? "the person did not allow the camera"
                                                   : "the portal did not give the camera");
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL || ((Asking *) g_task_get_task_data (task))->subscription == 0)
    return;
  end (task);
  g_task_return_new_error (task, MEDIA_ERROR, MEDIA_ERROR_DEVICE, "the desktop hands out no camera: %s", error->message);
}

/* The handle is known before it is given, so that no answer comes too early. */
static void
ask (GTask *task)
{
  MediaCameraPortal *self = g_task_get_source_object (task);
  static guint n;
  g_autofree char *token = g_strdup_printf ("earshot_camera%u", n++);
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (self->bus) + 1), ".", '_');
  g_autofree char *handle = g_strdup_printf (PATH "/request/%s/%s", sender, token);
  Asking *asking = g_new0 (Asking, 1);

  asking->bus = g_object_ref (self->bus);
  g_task_set_task_data (task, asking, (GDestroyNotify) asking_free);
  asking->subscription = g_dbus_connection_signal_subscribe (self->bus, NAME, REQUEST, "Response", handle, NULL,
                                                             G_DBUS_SIGNAL_FLAGS_NONE, response_cb, g_object_ref (task),
                                                             g_object_unref);
  g_dbus_connection_call (self->bus, NAME, PATH, INTERFACE, "AccessCamera",
                          g_variant_new_parsed ("({'handle_token': <%s>},)", token), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, asked_cb, g_object_ref (task));
}

/**
 * media_camera_portal_open_async:
 * @self: a portal
 * @callback: called with the camera or without
 * @user_data: for @callback
 *
 * Has the desktop ask the person for the camera, unless it was given already.
 */
void
media_camera_portal_open_async (MediaCameraPortal   *self,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MEDIA_IS_CAMERA_PORTAL (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, media_camera_portal_open_async);
  if (self->bus == NULL)
    g_task_return_new_error_literal (task, MEDIA_ERROR, MEDIA_ERROR_DEVICE, "there is no bus to ask for a camera");
  else if (self->granted)
    open_remote (task);
  else
    ask (task);
}

/**
 * media_camera_portal_open_finish:
 * @self: a portal
 * @result: from the callback
 * @error: (nullable): %MEDIA_ERROR_DEVICE
 *
 * Returns: a descriptor, to be closed; −1 with @error set
 */
int
media_camera_portal_open_finish (MediaCameraPortal  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}
