/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a laptop films its owner's chin while the good camera stands on the screen beside it. Who sees that in
 * the picture wants to change it there and then. */

#include "app-camera-menu.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-sound-words.h"
#include "phone-device-list.h"

#define N_WITHOUT_CHOICE 2 /* the system's choice, and the only one it has */

struct _AppCameraMenu
{
  AdwBin parent_instance;

  PhoneDeviceList *cameras; /* NULL: nobody looks */
};

G_DEFINE_FINAL_TYPE (AppCameraMenu, app_camera_menu, ADW_TYPE_BIN)

static GtkMenuButton *
get_button (AppCameraMenu *self)
{
  return GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (self)));
}

static GMenuModel *
create_menu (GListModel *cameras)
{
  GMenu *menu = g_menu_new ();

  for (guint n = 0; n < g_list_model_get_n_items (cameras); n++)
    {
      g_autoptr (PhoneDevice) camera = g_list_model_get_item (cameras, n);
      g_autofree char *words = app_sound_words_for_device (camera);
      g_auto (GStrv) parts = g_strsplit (words, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts); /* no letter of a name is for the keyboard */
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "camera.chosen", "u", n);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
show_cameras (AppCameraMenu *self)
{
  g_autoptr (GMenuModel) menu = create_menu (G_LIST_MODEL (self->cameras));

  gtk_menu_button_set_menu_model (get_button (self), menu);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          g_list_model_get_n_items (G_LIST_MODEL (self->cameras)) > N_WITHOUT_CHOICE);
}

static void
app_camera_menu_dispose (GObject *object)
{
  g_clear_object (&APP_CAMERA_MENU (object)->cameras);
  G_OBJECT_CLASS (app_camera_menu_parent_class)->dispose (object);
}

static void
app_camera_menu_class_init (AppCameraMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_camera_menu_dispose;
}

static void
app_camera_menu_init (AppCameraMenu *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "camera-switch-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (button, _("Choose a Camera"));
  gtk_widget_add_css_class (button, "circular");
  adw_bin_set_child (ADW_BIN (self), button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * app_camera_menu_look:
 * @self: a menu
 * @phone: (nullable): the phone whose cameras they are; %NULL: nobody looks any more
 *
 * Looks for cameras, as long as there is something to be chosen for.
 */
void
app_camera_menu_look (AppCameraMenu *self,
                      Phone         *phone)
{
  g_autoptr (GSimpleActionGroup) group = NULL;
  g_autoptr (GPropertyAction) chosen = NULL;

  g_return_if_fail (APP_IS_CAMERA_MENU (self));

  if ((phone != NULL) == (self->cameras != NULL))
    return;
  if (phone == NULL)
    {
      gtk_widget_insert_action_group (GTK_WIDGET (self), "camera", NULL);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      g_clear_object (&self->cameras);
      return;
    }
  self->cameras = phone_device_list_new (phone_get_devices (phone), PHONE_DEVICE_KIND_CAMERA);
  group = g_simple_action_group_new ();
  chosen = g_property_action_new ("chosen", self->cameras, "chosen");
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (chosen));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "camera", G_ACTION_GROUP (group));
  g_signal_connect_object (self->cameras, "items-changed", G_CALLBACK (show_cameras), self, G_CONNECT_SWAPPED);
  show_cameras (self);
}

/**
 * app_camera_menu_is_open:
 * @self: a menu
 *
 * Returns: %TRUE while somebody is choosing
 */
gboolean
app_camera_menu_is_open (AppCameraMenu *self)
{
  g_return_val_if_fail (APP_IS_CAMERA_MENU (self), FALSE);

  return gtk_menu_button_get_active (get_button (self));
}
