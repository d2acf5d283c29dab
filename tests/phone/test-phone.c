/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The root: what it says when nothing has happened yet, and a whole practice registration. */

#include "phone-practice.h"

static void
test_registers (World         *world,
                gconstpointer  data)
{
  PhoneAccount *account = world_practise (world);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (phone_account_get_status_text (account), ==, "Registered");
  g_assert_cmpstr (phone_account_get_address (account), ==, "you@practice.invalid");
  g_assert_true (phone_account_is_practice (account));
  g_assert_null (phone_account_get_last_error (account));
  g_assert_true (phone_get_default_account (world->phone) == account);
  g_assert_true (phone_start_practice (world->phone, &error) == account);
  g_assert_null (phone_get_store_error_text (world->phone)); /* nothing of it is kept */
}

static void
test_nothing_yet (World         *world,
                  gconstpointer  data)
{
  g_assert_null (phone_get_default_account (world->phone));
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_accounts (world->phone)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_calls (world->phone)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (phone_get_conversations (world->phone)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (phone_get_history (world->phone))), ==, 0);
  g_assert_null (phone_get_store_error_text (world->phone));
}

typedef struct
{
  guint sent;
  guint received;
  gboolean secret;
} Trace;

static void
traced_cb (Phone      *phone,
           gboolean    outgoing,
           const char *text,
           Trace      *trace)
{
  *(outgoing ? &trace->sent : &trace->received) += 1;
  trace->secret = trace->secret || strstr (text, "response=\"") != NULL;
}

/* TRUST 3, redaction: the trace tells everything but the secret. */
static void
test_trace_is_clean (World         *world,
                     gconstpointer  data)
{
  Trace trace = { 0 };

  g_signal_connect (world->phone, "traced", G_CALLBACK (traced_cb), &trace);
  world_practise (world);
  g_assert_cmpuint (trace.sent, >=, 2);
  g_assert_cmpuint (trace.received, >=, 2);
  g_assert_false (trace.secret);
  g_signal_handlers_disconnect_by_data (world->phone, &trace);
}

#define add(name, func) g_test_add ("/phone/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("nothing-yet", test_nothing_yet);
  add ("registers", test_registers);
  add ("trace-is-clean", test_trace_is_clean);
  return g_test_run ();
}
