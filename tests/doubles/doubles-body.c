/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bodies in the shape of those that servers in the field send. */

#include "doubles-body.h"

#include <string.h>

GBytes *
doubles_body_read (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "ua", "bodies", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

GBytes *
doubles_body_new (const char *text)
{
  return g_bytes_new (text, strlen (text));
}
