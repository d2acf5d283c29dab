/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a desktop does with the requests of a program, as far as these tests need it. */

#include "portal-double.h"

#define NAME      "org.freedesktop.portal.Desktop"
#define PATH      "/org/freedesktop/portal/desktop"
#define SHORTCUTS "org.freedesktop.portal.GlobalShortcuts"

static const char introspection[] =
  "<node><interface name='org.freedesktop.portal.GlobalShortcuts'>"
  "<method name='CreateSession'><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
  "<method name='BindShortcuts'><arg type='o' direction='in'/><arg type='a(sa{sv})' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
  "<property name='version' type='u' access='read'/></interface>"
  "<interface name='org.freedesktop.portal.Session'><method name='Close'/></interface>"
  "<interface name='org.freedesktop.portal.Request'><method name='Close'/></interface></node>";

static GVariant *
get_cb (GDBusConnection *bus,
        const char      *sender,
        const char      *path,
        const char      *interface,
        const char      *property,
        GError         **error,
        gpointer         user_data)
{
  return g_variant_new_uint32 (((PortalDouble *) user_data)->version);
}

static void
closed_cb (GDBusConnection       *bus,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  ((PortalDouble *) user_data)->n_closed++;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static char *
build_path (const char *kind,
            const char *sender,
            const char *token)
{
  g_autofree char *word = g_strdelimit (g_strdup (sender + 1), ".", '_');

  return g_strdup_printf (PATH "/%s/%s/%s", kind, word, token);
}

typedef struct
{
  PortalDouble *portal;
  char *handle;
  GVariant *results;
} Response;

static void
respond_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Response *response = user_data;

  g_dbus_connection_emit_signal (response->portal->bus, NULL, response->handle, "org.freedesktop.portal.Request",
                                 "Response", g_variant_new ("(u@a{sv})", response->portal->response, response->results),
                                 NULL);
  g_variant_unref (response->results);
  g_free (response->handle);
  g_free (response);
}

/* A handle that could not be guessed is listened to once it is known: after our reply, which whatever the bus itself says
 * next comes behind. */
static void
respond (PortalDouble *self,
         const char   *handle,
         GVariant     *results)
{
  Response *response;

  g_variant_ref_sink (results);
  if (self->silent)
    {
      g_variant_unref (results);
      return;
    }
  response = g_new0 (Response, 1);
  *response = (Response) { self, g_strdup (handle), results };
  if (self->own_handle)
    g_dbus_connection_call (self->bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetId", NULL, NULL,
                            G_DBUS_CALL_FLAGS_NONE, -1, NULL, respond_cb, response);
  else
    respond_cb (NULL, NULL, response);
}

static GVariant *
create_session (PortalDouble *self,
                const char   *sender,
                GVariant     *options)
{
  static const GDBusInterfaceVTable vtable = { closed_cb, NULL, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_auto (GVariantDict) results = G_VARIANT_DICT_INIT (NULL);
  const char *token = NULL;

  g_variant_lookup (options, "session_handle_token", "&s", &token);
  g_free (self->session);
  self->session = build_path ("session", sender, token);
  self->n_sessions++;
  if (self->session_id != 0)
    g_dbus_connection_unregister_object (self->bus, self->session_id);
  self->session_id = g_dbus_connection_register_object (self->bus, self->session, info->interfaces[1], &vtable, self, NULL,
                                                        NULL);
  if (!self->no_session)
    g_variant_dict_insert (&results, "session_handle", "s", self->session);
  return g_variant_dict_end (&results);
}

static GVariant *
bind_keys (PortalDouble *self,
           GVariant     *wanted)
{
  g_auto (GVariantDict) results = G_VARIANT_DICT_INIT (NULL);

  self->n_bound++;
  g_clear_pointer (&self->wanted, g_variant_unref);
  self->wanted = g_variant_ref (wanted);
  g_variant_dict_insert_value (&results, "shortcuts",
                               g_variant_new_parsed ("[('answer', {'trigger_description': <'Press F9'>}),"
                                                     " ('unheard-of', {'trigger_description': <'Press F8'>}),"
                                                     " ('mute', @a{sv} {})]"));
  return g_variant_dict_end (&results);
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
  PortalDouble *self = user_data;
  gsize last = g_variant_n_children (parameters) - 1;
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, last);
  g_autoptr (GVariant) wanted = last > 0 ? g_variant_get_child_value (parameters, 1) : NULL;
  g_autofree char *handle = NULL;
  const char *token = NULL;

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  handle = build_path ("request", sender, self->own_handle ? "of_my_own" : token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", handle));
  respond (self, handle, wanted != NULL ? bind_keys (self, wanted) : create_session (self, sender, options));
}

void
portal_double_open (PortalDouble *self)
{
  static const GDBusInterfaceVTable vtable = { method_cb, get_cb, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);

  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  self->object_id = g_dbus_connection_register_object (self->bus, PATH, info->interfaces[0], &vtable, self, NULL, NULL);
  self->name_id = g_bus_own_name_on_connection (self->bus, NAME, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

void
portal_double_close (PortalDouble *self)
{
  g_clear_handle_id (&self->name_id, g_bus_unown_name);
  g_dbus_connection_unregister_object (self->bus, self->object_id);
  if (self->session_id != 0)
    g_dbus_connection_unregister_object (self->bus, self->session_id);
  g_clear_pointer (&self->session, g_free);
  g_clear_pointer (&self->wanted, g_variant_unref);
  g_clear_object (&self->bus);
}

void
portal_double_press (PortalDouble *self,
                     const char   *session,
                     const char   *id,
                     gboolean      down)
{
  g_dbus_connection_emit_signal (self->bus, NULL, PATH, SHORTCUTS, down ? "Activated" : "Deactivated",
                                 g_variant_new ("(osta{sv})", session != NULL ? session : self->session, id,
                                                (guint64) 1, NULL),
                                 NULL);
}

void
portal_double_change_keys (PortalDouble *self,
                           const char   *id,
                           const char   *trigger)
{
  g_dbus_connection_emit_signal (self->bus, NULL, PATH, SHORTCUTS, "ShortcutsChanged",
                                 g_variant_new_parsed ("(%o, [(%s, {'trigger_description': <%s>})])", self->session, id,
                                                       trigger),
                                 NULL);
}

void
portal_double_close_session (PortalDouble *self)
{
  g_dbus_connection_emit_signal (self->bus, NULL, self->session, "org.freedesktop.portal.Session", "Closed",
                                 g_variant_new ("(a{sv})", NULL), NULL);
}
