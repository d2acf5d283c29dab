/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whether the telephone goes on without its window is the person's to decide and the desktop's to allow.
 * The switches say what is so, not what was wished for. */

#include "app-running-group.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-background.h"
#include "app-settings.h"

struct _AppRunningGroup
{
  AdwPreferencesGroup parent_instance;

  Phone *phone;
  AppBackground *background;
  GSettings *settings; /* NULL: not installed */
  GtkWidget *keep;
  GtkWidget *autostart;
  GtkWidget *raise;
};

G_DEFINE_FINAL_TYPE (AppRunningGroup, app_running_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const char *
describe_keep (AppBackgroundStanding standing)
{
  return standing == APP_BACKGROUND_STANDING_REFUSED
           ? _("Your desktop does not allow it; you can change that in its settings.")
           : _("Calls and messages reach you while the window is closed.");
}

static const char *
describe_autostart (AppBackgroundStanding standing)
{
  switch (standing)
    {
    case APP_BACKGROUND_STANDING_REFUSED:
      return _("Your desktop does not allow it; you can change that in its settings.");
    case APP_BACKGROUND_STANDING_UNAVAILABLE:
      return _("This desktop starts no programs by itself when they ask for it.");
    case APP_BACKGROUND_STANDING_UNKNOWN:
    case APP_BACKGROUND_STANDING_ALLOWED:
      break;
    }
  return _("You can be reached as soon as you log in; no window opens.");
}

static void
show (AppRunningGroup *self)
{
  AppBackgroundStanding standing = app_background_get_standing (self->background);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->keep), describe_keep (standing));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->autostart), describe_autostart (standing));
}

static void
set_phone (AppRunningGroup *self,
           Phone           *phone)
{
  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  self->background = g_object_ref (app_background_get (phone));
  g_object_bind_property (self->background, "keep", self->keep, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->background, "autostart", self->autostart, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (self->background, "notify::standing", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

static void
app_running_group_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_RUNNING_GROUP (object)->phone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_running_group_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      set_phone (APP_RUNNING_GROUP (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_running_group_dispose (GObject *object)
{
  AppRunningGroup *self = APP_RUNNING_GROUP (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->background);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_running_group_parent_class)->dispose (object);
}

static void
app_running_group_class_init (AppRunningGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_running_group_get_property;
  object_class->set_property = app_running_group_set_property;
  object_class->dispose = app_running_group_dispose;

  /**
   * AppRunningGroup:phone: (nullable)
   *
   * The phone that goes on without its window; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static GtkWidget *
add_row (AppRunningGroup *self,
         const char      *title)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static void
app_running_group_init (AppRunningGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Without a Window"));
  self->keep = add_row (self, _("_Keep Running When Closed"));
  self->autostart = add_row (self, _("_Start With the Desktop"));
  self->raise = add_row (self, _("Show the _Window When Somebody Calls"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->raise),
                               _("Otherwise a notification tells you, and nothing takes the keyboard from you."));
  self->settings = app_settings_new ();
  gtk_widget_set_visible (self->raise, self->settings != NULL);
  if (self->settings != NULL)
    g_settings_bind (self->settings, "raise-on-call", self->raise, "active", G_SETTINGS_BIND_DEFAULT);
}
