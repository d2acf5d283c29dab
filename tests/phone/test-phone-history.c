/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Past calls: one of each kind, kept, removed. */

#include "phone-practice.h"

#include "demo-exchange.h"
#include "media-engine.h"
#include "phone-history-private.h"

static PhoneHistoryKind
last_kind (World *world)
{
  return phone_history_entry_get_kind (world_last_entry (world));
}

static void
test_kinds_of_incoming (World         *world,
                        gconstpointer  data)
{
  static const struct
  {
    void (*verb) (PhoneCall *call);
    PhoneHistoryKind kind;
  } rows[] = {
    { phone_call_decline, PHONE_HISTORY_KIND_DECLINED },
    { phone_call_say_busy, PHONE_HISTORY_KIND_DECLINED },
    { phone_call_hang_up, PHONE_HISTORY_KIND_DECLINED },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (PhoneCall) call = world_be_called (world);

      rows[n].verb (call);
      wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
      g_assert_cmpint (last_kind (world), ==, rows[n].kind);
      g_assert_null (phone_history_entry_get_end_text (world_last_entry (world)));
      g_assert_cmpuint (phone_history_entry_get_duration (world_last_entry (world)), ==, 0);
    }
}

static void
test_missed (World         *world,
             gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;

  phone_set_limits (world->phone, 60, 1);
  call = world_be_called (world);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_assert_cmpint (last_kind (world), ==, PHONE_HISTORY_KIND_MISSED);
  g_assert_cmpuint (phone_history_get_unseen_missed (phone_get_history (world->phone)), ==, 1);
  phone_history_mark_seen (phone_get_history (world->phone));
  g_assert_cmpuint (phone_history_get_unseen_missed (phone_get_history (world->phone)), ==, 0);
  phone_history_remove (phone_get_history (world->phone), world_last_entry (world));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (phone_get_history (world->phone))), ==, 1);
}

static void
test_talked (World         *world,
             gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (GDateTime) before = g_date_time_new_now_local ();

  world_practise (world);
  call = g_object_ref (world_call (world, "echo"));
  wait_until (phone_call_get_duration (call) >= 1);
  phone_call_hang_up (call);
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_assert_cmpint (last_kind (world), ==, PHONE_HISTORY_KIND_OUTGOING);
  g_assert_cmpuint (phone_history_entry_get_duration (world_last_entry (world)), >=, 1);
  g_assert_cmpint (g_date_time_compare (phone_history_entry_get_time (world_last_entry (world)), before), >=, 0);
  g_assert_cmpstr (phone_history_entry_get_address (world_last_entry (world)), ==, "echo@practice.invalid");
  g_assert_nonnull (phone_history_entry_get_name (world_last_entry (world)));
}

static void
test_history_is_kept (World         *world,
                      gconstpointer  data)
{
  g_autoptr (MediaEngine) engine = media_engine_new ();
  g_autoptr (DemoExchange) exchange = demo_exchange_new (engine);
  g_autoptr (PhoneCall) call = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *address = NULL;
  PhoneAccount *account;
  GListModel *history;

  g_assert_true (demo_exchange_start (exchange, 0, NULL));
  address = demo_exchange_dup_address (exchange);
  phone_add_account_async (world->phone, address, demo_exchange_get_password (exchange),
                           demo_exchange_get_server (exchange), NULL, NULL, world_take_result_cb, &result);
  wait_until (result != NULL);
  account = phone_add_account_finish (world->phone, result, NULL);
  wait_until (phone_account_get_state (account) == PHONE_ACCOUNT_STATE_REGISTERED);
  call = g_object_ref (phone_call (world->phone, account, "nobody", NULL));
  wait_until (world_has_state (call, PHONE_CALL_STATE_ENDED));
  g_clear_object (&call);
  g_clear_object (&result);

  world_stop (world);
  world_start (world);
  history = G_LIST_MODEL (phone_get_history (world->phone));
  wait_until (g_list_model_get_n_items (history) == 1);
  g_assert_cmpstr (phone_history_entry_get_address (world_last_entry (world)), ==, "nobody@practice.invalid");
  g_assert_cmpint (phone_history_entry_get_kind (world_last_entry (world)), ==, PHONE_HISTORY_KIND_UNANSWERED);
  phone_history_remove (phone_get_history (world->phone), world_last_entry (world));

  world_stop (world);
  world_start (world);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (phone_get_history (world->phone))), ==, 0);
}

/* A file may say anything. */
static void
test_any_row (void)
{
  for (int kind = STORE_CALL_KIND_OUTGOING; kind <= STORE_CALL_KIND_UNANSWERED; kind++)
    {
      StoreCall row = { .id = (char *) "x", .account = (char *) "a", .address = (char *) "bob@example.org",
                        .kind = (StoreCallKind) kind, .started_us = kind % 2 == 0 ? G_MAXINT64 : G_MININT64 };
      g_autoptr (PhoneHistoryEntry) entry = phone_history_entry_new (&row);

      g_assert_cmpint (phone_history_entry_get_kind (entry), ==, kind);
      g_assert_nonnull (phone_history_entry_get_time (entry));
      g_assert_cmpstr (phone_history_entry_get_name (entry), ==, "bob@example.org");
    }
}

#define add(name, func) g_test_add ("/phone/history/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  add ("kinds-of-incoming", test_kinds_of_incoming);
  add ("missed", test_missed);
  add ("talked", test_talked);
  add ("is-kept", test_history_is_kept);
  g_test_add_func ("/phone/history/any-row", test_any_row);
  return g_test_run ();
}
