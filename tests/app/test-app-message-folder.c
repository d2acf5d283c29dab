/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was opened with other programs: named by its kind, for nobody else to read, and gone in the end. */

#include "app-message-folder.h"

#include <glib/gstdio.h>

#include "app-test.h"
#include "scripted-messages.h"

static PhoneFile *
make (PhoneConversation *with,
      const char        *name,
      const char        *type)
{
  g_autoptr (GBytes) octets = g_bytes_new_static ("x", 1);

  return phone_message_get_file (scripted_conversation_add_file (with, name, type, octets, PHONE_MESSAGE_STATE_RECEIVED));
}

/* A sender who calls a program a picture has it opened as a picture. */
static void
test_endings (void)
{
  static const struct
  {
    const char *name;
    const char *type;
    const char *written;
  } rows[] = {
    { "plan.png", "image/png", "plan.png" },         { "Plan.JPEG", "image/jpeg", "Plan.JPEG" },
    { "run.desktop", "image/png", "run.desktop.png" }, { "a.html", "application/pdf", "a.html.pdf" },
    { "../../x.pdf", "application/pdf", "x.pdf" },   { "run.sh", "application/x-sh", NULL },
  };
  g_autoptr (PhoneConversation) with = scripted_conversation_new (NULL, "Jonas", "jonas@example.org");

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      PhoneFile *file = make (with, rows[n].name, rows[n].type);
      g_autoptr (GFile) place = app_message_folder_place (file, NULL);
      g_autofree char *name = g_file_get_basename (place);

      g_assert_cmpint (app_message_folder_knows (file), ==, rows[n].written != NULL);
      if (rows[n].written != NULL)
        g_assert_cmpstr (name, ==, rows[n].written);
    }
  app_message_folder_clear ();
}

static void
test_gone (void)
{
  g_autoptr (PhoneConversation) with = scripted_conversation_new (NULL, "Jonas", "jonas@example.org");
  g_autoptr (GFile) place = app_message_folder_place (make (with, "plan.png", "image/png"), NULL);
  g_autoptr (GFile) folder = g_file_get_parent (place);
  g_autoptr (GFile) root = g_file_get_parent (folder);
  g_autoptr (GFile) link = g_file_get_child (root, "link");
  g_autofree char *elsewhere = g_dir_make_tmp ("elsewhere-XXXXXX", NULL);
  g_autofree char *kept = g_build_filename (elsewhere, "kept", NULL);
  g_autofree char *path = g_file_get_path (folder);
  GStatBuf told;

  g_assert_cmpint (g_stat (path, &told), ==, 0);
  g_assert_cmpuint (told.st_mode & 077, ==, 0);
  g_assert_true (g_file_replace_contents (place, "x", 1, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, NULL));
  g_assert_true (g_file_set_contents (kept, "x", 1, NULL));
  g_assert_true (g_file_make_symbolic_link (link, elsewhere, NULL, NULL));

  app_message_folder_clear ();
  g_assert_false (g_file_query_exists (folder, NULL));
  g_assert_cmpint (g_file_query_file_type (link, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL), ==, G_FILE_TYPE_UNKNOWN);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_unlink (kept);
  g_rmdir (elsewhere);
}

int
main (int    argc,
      char **argv)
{
  app_test_init (&argc, &argv);
  g_test_add_func ("/app/message-folder/endings", test_endings);
  g_test_add_func ("/app/message-folder/gone", test_gone);
  return g_test_run ();
}
