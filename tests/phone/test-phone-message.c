/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One message as people see it. */

#include "phone-conversation-private.h"

static PhoneMessage *
message_new (StoreMessageState state,
             gint64            time_us)
{
  StoreMessage row = { .id = (char *) "m", .account = (char *) "a", .address = (char *) "bob@example.org",
                       .state = state, .time_us = time_us, .text = (char *) "hello" };

  return phone_message_new (&row);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  *count += 1;
}

static void
test_states (void)
{
  static const struct
  {
    StoreMessageState kept;
    PhoneMessageState shown;
    gboolean          outgoing;
  } rows[] = {
    { STORE_MESSAGE_STATE_RECEIVED, PHONE_MESSAGE_STATE_RECEIVED, FALSE },
    { STORE_MESSAGE_STATE_SENDING, PHONE_MESSAGE_STATE_SENDING, TRUE },
    { STORE_MESSAGE_STATE_SENT, PHONE_MESSAGE_STATE_SENT, TRUE },
    { STORE_MESSAGE_STATE_NOT_SENT, PHONE_MESSAGE_STATE_NOT_SENT, TRUE },
    { STORE_MESSAGE_STATE_DELIVERED, PHONE_MESSAGE_STATE_DELIVERED, TRUE },
    { STORE_MESSAGE_STATE_READ, PHONE_MESSAGE_STATE_READ, TRUE },
  };

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autoptr (PhoneMessage) message = message_new (rows[n].kept, 0);

      g_assert_cmpint (phone_message_get_state (message), ==, rows[n].shown);
      g_assert_cmpint (phone_message_is_outgoing (message), ==, rows[n].outgoing);
      g_assert_cmpstr (phone_message_get_text (message), ==, "hello");
      g_assert_null (phone_message_get_error_text (message));
    }
}

static void
test_a_change_is_told_once (void)
{
  g_autoptr (PhoneMessage) message = message_new (STORE_MESSAGE_STATE_SENDING, 0);
  guint states = 0;
  guint errors = 0;

  g_signal_connect (message, "notify::state", G_CALLBACK (count_cb), &states);
  g_signal_connect (message, "notify::error-text", G_CALLBACK (count_cb), &errors);
  phone_message_set_state (message, PHONE_MESSAGE_STATE_NOT_SENT, "why");
  phone_message_set_state (message, PHONE_MESSAGE_STATE_NOT_SENT, "why");
  g_assert_cmpuint (states, ==, 1);
  g_assert_cmpuint (errors, ==, 1);
  g_assert_cmpstr (phone_message_get_error_text (message), ==, "why");
  g_assert_cmpint (phone_message_get_row (message)->state, ==, STORE_MESSAGE_STATE_NOT_SENT);
}

/* A file may say anything. */
static void
test_any_time (void)
{
  static const gint64 times[] = { G_MININT64, -1, 0, 1, G_MAXINT64 };

  for (guint n = 0; n < G_N_ELEMENTS (times); n++)
    {
      g_autoptr (PhoneMessage) message = message_new (STORE_MESSAGE_STATE_RECEIVED, times[n]);

      g_assert_nonnull (phone_message_get_time (message));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/message/states", test_states);
  g_test_add_func ("/phone/message/a-change-is-told-once", test_a_change_is_told_once);
  g_test_add_func ("/phone/message/any-time", test_any_time);
  return g_test_run ();
}
