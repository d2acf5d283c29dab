/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: people stand in several lists, and can be called, written to and watched from each of them by the same
 * menu. */

#include "app-row-menu.h"

#include "app-closures.h"

/* What a row with a menu has; it goes with the row. */
typedef struct
{
  GMenuModel *menu;
  AppRowMenuAddress get_address;
  GtkWidget *popover; /* NULL: never opened */
} RowMenu;

#define ROW_MENU "app-row-menu"

static RowMenu *
get_row_menu (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), ROW_MENU);
}

static const char *
get_address (GtkWidget *row)
{
  return get_row_menu (row)->get_address (row);
}

static void
call_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.call", "s", get_address (widget));
}

static void
message_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.message", "s", get_address (widget));
}

static void
watch_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.watch", "s", get_address (widget));
}

static void
unwatch_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.unwatch", "s", get_address (widget));
}

static void
block_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.block", "s", get_address (widget));
}

static void
copy_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  g_autofree char *address = app_closures_plain_address (get_address (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), address);
}

/* Of the two only one makes sense; where the server's own list names somebody, there is nothing to stop. */
static void
enable_watching (GtkWidget *row)
{
  g_autoptr (Phone) phone = app_row_menu_find_phone (row);
  const char *address = get_address (row);
  PhoneContactState *watched = phone != NULL && address != NULL ? phone_find_watched (phone, address) : NULL;

  gtk_widget_action_set_enabled (row, "row.watch", watched == NULL);
  gtk_widget_action_set_enabled (row, "row.unwatch",
                                 watched != NULL && phone_contact_state_get_kinds (watched) != 0);
}

static void
show_menu_at (GtkWidget *row,
              double     x,
              double     y)
{
  RowMenu *self = get_row_menu (row);
  GdkRectangle spot = { (int) x, (int) y, 1, 1 };

  enable_watching (row);
  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (self->menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, row);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &spot);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
menu_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  show_menu_at (widget, gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 2.0);
}

static void
secondary_pressed_cb (GtkWidget  *row,
                      int         n_press,
                      double      x,
                      double      y,
                      GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu_at (row, x, y);
}

static void
held_cb (GtkWidget  *row,
         double      x,
         double      y,
         GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu_at (row, x, y);
}

static void
row_destroyed_cb (GtkWidget *row)
{
  g_clear_pointer (&get_row_menu (row)->popover, gtk_widget_unparent);
}

static void
row_menu_free (gpointer data)
{
  RowMenu *self = data;

  g_object_unref (self->menu);
  g_free (self);
}

/**
 * app_row_menu_install_actions:
 * @widget_class: the class of a row
 *
 * Gives the class what can be done about whom its rows are about.
 */
void
app_row_menu_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "row.call", NULL, call_cb);
  gtk_widget_class_install_action (widget_class, "row.message", NULL, message_cb);
  gtk_widget_class_install_action (widget_class, "row.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "row.block", NULL, block_cb);
  gtk_widget_class_install_action (widget_class, "row.watch", NULL, watch_cb);
  gtk_widget_class_install_action (widget_class, "row.unwatch", NULL, unwatch_cb);
  gtk_widget_class_install_action (widget_class, "row.menu", NULL, menu_cb);
}

/**
 * app_row_menu_attach:
 * @row: a row of a class with these actions
 * @menu: what to offer
 * @address: tells whom the row is about
 *
 * Lets @menu open over the row, by the secondary button, by a long touch and by `row.menu`.
 */
void
app_row_menu_attach (GtkWidget         *row,
                     GMenuModel        *menu,
                     AppRowMenuAddress  address)
{
  RowMenu *self = g_new0 (RowMenu, 1);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  self->menu = g_object_ref (menu);
  self->get_address = address;
  g_object_set_data_full (G_OBJECT (row), ROW_MENU, self, row_menu_free);
  g_signal_connect (row, "destroy", G_CALLBACK (row_destroyed_cb), NULL);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (secondary_pressed_cb), row, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (held_cb), row, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (hold));
}

/* The row that has the focus is the list's own around ours. */
static gboolean
key_cb (GtkWidget *list,
        GVariant  *action,
        gpointer   user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (row == NULL || get_row_menu (row) == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (row, g_variant_get_string (action, NULL), NULL);
  return GDK_EVENT_STOP;
}

/**
 * app_row_menu_add_key:
 * @list: a list of rows with menus
 * @keyval: a key
 * @modifiers: what is held meanwhile
 * @action: an action of the rows
 *
 * Lets a key act on the row that has the focus.
 */
void
app_row_menu_add_key (GtkWidget       *list,
                      guint            keyval,
                      GdkModifierType  modifiers,
                      const char      *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                                            gtk_callback_action_new (key_cb, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_string (action));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (list, controller);
}

/**
 * app_row_menu_add_menu_keys:
 * @list: a list of rows with menus
 *
 * Lets the keys that open menus everywhere open those of the rows.
 */
void
app_row_menu_add_menu_keys (GtkWidget *list)
{
  app_row_menu_add_key (list, GDK_KEY_Menu, 0, "row.menu");
  app_row_menu_add_key (list, GDK_KEY_F10, GDK_SHIFT_MASK, "row.menu");
}

/**
 * app_row_menu_find_phone:
 * @widget: a widget
 *
 * Rows come and go by the hundred, and none of them should have to be told whose they are.
 *
 * Returns: (transfer full) (nullable): the phone of the place @widget is in
 */
Phone *
app_row_menu_find_phone (GtkWidget *widget)
{
  Phone *phone = NULL;

  for (GtkWidget *at = gtk_widget_get_parent (widget); at != NULL && phone == NULL; at = gtk_widget_get_parent (at))
    {
      if (g_object_class_find_property (G_OBJECT_GET_CLASS (at), "phone") != NULL)
        g_object_get (at, "phone", &phone, NULL);
    }
  return phone;
}
