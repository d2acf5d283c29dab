/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>

/* Waiting for one asynchronous verb: give await_cb with the address of a slot, then call await(). */

static inline void
await_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  g_assert_null (*slot);
  *slot = g_object_ref (result);
}

static inline void
await_too_late_cb (gpointer user_data)
{
  g_error ("waited for half a minute");
}

/* Takes the result out of the slot, for a g_autoptr of the caller. */
static inline GAsyncResult *
await (GAsyncResult **slot)
{
  guint deadline = g_timeout_add_seconds_once (30, await_too_late_cb, NULL);

  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
  return g_steal_pointer (slot);
}

/* A fresh folder for one test, and the end of it. */
static inline char *
folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("earshot-store-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static inline void
folder_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (GFile) file = g_file_new_build_filename (folder, name, NULL);

      g_file_delete (file, NULL, NULL);
    }
  g_assert_cmpint (g_remove (folder), ==, 0);
}

/* The name in @folder that begins with @prefix, or NULL. */
static inline char *
folder_find (const char *folder,
             const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      return g_build_filename (folder, name, NULL);

  return NULL;
}
