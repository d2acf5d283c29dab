/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whose packets are believed, and where ours go ("RTP bleed", TRUST 3.8). */

#include "media-latch.h"

#define START (100 * G_USEC_PER_SEC)
#define SOON (START + G_USEC_PER_SEC)
#define LATE (START + MEDIA_LATCH_WINDOW_US + 1)

static GSocketAddress *
at (const char *address,
    guint       port)
{
  return g_inet_socket_address_new_from_string (address, port);
}

static gboolean
admits (MediaLatch *latch,
        const char *address,
        guint       port,
        gboolean    proven,
        gint64      now)
{
  g_autoptr (GSocketAddress) from = at (address, port);

  return media_latch_admits (latch, from, proven, now);
}

static void
describe (MediaLatch *latch,
          const char *address,
          guint       port,
          gint64      now)
{
  g_autoptr (GSocketAddress) described = at (address, port);

  media_latch_describe (latch, described, now);
}

static void
assert_target (MediaLatch *latch,
               const char *expected)
{
  g_autofree char *shown = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (media_latch_get_target (latch)));

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_described (void)
{
  MediaLatch latch = { 0 };

  g_assert_false (admits (&latch, "192.0.2.1", 4000, FALSE, START));
  g_assert_null (media_latch_get_target (&latch));
  describe (&latch, "192.0.2.1", 4000, START);
  assert_target (&latch, "192.0.2.1:4000");
  g_assert_true (admits (&latch, "192.0.2.1", 4000, FALSE, SOON));
  g_assert_false (admits (&latch, "198.51.100.9", 4000, FALSE, SOON));
  g_assert_false (admits (&latch, "192.0.2.1", 4002, FALSE, SOON));
  assert_target (&latch, "192.0.2.1:4000");
  media_latch_clear (&latch);
}

/* Behind a router: the first one is believed, until the described one speaks up; later nobody. */
static void
test_behind_a_router (void)
{
  MediaLatch latch = { 0 };

  describe (&latch, "10.0.0.7", 4000, START);
  g_assert_false (admits (&latch, "203.0.113.5", 53, FALSE, SOON));
  g_assert_true (admits (&latch, "203.0.113.5", 61000, FALSE, SOON));
  assert_target (&latch, "203.0.113.5:61000");
  g_assert_false (admits (&latch, "198.51.100.9", 4000, FALSE, SOON));
  g_assert_true (admits (&latch, "10.0.0.7", 4000, FALSE, SOON));
  assert_target (&latch, "10.0.0.7:4000");
  g_assert_false (admits (&latch, "203.0.113.5", 61000, FALSE, SOON));
  media_latch_clear (&latch);
}

static void
test_too_late (void)
{
  MediaLatch latch = { 0 };

  describe (&latch, "192.0.2.1", 4000, START);
  g_assert_false (admits (&latch, "198.51.100.9", 4000, FALSE, LATE));
  assert_target (&latch, "192.0.2.1:4000");
  g_assert_true (admits (&latch, "192.0.2.1", 5000, FALSE, LATE));
  assert_target (&latch, "192.0.2.1:5000");
  g_assert_false (admits (&latch, "192.0.2.1", 4000, FALSE, LATE));
  media_latch_clear (&latch);
}

/* What still comes from the old place after they said that they are elsewhere is not the new place. */
static void
test_moved (void)
{
  MediaLatch latch = { 0 };

  describe (&latch, "192.0.2.1", 4000, START);
  g_assert_true (admits (&latch, "192.0.2.1", 4000, FALSE, SOON));
  describe (&latch, "192.0.2.1", 4000, SOON);
  g_assert_true (admits (&latch, "192.0.2.1", 4000, FALSE, SOON));
  describe (&latch, "192.0.2.99", 4000, SOON);
  assert_target (&latch, "192.0.2.99:4000");
  g_assert_false (admits (&latch, "192.0.2.1", 4000, FALSE, SOON));
  g_assert_true (admits (&latch, "192.0.2.99", 4000, FALSE, SOON));
  media_latch_clear (&latch);
}

/* Proven packets are heard from anywhere, but move the stream only when the old place is quiet. */
static void
test_proven (void)
{
  MediaLatch latch = { 0 };

  describe (&latch, "192.0.2.1", 4000, START);
  g_assert_true (admits (&latch, "203.0.113.5", 61000, TRUE, LATE));
  assert_target (&latch, "203.0.113.5:61000");
  g_assert_true (admits (&latch, "203.0.113.6", 61000, TRUE, LATE + 1));
  assert_target (&latch, "203.0.113.5:61000");
  g_assert_true (admits (&latch, "203.0.113.6", 61000, TRUE, LATE + 2 * G_USEC_PER_SEC));
  assert_target (&latch, "203.0.113.6:61000");
  media_latch_clear (&latch);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media-latch/described", test_described);
  g_test_add_func ("/media-latch/behind-a-router", test_behind_a_router);
  g_test_add_func ("/media-latch/too-late", test_too_late);
  g_test_add_func ("/media-latch/moved", test_moved);
  g_test_add_func ("/media-latch/proven", test_proven);

  return g_test_run ();
}
