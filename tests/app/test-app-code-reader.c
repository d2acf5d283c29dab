/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures become grey pixels: a texture, a file, and a file that is none. */

#include "app-code-reader.h"

#include <glib/gstdio.h>

#include "app-test.h"

static GdkTexture *
make_texture (guint8 shade)
{
  guint8 pixels[3 * 5 * 3];
  g_autoptr (GBytes) bytes = NULL;

  memset (pixels, shade, sizeof pixels);
  bytes = g_bytes_new (pixels, sizeof pixels);
  return gdk_memory_texture_new (3, 5, GDK_MEMORY_R8G8B8, bytes, 9);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static gboolean
is_set (gpointer slot)
{
  return *(gpointer *) slot != NULL;
}

static char *
read_picture (GObject  *picture,
              GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  app_code_reader_read_async (picture, NULL, result_cb, &result);
  app_test_wait (is_set, &result);
  return app_code_reader_read_finish (result, error);
}

static void
test_texture (void)
{
  g_autoptr (GdkTexture) dark = make_texture (0);
  g_autoptr (GdkTexture) light = make_texture (255);
  g_autofree char *of_dark = read_picture (G_OBJECT (dark), NULL);
  g_autofree char *of_light = read_picture (G_OBJECT (light), NULL);

  g_assert_cmpstr (of_dark, ==, "https://example.org/code");
  g_assert_null (of_light);
}

static void
test_file (void)
{
  g_autoptr (GdkTexture) dark = make_texture (0);
  g_autofree char *folder = g_dir_make_tmp ("earshot-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "code.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (gdk_texture_save_to_png (dark, path));
  text = read_picture (G_OBJECT (file), NULL);
  g_assert_cmpstr (text, ==, "https://example.org/code");

  g_assert_true (g_file_set_contents (path, "no picture", -1, NULL));
  g_assert_null (read_picture (G_OBJECT (file), &error));
  g_assert_nonnull (error);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/code-reader/texture", test_texture);
  g_test_add_func ("/app/code-reader/file", test_file);
  return g_test_run ();
}
