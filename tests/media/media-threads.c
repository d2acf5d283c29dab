/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whoever looks for leaks at the end of the program looks at what its threads hold: a thread that is just going away, or
 * lingers in a pool with OpenSSL's numbers in its pocket, would be taken for one that lost them. */

#include "media-threads.h"

#define PATIENCE_US (5 * G_USEC_PER_SEC)

/* Those that live as long as the program. */
static const char *const residents[] = { "gmain", "gdbus", "pool-spawner", "GstSystemClock", NULL };

static gboolean
is_guest (const char *task)
{
  g_autofree char *path = g_build_filename ("/proc/self/task", task, "comm", NULL);
  g_autofree char *name = NULL;

  if (g_file_get_contents (path, &name, NULL, NULL))
    return !g_strv_contains (residents, g_strchomp (name));

  return FALSE;
}

/* The main thread is one of them. */
static guint
count_guests (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  guint n_guests = 0;

  for (const char *task = g_dir_read_name (tasks); task != NULL; task = g_dir_read_name (tasks))
    n_guests += is_guest (task) ? 1 : 0;

  return n_guests;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

int
media_threads_run_tests (void)
{
  int result;
  gint64 deadline;
  guint source;

  g_thread_pool_set_max_unused_threads (0);
  result = g_test_run ();

  deadline = g_get_monotonic_time () + PATIENCE_US;
  source = g_timeout_add (5, wake_cb, NULL);
  while (count_guests () > 1 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);

  return result;
}
