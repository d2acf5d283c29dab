/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every page and dialog that is photographed, from right to left: nothing is critical to GTK, and nothing that can be read or used lies
 * outside of its window. */

#include "a11y-scene.h"
#include "a11y-walk.h"
#include "app-test.h"

/* What is longer than the window is scrolled to, if there is a way to. */
static gboolean
is_scrolled (GtkWidget      *widget,
             GtkOrientation  orientation)
{
  const char *policy = orientation == GTK_ORIENTATION_HORIZONTAL ? "hscrollbar-policy" : "vscrollbar-policy";

  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL; parent = gtk_widget_get_parent (parent))
    {
      GtkPolicyType chosen = GTK_POLICY_NEVER;

      if (GTK_IS_SCROLLED_WINDOW (parent))
        g_object_get (parent, policy, &chosen, NULL);
      if (chosen != GTK_POLICY_NEVER || GTK_IS_TEXT (parent))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_outside (float from,
            float length,
            int   room)
{
  return from < -0.5f || from + length > (float) room + 0.5f;
}

static gboolean
is_seen_or_used (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) || GTK_IS_LABEL (widget) || GTK_IS_IMAGE (widget) || GTK_IS_INSCRIPTION (widget)
         || GTK_IS_PICTURE (widget);
}

/* A popover is measured against the surface of its own. */
static void
visit (GtkWidget *widget,
       gpointer   findings)
{
  GtkWidget *native = GTK_WIDGET (gtk_widget_get_native (widget));
  int width = gtk_widget_get_width (native);
  int height = gtk_widget_get_height (native);
  g_autofree char *what = NULL;
  graphene_rect_t bounds;

  if (!is_seen_or_used (widget) || !gtk_widget_compute_bounds (widget, native, &bounds))
    return;
  if ((!is_outside (bounds.origin.x, bounds.size.width, width) || is_scrolled (widget, GTK_ORIENTATION_HORIZONTAL))
      && (!is_outside (bounds.origin.y, bounds.size.height, height) || is_scrolled (widget, GTK_ORIENTATION_VERTICAL)))
    return;
  what = a11y_describe (widget);
  g_ptr_array_add (findings, g_strdup_printf ("%.0f × %.0f at %.0f, %.0f of a window of %d × %d: %s", bounds.size.width,
                                              bounds.size.height, bounds.origin.x, bounds.origin.y, width, height, what));
}

static void
test_scene (gconstpointer data)
{
  const ShotsSetting *setting = data;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  ShotsScene scene;

  a11y_scene_open (&scene, setting, 360);
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (scene.window)), ==, GTK_TEXT_DIR_RTL);
  a11y_walk (GTK_WIDGET (scene.window), visit, findings);
  a11y_tell (setting->name, findings);
  a11y_scene_close (&scene);
}


/* An examination that finds nothing says nothing unless it can find something. */
static void
test_itself (void)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *box = gtk_fixed_new ();
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "content", box, "default-width", 400, "default-height", 400, NULL);

  gtk_fixed_put (GTK_FIXED (box), gtk_label_new ("Well inside"), 100, 100);
  gtk_fixed_put (GTK_FIXED (box), gtk_label_new ("At the edge"), -20, 100);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle ();
  a11y_walk (window, visit, findings);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_nonnull (strstr (findings->pdata[0], "“At the edge”"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  g_test_add_func ("/mirror/itself", test_itself);
  for (guint i = 0; i < shots_n_settings; i++)
    {
      g_autofree char *path = g_strdup_printf ("/mirror/%s", shots_settings[i].name);

      g_test_add_data_func (path, &shots_settings[i], test_scene);
    }
  return g_test_run ();
}
