/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Certificates against fingerprints (RFC 8122): the bytes of this one need not be a certificate to be
 * compared. */

#include "media-fingerprint.h"

/* "certificate" in base64. */
#define PEM "-----BEGIN CERTIFICATE-----\nY2VydGlm\naWNhdGU=\n-----END CERTIFICATE-----\n"

static char *
fingerprint_of (GChecksumType type,
                const char   *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (type, text, -1);
  g_autoptr (GString) result = g_string_new (NULL);

  for (gsize i = 0; digest[i] != '\0'; i += 2)
    g_string_append_printf (result, "%s%c%c", i > 0 ? ":" : "", g_ascii_toupper (digest[i]),
                            g_ascii_toupper (digest[i + 1]));

  return g_string_free (g_steal_pointer (&result), FALSE);
}

static void
test_hashes (void)
{
  g_autofree char *sha256 = fingerprint_of (G_CHECKSUM_SHA256, "certificate");
  g_autofree char *sha384 = fingerprint_of (G_CHECKSUM_SHA384, "certificate");
  g_autofree char *sha512 = fingerprint_of (G_CHECKSUM_SHA512, "certificate");
  g_autofree char *other = fingerprint_of (G_CHECKSUM_SHA256, "another");

  g_assert_true (media_fingerprint_matches (PEM, "sha-256", sha256));
  g_assert_true (media_fingerprint_matches (PEM, "sha-384", sha384));
  g_assert_true (media_fingerprint_matches (PEM, "sha-512", sha512));
  g_assert_false (media_fingerprint_matches (PEM, "sha-256", other));
  g_assert_false (media_fingerprint_matches (PEM, "sha-512", sha256));
}

static void
test_nonsense (void)
{
  g_autofree char *sha1 = fingerprint_of (G_CHECKSUM_SHA1, "certificate");
  g_autofree char *nothing = fingerprint_of (G_CHECKSUM_SHA256, "");

  g_assert_false (media_fingerprint_matches (PEM, "sha-1", sha1));
  g_assert_false (media_fingerprint_matches ("", "sha-256", nothing));
  g_assert_false (media_fingerprint_matches ("-----BEGIN CERTIFICATE-----", "sha-256", nothing));
  g_assert_false (media_fingerprint_matches (PEM, "sha-256", ""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-fingerprint/hashes", test_hashes);
  g_test_add_func ("/media-fingerprint/nonsense", test_nonsense);

  return g_test_run ();
}
