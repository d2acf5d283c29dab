/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a switch that does nothing is worse than none. Where the desktop does not tell whether quiet is wanted,
 * the row says so instead of pretending. */

#include "app-quiet-group.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-desktop-quiet.h"

struct _AppQuietGroup
{
  AdwPreferencesGroup parent_instance;

  Phone *phone;
  AppDesktopQuiet *quiet;
  AdwSwitchRow *row;
};

G_DEFINE_FINAL_TYPE (AppQuietGroup, app_quiet_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_PHONE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
show (AppQuietGroup *self)
{
  gboolean available = app_desktop_quiet_is_available (self->quiet);

  gtk_widget_set_sensitive (GTK_WIDGET (self->row), available);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row),
                               available ? _("While the desktop shows no notifications, nothing rings at any account.")
                                         : _("This desktop does not tell whether you want quiet."));
}

static void
set_phone (AppQuietGroup *self,
           Phone         *phone)
{
  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  self->quiet = g_object_ref (app_desktop_quiet_get (phone));
  g_object_bind_property (self->quiet, "follow", self->row, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (self->quiet, "notify::available", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

static void
app_quiet_group_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_QUIET_GROUP (object)->phone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_quiet_group_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      set_phone (APP_QUIET_GROUP (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_quiet_group_dispose (GObject *object)
{
  AppQuietGroup *self = APP_QUIET_GROUP (object);

  g_clear_object (&self->quiet);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_quiet_group_parent_class)->dispose (object);
}

static void
app_quiet_group_class_init (AppQuietGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_quiet_group_get_property;
  object_class->set_property = app_quiet_group_set_property;
  object_class->dispose = app_quiet_group_dispose;

  /**
   * AppQuietGroup:phone: (nullable)
   *
   * The phone to keep quiet; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_quiet_group_init (AppQuietGroup *self)
{
  self->row = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("_Quiet When the Desktop Is"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
}
