/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* webrtcbin accepts whatever certificate DTLS brings; the fingerprint in the signalling is the only thing
 * that makes it the peer's (RFC 8827 5.1), so it is compared here before a sample of sound passes either
 * way. */

#include "media-fingerprint.h"

#include <string.h>

#define PEM_BEGIN "-----BEGIN CERTIFICATE-----"
#define PEM_END "-----END CERTIFICATE-----"

static guchar *
decode_pem (const char *pem,
            gsize      *length)
{
  const char *begin = strstr (pem, PEM_BEGIN);
  const char *end = begin != NULL ? strstr (begin, PEM_END) : NULL;
  g_autofree char *base64 = NULL;

  if (end == NULL)
    return NULL;
  begin += strlen (PEM_BEGIN);
  base64 = g_strndup (begin, end - begin);

  return g_base64_decode (base64, length);
}

/**
 * media_fingerprint_new:
 * @certificate_pem: a certificate; what follows it does not count
 *
 * Writes the sha-256 fingerprint of a certificate as a description has it (RFC 8122 §5).
 *
 * Returns: (transfer full) (nullable): pairs of upper-case digits with colons between; NULL: no certificate
 */
char *
media_fingerprint_new (const char *certificate_pem)
{
  g_autofree guchar *der = NULL;
  g_autofree char *digest = NULL;
  GString *fingerprint = NULL;
  gsize length;

  g_return_val_if_fail (certificate_pem != NULL, NULL);

  der = decode_pem (certificate_pem, &length);
  if (der == NULL)
    return NULL;
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der, length);
  fingerprint = g_string_new (NULL);
  for (gsize i = 0; digest[i] != '\0'; i += 2)
    g_string_append_printf (fingerprint, "%s%c%c", i > 0 ? ":" : "", g_ascii_toupper (digest[i]),
                            g_ascii_toupper (digest[i + 1]));

  return g_string_free (fingerprint, FALSE);
}

static gboolean
find_checksum (const char    *hash,
               GChecksumType *type)
{
  if (g_str_equal (hash, "sha-256"))
    *type = G_CHECKSUM_SHA256;
  else if (g_str_equal (hash, "sha-384"))
    *type = G_CHECKSUM_SHA384;
  else if (g_str_equal (hash, "sha-512"))
    *type = G_CHECKSUM_SHA512;
  else
    return FALSE;

  return TRUE;
}

/**
 * media_fingerprint_matches:
 * @certificate_pem: the certificate DTLS brought
 * @hash: "sha-256", "sha-384" or "sha-512"
 * @fingerprint: pairs of upper-case hexadecimal digits with colons between
 *
 * Compares a certificate with a fingerprint.
 *
 * Returns: TRUE when they belong together
 */
gboolean
media_fingerprint_matches (const char *certificate_pem,
                           const char *hash,
                           const char *fingerprint)
{
  g_autofree guchar *der = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GString) expected = NULL;
  GChecksumType type;
  gsize length;

  g_return_val_if_fail (certificate_pem != NULL && hash != NULL && fingerprint != NULL, FALSE);

  der = decode_pem (certificate_pem, &length);
  if (der == NULL || !find_checksum (hash, &type))
    return FALSE;
  digest = g_compute_checksum_for_data (type, der, length);
  expected = g_string_new (fingerprint);
  g_string_replace (expected, ":", "", 0);

  return g_ascii_strcasecmp (digest, expected->str) == 0;
}
