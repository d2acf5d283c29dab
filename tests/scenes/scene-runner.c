/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Plays every scene of the folder it is given, each as one test; or, after --ladder, the scenes that are named, and
 * draws what happened.
 */

#include "scene-stage.h"

#include <string.h>

static gboolean
perform (SceneStage   *stage,
         SceneScript  *script,
         GError      **error)
{
  for (guint i = 0; i < script->steps->len; i++)
    {
      const SceneStep *step = g_ptr_array_index (script->steps, i);

      if (scene_stage_perform (stage, step, error))
        continue;
      g_prefix_error (error, "%s:%u: %s: ", script->path, step->number, step->text);
      return FALSE;
    }
  if (scene_stage_end (stage, error))
    return TRUE;
  g_prefix_error (error, "%s: at the end: ", script->path);
  return FALSE;
}

/* @ladder: (out) (optional): what it looked like, as far as it went */
static gboolean
play_scene (const char  *path,
            char       **ladder,
            GError     **error)
{
  g_autoptr (SceneScript) script = scene_script_load (path, error);

  if (script == NULL)
    return FALSE;

  g_autoptr (SceneLadder) drawing = scene_ladder_new (script->title, script->source);
  g_autoptr (SceneStage) stage = scene_stage_new (script->line);
  gboolean done;

  stage->ladder = drawing;
  done = perform (stage, script, error);
  if (ladder != NULL)
    *ladder = scene_ladder_draw (drawing);
  return done;
}

static void
play (gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!play_scene (data, NULL, &error))
    g_test_fail_printf ("%s", error->message);
}

/* The drawing beside a scene is what it should look like. */
static void
draw (gconstpointer data)
{
  const char *expected_path = data;
  g_autofree char *path = g_strndup (expected_path, strlen (expected_path) - strlen (".ladder"));
  g_autofree char *expected = NULL;
  g_autofree char *ladder = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (expected_path, &expected, NULL, &error);
  g_assert_no_error (error);
  play_scene (path, &ladder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ladder, ==, expected);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_files (const char *folder,
            const char *suffix)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, suffix))
        g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    }
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

static GPtrArray *
add_tests (const char   *folder,
           const char   *suffix,
           const char   *group,
           GTestDataFunc test)
{
  GPtrArray *paths = list_files (folder, suffix);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *name = g_strdup_printf ("/%s/%.*s", group, (int) (strlen (base) - strlen (suffix)), base);

      g_test_add_data_func (name, path, test);
    }
  return paths;
}

static int
draw_all (char **paths)
{
  int status = 0;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *ladder = NULL;
      g_autoptr (GError) error = NULL;

      if (!play_scene (paths[i], &ladder, &error))
        status = 1;
      g_print ("%s%s%s%s", ladder != NULL ? ladder : "", error != NULL ? error->message : "",
               error != NULL ? "\n" : "", paths[i + 1] != NULL ? "\n" : "");
    }
  return status;
}

int
main (int   argc,
      char *argv[])
{
  if (argc > 2 && g_str_equal (argv[1], "--ladder"))
    return draw_all (argv + 2);

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);

  g_autoptr (GPtrArray) scenes = add_tests (argv[1], ".scene", "scene", play);
  g_autoptr (GPtrArray) ladders = add_tests (argv[1], ".scene.ladder", "ladder", draw);

  return g_test_run ();
}
