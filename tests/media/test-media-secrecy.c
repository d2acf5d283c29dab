/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The padlock's facts, and the words that two people compare. */

#include "media-secrecy.h"

#include "media-stats-private.h"
#include "media-threads.h"
#include "media-words.h"

#include <string.h>

static const MediaIdentity anna = { "sha-256", "AB:CD:EF:01" };
static const MediaIdentity bob = { "sha-256", "12:34:56:78" };

static void
test_same_for_both (void)
{
  g_autofree char *hers = media_secrecy_compare_words (&anna, &bob);
  g_autofree char *his = media_secrecy_compare_words (&bob, &anna);
  g_auto (GStrv) words = g_strsplit (hers, " ", -1);

  g_assert_cmpstr (hers, ==, his);
  g_assert_cmpuint (g_strv_length (words), ==, 4);
}

/* Whoever reimplements this must get the same words: sha-256 of "sha-256 12:34:56:78\nsha-256 AB:CD:EF:01". */
static void
test_known_answer (void)
{
  g_autofree char *words = media_secrecy_compare_words (&anna, &bob);
  g_autofree char *digest =
    g_compute_checksum_for_string (G_CHECKSUM_SHA256, "sha-256 12:34:56:78\nsha-256 AB:CD:EF:01", -1);
  g_autoptr (GString) expected = g_string_new (NULL);
  guint64 bits;

  digest[16] = '\0';
  bits = g_ascii_strtoull (digest, NULL, 16);
  for (int shift = 53; shift > 10; shift -= 11)
    g_string_append_printf (expected, "%s%s", shift < 53 ? " " : "", media_words_get (bits >> shift & 2047));
  g_assert_cmpstr (words, ==, expected->str);
}

static void
test_spelling (void)
{
  const MediaIdentity lower = { "SHA-256", "ab:cd:ef:01" };
  g_autofree char *one = media_secrecy_compare_words (&anna, &bob);
  g_autofree char *other = media_secrecy_compare_words (&lower, &bob);

  g_assert_cmpstr (one, ==, other);
}

/* One in the middle shows each a certificate of its own. */
static void
test_middle (void)
{
  const MediaIdentity mallory = { "sha-256", "AB:CD:EF:02" };
  g_autofree char *hers = media_secrecy_compare_words (&anna, &mallory);
  g_autofree char *his = media_secrecy_compare_words (&mallory, &bob);

  g_assert_cmpstr (hers, !=, his);
}

static void
test_facts (void)
{
  const MediaIdentity nobody = { 0 };
  g_autoptr (MediaStats) stats = media_stats_new (NULL, "opus");
  g_autoptr (MediaSecrecy) none = media_secrecy_new (stats, NULL, NULL);
  g_autoptr (MediaSecrecy) sdes = NULL;
  g_autoptr (MediaSecrecy) dtls = NULL;
  g_autoptr (MediaSecrecy) same = NULL;
  g_autoptr (MediaSecrecy) unknown = NULL;

  stats->secrecy = MEDIA_SECRECY_SDES;
  stats->cipher = g_strdup ("AEAD_AES_256_GCM");
  sdes = media_secrecy_new (stats, &anna, &bob);
  stats->secrecy = MEDIA_SECRECY_DTLS;
  dtls = media_secrecy_new (stats, &anna, &bob);
  same = media_secrecy_new (stats, &bob, &anna);
  unknown = media_secrecy_new (stats, &anna, &nobody);

  g_assert_cmpint (none->kind, ==, MEDIA_SECRECY_NONE);
  g_assert_null (none->words);
  g_assert_cmpstr (sdes->cipher, ==, "AEAD_AES_256_GCM");
  g_assert_null (sdes->words);
  g_assert_nonnull (dtls->words);
  g_assert_null (unknown->words);
  g_assert_true (media_secrecy_equal (dtls, same));
  g_assert_false (media_secrecy_equal (dtls, sdes));
  g_assert_false (media_secrecy_equal (dtls, NULL));
  g_assert_true (media_secrecy_equal (NULL, NULL));
}

/* All differ in their first four letters, so half a word is enough on a bad line. */
static void
test_words (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < MEDIA_WORDS; i++)
    {
      g_assert_cmpuint (strlen (media_words_get (i)), >=, 3);
      g_assert_cmpuint (strlen (media_words_get (i)), <=, 8);
      g_assert_true (g_hash_table_add (seen, g_strndup (media_words_get (i), 4)));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-secrecy/same-for-both", test_same_for_both);
  g_test_add_func ("/media-secrecy/known-answer", test_known_answer);
  g_test_add_func ("/media-secrecy/spelling", test_spelling);
  g_test_add_func ("/media-secrecy/middle", test_middle);
  g_test_add_func ("/media-secrecy/facts", test_facts);
  g_test_add_func ("/media-secrecy/words", test_words);

  return media_threads_run_tests ();
}
