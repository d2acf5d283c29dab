/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A question ends when its time is over or when whoever asked does not want it any more. Too much is tried in
 * test-dav-server.c, against a server. */

#include "doubles-wait.h"

#include "dav-guard.h"

static void
test_patience (void)
{
  g_autoptr (DavGuard) guard = dav_guard_new (0, 1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (dav_guard_check (guard, NULL));
  doubles_wait_until (g_cancellable_is_cancelled (dav_guard_get_cancellable (guard)));
  g_assert_false (dav_guard_check (guard, &error));
  g_assert_error (error, DAV_ERROR, DAV_ERROR_UNREACHABLE);
}

static void
test_outer (void)
{
  g_autoptr (GCancellable) outer = g_cancellable_new ();
  g_autoptr (DavGuard) guard = dav_guard_new (3600, 1, outer);
  g_autoptr (DavGuard) late = NULL;

  g_cancellable_cancel (outer);
  late = dav_guard_new (3600, 1, outer);
  g_assert_true (g_cancellable_is_cancelled (dav_guard_get_cancellable (guard)));
  g_assert_true (g_cancellable_is_cancelled (dav_guard_get_cancellable (late)));
  g_assert_true (dav_guard_check (guard, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dav/guard/patience", test_patience);
  g_test_add_func ("/dav/guard/outer", test_outer);
  return g_test_run ();
}
