/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What an association proves itself with, as somebody else's library reads it. That DTLS goes through with it
 * is shown by every call of test-media-session. */

#include "media-certificate.h"
#include "media-fingerprint.h"

#include <gio/gio.h>

static void
test_readable (void)
{
  g_autoptr (GError) error = NULL;
  char *pem = media_certificate_new (&error);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) begins = NULL;
  g_autoptr (GDateTime) ends = NULL;
  g_autofree char *subject = NULL;

  g_assert_no_error (error);
  certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
  begins = g_tls_certificate_get_not_valid_before (certificate);
  ends = g_tls_certificate_get_not_valid_after (certificate);
  g_assert_cmpint (g_date_time_compare (begins, now), <, 0);
  g_assert_cmpint (g_date_time_compare (ends, now), >, 0);
  /* Its name says nothing about whose it is. */
  subject = g_tls_certificate_get_subject_name (certificate);
  g_assert_cmpstr (subject, ==, "CN=WebRTC");
  g_assert_cmpint (g_tls_certificate_verify (certificate, NULL, certificate), ==, 0);

  media_certificate_free (pem);
}

/* What a description promises of it is what DTLS will bring, though the key stands in the same text. */
static void
test_fingerprint (void)
{
  char *pem = media_certificate_new (NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  g_autofree char *alone = NULL;
  g_autofree char *fingerprint = media_fingerprint_new (pem);

  g_assert_nonnull (strstr (pem, "PRIVATE KEY"));
  g_object_get (certificate, "certificate-pem", &alone, NULL);
  g_assert_null (strstr (alone, "PRIVATE KEY"));
  g_assert_true (media_fingerprint_matches (alone, "sha-256", fingerprint));
  g_assert_null (media_fingerprint_new ("nothing"));

  media_certificate_free (pem);
}

/* RFC 8842 4: another association, another fingerprint. */
static void
test_never_the_same (void)
{
  char *one = media_certificate_new (NULL);
  char *two = media_certificate_new (NULL);

  g_assert_nonnull (one);
  g_assert_cmpstr (one, !=, two);

  media_certificate_free (one);
  media_certificate_free (two);
  media_certificate_free (NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media-certificate/readable", test_readable);
  g_test_add_func ("/media-certificate/fingerprint", test_fingerprint);
  g_test_add_func ("/media-certificate/never-the-same", test_never_the_same);

  return g_test_run ();
}
