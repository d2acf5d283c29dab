/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: each examination opens the scenes that are photographed in the same way, and tells in the same words. */

#include "a11y-scene.h"

#include "app-test.h"

void
a11y_scene_open (ShotsScene         *scene,
                 const ShotsSetting *setting,
                 int                 width)
{
  scene->phone = phone_new (NULL, NULL);
  scene->window = app_window_new (NULL, scene->phone);
  gtk_window_set_default_size (GTK_WINDOW (scene->window), width, 720);
  app_window_set_ready (scene->window);
  gtk_window_present (GTK_WINDOW (scene->window));
  app_test_settle ();
  setting->set_up (scene);
  app_test_settle ();
}

void
a11y_scene_close (ShotsScene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  app_test_settle ();
  g_clear_object (&scene->phone);
}

void
a11y_tell (const char *where,
           GPtrArray  *findings)
{
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s: %s", where, (const char *) g_ptr_array_index (findings, i));
  if (findings->len > 0)
    g_test_fail_printf ("%s: %u to mend", where, findings->len);
  g_ptr_array_set_size (findings, 0);
}
