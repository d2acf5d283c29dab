/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Photographs of every page and dialog, narrow and wide, light and dark, with a phone that holds still.
 * Usage: shots DIRECTORY [name…]
 * A program speaks one language for as long as it runs: in the locale en_XA all photographs are of long words, and in
 * that of a translation, such as de_DE, in that language. */

#include "shots-scenes.h"

#include "config.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>

#include "app-templates.h"
#include "scripted-people.h"

/* A popover has a surface of its own; in the photograph it lies where it would on the screen. */
static void
add_popover (GtkWidget   *window,
             GtkWidget   *popover,
             GtkSnapshot *snapshot)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (popover);
  GdkPopup *popup = GDK_POPUP (gtk_native_get_surface (GTK_NATIVE (popover)));
  double outer_x, outer_y, inner_x, inner_y;

  gtk_native_get_surface_transform (GTK_NATIVE (window), &outer_x, &outer_y);
  gtk_native_get_surface_transform (GTK_NATIVE (popover), &inner_x, &inner_y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
    (float) (gdk_popup_get_position_x (popup) + inner_x - outer_x),
    (float) (gdk_popup_get_position_y (popup) + inner_y - outer_y)));
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  gtk_snapshot_restore (snapshot);
}

static void
add_popovers (GtkWidget   *window,
              GtkWidget   *widget,
              GtkSnapshot *snapshot)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget))
    add_popover (window, widget, snapshot);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_popovers (window, child, snapshot);
}

static void
painted_cb (guint *frames)
{
  *frames += 1;
}

/* A widget has a picture once a frame of its own surface was painted; a clock stands still while the surface is not on
 * the screen. The first frame may show how things were before. */
static void
wait_for_picture (GtkWidget *native)
{
  g_autoptr (GdkFrameClock) clock = NULL;
  guint frames = 0;
  gulong id;

  g_return_if_fail (gtk_widget_get_mapped (native));
  clock = g_object_ref (gtk_widget_get_frame_clock (native));
  id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &frames);
  while (frames < 2 && gtk_widget_get_mapped (native))
    {
      gtk_widget_queue_draw (native);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, id);
}

static void
list_popovers (GtkWidget *widget,
               GPtrArray *popovers)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (popovers, g_object_ref (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_popovers (child, popovers);
}

static void
wait_for_popovers (GtkWidget *window)
{
  g_autoptr (GPtrArray) popovers = g_ptr_array_new_with_free_func (g_object_unref);

  list_popovers (window, popovers);
  for (guint n = 0; n < popovers->len; n++)
    wait_for_picture (popovers->pdata[n]);
}

static void
photograph (GtkWidget  *window,
            const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  add_popovers (window, window, snapshot);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
take (guint       index,
      int         width,
      int         height,
      const char *path)
{
  g_autoptr (Phone) phone = phone_new (NULL, NULL);
  ShotsScene scene = { app_window_new (NULL, phone), phone };

  gtk_window_set_default_size (GTK_WINDOW (scene.window), width, height);
  gtk_widget_remove_css_class (GTK_WIDGET (scene.window), "devel");
  app_window_set_ready (scene.window);
  gtk_window_present (GTK_WINDOW (scene.window));
  wait_for_picture (GTK_WIDGET (scene.window));
  shots_spin (150);
  shots_settings[index].set_up (&scene);
  shots_spin (450);
  wait_for_popovers (GTK_WIDGET (scene.window));
  wait_for_picture (GTK_WIDGET (scene.window));
  photograph (GTK_WIDGET (scene.window), path);
  gtk_window_destroy (GTK_WINDOW (scene.window));
  shots_spin (20);
}

static gboolean
is_wanted (const char  *name,
           char       **wanted)
{
  return *wanted == NULL || g_strv_contains ((const char *const *) wanted, name);
}

static void
take_all (const char  *directory,
          const char  *suffix,
          char       **wanted)
{
  static const struct
  {
    const char *name;
    int width;
    int height;
  } sizes[] = { { "narrow", 360, 720 }, { "wide", 1100, 720 }, { "shown", 940, 640 } };

  for (guint i = 0; i < shots_n_settings; i++)
    {
      for (guint s = 0; s < G_N_ELEMENTS (sizes) && is_wanted (shots_settings[i].name, wanted); s++)
        {
          g_autofree char *path = g_strdup_printf ("%s/%s-%s-%s.png", directory, shots_settings[i].name, sizes[s].name,
                                                   suffix);

          /* What the software centres show has a size of its own, and is taken on demand. */
          if (g_str_equal (sizes[s].name, "shown") == (g_getenv ("SHOTS_SHOWN") != NULL))
            take (i, sizes[s].width, sizes[s].height, path);
        }
    }
}

static void
dress (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autoptr (GtkCssProvider) bare = gtk_css_provider_new ();
  GdkDisplay *display = gdk_display_get_default ();

  g_object_set (settings, "gtk-font-name", "Inter 11", "gtk-enable-animations", FALSE, "gtk-decoration-layout", ":close",
                NULL);
  gtk_css_provider_load_from_resource (provider, APP_RESOURCE_PATH "/style.css");
  /* Without a compositor GTK draws a frame that no desktop shows. */
  gtk_css_provider_load_from_string (bare, "window.solid-csd { padding: 0; border: none; box-shadow: none; }");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (bare), GTK_STYLE_PROVIDER_PRIORITY_USER);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), APP_RESOURCE_PATH "/icons");
}

/* The style of the photographs of one run; NULL: all that need no language. */
static const char *
speak (void)
{
  const char *asked = g_getenv ("LC_ALL") != NULL ? g_getenv ("LC_ALL") : "C";
  gboolean is_long = g_str_has_prefix (asked, "en_XA");
  gboolean is_translated = strchr (asked, '_') != NULL && !is_long;
  gboolean is_known = setlocale (LC_ALL, "") != NULL;
  g_autofree char *language = g_strndup (asked, strcspn (asked, "_"));

  bindtextdomain (GETTEXT_PACKAGE, is_translated ? PO_DIR : PSEUDO_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!is_long && !is_translated)
    return NULL;
  g_assert_true (is_known);
  return is_long ? "long" : g_intern_string (language);
}

int
main (int    argc,
      char **argv)
{
  AdwStyleManager *style;
  char **wanted = argv + MIN (2, argc);
  const char *only;

  g_return_val_if_fail (argc > 1, 1);
  only = speak ();
  g_set_application_name (APPLICATION_NAME);
  adw_init ();
  app_templates_init ();
  dress ();
  g_mkdir_with_parents (argv[1], 0755);
  style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  take_all (argv[1], only != NULL ? only : "light", wanted);
  if (only != NULL)
    return 0;
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  take_all (argv[1], "dark", wanted);

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  take_all (argv[1], "rtl", wanted);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);
  take_all (argv[1], "large", wanted);
  return 0;
}
