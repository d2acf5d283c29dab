/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whether the buttons of a headset work depends on the headset, on the system, and on the sandbox. What works
 * here is said before anybody presses in vain. */

#include "app-headset-group.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppHeadsetGroup
{
  AdwPreferencesGroup parent_instance;

  AppHeadset *headset;
  AdwSwitchRow *wanted;
  AdwActionRow *row;
};

G_DEFINE_FINAL_TYPE (AppHeadsetGroup, app_headset_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
describe (AppHeadset *headset)
{
  switch (app_headset_get_standing (headset))
    {
    case HEADSET_STANDING_DENIED:
      return _("This system does not let programs use its buttons. Its sound works; calls are answered here, or by a key.");
    case HEADSET_STANDING_READY:
      return app_headset_was_pressed (headset) ? _("A button was pressed: it works.")
                                               : _("Press a button of it to see that it works.");
    case HEADSET_STANDING_NONE:
    default:
      return _("Plug one in by its cord or its little box. One by Bluetooth has no buttons that programs could see.");
    }
}

static void
show (AppHeadsetGroup *self)
{
  const char *name = app_headset_get_name (self->headset);
  gboolean enabled;

  g_object_get (self->headset, "enabled", &enabled, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->row), enabled);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), name == NULL      ? _("No Headset With Buttons")
                                                                  : name[0] == '\0' ? _("Headset")
                                                                                    : name);
  adw_action_row_set_subtitle (self->row, describe (self->headset));
}

static void
app_headset_group_dispose (GObject *object)
{
  g_clear_object (&APP_HEADSET_GROUP (object)->headset);
  G_OBJECT_CLASS (app_headset_group_parent_class)->dispose (object);
}

static void
app_headset_group_class_init (AppHeadsetGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_headset_group_dispose;
}

static void
app_headset_group_init (AppHeadsetGroup *self)
{
  self->wanted = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->wanted), _("_Buttons of a Headset"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->wanted), TRUE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->wanted),
                               _("They answer, hang up and mute, and its lights follow the call."));
  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  /* What it is called comes from its maker. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->wanted));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
}

/**
 * app_headset_group_set_headset:
 * @self: a group
 * @headset: what it shows and switches; once
 */
void
app_headset_group_set_headset (AppHeadsetGroup *self,
                               AppHeadset      *headset)
{
  g_return_if_fail (APP_IS_HEADSET_GROUP (self));
  g_return_if_fail (self->headset == NULL);

  self->headset = g_object_ref (headset);
  g_object_bind_property (headset, "enabled", self->wanted, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (headset, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
