/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The camera of a sandbox, from a portal of the test's own: handed out, refused, not there. */

#include "media-camera-portal.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "media-camera.h"
#include "media-devices.h"
#include "media-error.h"
#include "media-threads.h"

#define PATH "/org/freedesktop/portal/desktop"

static const char introspection[] =
  "<node><interface name='org.freedesktop.portal.Camera'>"
  "<method name='AccessCamera'><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
  "<method name='OpenPipeWireRemote'><arg type='a{sv}' direction='in'/><arg type='h' direction='out'/></method>"
  "<property name='IsCameraPresent' type='b' access='read'/></interface></node>";

typedef struct
{
  GDBusConnection *bus;
  guint object_id;
  guint name_id;
  guint32 response;
  gboolean no_remote;
  guint n_asked;
  MediaCameraPortal *portal;
  gboolean done;
  int fd;
  GError *error;
} Fixture;

static GVariant *
get_cb (GDBusConnection *bus,
        const char      *sender,
        const char      *path,
        const char      *interface,
        const char      *property,
        GError         **error,
        gpointer         user_data)
{
  return g_variant_new_boolean (TRUE);
}

static void
access_camera (Fixture               *fixture,
               const char            *sender,
               GVariant              *parameters,
               GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 0);
  g_autofree char *word = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *handle = NULL;
  const char *token = NULL;

  fixture->n_asked++;
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  handle = g_strdup_printf (PATH "/request/%s/%s", word, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", handle));
  g_dbus_connection_emit_signal (fixture->bus, NULL, handle, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", fixture->response, NULL), NULL);
}

static void
method_cb (GDBusConnection       *bus,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
  int fds[2];

  if (g_str_equal (method, "AccessCamera"))
    {
      access_camera (fixture, sender, parameters, invocation);
      return;
    }
  if (fixture->no_remote)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.portal.Error.NotAllowed", "no");
      return;
    }
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  g_unix_fd_list_append (list, fds[0], NULL);
  close (fds[0]);
  close (fds[1]);
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0), list);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const GDBusInterfaceVTable vtable = { method_cb, get_cb, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);

  fixture->fd = -1;
  fixture->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (data == NULL)
    fixture->object_id = g_dbus_connection_register_object (fixture->bus, PATH, info->interfaces[0], &vtable, fixture,
                                                            NULL, NULL);
  fixture->name_id = g_bus_own_name_on_connection (fixture->bus, "org.freedesktop.portal.Desktop",
                                                   G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
  fixture->portal = media_camera_portal_new (fixture->bus);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer alive = fixture->portal;

  g_object_add_weak_pointer (alive, &alive);
  g_clear_object (&fixture->portal);
  while (alive != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (media_camera_portal_dup_shared ());
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_bus_unown_name (fixture->name_id);
  if (fixture->object_id != 0)
    g_dbus_connection_unregister_object (fixture->bus, fixture->object_id);
  g_clear_fd (&fixture->fd, NULL);
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->bus);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->fd = media_camera_portal_open_finish (MEDIA_CAMERA_PORTAL (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
open_camera (Fixture *fixture)
{
  g_clear_fd (&fixture->fd, NULL);
  fixture->done = FALSE;
  media_camera_portal_open_async (fixture->portal, opened_cb, fixture);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
}

/* Asked once: the second time the person is left alone. */
static void
test_granted (Fixture       *fixture,
              gconstpointer  data)
{
  open_camera (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->fd, >=, 0);
  open_camera (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->fd, >=, 0);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
}

/* A no is told as one; the next time the desktop is asked again, which knows what it was told. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  fixture->response = 1;
  open_camera (fixture);
  g_assert_error (fixture->error, MEDIA_ERROR, MEDIA_ERROR_DEVICE);
  g_assert_cmpstr (fixture->error->message, ==, "the person did not allow the camera");
  g_assert_cmpint (fixture->fd, ==, -1);
  g_clear_error (&fixture->error);
  fixture->response = 2;
  open_camera (fixture);
  g_assert_error (fixture->error, MEDIA_ERROR, MEDIA_ERROR_DEVICE);
  g_assert_cmpuint (fixture->n_asked, ==, 2);
}

/* Allowed, and yet there is no way to it. */
static void
test_no_remote (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->no_remote = TRUE;
  open_camera (fixture);
  g_assert_error (fixture->error, MEDIA_ERROR, MEDIA_ERROR_DEVICE);
}

static void
test_absent (Fixture       *fixture,
             gconstpointer  data)
{
  open_camera (fixture);
  g_assert_error (fixture->error, MEDIA_ERROR, MEDIA_ERROR_DEVICE);
  g_assert_false (media_camera_portal_is_present (fixture->portal));
}

/* It is in the list of cameras, by a name that stands for it. */
static void
test_listed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (MediaDevices) cameras = media_devices_new (MEDIA_DEVICE_KIND_CAMERA);
  g_autoptr (MediaDevices) speakers = media_devices_new (MEDIA_DEVICE_KIND_SPEAKER);

  while (media_devices_find (cameras, MEDIA_CAMERA_BY_PORTAL) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (media_camera_portal_is_present (fixture->portal));
  g_assert_null (media_devices_find (speakers, MEDIA_CAMERA_BY_PORTAL));
}

/* The element is given the connection, and closes it when it goes. One that leads nowhere is told by its bus later. */
static void
test_remote (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  GstElement *camera;
  int fd;
  int used = -1;

  open_camera (fixture);
  g_assert_no_error (fixture->error);
  fd = g_steal_fd (&fixture->fd);
  camera = media_camera_make_remote (fd, &error);
  g_assert_no_error (error);
  g_object_get (camera, "fd", &used, NULL);
  g_assert_cmpint (used, ==, fd);
  gst_element_set_state (camera, GST_STATE_NULL);
  gst_object_unref (g_object_ref_sink (camera));
  g_assert_cmpint (fcntl (fd, F_GETFD), ==, -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  g_test_add ("/media/camera-portal/granted", Fixture, NULL, set_up, test_granted, tear_down);
  g_test_add ("/media/camera-portal/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/media/camera-portal/no-remote", Fixture, NULL, set_up, test_no_remote, tear_down);
  g_test_add ("/media/camera-portal/absent", Fixture, "", set_up, test_absent, tear_down);
  g_test_add ("/media/camera-portal/listed", Fixture, NULL, set_up, test_listed, tear_down);
  g_test_add ("/media/camera-portal/remote", Fixture, NULL, set_up, test_remote, tear_down);
  return media_threads_run_tests ();
}
