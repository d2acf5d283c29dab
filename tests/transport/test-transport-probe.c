/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A host of two addresses, which `localhost` always is: ::1, then 127.0.0.1.
 */

#include "transport-probe.h"

#include "doubles-clock.h"
#include "doubles-datagrams.h"
#include "doubles-wait.h"

typedef struct
{
  DoublesClock *clock;
  GCancellable *cancellable;
  DoublesAnswer answer;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = doubles_clock_new ();
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  doubles_answer_clear (&fixture->answer);
  doubles_wait_settle ();
  g_assert_cmpuint (doubles_clock_get_n_armed (fixture->clock), ==, 0);
  g_assert_finalize_object (fixture->clock);
  g_object_unref (fixture->cancellable);
}

static void
probe (Fixture    *fixture,
       const char *host,
       guint       port)
{
  g_autoptr (GSocketConnectable) to = g_network_address_new (host, (guint16) port);

  transport_probe_async (to, SIP_CLOCK (fixture->clock), fixture->cancellable, doubles_answer_cb, &fixture->answer);
}

static void
assert_found (Fixture       *fixture,
              GSocketFamily  family)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = transport_probe_finish (doubles_answer_wait (&fixture->answer), &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_is_connected (socket));
  g_assert_cmpint (g_socket_get_family (socket), ==, family);
}

/* The server has the second family only: its host says so of the first. */
static void
test_second (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (DoublesDatagrams) server = doubles_datagrams_new (G_SOCKET_FAMILY_IPV4, 0);

  probe (fixture, "localhost", doubles_datagrams_get_port (server));
  assert_found (fixture, G_SOCKET_FAMILY_IPV4);
}

/* The first family, and silence: after a quarter of a second that is consent. */
static void
test_silent (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (DoublesDatagrams) server = doubles_datagrams_new (G_SOCKET_FAMILY_IPV6, 0);

  probe (fixture, "localhost", doubles_datagrams_get_port (server));
  doubles_wait_until (doubles_datagrams_get_heard (server)->len == 1);
  doubles_clock_advance (fixture->clock, 249);
  doubles_wait_settle ();
  g_assert_null (fixture->answer.result);
  doubles_clock_advance (fixture->clock, 1);
  assert_found (fixture, G_SOCKET_FAMILY_IPV6);
}

/* The first family, and an answer: at once. */
static void
test_answer (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (DoublesDatagrams) server = doubles_datagrams_new (G_SOCKET_FAMILY_IPV6, 0);

  probe (fixture, "localhost", doubles_datagrams_get_port (server));
  doubles_wait_until (doubles_datagrams_get_heard (server)->len == 1);
  doubles_datagrams_say (server, "\r\n", 2);
  assert_found (fixture, G_SOCKET_FAMILY_IPV6);
}

/* An address that is the only one is not asked: nobody is to wait for nothing. */
static void
test_only_one (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (DoublesDatagrams) server = doubles_datagrams_new (G_SOCKET_FAMILY_IPV4, 0);

  probe (fixture, "127.0.0.1", doubles_datagrams_get_port (server));
  assert_found (fixture, G_SOCKET_FAMILY_IPV4);
  doubles_wait_settle ();
  g_assert_cmpuint (doubles_datagrams_get_heard (server)->len, ==, 0);
}

/* Given up while it waits, and before. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  at_once)
{
  g_autoptr (DoublesDatagrams) server = doubles_datagrams_new (G_SOCKET_FAMILY_IPV6, 0);
  g_autoptr (GError) error = NULL;

  probe (fixture, "localhost", doubles_datagrams_get_port (server));
  if (at_once == NULL)
    doubles_wait_until (doubles_datagrams_get_heard (server)->len == 1);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (transport_probe_finish (doubles_answer_wait (&fixture->answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func) g_test_add ("/transport-probe/" name, Fixture, data, set_up, func, tear_down)
  ADD ("second", NULL, test_second);
  ADD ("silent", NULL, test_silent);
  ADD ("answer", NULL, test_answer);
  ADD ("only-one", NULL, test_only_one);
  ADD ("cancelled/waiting", NULL, test_cancelled);
  ADD ("cancelled/at-once", "at once", test_cancelled);

  return g_test_run ();
}
