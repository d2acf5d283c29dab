/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Plays every scene of the folder it is given, each as one test. */

#include "scene-stage.h"

#include <string.h>

static void
play (gconstpointer data)
{
  const char *path = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SceneScript) script = scene_script_load (path, &error);

  g_assert_no_error (error);

  g_autoptr (SceneStage) stage = scene_stage_new (script->line);

  for (guint i = 0; i < script->steps->len; i++)
    {
      const SceneStep *step = g_ptr_array_index (script->steps, i);

      if (scene_stage_perform (stage, step, &error))
        continue;
      g_test_fail_printf ("%s:%u: %s: %s", script->path, step->number, step->text, error->message);
      return;
    }
  if (!scene_stage_end (stage, &error))
    g_test_fail_printf ("%s: at the end: %s", script->path, error->message);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_scenes (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".scene"))
        g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    }
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);

  g_autoptr (GPtrArray) paths = list_scenes (argv[1]);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *name = g_strdup_printf ("/scene/%.*s", (int) (strlen (base) - strlen (".scene")), base);

      g_test_add_data_func (name, path, play);
    }
  return g_test_run ();
}
