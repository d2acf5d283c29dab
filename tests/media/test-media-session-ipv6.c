/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sound by RTP where there is nothing but the newer kind of address, and where the two ends speak of different kinds (issue 5
 * item 1). The test lives in a network of its own. */

/* unshare() is Linux and not POSIX. */
#define _GNU_SOURCE

#include "media-middle.h"
#include "media-threads.h"

#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

static void
run_ip (const char *arguments)
{
  g_autofree char *command = g_strconcat ("ip ", arguments, NULL);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

static void
write_map (const char *path,
           const char *text)
{
  int file = open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, text, strlen (text)), ==, (gssize) strlen (text));
  close (file);
}

/* Before the first thread. */
static void
enter_own_network (void)
{
  g_autofree char *users = g_strdup_printf ("0 %d 1", (int) geteuid ());
  g_autofree char *groups = g_strdup_printf ("0 %d 1", (int) getegid ());

  g_assert_cmpint (unshare (CLONE_NEWUSER | CLONE_NEWNET), ==, 0);
  write_map ("/proc/self/setgroups", "deny");
  write_map ("/proc/self/uid_map", users);
  write_map ("/proc/self/gid_map", groups);
  run_ip ("link set lo up");
  run_ip ("addr add fd07::1/128 dev lo nodad");
}

static Pair *
new_pair (MediaProfile profile)
{
  Pair *pair = pair_new ("silence", "silence");

  g_clear_object (&pair->caller);
  g_clear_object (&pair->callee);
  pair->caller = middle_new_handler (pair, "tone:1000:-20", profile, MEDIA_PROFILES_ALL);
  pair->callee = middle_new_handler (pair, "tone:440:-20", profile, MEDIA_PROFILES_ALL);
  pair_watch (pair, pair->caller, pair->caller_tones);
  pair_watch (pair, pair->callee, pair->callee_tones);

  return pair;
}

static gboolean
both_hear (Pair *pair)
{
  return pair_hears (pair_caller (pair), 440) && pair_hears (pair_callee (pair), 1000);
}

static char *
expect_newer (const char *offer)
{
  g_assert_nonnull (strstr (offer, "\r\nc=IN IP6 fd07::1\r\n"));
  g_assert_null (strstr (offer, "fe80:"));

  return g_strdup (offer);
}

static void
test_alone (gconstpointer data)
{
  Pair *pair = new_pair (GPOINTER_TO_UINT (data));

  pair_exchange (pair->caller, pair->callee, expect_newer);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, both_hear);
  g_assert_cmpint (media_session_get_profile (pair_callee (pair)), ==, GPOINTER_TO_UINT (data));

  pair_free (pair);
}

/* What stands between two networks may say one kind of address and send from another: who speaks to us is answered
 * there. */
static void
test_mixed (gconstpointer data)
{
  Pair *pair = new_pair (GPOINTER_TO_UINT (data));
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GString) changed = NULL;

  run_ip ("addr add 10.7.0.1/32 dev lo");
  offer = pair_get (pair->caller, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (offer, "\r\nc=IN IP4 10.7.0.1\r\n"));
  pair_set (pair->callee, offer, &error);
  g_assert_no_error (error);
  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (answer, "\r\nc=IN IP4 10.7.0.1\r\n"));
  changed = g_string_new (answer);
  g_string_replace (changed, "c=IN IP4 10.7.0.1", "c=IN IP6 fd07::1", 1);
  pair_set (pair->caller, changed->str, &error);
  g_assert_no_error (error);
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, both_hear);
  run_ip ("addr del 10.7.0.1/32 dev lo");

  pair_free (pair);
}

int
main (int    argc,
      char **argv)
{
  enter_own_network ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/media-session-ipv6/plain", GUINT_TO_POINTER (MEDIA_PROFILE_PLAIN), test_alone);
  g_test_add_data_func ("/media-session-ipv6/sdes", GUINT_TO_POINTER (MEDIA_PROFILE_SDES), test_alone);
  g_test_add_data_func ("/media-session-ipv6/mixed", GUINT_TO_POINTER (MEDIA_PROFILE_PLAIN), test_mixed);
  g_test_add_data_func ("/media-session-ipv6/mixed-sdes", GUINT_TO_POINTER (MEDIA_PROFILE_SDES), test_mixed);

  return media_threads_run_tests ();
}
