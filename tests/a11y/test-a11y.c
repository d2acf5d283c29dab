/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every page and dialog that is photographed (tests/app/shots-*.c) is also used without eyes and without a pointer, and
 * read with weak eyes: narrow and wide, light and dark. With ADW_DEBUG_HIGH_CONTRAST=1 the same in high contrast. */

#include "a11y-scene.h"
#include "a11y-walk.h"
#include "app-test.h"
#include "shots-scenes.h"

#include "config.h"

#define NARROW 360
#define WIDE 1100
#define TRIES 4

static void
examine_contrast (GtkWidget  *root,
                  const char *where,
                  GPtrArray  *findings)
{
  static const struct
  {
    const char *name;
    AdwColorScheme scheme;
  } styles[] = { { "light", ADW_COLOR_SCHEME_FORCE_LIGHT }, { "dark", ADW_COLOR_SCHEME_FORCE_DARK } };

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s, %s", where, styles[i].name);

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), styles[i].scheme);
      app_test_settle ();
      a11y_examine_contrast (root, findings);
      a11y_tell (place, findings);
    }
}

/* A menu is a place of its own; where one is open nothing else can be used. */
static void
find_popover_cb (GtkWidget *widget,
                 gpointer   data)
{
  if (GTK_IS_POPOVER (widget) && gtk_popover_get_autohide (GTK_POPOVER (widget)))
    *(GtkWidget **) data = widget;
}

/* On a busy machine a page may still be laid out when the walk begins; what stays out of reach is a finding. */
static void
examine_keyboard (GtkWidget *root,
                  GPtrArray *findings)
{
  for (guint i = 0; i < TRIES; i++)
    {
      g_ptr_array_set_size (findings, 0);
      app_test_settle ();
      a11y_examine_keyboard (root, findings);
      if (findings->len == 0)
        return;
    }
}

static void
examine (const ShotsSetting *setting,
         int                 width)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *where = g_strdup_printf ("%s at %d px", setting->name, width);
  g_autoptr (GtkWidget) start = NULL;
  ShotsScene scene;
  GtkWidget *root;

  a11y_scene_open (&scene, setting, width);
  root = a11y_get_root (GTK_WINDOW (scene.window));
  a11y_walk (root, find_popover_cb, &root);
  a11y_examine_names (root, findings);
  a11y_tell (where, findings);
  start = gtk_root_get_focus (GTK_ROOT (scene.window));
  if (start != NULL)
    g_object_ref (start);
  examine_contrast (root, where, findings);
  if (start != NULL && gtk_widget_get_mapped (start))
    gtk_widget_grab_focus (start);
  examine_keyboard (root, findings);
  a11y_tell (where, findings);
  a11y_scene_close (&scene);
}

/* The house wants it of every control, and so does this. */
static void
test_scene (gconstpointer setting)
{
  examine (setting, WIDE);
  if (!adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    examine (setting, NARROW);
}

static GtkWindow *
show (GtkWidget *child)
{
  GtkWindow *window = GTK_WINDOW (g_object_new (ADW_TYPE_WINDOW, "content", child, NULL));

  gtk_window_present (window);
  app_test_settle ();
  return window;
}

static gboolean
is_found (GPtrArray  *findings,
          const char *words)
{
  for (guint i = 0; i < findings->len; i++)
    if (strstr (g_ptr_array_index (findings, i), words) != NULL)
      return TRUE;
  return FALSE;
}

/* An examination that finds nothing says nothing unless it can find something. */
static void
test_itself (void)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new ("Pale words");
  GtkWidget *good = gtk_button_new_with_label ("Good");
  GtkWidget *nameless = gtk_button_new_from_icon_name ("edit-symbolic");
  GtkWidget *hidden = gtk_button_new_with_label ("Only by pointer");
  GtkWindow *window;

  gtk_widget_set_opacity (label, 0.4);
  gtk_widget_set_focusable (hidden, FALSE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), good);
  gtk_box_append (GTK_BOX (box), nameless);
  gtk_box_append (GTK_BOX (box), hidden);
  window = show (box);
  a11y_examine_names (GTK_WIDGET (window), findings);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (is_found (findings, "has no name"));
  a11y_examine_contrast (GTK_WIDGET (window), findings);
  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_true (is_found (findings, "“Pale words”"));
  a11y_examine_keyboard (GTK_WIDGET (window), findings);
  g_assert_cmpuint (findings->len, ==, 3);
  g_assert_true (is_found (findings, "“Only by pointer”"));
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/a11y/itself", test_itself);
  for (guint i = 0; i < shots_n_settings; i++)
    {
      g_autofree char *path = g_strdup_printf ("/a11y/%s", shots_settings[i].name);

      g_test_add_data_func (path, &shots_settings[i], test_scene);
    }
  return g_test_run ();
}
