/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a portal answers a question twice: at once by a handle, and once the person has made up their mind by a
 * signal of that handle. Whoever asks wants one answer, and none that came before they listened. */

#include "app-portal-request.h"

#include <string.h>

#define INTERFACE "org.freedesktop.portal.Request"

typedef struct
{
  GDBusConnection *bus;
  char *handle;
  guint subscription;
  GSource *leaving; /* NULL: whoever asks cannot leave */
} Request;

static void
request_free (Request *request)
{
  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, request->subscription);
  g_object_unref (request->bus);
  g_free (request->handle);
  g_free (request);
}

/**
 * app_portal_request_dup_token:
 *
 * Returns: (transfer full): a word that names one request of this program; nothing secret depends on it
 */
char *
app_portal_request_dup_token (void)
{
  static guint n;

  return g_strdup_printf ("earshot%u_%u", g_random_int (), n++);
}

static void
end (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  if (request->leaving != NULL)
    g_source_destroy (request->leaving);
  g_clear_pointer (&request->leaving, g_source_unref);
  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, g_steal_handle_id (&request->subscription));
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
  g_autoptr (GVariant) results = NULL;
  guint32 response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  end (task);
  if (response == 0)
    g_task_return_pointer (task, g_steal_pointer (&results), (GDestroyNotify) g_variant_unref);
  else if (response == 1)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "the person said no");
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "the portal gave up: response %u", response);
}

static void
listen (GTask      *task,
        const char *handle)
{
  Request *request = g_task_get_task_data (task);

  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, request->subscription);
  g_set_str (&request->handle, handle);
  request->subscription = g_dbus_connection_signal_subscribe (request->bus, APP_PORTAL_NAME, INTERFACE, "Response",
                                                              handle, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                              response_cb, g_object_ref (task), g_object_unref);
}

/* Whoever asked no longer wants to know: the question goes from the screen. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Request *request = g_task_get_task_data (task);

  g_dbus_connection_call (request->bus, APP_PORTAL_NAME, request->handle, INTERFACE, "Close", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
  end (task);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
watch_leaving (GTask        *task,
               GCancellable *cancellable)
{
  Request *request = g_task_get_task_data (task);

  request->leaving = g_cancellable_source_new (cancellable);
  g_source_set_callback (request->leaving, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task), g_object_unref);
  g_source_attach (request->leaving, g_main_context_get_thread_default ());
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  const char *handle;

  if (request->subscription == 0)
    return; /* it is over */
  if (answer == NULL)
    {
      end (task);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* Portals older than the rule for handles choose one of their own. */
  g_variant_get (answer, "(&o)", &handle);
  if (!g_str_equal (handle, request->handle))
    listen (task, handle);
}

static char *
build_handle (GDBusConnection *bus,
              const char      *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  return g_strdup_printf (APP_PORTAL_PATH "/request/%s/%s", g_strdelimit (sender, ".", '_'), token);
}

/**
 * app_portal_request_async:
 * @bus: the session bus
 * @method: the whole name of the method, with its interface
 * @token: from app_portal_request_dup_token()
 * @parameters: its parameters; consumed if floating
 * @cancellable: (nullable): takes the question back
 * @callback: called when it is answered
 * @user_data: for @callback
 *
 * Asks a portal, and waits for the person behind it.
 */
void
app_portal_request_async (GDBusConnection      *bus,
                          const char           *method,
                          const char           *token,
                          GVariant             *parameters,
                          GCancellable         *cancellable,
                          GAsyncReadyCallback   callback,
                          gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (bus, cancellable, callback, user_data);
  const char *dot = strrchr (method, '.');
  g_autofree char *interface = g_strndup (method, (gsize) (dot - method));
  g_autofree char *handle = build_handle (bus, token);
  Request *request = g_new0 (Request, 1);

  request->bus = g_object_ref (bus);
  g_task_set_source_tag (task, app_portal_request_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  listen (task, handle);
  if (cancellable != NULL)
    watch_leaving (task, cancellable);
  g_dbus_connection_call (bus, APP_PORTAL_NAME, APP_PORTAL_PATH, interface, dot + 1, parameters, G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, asked_cb, g_object_ref (task));
}

/**
 * app_portal_request_finish:
 * @result: from the callback
 * @error: (nullable): G_IO_ERROR_PERMISSION_DENIED: the person said no; a G_DBUS_ERROR: there is no such portal
 *
 * Returns: (transfer full) (nullable): what was answered, of type a{sv}
 */
GVariant *
app_portal_request_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result) && g_async_result_is_tagged (result, app_portal_request_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
