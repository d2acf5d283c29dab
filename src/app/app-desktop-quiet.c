/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: one switch on the desktop says that a person wants quiet. The desktop keeps it with its settings; from
 * a sandbox it can be asked for through the portal, where the portal tells. Where nobody tells, that is said. */

#include "app-desktop-quiet.h"

#include "config.h"

#include "phone-calm.h"

#define QUIET   "app-desktop-quiet"
#define SCHEMA  "org.gnome.desktop.notifications"
#define KEY     "show-banners"
#define OWN_KEY "follow-desktop-quiet"

#define PORTAL_NAME      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH      "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"

struct _AppDesktopQuiet
{
  GObject parent_instance;

  GWeakRef phone;
  GSettings *desktop; /* NULL: the portal is asked */
  GSettings *own;     /* NULL: not installed, nothing is remembered */
  GCancellable *cancellable;
  GDBusConnection *bus;
  guint subscription;
  gboolean available;
  gboolean asked;
  gboolean follow;
};

G_DEFINE_FINAL_TYPE (AppDesktopQuiet, app_desktop_quiet, G_TYPE_OBJECT)

enum
{
  PROP_AVAILABLE = 1,
  PROP_ASKED,
  PROP_FOLLOW,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
apply (AppDesktopQuiet *self)
{
  g_autoptr (Phone) phone = g_weak_ref_get (&self->phone);

  if (phone != NULL)
    phone_set_calm (phone, app_desktop_quiet_is_in_force (self));
}

static void
take (AppDesktopQuiet *self,
      gboolean         shows_banners)
{
  gboolean fresh = !self->available;
  gboolean changed = self->asked == shows_banners;

  self->available = TRUE;
  self->asked = !shows_banners;
  apply (self);
  if (fresh)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AVAILABLE]);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ASKED]);
}

static void
desktop_changed_cb (AppDesktopQuiet *self)
{
  take (self, g_settings_get_boolean (self->desktop, KEY));
}

/* A portal may pack what it tells once more than it says. */
static void
take_variant (AppDesktopQuiet *self,
              GVariant        *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      g_autoptr (GVariant) box = g_steal_pointer (&inner);

      inner = g_variant_get_variant (box);
    }
  if (g_variant_is_of_type (inner, G_VARIANT_TYPE_BOOLEAN))
    take (self, g_variant_get_boolean (inner));
}

static void
setting_changed_cb (GDBusConnection *bus,
                    const char      *sender,
                    const char      *path,
                    const char      *interface,
                    const char      *name,
                    GVariant        *parameters,
                    gpointer         user_data)
{
  const char *schema = NULL;
  const char *key = NULL;
  g_autoptr (GVariant) value = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&sv)", &schema, &key, &value);
  if (g_str_equal (schema, SCHEMA) && g_str_equal (key, KEY))
    take_variant (user_data, value);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (AppDesktopQuiet) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) value = NULL;

  if (answer == NULL)
    {
      g_debug ("the portal does not tell whether quiet is wanted: %s", error->message);
      return;
    }
  value = g_variant_get_child_value (answer, 0);
  take_variant (self, value);
}

static void
got_bus_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (AppDesktopQuiet) self = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->bus = g_object_ref (bus);
  self->subscription = g_dbus_connection_signal_subscribe (bus, PORTAL_NAME, PORTAL_INTERFACE, "SettingChanged",
                                                           PORTAL_PATH, SCHEMA, G_DBUS_SIGNAL_FLAGS_NONE,
                                                           setting_changed_cb, self, NULL);
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "ReadOne",
                          g_variant_new ("(ss)", SCHEMA, KEY), G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          self->cancellable, asked_cb, g_object_ref (self));
}

static GSettings *
open_settings (const char *id,
               const char *key)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, id, TRUE) : NULL;

  return schema != NULL && g_settings_schema_has_key (schema, key) ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
app_desktop_quiet_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AppDesktopQuiet *self = APP_DESKTOP_QUIET (object);

  switch (id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, self->available);
      break;
    case PROP_ASKED:
      g_value_set_boolean (value, self->asked);
      break;
    case PROP_FOLLOW:
      g_value_set_boolean (value, self->follow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_desktop_quiet_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_FOLLOW:
      app_desktop_quiet_set_follow (APP_DESKTOP_QUIET (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_desktop_quiet_dispose (GObject *object)
{
  AppDesktopQuiet *self = APP_DESKTOP_QUIET (object);

  g_cancellable_cancel (self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, g_steal_handle_id (&self->subscription));
  g_clear_object (&self->bus);
  g_clear_object (&self->desktop);
  g_clear_object (&self->own);
  G_OBJECT_CLASS (app_desktop_quiet_parent_class)->dispose (object);
}

static void
app_desktop_quiet_finalize (GObject *object)
{
  AppDesktopQuiet *self = APP_DESKTOP_QUIET (object);

  g_weak_ref_clear (&self->phone);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (app_desktop_quiet_parent_class)->finalize (object);
}

static void
app_desktop_quiet_class_init (AppDesktopQuietClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_desktop_quiet_get_property;
  object_class->set_property = app_desktop_quiet_set_property;
  object_class->dispose = app_desktop_quiet_dispose;
  object_class->finalize = app_desktop_quiet_finalize;

  /**
   * AppDesktopQuiet:available:
   *
   * Whether the desktop tells.
   */
  props[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, FALSE, flags);
  /**
   * AppDesktopQuiet:asked:
   *
   * Whether the desktop is to keep quiet.
   */
  props[PROP_ASKED] = g_param_spec_boolean ("asked", NULL, NULL, FALSE, flags);
  /**
   * AppDesktopQuiet:follow:
   *
   * Whether the phone keeps quiet, too.
   */
  props[PROP_FOLLOW] = g_param_spec_boolean ("follow", NULL, NULL, FALSE,
                                             flags | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_desktop_quiet_init (AppDesktopQuiet *self)
{
  g_weak_ref_init (&self->phone, NULL);
  self->cancellable = g_cancellable_new ();
}

/**
 * app_desktop_quiet_new:
 * @phone: the phone to keep quiet
 * @sandboxed: whether the settings of the desktop lie elsewhere
 *
 * Returns: (transfer full): an object that listens to the desktop, and follows it once it is told to
 */
AppDesktopQuiet *
app_desktop_quiet_new (Phone    *phone,
                       gboolean  sandboxed)
{
  AppDesktopQuiet *self = g_object_new (APP_TYPE_DESKTOP_QUIET, NULL);

  g_weak_ref_set (&self->phone, phone);
  self->desktop = sandboxed ? NULL : open_settings (SCHEMA, KEY);
  if (self->desktop == NULL)
    {
      g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, got_bus_cb, g_object_ref (self));
      return self;
    }
  g_signal_connect_object (self->desktop, "changed::" KEY, G_CALLBACK (desktop_changed_cb), self, G_CONNECT_SWAPPED);
  desktop_changed_cb (self);
  return self;
}

/**
 * app_desktop_quiet_is_available:
 * @self: an object
 *
 * Returns: whether the desktop tells
 */
gboolean
app_desktop_quiet_is_available (AppDesktopQuiet *self)
{
  g_return_val_if_fail (APP_IS_DESKTOP_QUIET (self), FALSE);

  return self->available;
}

/**
 * app_desktop_quiet_is_in_force:
 * @self: an object
 *
 * Returns: whether nothing rings on account of the desktop
 */
gboolean
app_desktop_quiet_is_in_force (AppDesktopQuiet *self)
{
  g_return_val_if_fail (APP_IS_DESKTOP_QUIET (self), FALSE);

  return self->follow && self->asked;
}

/**
 * app_desktop_quiet_set_follow:
 * @self: an object
 * @follow: whether the phone keeps quiet when the desktop does
 */
void
app_desktop_quiet_set_follow (AppDesktopQuiet *self,
                              gboolean         follow)
{
  g_return_if_fail (APP_IS_DESKTOP_QUIET (self));

  if (self->follow == follow)
    return;
  self->follow = follow;
  apply (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLLOW]);
}

/**
 * app_desktop_quiet_get:
 * @phone: a phone
 *
 * Returns: (transfer none): what keeps it quiet when the desktop is
 */
AppDesktopQuiet *
app_desktop_quiet_get (Phone *phone)
{
  AppDesktopQuiet *self;

  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);

  self = g_object_get_data (G_OBJECT (phone), QUIET);
  if (self != NULL)
    return self;
  self = app_desktop_quiet_new (phone, g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS));
  g_object_set_data_full (G_OBJECT (phone), QUIET, self, g_object_unref);
  self->own = open_settings (APPLICATION_ID, OWN_KEY);
  if (self->own != NULL)
    g_settings_bind (self->own, OWN_KEY, self, "follow", G_SETTINGS_BIND_DEFAULT);
  return self;
}
