/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What others may learn, before anybody decided and afterwards. */

#include "phone-message-rules.h"

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  *count += 1;
}

static void
test_nothing_personal_unasked (void)
{
  g_autoptr (PhoneMessageRules) rules = phone_message_rules_new ();

  g_assert_true (phone_message_rules_get_delivery_receipts (rules));
  g_assert_false (phone_message_rules_get_read_receipts (rules));
  g_assert_false (phone_message_rules_get_typing (rules));
}

static void
test_changed (void)
{
  g_autoptr (PhoneMessageRules) rules = phone_message_rules_new ();
  guint changes = 0;
  gboolean delivery = TRUE;

  g_signal_connect (rules, "notify", G_CALLBACK (count_cb), &changes);
  g_object_set (rules, "delivery-receipts", FALSE, "read-receipts", TRUE, "typing", TRUE, NULL);
  g_object_set (rules, "delivery-receipts", FALSE, NULL);
  g_object_get (rules, "delivery-receipts", &delivery, NULL);
  g_assert_false (delivery);
  g_assert_true (phone_message_rules_get_read_receipts (rules));
  g_assert_true (phone_message_rules_get_typing (rules));
  g_assert_cmpuint (changes, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/message-rules/nothing-personal-unasked", test_nothing_personal_unasked);
  g_test_add_func ("/phone/message-rules/changed", test_changed);
  return g_test_run ();
}
