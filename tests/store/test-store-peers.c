/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What an address takes is remembered. */

#include "store-fixture.h"
#include "store-peers.h"

static StorePeer *
get (Fixture    *fixture,
     const char *address)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  StorePeer *peer;

  store_peers_get_async (fixture->database, "a", address, NULL, await_cb, &slot);
  result = await (&slot);
  peer = store_peers_get_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return peer;
}

static void
put (Fixture  *fixture,
     gboolean  takes_receipts,
     gboolean  takes_typing,
     gint64    until_us)
{
  StorePeer peer = { (char *) "a", (char *) "bob", takes_receipts, takes_typing, until_us };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  store_peers_put_async (fixture->database, &peer, NULL, await_cb, &slot);
  result = await (&slot);
  g_assert_true (store_peers_put_finish (fixture->database, result, &error));
  g_assert_no_error (error);
}

/* WISHES D10 */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (StorePeer) stranger = get (fixture, "bob");
  g_autoptr (StorePeer) known = NULL;
  g_autoptr (StorePeer) changed = NULL;

  g_assert_false (stranger->takes_receipts);
  g_assert_cmpint (stranger->until_us, ==, 0);
  put (fixture, TRUE, FALSE, 99);
  known = get (fixture, "bob");
  g_assert_true (known->takes_receipts);
  g_assert_false (known->takes_typing);
  g_assert_cmpint (known->until_us, ==, 99);
  put (fixture, FALSE, TRUE, 100);
  changed = get (fixture, "bob");
  g_assert_false (changed->takes_receipts);
  g_assert_true (changed->takes_typing);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/peers/remembered", Fixture, NULL, set_up, test_remembered, tear_down);
  return g_test_run ();
}
