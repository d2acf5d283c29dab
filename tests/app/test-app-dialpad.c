/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Twelve keys, each with a name and a sound of its own. */

#include "app-dialpad.h"

#include "app-test.h"

static void
append_cb (GString    *pressed,
           const char *key)
{
  g_string_append (pressed, key);
}

static void
test_keys (void)
{
  static const char *const keys[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#" };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *dialpad = g_object_new (APP_TYPE_DIALPAD, NULL);
  g_autoptr (GString) pressed = g_string_new (NULL);

  gtk_window_set_child (GTK_WINDOW (window), dialpad);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect_swapped (dialpad, "pressed", G_CALLBACK (append_cb), pressed);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    app_test_press (dialpad, keys[i]);
  g_assert_cmpstr (pressed->str, ==, "123456789*0#");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* From right to left as from left to right, the one stands at the left. */
static void
test_direction (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *dialpad = g_object_new (APP_TYPE_DIALPAD, NULL);
  graphene_rect_t one;
  graphene_rect_t three;

  gtk_widget_set_direction (window, GTK_TEXT_DIR_RTL);
  gtk_window_set_child (GTK_WINDOW (window), dialpad);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle ();
  g_assert_true (gtk_widget_compute_bounds (app_test_named (dialpad, "1"), window, &one));
  g_assert_true (gtk_widget_compute_bounds (app_test_named (dialpad, "3"), window, &three));
  g_assert_cmpfloat (one.origin.x, <, three.origin.x);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/dialpad/keys", test_keys);
  g_test_add_func ("/app/dialpad/direction", test_direction);
  return g_test_run ();
}
