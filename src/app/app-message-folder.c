/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: other programs want a file. What somebody looked at once must not lie about for ever, so all of it goes
 * when the program begins and when it ends. And other programs go by the ending of a name, which the sender chose: one that
 * does not fit what the file says it is gets the one that does. */

#include "app-message-folder.h"

#include "config.h"

#include <glib/gstdio.h>

static const struct
{
  const char *type;
  const char *endings[3]; /* the first is the one it gets */
} kinds[] = {
  { "image/png", { ".png" } },
  { "image/jpeg", { ".jpg", ".jpeg" } },
  { "application/pdf", { ".pdf" } },
};

static const char *const *
find_endings (PhoneFile *file)
{
  for (guint n = 0; n < G_N_ELEMENTS (kinds); n++)
    if (g_str_equal (kinds[n].type, phone_file_get_type_name (file)))
      return kinds[n].endings;
  return NULL;
}

/**
 * app_message_folder_knows:
 * @file: a file
 *
 * Whether it is of a kind that may be opened from here.
 *
 * Returns: %TRUE for pictures and PDF
 */
gboolean
app_message_folder_knows (PhoneFile *file)
{
  g_return_val_if_fail (PHONE_IS_FILE (file), FALSE);

  return find_endings (file) != NULL;
}

static char *
fit_ending (PhoneFile *file)
{
  const char *const *endings = find_endings (file);
  g_autofree char *folded = g_ascii_strdown (phone_file_get_name (file), -1);

  for (guint n = 0; endings != NULL && endings[n] != NULL; n++)
    if (g_str_has_suffix (folded, endings[n]))
      return g_strdup (phone_file_get_name (file));
  return g_strconcat (phone_file_get_name (file), endings != NULL ? endings[0] : ".bin", NULL);
}

static char *
get_root (void)
{
  return g_build_filename (g_get_user_cache_dir (), "earshot", "opened", NULL);
}

/**
 * app_message_folder_place:
 * @file: a file
 * @error: return location for a #GFileError
 *
 * Makes a folder that nobody else can read, for this file alone.
 *
 * Returns: (transfer full) (nullable): where to write it
 */
GFile *
app_message_folder_place (PhoneFile  *file,
                          GError    **error)
{
  g_autofree char *root = get_root ();
  g_autofree char *folder = g_build_filename (root, "XXXXXX", NULL);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (PHONE_IS_FILE (file), NULL);

  if (g_mkdir_with_parents (root, 0700) != 0 || g_mkdtemp (folder) == NULL)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", root, g_strerror (code));
      return NULL;
    }
  name = fit_ending (file);
  path = g_build_filename (folder, name, NULL);
  return g_file_new_for_path (path);
}

/* What a link leads to is not ours. */
static void
clear_below (GFile *folder,
             guint  depth)
{
  g_autoptr (GFileEnumerator) all =
    g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFileInfo *info;
  GFile *child;

  while (all != NULL && g_file_enumerator_iterate (all, &info, &child, NULL, NULL) && child != NULL)
    {
      g_autoptr (GError) error = NULL;

      if (depth > 0 && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        clear_below (child, depth - 1);
      if (!g_file_delete (child, NULL, &error))
        g_info ("a file that was opened stays: %s", error->message);
    }
}

/**
 * app_message_folder_clear:
 *
 * Removes whatever was opened: a few small files, when the program begins and ends.
 */
void
app_message_folder_clear (void)
{
  g_autofree char *root = get_root ();
  g_autoptr (GFile) folder = g_file_new_for_path (root);

  clear_below (folder, 1);
}
