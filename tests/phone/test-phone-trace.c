/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The trace that is always on: what is in it, what is not, and that it has an end. */

#include "phone-exchange.h"
#include "phone-practice.h"

#include "phone-trace-private.h"

/* Issue 3 point 7; TRUST, redaction rule. */
static void
test_registering (World         *world,
                  gconstpointer  data)
{
  g_autoptr (DemoExchange) exchange = world_start_exchange (0);
  PhoneAccount *account = world_add_at (world, exchange, demo_exchange_get_password (exchange));
  PhoneTrace *trace = phone_get_trace (world->phone);
  g_autoptr (PhoneTraceEntry) first = NULL;
  g_autofree char *text = NULL;

  wait_until (world_is (account, PHONE_ACCOUNT_STATE_REGISTERED));
  first = g_list_model_get_item (G_LIST_MODEL (trace), 0);
  g_assert_true (phone_trace_entry_is_outgoing (first));
  g_assert_true (g_str_has_prefix (phone_trace_entry_get_text (first), "REGISTER "));
  g_assert_cmpstr (phone_trace_entry_get_account (first), ==, phone_account_get_address (account));
  g_assert_cmpstr (phone_trace_entry_get_scheme (first), ==, "ws");
  g_assert_nonnull (phone_trace_entry_get_time (first));

  text = phone_trace_dup_text (trace);
  g_assert_nonnull (strstr (text, "Authorization: [redacted]"));
  g_assert_nonnull (strstr (text, "SIP/2.0 200"));
  g_assert_null (strstr (text, "response="));
  g_assert_null (strstr (text, demo_exchange_get_password (exchange)));

  phone_trace_clear (trace);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trace)), ==, 0);
}

/* No key of a call is in it, though the call itself is. */
static void
test_calling (World         *world,
              gconstpointer  data)
{
  g_autoptr (PhoneCall) call = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;

  world_practise (world);
  call = g_object_ref (world_call (world, "echo"));
  wait_until (world_has_state (call, PHONE_CALL_STATE_ACTIVE));
  text = phone_trace_dup_text (phone_get_trace (world->phone));
  g_assert_nonnull (strstr (text, "INVITE "));
  parts = g_strsplit (text, "a=ice-pwd:", -1);
  g_assert_cmpuint (g_strv_length (parts), >=, 3);
  for (guint n = 1; parts[n] != NULL; n++)
    g_assert_true (g_str_has_prefix (parts[n], "[redacted]\n"));
  g_assert_null (strstr (text, "inline:"));
}

static void
changed_cb (GListModel *model,
            guint       position,
            guint       n_removed,
            guint       n_added,
            guint      *count)
{
  *count = *count - n_removed + n_added;
  g_assert_cmpuint (*count, ==, g_list_model_get_n_items (model));
}

static void
test_bounds (World         *world,
             gconstpointer  data)
{
  PhoneAccount *account = phone_start_practice (world->phone, NULL);
  g_autoptr (PhoneTrace) trace = phone_trace_new ();
  g_autofree char *large = g_strnfill (PHONE_TRACE_MAX_OCTETS / 4, 'x');
  g_autofree char *too_large = g_strnfill (PHONE_TRACE_MAX_OCTETS + 1, 'x');
  g_autoptr (PhoneTraceEntry) oldest = NULL;
  guint count = 0;

  g_signal_connect (trace, "items-changed", G_CALLBACK (changed_cb), &count);
  for (guint n = 0; n < PHONE_TRACE_MAX_ENTRIES + 10; n++)
    {
      g_autofree char *text = g_strdup_printf ("%u", n);

      phone_trace_add (trace, account, FALSE, text);
    }
  g_assert_cmpuint (count, ==, PHONE_TRACE_MAX_ENTRIES);
  oldest = g_list_model_get_item (G_LIST_MODEL (trace), 0);
  g_assert_cmpstr (phone_trace_entry_get_text (oldest), ==, "10");

  for (guint n = 0; n < 6; n++)
    phone_trace_add (trace, account, FALSE, large);
  g_assert_cmpuint (count, ==, 4);
  phone_trace_add (trace, account, FALSE, too_large);
  g_assert_cmpuint (count, ==, 0);
  phone_trace_add (trace, account, FALSE, "\xff");
  g_assert_cmpuint (count, ==, 1);
}

static GLogWriterOutput
writer_cb (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  for (gsize n = 0; n < n_fields; n++)
    if (g_str_equal (fields[n].key, "GLIB_DOMAIN") && g_strcmp0 (fields[n].value, "sip-trace") == 0)
      ++*(guint *) user_data;
  return G_LOG_WRITER_HANDLED;
}

static guint n_logged;

/* W12 */
static void
test_log (World         *world,
          gconstpointer  data)
{
  PhoneAccount *account = phone_start_practice (world->phone, NULL);
  g_autoptr (PhoneTrace) trace = phone_trace_new ();

  g_assert_false (phone_trace_is_logged (trace));
  phone_trace_add (trace, account, FALSE, "INVITE");
  g_assert_cmpuint (n_logged, ==, 0);
  phone_trace_set_logged (trace, TRUE);
  phone_trace_add (trace, account, FALSE, "INVITE");
  g_assert_cmpuint (n_logged, ==, 1);
}

#define add(name, func) g_test_add ("/phone/trace/" name, World, NULL, world_set_up, func, world_tear_down)

int
main (int    argc,
      char **argv)
{
  g_assert_true (g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE));
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (writer_cb, &n_logged, NULL);
  add ("registering", test_registering);
  add ("calling", test_calling);
  add ("bounds", test_bounds);
  add ("log", test_log);
  return g_test_run ();
}
