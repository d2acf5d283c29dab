/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is blocked, in all spellings, and after a restart. */

#include "phone-world.h"

#include "phone-blocked.h"

static PhoneBlockedAddress *
get_one (PhoneBlocked *blocked,
         guint         position)
{
  g_autoptr (PhoneBlockedAddress) address = g_list_model_get_item (G_LIST_MODEL (blocked), position);

  return address; /* the list holds it */
}

static void
count_cb (PhoneBlocked *blocked,
          guint        *n_changes)
{
  (*n_changes)++;
}

static void
test_spellings (World         *world,
                gconstpointer  data)
{
  PhoneBlocked *blocked = phone_get_blocked (world->phone);
  guint n_changes = 0;

  g_signal_connect (blocked, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_false (phone_blocked_add (blocked, "not an address"));
  g_assert_true (phone_blocked_add (blocked, "spam@example.net"));
  g_assert_true (phone_blocked_add (blocked, "sip:spam@EXAMPLE.net;transport=tcp"));
  g_assert_true (phone_blocked_add (blocked, "+49301234567@sip.example.de"));
  g_assert_true (phone_blocked_add (blocked, "101@pbx.example.org"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (blocked)), ==, 3);
  g_assert_cmpuint (n_changes, ==, 3);

  g_assert_true (phone_blocked_has (blocked, "sips:spam@example.net"));
  g_assert_false (phone_blocked_has (blocked, "ham@example.net"));
  g_assert_true (phone_blocked_has (blocked, "0049301234567@other.example.de"));
  g_assert_true (phone_blocked_has (blocked, "tel:+49-30-1234567"));
  g_assert_true (phone_blocked_has (blocked, "101@pbx.example.org"));
  g_assert_false (phone_blocked_has (blocked, "101@other.example.org")); /* somebody else's 101 */

  phone_blocked_remove (blocked, "00 49 30 1234567@third.example.de");
  phone_blocked_remove (blocked, "tel:+49301234567");
  g_assert_false (phone_blocked_has (blocked, "+49301234567@sip.example.de"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (blocked)), ==, 2);
}

static void
test_kept (World         *world,
           gconstpointer  data)
{
  PhoneBlocked *blocked = phone_get_blocked (world->phone);

  g_assert_true (phone_blocked_add (blocked, "spam@example.net"));
  g_assert_true (phone_blocked_add (blocked, "other@example.net"));
  phone_blocked_remove (blocked, "other@example.net");
  world_stop (world);
  world_start (world);
  blocked = phone_get_blocked (world->phone);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (blocked)) == 1);
  g_assert_cmpstr (phone_blocked_address_get_address (get_one (blocked, 0)), ==, "spam@example.net");
  g_assert_true (phone_blocked_has (blocked, "spam@example.net"));
  g_assert_cmpuint (phone_blocked_address_get_calls (get_one (blocked, 0)), ==, 0);
  g_assert_cmpuint (phone_blocked_address_get_messages (get_one (blocked, 0)), ==, 0);
}

#define add(name, func) g_test_add ("/phone/blocked/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("spellings", test_spellings);
  add ("kept", test_kept);
  return g_test_run ();
}
