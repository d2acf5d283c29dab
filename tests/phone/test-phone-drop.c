/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A conversation that was thrown away comes back, or is gone for ever. */

#include "phone-office.h"

#include "phone-drop.h"

static PhoneConversation *
open_to (World      *world,
         Office     *office,
         const char *name)
{
  g_autofree char *address = g_strdup_printf ("%s@127.0.0.1:%u", name, office->exchange->port);

  return phone_open_conversation (world->phone, NULL, address, NULL);
}

static guint
count (World *world)
{
  return g_list_model_get_n_items (phone_get_conversations (world->phone));
}

static void
test_back (Office        *office,
           gconstpointer  data)
{
  g_autoptr (PhoneConversation) to_anna = g_object_ref (open_to (&office->bob, office, "anna"));

  phone_drop_conversation (office->bob.phone, to_anna);
  g_assert_cmpuint (count (&office->bob), ==, 0);
  phone_restore_conversation (office->bob.phone, to_anna);
  phone_restore_conversation (office->bob.phone, to_anna);
  g_assert_cmpuint (count (&office->bob), ==, 1);
  phone_forget_conversation (office->bob.phone, to_anna); /* it was put back */
  g_assert_true (open_to (&office->bob, office, "anna") == to_anna);
}

/* Who writes again begins anew. */
static void
test_gone (Office        *office,
           gconstpointer  data)
{
  PhoneConversation *to_bob = open_to (&office->anna, office, "bob");
  g_autoptr (PhoneConversation) to_anna = g_object_ref (open_to (&office->bob, office, "anna"));

  phone_conversation_send_async (to_bob, "one", NULL, NULL, NULL);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (to_anna)) == 1);
  phone_drop_conversation (office->bob.phone, to_anna);
  phone_conversation_send_async (to_bob, "two", NULL, NULL, NULL);
  wait_until (count (&office->bob) == 1);
  phone_restore_conversation (office->bob.phone, to_anna);
  g_assert_cmpuint (count (&office->bob), ==, 1);
  g_assert_false (open_to (&office->bob, office, "anna") == to_anna);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (open_to (&office->bob, office, "anna"))), ==, 1);
}

#define add(name, func) g_test_add ("/phone/drop/" name, Office, NULL, office_open, func, office_close)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("back", test_back);
  add ("gone", test_gone);
  return g_test_run ();
}
