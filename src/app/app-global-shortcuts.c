/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: while somebody calls, another program has the keyboard. Only the desktop may give a program keys it does
 * not have the focus for, and it asks the person first; where it cannot, nothing pretends to work. */

#include "app-global-shortcuts.h"

#include "app-portal-request.h"

#define INTERFACE "org.freedesktop.portal.GlobalShortcuts"
#define SESSION   "org.freedesktop.portal.Session"

struct _AppGlobalShortcuts
{
  GObject parent_instance;

  GWeakRef phone;
  GDBusConnection *bus;
  GCancellable *asking; /* NULL: nothing is asked */
  char *session;        /* NULL: none */
  AppShortcutList list;
  guint watch;
  guint signals;
  guint closed;
  AppGlobalShortcutsState state;
  gboolean enabled;
};

G_DEFINE_FINAL_TYPE (AppGlobalShortcuts, app_global_shortcuts, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (AppGlobalShortcutsState, app_global_shortcuts_state,
                    G_DEFINE_ENUM_VALUE (APP_GLOBAL_SHORTCUTS_STATE_ABSENT, "absent"),
                    G_DEFINE_ENUM_VALUE (APP_GLOBAL_SHORTCUTS_STATE_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (APP_GLOBAL_SHORTCUTS_STATE_ASKING, "asking"),
                    G_DEFINE_ENUM_VALUE (APP_GLOBAL_SHORTCUTS_STATE_BOUND, "bound"),
                    G_DEFINE_ENUM_VALUE (APP_GLOBAL_SHORTCUTS_STATE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (APP_GLOBAL_SHORTCUTS_STATE_LOST, "lost"))

enum
{
  PROP_STATE = 1,
  PROP_ENABLED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
set_state (AppGlobalShortcuts      *self,
           AppGlobalShortcutsState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
forget_session (AppGlobalShortcuts *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (self->signals != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, g_steal_handle_id (&self->signals));
  if (self->closed != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, g_steal_handle_id (&self->closed));
  app_shortcut_list_clear (&self->list);
  g_clear_pointer (&self->session, g_free);
}

static void
close_session (AppGlobalShortcuts *self)
{
  if (self->session != NULL)
    g_dbus_connection_call (self->bus, APP_PORTAL_NAME, self->session, SESSION, "Close", NULL, NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
  forget_session (self);
}

static void
signal_cb (GDBusConnection *bus,
           const char      *sender,
           const char      *path,
           const char      *interface,
           const char      *signal,
           GVariant        *parameters,
           gpointer         user_data)
{
  AppGlobalShortcuts *self = user_data;
  g_autoptr (Phone) phone = g_weak_ref_get (&self->phone);
  const char *session = NULL;
  const char *id = NULL;
  g_autoptr (GVariant) bound = NULL;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(osta{sv})")))
    {
      g_variant_get (parameters, "(&o&sta{sv})", &session, &id, NULL, NULL);
      if (g_strcmp0 (session, self->session) == 0
          && (g_str_equal (signal, "Activated") || g_str_equal (signal, "Deactivated")) && phone != NULL)
        app_shortcut_list_press (phone, id, g_str_equal (signal, "Activated"));
    }
  else if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(oa(sa{sv}))")))
    {
      g_variant_get (parameters, "(&o@a(sa{sv}))", &session, &bound);
      if (g_strcmp0 (session, self->session) != 0)
        return;
      app_shortcut_list_take (&self->list, bound);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
    }
}

static void
closed_cb (GDBusConnection *bus,
           const char      *sender,
           const char      *path,
           const char      *interface,
           const char      *signal,
           GVariant        *parameters,
           gpointer         user_data)
{
  forget_session (user_data);
  set_state (user_data, APP_GLOBAL_SHORTCUTS_STATE_LOST);
}

/* The switch goes back: nothing was had. Whoever gave up themselves is told nothing. */
static void
take_refusal (AppGlobalShortcuts *self,
              GError             *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_message ("no keys of the desktop: %s", error->message);
  close_session (self);
  self->enabled = FALSE;
  set_state (self, APP_GLOBAL_SHORTCUTS_STATE_REFUSED);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ENABLED]);
}

static void
bound_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (AppGlobalShortcuts) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = app_portal_request_finish (result, &error);
  g_autoptr (GVariant) bound = NULL;

  if (answer == NULL)
    {
      take_refusal (self, error);
      return;
    }
  g_clear_object (&self->asking);
  bound = g_variant_lookup_value (answer, "shortcuts", G_VARIANT_TYPE ("a(sa{sv})"));
  if (bound != NULL)
    app_shortcut_list_take (&self->list, bound);
  set_state (self, APP_GLOBAL_SHORTCUTS_STATE_BOUND);
}

static void
bind_keys (AppGlobalShortcuts *self)
{
  g_autofree char *token = app_portal_request_dup_token ();
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&options, "handle_token", "s", token);
  app_portal_request_async (self->bus, INTERFACE ".BindShortcuts", token,
                            g_variant_new ("(o@a(sa{sv})s@a{sv})", self->session, app_shortcut_list_build (), "",
                                           g_variant_dict_end (&options)),
                            self->asking, bound_cb, g_object_ref (self));
}

static void
session_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (AppGlobalShortcuts) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = app_portal_request_finish (result, &error);
  const char *session = NULL;

  /* The handle is a path in a string: a slip of the interface that is kept for ever. */
  if (answer != NULL
      && (!g_variant_lookup (answer, "session_handle", "&s", &session) || !g_variant_is_object_path (session)))
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the portal named no session");
  if (error != NULL)
    {
      take_refusal (self, error);
      return;
    }
  self->session = g_strdup (session);
  self->signals = g_dbus_connection_signal_subscribe (self->bus, APP_PORTAL_NAME, INTERFACE, NULL, APP_PORTAL_PATH, NULL,
                                                      G_DBUS_SIGNAL_FLAGS_NONE, signal_cb, self, NULL);
  self->closed = g_dbus_connection_signal_subscribe (self->bus, APP_PORTAL_NAME, SESSION, "Closed", session, NULL,
                                                     G_DBUS_SIGNAL_FLAGS_NONE, closed_cb, self, NULL);
  bind_keys (self);
}

static void
ask (AppGlobalShortcuts *self)
{
  g_autofree char *token = app_portal_request_dup_token ();
  g_autofree char *session_token = app_portal_request_dup_token ();
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&options, "handle_token", "s", token);
  g_variant_dict_insert (&options, "session_handle_token", "s", session_token);
  self->asking = g_cancellable_new ();
  set_state (self, APP_GLOBAL_SHORTCUTS_STATE_ASKING);
  app_portal_request_async (self->bus, INTERFACE ".CreateSession", token,
                            g_variant_new ("(@a{sv})", g_variant_dict_end (&options)), self->asking, session_cb,
                            g_object_ref (self));
}

static void
version_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (AppGlobalShortcuts) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) version = NULL;

  if (self->watch == 0 || self->state != APP_GLOBAL_SHORTCUTS_STATE_ABSENT)
    return;
  if (answer != NULL)
    g_variant_get (answer, "(v)", &version);
  if (version == NULL || !g_variant_is_of_type (version, G_VARIANT_TYPE_UINT32) || g_variant_get_uint32 (version) < 1)
    {
      g_info ("the desktop has no keys to give: %s", error != NULL ? error->message : "it names no version");
      return;
    }
  set_state (self, APP_GLOBAL_SHORTCUTS_STATE_OFF);
  if (self->enabled)
    ask (self);
}

static void
appeared_cb (GDBusConnection *bus,
             const char      *name,
             const char      *owner,
             gpointer         user_data)
{
  g_dbus_connection_call (bus, APP_PORTAL_NAME, APP_PORTAL_PATH, "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", INTERFACE, "version"), G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE,
                          -1, NULL, version_cb, g_object_ref (user_data));
}

static void
vanished_cb (GDBusConnection *bus,
             const char      *name,
             gpointer         user_data)
{
  AppGlobalShortcuts *self = user_data;

  if (self->bus != NULL)
    forget_session (self);
  set_state (self, APP_GLOBAL_SHORTCUTS_STATE_ABSENT);
}

static void
app_global_shortcuts_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  AppGlobalShortcuts *self = APP_GLOBAL_SHORTCUTS (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_global_shortcuts_set_property (GObject      *object,
                                   guint         id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  if (id == PROP_ENABLED)
    app_global_shortcuts_set_enabled (APP_GLOBAL_SHORTCUTS (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_global_shortcuts_dispose (GObject *object)
{
  AppGlobalShortcuts *self = APP_GLOBAL_SHORTCUTS (object);

  g_clear_handle_id (&self->watch, g_bus_unwatch_name);
  if (self->bus != NULL)
    close_session (self);
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (app_global_shortcuts_parent_class)->dispose (object);
}

static void
app_global_shortcuts_finalize (GObject *object)
{
  g_weak_ref_clear (&APP_GLOBAL_SHORTCUTS (object)->phone);
  G_OBJECT_CLASS (app_global_shortcuts_parent_class)->finalize (object);
}

static void
app_global_shortcuts_class_init (AppGlobalShortcutsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_global_shortcuts_get_property;
  object_class->set_property = app_global_shortcuts_set_property;
  object_class->dispose = app_global_shortcuts_dispose;
  object_class->finalize = app_global_shortcuts_finalize;

  /**
   * AppGlobalShortcuts:state:
   *
   * Whether the keys work; told again when they are others.
   */
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, APP_TYPE_GLOBAL_SHORTCUTS_STATE,
                                         APP_GLOBAL_SHORTCUTS_STATE_ABSENT,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AppGlobalShortcuts:enabled:
   *
   * Whether the person wants them.
   */
  props[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_global_shortcuts_init (AppGlobalShortcuts *self)
{
  g_weak_ref_init (&self->phone, NULL);
}

/**
 * app_global_shortcuts_new:
 * @phone: the phone whose calls the keys are for
 *
 * Returns: (transfer full): keys that nobody was asked for yet
 */
AppGlobalShortcuts *
app_global_shortcuts_new (Phone *phone)
{
  AppGlobalShortcuts *self = g_object_new (APP_TYPE_GLOBAL_SHORTCUTS, NULL);

  g_weak_ref_set (&self->phone, phone);
  return self;
}

/**
 * app_global_shortcuts_start:
 * @self: keys
 * @bus: the session bus
 *
 * Looks for the portal, now and whenever it comes anew; asks it for the keys if they are wanted.
 */
void
app_global_shortcuts_start (AppGlobalShortcuts *self,
                            GDBusConnection    *bus)
{
  g_return_if_fail (APP_IS_GLOBAL_SHORTCUTS (self));
  g_return_if_fail (self->bus == NULL);

  self->bus = g_object_ref (bus);
  self->watch = g_bus_watch_name_on_connection (bus, APP_PORTAL_NAME, G_BUS_NAME_WATCHER_FLAGS_AUTO_START, appeared_cb,
                                                vanished_cb, self, NULL);
}

/**
 * app_global_shortcuts_get_state:
 * @self: keys
 *
 * Returns: whether they work
 */
AppGlobalShortcutsState
app_global_shortcuts_get_state (AppGlobalShortcuts *self)
{
  g_return_val_if_fail (APP_IS_GLOBAL_SHORTCUTS (self), APP_GLOBAL_SHORTCUTS_STATE_ABSENT);

  return self->state;
}

/**
 * app_global_shortcuts_set_enabled:
 * @self: keys
 * @enabled: whether they are wanted
 *
 * Has the desktop ask the person for keys, or gives them back.
 */
void
app_global_shortcuts_set_enabled (AppGlobalShortcuts *self,
                                  gboolean            enabled)
{
  g_return_if_fail (APP_IS_GLOBAL_SHORTCUTS (self));

  if (self->enabled == enabled)
    return;
  self->enabled = enabled;
  if (enabled && self->state != APP_GLOBAL_SHORTCUTS_STATE_ABSENT)
    ask (self);
  else if (!enabled && self->bus != NULL)
    {
      close_session (self);
      if (self->state != APP_GLOBAL_SHORTCUTS_STATE_ABSENT)
        set_state (self, APP_GLOBAL_SHORTCUTS_STATE_OFF);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ENABLED]);
}

/**
 * app_global_shortcuts_get_list:
 * @self: keys
 *
 * Returns: (transfer none): what can be done by a key, and which keys the desktop says they are
 */
const AppShortcutList *
app_global_shortcuts_get_list (AppGlobalShortcuts *self)
{
  g_return_val_if_fail (APP_IS_GLOBAL_SHORTCUTS (self), NULL);

  return &self->list;
}
