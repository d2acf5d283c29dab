/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every page and dialog that is photographed, in the language of tests/app/pseudo.py: what is not in that language was
 * never given to the translators, or is the data of the scene. */

#include "a11y-scene.h"
#include "a11y-walk.h"
#include "app-test.h"

#include "config.h"

#include <libintl.h>
#include <locale.h>

static A11ySpoken *spoken;

static void
test_scene (gconstpointer data)
{
  const ShotsSetting *setting = data;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  ShotsScene scene;

  a11y_scene_open (&scene, setting, 1100);
  a11y_examine_strings (GTK_WIDGET (scene.window), spoken, findings);
  a11y_tell (setting->name, findings);
  a11y_scene_close (&scene);
}

/* An examination that finds nothing says nothing unless it can find something. */
static void
test_itself (void)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "content", box, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-symbolic");

  g_assert_cmpstr (gettext ("Keypad"), !=, "Keypad");
  gtk_widget_set_tooltip_text (button, "Forgotten Tooltip");
  gtk_box_append (GTK_BOX (box), gtk_label_new (gettext ("Keypad")));
  gtk_box_append (GTK_BOX (box), gtk_label_new ("Amélie Fournier"));
  gtk_box_append (GTK_BOX (box), gtk_label_new ("[Pîcturé of] somebody"));
  gtk_box_append (GTK_BOX (box), button);
  gtk_window_present (GTK_WINDOW (window));
  app_test_settle ();
  a11y_examine_strings (window, spoken, findings);
  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_nonnull (strstr (findings->pdata[0], "“somebody”"));
  g_assert_nonnull (strstr (findings->pdata[1], "“Forgotten Tooltip”"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
speak (void)
{
  g_unsetenv ("LANGUAGE");
  g_assert_nonnull (setlocale (LC_ALL, "en_XA.UTF-8"));
  bindtextdomain (GETTEXT_PACKAGE, PSEUDO_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  int outcome;

  app_test_init (&argc, &argv);
  speak ();
  folder = g_test_build_filename (G_TEST_DIST, "app", NULL);
  spoken = a11y_spoken_new (folder);
  g_test_add_func ("/strings/itself", test_itself);
  for (guint i = 0; i < shots_n_settings; i++)
    {
      g_autofree char *path = g_strdup_printf ("/strings/%s", shots_settings[i].name);

      g_test_add_data_func (path, &shots_settings[i], test_scene);
    }
  outcome = g_test_run ();
  a11y_spoken_free (spoken);
  return outcome;
}
