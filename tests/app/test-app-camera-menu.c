/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which camera films: chosen in the call, among those that there are. */

#include "app-camera-menu.h"

#include "app-test.h"
#include "phone-devices.h"
#include "scripted-sound.h"

typedef struct
{
  Phone *phone;
  GtkWidget *window;
  AppCameraMenu *menu;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->phone = phone_new (NULL, NULL);
  fixture->window = gtk_window_new ();
  fixture->menu = g_object_new (APP_TYPE_CAMERA_MENU, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->menu));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  scripted_devices_unplug_all ();
  g_assert_finalize_object (fixture->phone);
}

static void
plug (const char *id,
      const char *name)
{
  scripted_devices_plug (PHONE_DEVICE_KIND_CAMERA, id, name);
}

static gboolean
has_button (Fixture *fixture)
{
  app_test_settle ();
  return app_test_named (fixture->window, "Choose a Camera") != NULL;
}

/* A button that offers no choice is in the way. */
static void
test_only_for_a_choice (Fixture       *fixture,
                        gconstpointer  data)
{
  g_assert_false (has_button (fixture));
  plug ("/dev/video0", "Built-in Camera");
  app_camera_menu_look (fixture->menu, fixture->phone);
  g_assert_false (has_button (fixture));
  plug ("/dev/video2", "desk_camera");
  g_assert_true (has_button (fixture));
  app_test_audit (fixture->window);
  app_camera_menu_look (fixture->menu, NULL);
  g_assert_false (has_button (fixture));
}

static void
test_chosen (Fixture       *fixture,
             gconstpointer  data)
{
  PhoneDevices *devices = phone_get_devices (fixture->phone);
  GtkMenuButton *button;

  plug ("/dev/video0", "Built-in Camera");
  plug ("/dev/video2", "desk_camera");
  app_camera_menu_look (fixture->menu, fixture->phone);
  app_test_settle ();
  button = GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (fixture->menu)));
  gtk_menu_button_popup (button);
  app_test_settle ();
  g_assert_true (app_camera_menu_is_open (fixture->menu));
  g_assert_true (app_test_reads (gtk_menu_button_get_popover (button), "Built-in Camera"));
  g_assert_true (app_test_reads (gtk_menu_button_get_popover (button), "desk_camera"));

  gtk_widget_activate_action (GTK_WIDGET (button), "camera.chosen", "u", 2);
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_CAMERA), ==, "/dev/video2");
  gtk_widget_activate_action (GTK_WIDGET (button), "camera.chosen", "u", 0);
  g_assert_cmpstr (phone_devices_get_chosen (devices, PHONE_DEVICE_KIND_CAMERA), ==, "");
  gtk_menu_button_popdown (button);
  app_test_settle ();
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  ADD ("/app/camera-menu/only-for-a-choice", test_only_for_a_choice);
  ADD ("/app/camera-menu/chosen", test_chosen);
  return g_test_run ();
}
