/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what can use the phone without a window in sight is off until a person says otherwise, in one place. */

#include "app-remote.h"

#include "app-bus-face.h"
#include "app-settings.h"

#define REMOTE "app-remote"

struct _AppRemote
{
  GObject parent_instance;

  GWeakRef phone;
  GWeakRef application;
  GSettings *settings; /* NULL: not installed, nothing is remembered */
  AppGlobalShortcuts *keys;
  AppHeadset *headset;
  AppBusFace *face;    /* NULL: no script may do anything */
  gboolean scripts_allowed;
};

G_DEFINE_FINAL_TYPE (AppRemote, app_remote, G_TYPE_OBJECT)

enum
{
  PROP_SCRIPTS_ALLOWED = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* As after a click on a link: the window comes, and asks. */
static void
dial_cb (AppRemote  *self,
         const char *address)
{
  g_autoptr (GApplication) application = g_weak_ref_get (&self->application);

  if (application != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application), "confirm-call", g_variant_new_string (address));
}

static void
show_face (AppRemote *self)
{
  g_autoptr (Phone) phone = g_weak_ref_get (&self->phone);
  g_autoptr (GApplication) application = g_weak_ref_get (&self->application);
  GDBusConnection *bus = application != NULL ? g_application_get_dbus_connection (application) : NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->face);
  if (!self->scripts_allowed || phone == NULL || bus == NULL)
    return;
  path = g_strconcat (g_application_get_dbus_object_path (application), "/Phone1", NULL);
  self->face = app_bus_face_new (phone, bus, path, &error);
  if (self->face == NULL)
    g_message ("nothing for scripts: %s", error->message);
  else
    g_signal_connect_object (self->face, "dial", G_CALLBACK (dial_cb), self, G_CONNECT_SWAPPED);
}

static void
app_remote_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  if (id == PROP_SCRIPTS_ALLOWED)
    g_value_set_boolean (value, APP_REMOTE (object)->scripts_allowed);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_remote_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  AppRemote *self = APP_REMOTE (object);

  if (id != PROP_SCRIPTS_ALLOWED)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->scripts_allowed == g_value_get_boolean (value))
    return;
  self->scripts_allowed = g_value_get_boolean (value);
  show_face (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
app_remote_dispose (GObject *object)
{
  AppRemote *self = APP_REMOTE (object);

  g_clear_object (&self->face);
  g_clear_object (&self->headset);
  g_clear_object (&self->keys);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (app_remote_parent_class)->dispose (object);
}

static void
app_remote_finalize (GObject *object)
{
  AppRemote *self = APP_REMOTE (object);

  g_weak_ref_clear (&self->application);
  g_weak_ref_clear (&self->phone);
  G_OBJECT_CLASS (app_remote_parent_class)->finalize (object);
}

static void
app_remote_class_init (AppRemoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_remote_get_property;
  object_class->set_property = app_remote_set_property;
  object_class->dispose = app_remote_dispose;
  object_class->finalize = app_remote_finalize;

  /**
   * AppRemote:scripts-allowed:
   *
   * Whether programs of the same person may use the phone over the bus.
   */
  props[PROP_SCRIPTS_ALLOWED] = g_param_spec_boolean ("scripts-allowed", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                        | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_remote_init (AppRemote *self)
{
  g_weak_ref_init (&self->phone, NULL);
  g_weak_ref_init (&self->application, NULL);
  self->settings = app_settings_new ();
}

static void
remember (AppRemote  *self,
          const char *key,
          gpointer    object,
          const char *property)
{
  if (self->settings != NULL)
    g_settings_bind (self->settings, key, object, property, G_SETTINGS_BIND_DEFAULT);
}

/**
 * app_remote_get:
 * @phone: a phone
 *
 * Returns: (transfer none): what uses it from beside the window; the same as long as the phone lives
 */
AppRemote *
app_remote_get (Phone *phone)
{
  AppRemote *self;

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);

  self = g_object_get_data (G_OBJECT (phone), REMOTE);
  if (self != NULL)
    return self;
  self = g_object_new (APP_TYPE_REMOTE, NULL);
  g_object_set_data_full (G_OBJECT (phone), REMOTE, self, g_object_unref);
  g_weak_ref_set (&self->phone, phone);
  self->keys = app_global_shortcuts_new (phone);
  self->headset = app_headset_new (phone);
  remember (self, "scripts-allowed", self, "scripts-allowed");
  remember (self, "global-shortcuts", self->keys, "enabled");
  remember (self, "headset-buttons", self->headset, "enabled");
  return self;
}

/**
 * app_remote_start:
 * @self: what uses the phone
 * @application: the application; where it has no bus, nothing is reached from outside
 *
 * Lets in what is allowed, from now on.
 */
void
app_remote_start (AppRemote    *self,
                  GApplication *application)
{
  g_return_if_fail (APP_IS_REMOTE (self));
  g_return_if_fail (G_IS_APPLICATION (application));

  g_weak_ref_set (&self->application, application);
  if (g_application_get_dbus_connection (application) != NULL)
    app_global_shortcuts_start (self->keys, g_application_get_dbus_connection (application));
  app_headset_start (self->headset, NULL, NULL);
  show_face (self);
}

/**
 * app_remote_get_keys:
 * @self: what uses the phone
 *
 * Returns: (transfer none): keys of the desktop
 */
AppGlobalShortcuts *
app_remote_get_keys (AppRemote *self)
{
  g_return_val_if_fail (APP_IS_REMOTE (self), NULL);

  return self->keys;
}

/**
 * app_remote_get_headset:
 * @self: what uses the phone
 *
 * Returns: (transfer none): buttons and lights of a headset
 */
AppHeadset *
app_remote_get_headset (AppRemote *self)
{
  g_return_val_if_fail (APP_IS_REMOTE (self), NULL);

  return self->headset;
}
