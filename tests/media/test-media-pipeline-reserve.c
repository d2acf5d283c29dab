/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who answers a peer that starts ICE anew lets it check first: what arrives where the peer listens, and when. */

#include "media-move.h"
#include "media-threads.h"

/* Less than it is given, for the clocks of two threads. */
#define HEAD_START_US 120000

static char *candidate;

static char *
offer_our_socket (const char *description)
{
  g_autoptr (GRegex) others = g_regex_new ("a=candidate:[^\r]*\r\n", 0, 0, NULL);
  g_autoptr (GRegex) end = g_regex_new ("a=end-of-candidates", 0, 0, NULL);
  g_autofree char *without = g_regex_replace_literal (others, description, -1, 0, "", 0, NULL);

  return g_regex_replace_literal (end, without, -1, 0, candidate, 0, NULL);
}

static GSocket *
listen (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) here = NULL;
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, any, FALSE, &error);
  g_assert_no_error (error);
  here = g_socket_get_local_address (socket, &error);
  g_assert_no_error (error);
  candidate = g_strdup_printf ("a=candidate:1 1 UDP 2015363327 127.0.0.1 %u typ host\r\na=end-of-candidates",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (here)));
  g_socket_set_blocking (socket, FALSE);

  return g_steal_pointer (&socket);
}

/* µs from now until something comes in. */
static gint64
wait_for_check (GSocket *socket)
{
  gint64 begin = g_get_monotonic_time ();
  GSource *tick = g_timeout_source_new (5);

  g_source_set_callback (tick, pair_tick_cb, NULL, NULL);
  g_source_attach (tick, NULL);
  while ((g_socket_condition_check (socket, G_IO_IN) & G_IO_IN) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time () - begin, <, PAIR_DEADLINE_US);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_destroy (tick);
  g_source_unref (tick);

  return g_get_monotonic_time () - begin;
}

/* The peer hears of us by our answer and not by a check that overtook it; after a while we check all the same. */
static void
test_renewal (void)
{
  Pair *pair = move_new_call ();
  g_autoptr (GSocket) socket = listen ();
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *answer = NULL;

  ua_description_handler_renew (pair->caller);
  offer = pair_get (pair->caller, &error);
  g_assert_no_error (error);
  moved = offer_our_socket (offer);
  g_assert_true (pair_set (pair->callee, moved, &error));
  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (answer, "a=candidate:"));
  g_assert_cmpint (wait_for_check (socket), >=, HEAD_START_US);

  g_clear_pointer (&candidate, g_free);
  pair_free (pair);
}

/* Whoever hangs up meanwhile leaves nothing behind. */
static void
test_closed (void)
{
  Pair *pair = move_new_call ();
  g_autoptr (GError) error = NULL;
  g_autofree char *offer = NULL;
  g_autofree char *answer = NULL;

  ua_description_handler_renew (pair->caller);
  offer = pair_get (pair->caller, &error);
  g_assert_no_error (error);
  g_assert_true (pair_set (pair->callee, offer, &error));
  answer = pair_get (pair->callee, &error);
  g_assert_no_error (error);

  pair_free (pair);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-pipeline-reserve/renewal", test_renewal);
  g_test_add_func ("/media-pipeline-reserve/closed", test_closed);

  return media_threads_run_tests ();
}
