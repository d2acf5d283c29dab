/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: which keys they are is decided by the desktop; here they are wanted, and read. */

#include "app-keys-group.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppKeysGroup
{
  AdwPreferencesGroup parent_instance;

  AppGlobalShortcuts *keys;
  AdwSwitchRow *wanted;
  AdwActionRow *rows[APP_SHORTCUT_LIST_LENGTH];
};

G_DEFINE_FINAL_TYPE (AppKeysGroup, app_keys_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
describe (AppGlobalShortcutsState state)
{
  switch (state)
    {
    case APP_GLOBAL_SHORTCUTS_STATE_ABSENT:
      return _("This desktop has no keys to give. Those of the window work all the same.");
    case APP_GLOBAL_SHORTCUTS_STATE_OFF:
      return _("Your desktop asks you which keys they are to be.");
    case APP_GLOBAL_SHORTCUTS_STATE_ASKING:
      return _("Your desktop is asking you which keys they are to be.");
    case APP_GLOBAL_SHORTCUTS_STATE_BOUND:
      return _("They work while another program is in front.");
    case APP_GLOBAL_SHORTCUTS_STATE_REFUSED:
      return _("Your desktop did not allow it.");
    case APP_GLOBAL_SHORTCUTS_STATE_LOST:
      return _("Your desktop has taken the keys back. Turn this off and on to ask again.");
    default:
      g_return_val_if_reached ("");
    }
}

static void
show (AppKeysGroup *self)
{
  AppGlobalShortcutsState state = app_global_shortcuts_get_state (self->keys);
  const AppShortcutList *list = app_global_shortcuts_get_list (self->keys);

  gtk_widget_set_sensitive (GTK_WIDGET (self->wanted), state != APP_GLOBAL_SHORTCUTS_STATE_ABSENT);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->wanted), describe (state));
  for (guint n = 0; n < APP_SHORTCUT_LIST_LENGTH; n++)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->rows[n]), state == APP_GLOBAL_SHORTCUTS_STATE_BOUND);
      adw_action_row_set_subtitle (self->rows[n], list->triggers[n] != NULL ? list->triggers[n] : _("No key yet"));
    }
}

static void
app_keys_group_dispose (GObject *object)
{
  g_clear_object (&APP_KEYS_GROUP (object)->keys);
  G_OBJECT_CLASS (app_keys_group_parent_class)->dispose (object);
}

static void
app_keys_group_class_init (AppKeysGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_keys_group_dispose;
}

static void
app_keys_group_init (AppKeysGroup *self)
{
  self->wanted = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->wanted), _("_Keys in Every Program"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->wanted), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->wanted));
  for (guint n = 0; n < APP_SHORTCUT_LIST_LENGTH; n++)
    {
      self->rows[n] = ADW_ACTION_ROW (adw_action_row_new ());
      /* What the key is called comes from the desktop. */
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->rows[n]), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[n]), app_shortcut_list_get_title (n));
      gtk_widget_add_css_class (GTK_WIDGET (self->rows[n]), "property");
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->rows[n]));
    }
}

/**
 * app_keys_group_set_keys:
 * @self: a group
 * @keys: what it shows and switches; once
 */
void
app_keys_group_set_keys (AppKeysGroup       *self,
                         AppGlobalShortcuts *keys)
{
  g_return_if_fail (APP_IS_KEYS_GROUP (self));
  g_return_if_fail (self->keys == NULL);

  self->keys = g_object_ref (keys);
  g_object_bind_property (keys, "enabled", self->wanted, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (keys, "notify::state", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
