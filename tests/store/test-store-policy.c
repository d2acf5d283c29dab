/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What becomes of an account's calls, in its group of the key file. */

#include "store-account-group.h"

#define HEAD "[account a-1]\nAddress=sip:a@b.c\nServer=wss://b.c\n"

static StoreAccount *
read_group (const char *text)
{
  g_autoptr (GError) error = NULL;
  StoreAccount *account = store_account_from_group (text, &error);

  g_assert_no_error (error);
  return account;
}

static void
test_nothing_is_written (void)
{
  g_autoptr (StoreAccount) account = read_group (HEAD);
  g_autofree char *text = store_account_to_group (account, HEAD);

  g_assert_false (account->policy.do_not_disturb || account->policy.anonymous || account->policy.distrust_identity);
  g_assert_null (account->policy.forward_always);
  g_assert_null (account->policy.auto_answer);
  g_assert_cmpstr (text, ==, HEAD "Enabled=true\n");
}

static void
test_round_trip (void)
{
  static const char *const allowed[] = { "sip:boss@b.c", "a;b", NULL };
  StoreAccount account = { (char *) "a-1", (char *) "sip:a@b.c", (char *) "wss://b.c", NULL, TRUE };
  g_autofree char *text = NULL;
  g_autofree char *bare = NULL;
  g_autoptr (StoreAccount) read = NULL;
  g_autoptr (StoreAccount) copy = NULL;

  account.policy.do_not_disturb = TRUE;
  account.policy.anonymous = TRUE;
  account.policy.refuse_anonymous = TRUE;
  account.policy.distrust_identity = TRUE;
  account.policy.forward_always = (char *) "carol";
  account.policy.forward_busy = (char *) "+49 30 1234";
  account.policy.forward_no_answer = (char *) "sip:box@b.c";
  account.policy.no_answer_s = 12;
  account.policy.auto_answer = (char **) allowed;
  text = store_account_to_group (&account, HEAD);
  read = read_group (text);
  copy = store_account_copy (read);
  g_assert_true (copy->policy.do_not_disturb && copy->policy.anonymous && copy->policy.refuse_anonymous);
  g_assert_true (copy->policy.distrust_identity);
  g_assert_cmpstr (copy->policy.forward_always, ==, "carol");
  g_assert_cmpstr (copy->policy.forward_busy, ==, "+49 30 1234");
  g_assert_cmpstr (copy->policy.forward_no_answer, ==, "sip:box@b.c");
  g_assert_cmpuint (copy->policy.no_answer_s, ==, 12);
  g_assert_cmpstrv (copy->policy.auto_answer, allowed);

  /* What a person takes back leaves the file. */
  store_policy_clear (&read->policy);
  bare = store_account_to_group (read, text);
  g_assert_cmpstr (bare, ==, HEAD "Enabled=true\n");
}

static void
test_nonsense_costs_nothing (void)
{
  g_autoptr (StoreAccount) account = read_group (HEAD "DoNotDisturb=perhaps\nForwardAlways=a\\nb\nForwardBusy=\n"
                                                      "NoAnswerSeconds=-9\nAutoAnswer=;;x;\n");
  g_autoptr (StoreAccount) slow = read_group (HEAD "NoAnswerSeconds=99999\n");

  g_assert_false (account->policy.do_not_disturb);
  g_assert_null (account->policy.forward_always);
  g_assert_null (account->policy.forward_busy);
  g_assert_cmpuint (account->policy.no_answer_s, ==, 0);
  g_assert_cmpuint (g_strv_length (account->policy.auto_answer), ==, 1);
  g_assert_cmpstr (account->policy.auto_answer[0], ==, "x");
  g_assert_cmpuint (slow->policy.no_answer_s, ==, 600);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/policy/nothing-is-written", test_nothing_is_written);
  g_test_add_func ("/store/policy/round-trip", test_round_trip);
  g_test_add_func ("/store/policy/nonsense-costs-nothing", test_nonsense_costs_nothing);
  return g_test_run ();
}
