/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A call that is older than those in memory is found all the same, and stands at its place. */

#include "phone-history-private.h"

#include "phone-private.h"
#include "phone-world.h"

#define N_CALLS 1200 /* a thousand of them are in memory after the next start */

static void
keep_all (World *world)
{
  g_autoptr (GAsyncResult) result = NULL;

  for (guint n = 0; n < N_CALLS; n++)
    {
      g_autofree char *id = g_strdup_printf ("call-%u", n);
      g_autofree char *address = g_strdup_printf ("u%u@example.org", n);
      gboolean is_her = n == 3 || n == 7 || n == N_CALLS - 1;
      StoreCall row = { .id = id, .account = (char *) "a", .address = address, .kind = STORE_CALL_KIND_MISSED,
                        .name = (char *) (is_her ? "Zoë Ångström" : "Bob"),
                        .started_us = G_GINT64_CONSTANT (1700000000000000) + n * G_USEC_PER_SEC };

      store_calls_put_async (world->phone->database, &row, NULL, n + 1 < N_CALLS ? NULL : world_take_result_cb, &result);
    }
  wait_until (result != NULL);
}

static guint
count (PhoneHistory *history)
{
  return g_list_model_get_n_items (G_LIST_MODEL (history));
}

static void
look_for (World      *world,
          const char *text,
          guint       n_then)
{
  phone_history_look_for (phone_get_history (world->phone), text);
  wait_until (count (phone_get_history (world->phone)) == n_then);
}

static void
test_older (World         *world,
            gconstpointer  data)
{
  PhoneHistory *history;

  keep_all (world);
  world_stop (world);
  world_start (world);
  history = phone_get_history (world->phone);
  wait_until (count (history) == 1000);

  look_for (world, "zoË å", 1002); /* the newest is here already */
  look_for (world, "u5@EXAMPLE.ORG", 1003);
  look_for (world, "u6", 1014); /* u6 and u60 to u69; the others that begin so are here */
  for (guint n = 1; n < count (history); n++)
    {
      g_autoptr (PhoneHistoryEntry) newer = g_list_model_get_item (G_LIST_MODEL (history), n - 1);
      g_autoptr (PhoneHistoryEntry) older = g_list_model_get_item (G_LIST_MODEL (history), n);

      g_assert_cmpint (g_date_time_compare (phone_history_entry_get_time (newer), phone_history_entry_get_time (older)),
                       ==, 1);
    }
}

/* The domain is where somebody is, and not who; and nothing is no text to look for. */
static void
test_bounds (World         *world,
             gconstpointer  data)
{
  PhoneHistory *history;

  keep_all (world);
  world_stop (world);
  world_start (world);
  history = phone_get_history (world->phone);
  wait_until (count (history) == 1000);
  phone_history_look_for (history, "example");
  phone_history_look_for (history, "\xff\xfe");
  look_for (world, "bob", 1050); /* fifty at once */
  look_for (world, "bob", 1100);
}

#define add(name, func) g_test_add ("/phone/history-found/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("older", test_older);
  add ("bounds", test_bounds);
  return g_test_run ();
}
