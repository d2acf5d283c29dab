/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a portal answers twice: that it has heard, and, maybe much later and by a signal of an object that is
 * made for this one question, what the answer is. Here both are one answer, and no answer is lost that comes early. */

#include "app-portal.h"

#define REQUEST_INTERFACE "org.freedesktop.portal.Request"

/* One question. */
typedef struct
{
  GDBusConnection *bus;
  guint subscription;
  gulong cancelled;
  char *interface;
  char *method;
  GVariant *options;
} Question;

static void
question_free (Question *question)
{
  if (question->subscription != 0)
    g_dbus_connection_signal_unsubscribe (question->bus, g_steal_handle_id (&question->subscription));
  g_clear_object (&question->bus);
  g_free (question->interface);
  g_free (question->method);
  g_variant_unref (question->options);
  g_free (question);
}

/* Once, whatever comes first. */
static void
end (GTask    *task,
     GVariant *results,
     GError   *error)
{
  Question *question = g_task_get_task_data (task);

  if (question->subscription == 0)
    {
      g_clear_error (&error);
      return;
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_variant_ref (results), (GDestroyNotify) g_variant_unref);
  if (question->cancelled != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), question->cancelled);
  question->cancelled = 0;
  g_dbus_connection_signal_unsubscribe (question->bus, g_steal_handle_id (&question->subscription));
}

static void
cancelled_cb (GCancellable *cancellable,
              GTask        *task)
{
  end (task, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "nobody waits for the answer"));
}

static void
response_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *name,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr (GVariant) results = NULL;
  guint response = 0;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  end (user_data, results,
       response == 0 ? NULL : g_error_new (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "the answer was %u", response));
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer == NULL)
    end (task, NULL, error);
}

/* The object of the answer is known before the question is asked: its name has ours in it. */
static char *
make_path (GDBusConnection *bus,
           const char      *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  return g_strdup_printf (APP_PORTAL_PATH "/request/%s/%s", g_strdelimit (sender, ".", '_'), token);
}

static GVariant *
make_arguments (Question   *question,
                const char *token)
{
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (question->options);

  g_variant_dict_insert (&options, "handle_token", "s", token);
  return g_variant_new ("(s@a{sv})", "", g_variant_dict_end (&options));
}

static void
got_bus_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  static guint n_asked = 0;
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autofree char *interface = g_strconcat ("org.freedesktop.portal.", question->interface, NULL);
  g_autofree char *token = g_strdup_printf ("earshot%u", ++n_asked);
  g_autofree char *path = NULL;
  GError *error = NULL;

  question->bus = g_bus_get_finish (result, &error);
  if (question->bus == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  path = make_path (question->bus, token);
  question->subscription = g_dbus_connection_signal_subscribe (
    question->bus, APP_PORTAL_NAME, REQUEST_INTERFACE, "Response", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE, response_cb,
    g_object_ref (task), g_object_unref);
  if (g_task_get_cancellable (task) != NULL)
    question->cancelled = g_signal_connect (g_task_get_cancellable (task), "cancelled", G_CALLBACK (cancelled_cb), task);
  g_dbus_connection_call (question->bus, APP_PORTAL_NAME, APP_PORTAL_PATH, interface, question->method,
                          make_arguments (question, token), G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          g_task_get_cancellable (task), called_cb, g_object_ref (task));
}

/**
 * app_portal_is_sandboxed:
 *
 * Returns: whether nothing but a portal is there to be asked
 */
gboolean
app_portal_is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/**
 * app_portal_ask_async:
 * @interface: the last word of its name, such as "Background"
 * @method: a method with the signature (sa{sv}), the first being the window, which is not told
 * @options: what is asked; a token is added
 * @cancellable: (nullable): ends the waiting
 * @callback: called when there is an answer
 * @user_data: for @callback
 *
 * Asks the portal. There is no limit of time once it has heard: a person may be deciding.
 */
void
app_portal_ask_async (const char          *interface,
                      const char          *method,
                      GVariantDict        *options,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  g_task_set_source_tag (task, app_portal_ask_async);
  question->interface = g_strdup (interface);
  question->method = g_strdup (method);
  question->options = g_variant_ref_sink (g_variant_dict_end (options));
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, got_bus_cb, g_object_ref (task));
}

/**
 * app_portal_ask_finish:
 * @result: what the callback was given
 * @error: return location: of D-Bus where there is no such portal, #G_IO_ERROR_PERMISSION_DENIED where the answer was no
 *
 * Returns: (transfer full) (nullable): the results, a{sv}
 */
GVariant *
app_portal_ask_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, app_portal_ask_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
