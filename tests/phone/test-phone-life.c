/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A phone whose store or keyring fails must still be a phone (TRUST F16, F17), and stopping ends everything. */

#include "phone-practice.h"

static void
test_calls_without_a_store (World         *world,
                            gconstpointer  data)
{
  g_autofree char *blocked = g_build_filename (world->folder, "blocked", NULL);
  g_autofree char *kept = g_steal_pointer (&world->folder);
  g_autoptr (PhoneCall) call = NULL;

  world_stop (world);
  g_assert_true (g_file_set_contents (blocked, "", 0, NULL));
  world->folder = g_strdup (blocked); /* a file where a folder should be */
  world_start (world);
  wait_until (phone_get_store_error_text (world->phone) != NULL);
  g_assert_nonnull (strstr (phone_get_store_error_text (world->phone), "cannot be kept"));

  world_practise (world);
  call = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  phone_call_hang_up (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (phone_get_history (world->phone))), ==, 1);

  g_free (world->folder);
  world->folder = g_steal_pointer (&kept);
}

static void
test_damaged_history_is_told (World         *world,
                              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (world->folder, "history.db", NULL);

  world_stop (world);
  g_assert_true (g_file_set_contents (path, "no history", -1, NULL));
  world_start (world);
  wait_until (phone_get_store_error_text (world->phone) != NULL); /* F17 */
  g_assert_nonnull (strstr (phone_get_store_error_text (world->phone), "history.corrupt-"));
}

static void
test_second_phone_keeps_nothing (World         *world,
                                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (world->folder, "history.db", NULL);
  World second = { g_strdup (world->folder), NULL };

  wait_until (g_file_test (path, G_FILE_TEST_EXISTS)); /* the first one has it */
  world_start (&second);
  wait_until (phone_get_store_error_text (second.phone) != NULL); /* F16 */
  g_assert_nonnull (strstr (phone_get_store_error_text (second.phone), "another Earshot"));
  world_stop (&second);
  g_free (second.folder);
}

static void
test_stop_in_a_call (World         *world,
                     gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  world_practise (world);
  call = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  /* The call itself may outlive the phone, so this is not world_stop(). */
  {
    g_autoptr (GAsyncResult) result = NULL;
    gint64 began = g_get_monotonic_time ();

    phone_stop_async (world->phone, NULL, world_take_result_cb, &result);
    wait_until (result != NULL);
    g_assert_true (phone_stop_finish (world->phone, result, NULL));
    g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_USEC_PER_SEC);
  }
  g_assert_cmpint (phone_call_get_state (call), ==, PHONE_CALL_STATE_ENDED);
  g_clear_object (&call);
}

#define add(name, func) g_test_add ("/phone/life/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("calls-without-a-store", test_calls_without_a_store);
  add ("damaged-history-is-told", test_damaged_history_is_told);
  add ("second-phone-keeps-nothing", test_second_phone_keeps_nothing);
  add ("stop-in-a-call", test_stop_in_a_call);
  return g_test_run ();
}
