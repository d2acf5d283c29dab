/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tokens must not repeat, must not surprise a peer's grammar, and must come again for a test with a seed. */

#include "sip-tokens.h"

#include <string.h>

static void
assert_token (const char *token)
{
  g_assert_cmpuint (strlen (token), ==, 26);
  g_assert_cmpuint (strspn (token, "abcdefghijklmnopqrstuvwxyz0123456789"), ==, 26);
}

static void
test_no_two_alike (void)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 2000; i++)
    {
      char *token = sip_tokens_next (tokens);

      assert_token (token);
      g_assert_true (g_hash_table_add (seen, token));
    }
}

static void
test_all_bits_are_used (void)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (5);
  gboolean seen[26][128] = { 0 };

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *token = sip_tokens_next (tokens);

      for (guint place = 0; place < 26; place++)
        seen[place][(guint) token[place]] = TRUE;
    }

  for (guint place = 0; place < 26; place++)
    {
      guint letters = 0;

      for (guint letter = 0; letter < 128; letter++)
        letters += seen[place][letter] ? 1 : 0;
      /* The last letter has only the three bits that are left of 128. */
      g_assert_cmpuint (letters, ==, place < 25 ? 32 : 8);
    }
}

static void
test_same_seed_same_tokens (void)
{
  g_autoptr (SipTokens) one = sip_tokens_new_seeded (42);
  g_autoptr (SipTokens) same = sip_tokens_new_seeded (42);
  g_autoptr (SipTokens) other = sip_tokens_new_seeded (43);
  g_autofree char *first = sip_tokens_next (one);
  g_autofree char *again = sip_tokens_next (same);
  g_autofree char *different = sip_tokens_next (other);
  g_autofree char *second = sip_tokens_next (one);

  assert_token (first);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, different);
  g_assert_cmpstr (first, !=, second);
}

static void
test_branch_has_the_cookie (void)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new ();
  g_autofree char *branch = sip_tokens_next_branch (tokens);

  g_assert_true (g_str_has_prefix (branch, "z9hG4bK"));
  assert_token (branch + strlen ("z9hG4bK"));
}

static void
test_uuid_is_random_kind (void)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new ();
  g_autofree char *first = sip_tokens_next_uuid (tokens);
  g_autofree char *second = sip_tokens_next_uuid (tokens);

  g_assert_true (g_uuid_string_is_valid (first));
  g_assert_cmpint (first[14], ==, '4');
  g_assert_nonnull (strchr ("89ab", first[19]));
  g_assert_cmpstr (first, !=, second);
}

static void
test_below_stays_below (void)
{
  static const guint limits[] = { 1, 2, 3, 10, 1000, G_MAXUINT };
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (7);

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      for (guint round = 0; round < 200; round++)
        g_assert_cmpuint (sip_tokens_next_below (tokens, limits[i]), <, limits[i]);
    }
}

static void
test_below_is_fair (void)
{
  g_autoptr (SipTokens) tokens = sip_tokens_new_seeded (9);
  guint counts[6] = { 0 };

  for (guint i = 0; i < 6000; i++)
    counts[sip_tokens_next_below (tokens, 6)]++;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_assert_cmpuint (counts[i], >, 850);
      g_assert_cmpuint (counts[i], <, 1150);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sip/tokens/no-two-alike", test_no_two_alike);
  g_test_add_func ("/sip/tokens/all-bits-are-used", test_all_bits_are_used);
  g_test_add_func ("/sip/tokens/same-seed-same-tokens", test_same_seed_same_tokens);
  g_test_add_func ("/sip/tokens/branch-has-the-cookie", test_branch_has_the_cookie);
  g_test_add_func ("/sip/tokens/uuid-is-random-kind", test_uuid_is_random_kind);
  g_test_add_func ("/sip/tokens/below-stays-below", test_below_stays_below);
  g_test_add_func ("/sip/tokens/below-is-fair", test_below_is_fair);

  return g_test_run ();
}
