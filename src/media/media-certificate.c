/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each association proves itself with a certificate of its own. GStreamer would make one for the life of the
 * process, and that has two faults: a fingerprint that stays says to a browser that its DTLS goes on, so it
 * would leave the first word of a new association unanswered (RFC 8842 4); and whoever calls twice would be
 * known by it (RFC 8827 9.5). A key on an elliptic curve is made in a millisecond, so nobody waits for it. */

#include "media-certificate.h"

#include "media-error.h"

#include <gnutls/crypto.h>
#include <gnutls/x509.h>

#include <time.h>

/* Nobody looks at the dates; a clock that is a day off must not matter to somebody who does. */
#define SECONDS_BEFORE (24 * 60 * 60)
#define SECONDS_AFTER (30 * 24 * 60 * 60)
#define NAME "WebRTC"
#define SERIAL_LENGTH 16

static int
export_both (gnutls_x509_crt_t     certificate,
             gnutls_x509_privkey_t key,
             char                **pem)
{
  gnutls_datum_t certificate_text = { 0 };
  gnutls_datum_t key_text = { 0 };
  int result = gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &certificate_text);

  if (result >= 0)
    result = gnutls_x509_privkey_export2 (key, GNUTLS_X509_FMT_PEM, &key_text);
  if (result >= 0)
    *pem = g_strdup_printf ("%.*s%.*s", (int) certificate_text.size, (const char *) certificate_text.data,
                            (int) key_text.size, (const char *) key_text.data);
  if (key_text.data != NULL)
    gnutls_memset (key_text.data, 0, key_text.size);
  gnutls_free (key_text.data);
  gnutls_free (certificate_text.data);

  return result;
}

static int
fill (gnutls_x509_crt_t     certificate,
      gnutls_x509_privkey_t key)
{
  guint8 serial[SERIAL_LENGTH];
  time_t now = time (NULL);
  int result = gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial);

  serial[0] &= 0x7f; /* a positive number (RFC 5280 4.1.2.2) */
  if (result >= 0)
    result = gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                           GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0);
  if (result >= 0)
    result = gnutls_x509_crt_set_version (certificate, 3);
  if (result >= 0)
    result = gnutls_x509_crt_set_serial (certificate, serial, sizeof serial);
  if (result >= 0)
    result = gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, NAME, strlen (NAME));
  if (result >= 0)
    result = gnutls_x509_crt_set_activation_time (certificate, now - SECONDS_BEFORE);
  if (result >= 0)
    result = gnutls_x509_crt_set_expiration_time (certificate, now + SECONDS_AFTER);
  if (result >= 0)
    result = gnutls_x509_crt_set_key (certificate, key);
  if (result >= 0)
    result = gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0);

  return result;
}

/**
 * media_certificate_new:
 * @error: %MEDIA_ERROR_MISSING: the library of keys makes none
 *
 * Makes a new key and a certificate for it, signed by itself (RFC 8827 §6.5: ECDSA on P-256).
 *
 * Returns: (transfer full) (nullable): both in PEM, certificate first; free with media_certificate_free()
 */
char *
media_certificate_new (GError **error)
{
  gnutls_x509_crt_t certificate = NULL;
  gnutls_x509_privkey_t key = NULL;
  char *pem = NULL;
  int result = gnutls_x509_crt_init (&certificate);

  if (result >= 0)
    result = gnutls_x509_privkey_init (&key);
  if (result >= 0)
    result = fill (certificate, key);
  if (result >= 0)
    result = export_both (certificate, key, &pem);
  if (key != NULL)
    gnutls_x509_privkey_deinit (key);
  if (certificate != NULL)
    gnutls_x509_crt_deinit (certificate);
  if (result < 0)
    g_set_error (error, MEDIA_ERROR, MEDIA_ERROR_MISSING, "no certificate: %s", gnutls_strerror (result));

  return pem;
}

/**
 * media_certificate_free:
 * @pem: (transfer full) (nullable): from media_certificate_new()
 *
 * Frees it, and leaves no key behind in memory.
 */
void
media_certificate_free (char *pem)
{
  if (pem != NULL)
    gnutls_memset (pem, 0, strlen (pem));
  g_free (pem);
}
