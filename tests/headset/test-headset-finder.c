/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is plugged in, before and after one looks; made of files and a pipe with a name. */

#include "headset-finder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "headset-descriptors.h"

typedef struct
{
  char *root;
  char *described;
  char *devices;
  HeadsetFinder *finder;
  gboolean lifted;
} Fixture;

static void
write_file (const char *folder,
            const char *name,
            const void *octets,
            gssize      size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, octets, size, NULL));
}

static void
describe (Fixture      *fixture,
          const char   *name,
          const guint8 *descriptor,
          gsize         size)
{
  g_autofree char *folder = g_build_filename (fixture->described, name, "device", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  write_file (folder, "report_descriptor", descriptor, (gssize) size);
  write_file (folder, "uevent", "DRIVER=hid\nHID_NAME=Maker \xff\tBox\n", -1);
}

static char *
plug_in (Fixture    *fixture,
         const char *name)
{
  char *path = g_build_filename (fixture->devices, name, NULL);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  return path;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->root = g_dir_make_tmp ("earshot-headset-XXXXXX", NULL);
  fixture->described = g_build_filename (fixture->root, "class", NULL);
  fixture->devices = g_build_filename (fixture->root, "dev", NULL);
  g_assert_cmpint (g_mkdir (fixture->described, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->devices, 0700), ==, 0);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
count_cb (gpointer data)
{
  ++*(guint *) data;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer alive = fixture->finder;

  /* What a thread does for it ends first. */
  g_object_add_weak_pointer (alive, &alive);
  g_clear_object (&fixture->finder);
  while (alive != NULL)
    g_main_context_iteration (NULL, TRUE);
  remove_all (fixture->root);
  g_free (fixture->root);
  g_free (fixture->described);
  g_free (fixture->devices);
}

static void
wait_standing (Fixture         *fixture,
               HeadsetStanding  standing)
{
  while (headset_finder_get_standing (fixture->finder) != standing)
    g_main_context_iteration (NULL, TRUE);
}

static void
start (Fixture *fixture)
{
  guint n_told = 0;

  fixture->finder = headset_finder_new (fixture->described, fixture->devices);
  g_signal_connect_swapped (fixture->finder, "notify::standing", G_CALLBACK (count_cb), &n_told);
  while (n_told == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_func (fixture->finder, count_cb, &n_told);
}

static void
hook_cb (Fixture  *fixture,
         gboolean  lifted)
{
  fixture->lifted = lifted;
}

/* A keyboard is passed over; the headset behind it is heard. */
static void
test_there (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *keyboard = plug_in (fixture, "hidraw0");
  g_autofree char *path = plug_in (fixture, "hidraw1");
  g_autofd int fd = -1;

  describe (fixture, "hidraw0", descriptor_keyboard, sizeof descriptor_keyboard);
  describe (fixture, "hidraw1", descriptor_corded, sizeof descriptor_corded);
  start (fixture);
  g_assert_cmpint (headset_finder_get_standing (fixture->finder), ==, HEADSET_STANDING_READY);
  g_assert_cmpstr (headset_finder_get_name (fixture->finder), ==, "Maker \xef\xbf\xbd Box");
  g_signal_connect_swapped (headset_finder_get_headset (fixture->finder), "hook", G_CALLBACK (hook_cb), fixture);
  fd = open (path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  g_assert_cmpint (write (fd, "\x03\x01", 2), ==, 2);
  while (!fixture->lifted)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  describe (fixture, "hidraw0", descriptor_keyboard, sizeof descriptor_keyboard);
  start (fixture);
  g_assert_cmpint (headset_finder_get_standing (fixture->finder), ==, HEADSET_STANDING_NONE);
  g_assert_null (headset_finder_get_name (fixture->finder));
  g_assert_null (headset_finder_get_headset (fixture->finder));
}

/* In a sandbox there is its description alone; elsewhere it comes a moment later, and then it works. */
static void
test_denied (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = NULL;

  describe (fixture, "hidraw7", descriptor_wireless, sizeof descriptor_wireless);
  start (fixture);
  g_assert_cmpint (headset_finder_get_standing (fixture->finder), ==, HEADSET_STANDING_DENIED);
  g_assert_nonnull (headset_finder_get_name (fixture->finder));
  g_assert_null (headset_finder_get_headset (fixture->finder));
  path = plug_in (fixture, "hidraw7");
  wait_standing (fixture, HEADSET_STANDING_READY);
}

/* No such folders at all. */
static void
test_no_folders (Fixture       *fixture,
                 gconstpointer  data)
{
  g_assert_cmpint (g_remove (fixture->described), ==, 0);
  start (fixture);
  g_assert_cmpint (headset_finder_get_standing (fixture->finder), ==, HEADSET_STANDING_NONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/headset/finder/there", Fixture, NULL, set_up, test_there, tear_down);
  g_test_add ("/headset/finder/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/headset/finder/denied", Fixture, NULL, set_up, test_denied, tear_down);
  g_test_add ("/headset/finder/no-folders", Fixture, NULL, set_up, test_no_folders, tear_down);
  return g_test_run ();
}
