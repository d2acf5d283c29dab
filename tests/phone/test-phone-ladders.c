/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A trace put in order, as it grows and loses its beginning. */

#include "phone-ladders.h"

#include "phone-trace-private.h"

#include "phone-practice.h"

static char *
make_message (const char *method,
              const char *call_id)
{
  return g_strdup_printf ("%s sip:b@example.org SIP/2.0\nCall-ID: %s\nTo: <sip:b@example.org>\nCSeq: 1 %s\n\n", method,
                          call_id, method);
}

static void
add (PhoneTrace   *trace,
     PhoneAccount *account,
     const char   *method,
     const char   *call_id)
{
  g_autofree char *text = make_message (method, call_id);

  phone_trace_add (trace, account, TRUE, text);
}

static void
count_cb (GListModel *model,
          guint       position,
          guint       n_removed,
          guint       n_added,
          guint      *count)
{
  *count = *count - n_removed + n_added;
  g_assert_cmpuint (*count, ==, g_list_model_get_n_items (model));
}

/* What belongs together is together, the newest first; registering is one thing however often it is done. */
static void
test_order (World         *world,
            gconstpointer  data)
{
  PhoneAccount *account = phone_start_practice (world->phone, NULL);
  g_autoptr (PhoneTrace) trace = phone_trace_new ();
  g_autoptr (PhoneLadders) ladders = phone_ladders_new (G_LIST_MODEL (trace));
  g_autoptr (PhoneLadder) newest = NULL;
  g_autoptr (PhoneLadder) oldest = NULL;
  guint count = 0;

  g_signal_connect (ladders, "items-changed", G_CALLBACK (count_cb), &count);
  add (trace, account, "REGISTER", "1");
  add (trace, account, "INVITE", "2");
  add (trace, account, "REGISTER", "3");
  add (trace, account, "BYE", "2");
  add (trace, account, "MESSAGE", "4");
  g_assert_cmpuint (count, ==, 3);
  newest = g_list_model_get_item (G_LIST_MODEL (ladders), 0);
  oldest = g_list_model_get_item (G_LIST_MODEL (ladders), 2);
  g_assert_cmpint (phone_ladder_get_kind (newest), ==, PHONE_LADDER_KIND_MESSAGE);
  g_assert_cmpint (phone_ladder_get_kind (oldest), ==, PHONE_LADDER_KIND_REGISTRATION);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (oldest)), ==, 2);
  phone_trace_clear (trace);
  g_assert_cmpuint (count, ==, 0);
}

/* A full trace loses its beginning with each message: what is shown stays, and what it has nothing of any more goes. */
static void
test_full (World         *world,
           gconstpointer  data)
{
  PhoneAccount *account = phone_start_practice (world->phone, NULL);
  g_autoptr (PhoneTrace) trace = phone_trace_new ();
  g_autoptr (PhoneLadders) ladders = phone_ladders_new (G_LIST_MODEL (trace));
  g_autoptr (PhoneLadder) shown = NULL;
  g_autoptr (PhoneLadder) same = NULL;
  guint count = 0;

  g_signal_connect (ladders, "items-changed", G_CALLBACK (count_cb), &count);
  for (guint i = 0; i < PHONE_TRACE_MAX_ENTRIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      add (trace, account, "MESSAGE", name);
    }
  shown = g_list_model_get_item (G_LIST_MODEL (ladders), 0);
  g_assert_cmpuint (count, ==, PHONE_TRACE_MAX_ENTRIES);
  for (guint i = 0; i < 20; i++)
    add (trace, account, "INVITE", "call");
  same = g_list_model_get_item (G_LIST_MODEL (ladders), 1);
  g_assert_true (same == shown);
  g_assert_cmpuint (count, <=, PHONE_TRACE_MAX_ENTRIES - 18);
}

/* A past call is found by whom it was with and when. */
static void
test_past_call (World         *world,
                gconstpointer  data)
{
  PhoneAccount *account = phone_start_practice (world->phone, NULL);
  g_autoptr (PhoneTrace) trace = phone_trace_new ();
  g_autoptr (PhoneLadders) ladders = phone_ladders_new (G_LIST_MODEL (trace));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) earlier = g_date_time_add_minutes (now, -2);

  add (trace, account, "MESSAGE", "1");
  add (trace, account, "INVITE", "2");
  g_assert_nonnull (phone_ladders_find_call (ladders, "B@example.org", now));
  g_assert_null (phone_ladders_find_call (ladders, "c@example.org", now));
  g_assert_null (phone_ladders_find_call (ladders, "b@example.org", earlier));
}

/* How far the sound is stands beside what was said about it. */
static void
test_sound (World         *world,
            gconstpointer  data)
{
  g_autoptr (PhoneLadders) ladders = phone_ladders_new (G_LIST_MODEL (phone_get_trace (world->phone)));
  g_autoptr (PhoneLadder) newest = NULL;
  g_autoptr (PhoneCall) call = NULL;
  g_autofree char *text = NULL;

  world_practise (world);
  call = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  newest = g_list_model_get_item (G_LIST_MODEL (ladders), 0);
  g_assert_cmpint (phone_ladder_get_kind (newest), ==, PHONE_LADDER_KIND_CALL);
  g_assert_true (phone_ladder_has_sound (newest));
  g_assert_false (phone_ladder_has_failed (newest));
  text = phone_ladder_dup_text (newest);
  g_assert_nonnull (strstr (text, "sound cause=connected call="));
}

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/phone/ladders/order", World, NULL, world_set_up, test_order, world_tear_down);
  g_test_add ("/phone/ladders/full", World, NULL, world_set_up, test_full, world_tear_down);
  g_test_add ("/phone/ladders/sound", World, NULL, world_set_up, test_sound, world_tear_down);
  g_test_add ("/phone/ladders/past-call", World, NULL, world_set_up, test_past_call, world_tear_down);
  return g_test_run ();
}
