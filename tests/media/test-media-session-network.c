/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The addresses of this machine change under a call (TRUST F9, F10). The test lives in a network of its own, whose
 * addresses it gives and takes. */

/* unshare() is Linux and not POSIX. */
#define _GNU_SOURCE

#include "media-pair.h"
#include "media-sdp.h"
#include "media-threads.h"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

/* F9: so soon after the move is offered sound must be back. */
#define BACK_US (3 * G_USEC_PER_SEC)
/* So soon it must be seen that the address is gone. */
#define SEEN_US (3 * G_USEC_PER_SEC)

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
}

static gboolean
both_hear (Pair *pair)
{
  return pair_hears (pair_caller (pair), 440) && pair_hears (pair_callee (pair), 1000);
}

static gboolean
both_wait (Pair *pair)
{
  return media_session_get_state (pair_caller (pair)) == MEDIA_STATE_CONNECTING &&
         media_session_get_state (pair_callee (pair)) == MEDIA_STATE_CONNECTING;
}

static Pair *
new_call (void)
{
  Pair *pair = pair_new ("tone:1000:-20", "tone:440:-20");

  run_ip ("addr add 10.7.0.1/32 dev lo");
  pair_exchange (pair->caller, pair->callee, NULL);
  pair_wait (pair, both_hear);

  return pair;
}

/* F9: from one address to another; meanwhile the call shows that there is no sound, and has not failed. */
static void
test_moved (void)
{
  Pair *pair = new_call ();
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;
  gint64 begin = g_get_monotonic_time ();

  run_ip ("addr add 10.7.0.2/32 dev lo");
  run_ip ("addr del 10.7.0.1/32 dev lo");
  pair_wait (pair, both_wait);
  g_test_message ("seen after %d ms", (int) ((g_get_monotonic_time () - begin) / 1000));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, SEEN_US);

  begin = g_get_monotonic_time ();
  ua_description_handler_renew (pair->caller);
  offer = pair_get (pair->caller, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (offer, " 10.7.0.2 "));
  g_assert_null (strstr (offer, " 10.7.0.1 "));
  g_assert_true (pair_set (pair->callee, offer, &error));
  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  g_assert_true (pair_set (pair->caller, answer, &error));
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, both_hear);
  g_test_message ("sound is back after %d ms", (int) ((g_get_monotonic_time () - begin) / 1000));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, BACK_US);

  pair_free (pair);
  run_ip ("addr del 10.7.0.2/32 dev lo");
}

/* F10: the network goes, and comes back as it was: nobody has to do anything. */
static void
test_back_again (void)
{
  Pair *pair = new_call ();

  run_ip ("addr del 10.7.0.1/32 dev lo");
  pair_wait (pair, both_wait);
  run_ip ("addr add 10.7.0.1/32 dev lo");
  pair_wait (pair, pair_is_connected);
  pair_wait (pair, both_hear);

  pair_free (pair);
  run_ip ("addr del 10.7.0.1/32 dev lo");
}

static gboolean
one_failed (Pair *pair)
{
  return pair->n_failed > 0;
}

/* F10: the network goes for good. */
static void
test_gone (void)
{
  Pair *pair = new_call ();

  media_session_set_patience (pair_caller (pair), 300);
  run_ip ("addr del 10.7.0.1/32 dev lo");
  pair_wait (pair, one_failed);
  g_assert_cmpint (media_session_get_state (pair_caller (pair)), ==, MEDIA_STATE_FAILED);
  g_assert_cmpint (media_session_get_state (pair_callee (pair)), !=, MEDIA_STATE_FAILED);

  pair->n_failed = 0;
  pair_free (pair);
}

int
main (int    argc,
      char **argv)
{
  enter_own_network ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-session-network/moved", test_moved);
  g_test_add_func ("/media-session-network/back-again", test_back_again);
  g_test_add_func ("/media-session-network/gone", test_gone);

  return media_threads_run_tests ();
}
