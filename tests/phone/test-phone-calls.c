/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list of calls: an ended one stays for a moment, and all can be ended at once. */

#include "phone-practice.h"

#include "phone-calls.h"
#include "phone-private.h"

static void
changed_cb (PhoneCalls *calls,
            PhoneCall  *call,
            GString    *told)
{
  GEnumClass *states = g_type_class_get (PHONE_TYPE_CALL_STATE);

  g_string_append_printf (told, "%s ", g_enum_get_value (states, (int) phone_call_get_state (call))->value_nick);
}

static void
test_lingers (World         *world,
              gconstpointer  data)
{
  GListModel *model = phone_get_calls (world->phone);
  g_autoptr (GString) told = g_string_new (NULL);
  gint64 ended;
  PhoneCall *call;

  g_signal_connect (world->phone->calls, "changed", G_CALLBACK (changed_cb), told);
  world_practise (world);
  call = phone_call (world->phone, NULL, "nobody", NULL);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  ended = g_get_monotonic_time ();
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 1);
  wait_until (g_list_model_get_n_items (model) == 0);
  g_assert_cmpint (g_get_monotonic_time () - ended, >=, 2 * G_USEC_PER_SEC);
  g_assert_true (g_str_has_prefix (told->str, "calling "));
  g_assert_true (g_str_has_suffix (told->str, " ended "));
  g_signal_handlers_disconnect_by_data (world->phone->calls, told);
}

static void
test_all_at_once (World         *world,
                  gconstpointer  data)
{
  g_autoptr (PhoneCall) one = NULL;
  g_autoptr (PhoneCall) two = NULL;

  world_practise (world);
  one = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (one, PHONE_CALL_STATE_ACTIVE));
  two = g_object_ref (world_call (world, "echo"));
  g_assert_cmpstr (phone_call_get_id (one), !=, phone_call_get_id (two));
  phone_calls_hang_up_all (world->phone->calls);
  wait_until (world_has_state (one, PHONE_CALL_STATE_ENDED) && world_has_state (two, PHONE_CALL_STATE_ENDED));
}

#define add(name, func) g_test_add ("/phone/calls/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("lingers", test_lingers);
  add ("all-at-once", test_all_at_once);
  return g_test_run ();
}
