/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys of SRTP that travel in descriptions (RFC 4568), as values. Who can read the description can read the key, so
 * this is as private as the way the description came. What a stranger wrote is either understood to the last
 * octet or not used. */

#include "media-crypto.h"

#include <gnutls/crypto.h>

#define MAX_TAG 999999999 /* nine digits, RFC 4568 9.1 */
#define MAX_LIFETIME_BITS 48
#define MAX_MKI_LENGTH 128

/* "AES_CM_256_HMAC_SHA1_80" is what the drafts of RFC 6188 called it, and old telephones still do. */
static const MediaSuite suites[] = {
  { "AEAD_AES_256_GCM", 44, "aes-256-gcm", "null", "null", TRUE },
  { "AES_256_CM_HMAC_SHA1_80", 46, "aes-256-icm", "hmac-sha1-80", "hmac-sha1-80", TRUE },
  { "AEAD_AES_128_GCM", 28, "aes-128-gcm", "null", "null", TRUE },
  { "AES_CM_128_HMAC_SHA1_80", 30, "aes-128-icm", "hmac-sha1-80", "hmac-sha1-80", TRUE },
  { "AES_256_CM_HMAC_SHA1_32", 46, "aes-256-icm", "hmac-sha1-32", "hmac-sha1-80", TRUE },
  { "AES_CM_128_HMAC_SHA1_32", 30, "aes-128-icm", "hmac-sha1-32", "hmac-sha1-80", TRUE },
  { "AES_CM_256_HMAC_SHA1_80", 46, "aes-256-icm", "hmac-sha1-80", "hmac-sha1-80", FALSE },
  { "AES_CM_256_HMAC_SHA1_32", 46, "aes-256-icm", "hmac-sha1-32", "hmac-sha1-80", FALSE },
};

/**
 * media_crypto_list_suites:
 * @n_suites: (out): how many there are
 *
 * Lists what we can encrypt with, strongest first.
 *
 * Returns: (transfer none) (array length=n_suites): the table
 */
const MediaSuite *
media_crypto_list_suites (guint *n_suites)
{
  g_return_val_if_fail (n_suites != NULL, NULL);

  *n_suites = G_N_ELEMENTS (suites);
  return suites;
}

static const MediaSuite *
find_suite (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++)
    {
      if (g_ascii_strcasecmp (suites[i].name, name) == 0)
        return &suites[i];
    }

  return NULL;
}

static gboolean
read_key (MediaCrypto *self,
          const char  *text)
{
  gsize size = 0;
  guchar *bytes = g_base64_decode (text, &size);
  gboolean fits = size == self->suite->key_size;

  if (fits)
    {
      g_autofree char *again = g_base64_encode (bytes, size);
      gsize length = strcspn (again, "=");

      /* GLib's decoder skips what it does not know. */
      fits = strncmp (again, text, length) == 0 && text[length + strspn (text + length, "=")] == '\0';
      memcpy (self->key, bytes, size);
      gnutls_memset (again, 0, strlen (again));
    }
  gnutls_memset (bytes, 0, size);
  g_free (bytes);

  return fits;
}

/* "2^31" or a number: how many packets the key is good for. A call is over long before. */
static gboolean
check_lifetime (const char *text)
{
  guint64 value;

  if (g_str_has_prefix (text, "2^"))
    return g_ascii_string_to_unsigned (text + 2, 10, 1, MAX_LIFETIME_BITS, &value, NULL);

  return g_ascii_string_to_unsigned (text, 10, 1, G_GUINT64_CONSTANT (1) << MAX_LIFETIME_BITS, &value, NULL);
}

/* "VALUE:LENGTH", big-endian in so many octets. */
static MediaCryptoVerdict
read_mki (MediaCrypto *self,
          const char  *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  guint64 value, length;

  if (g_strv_length (parts) != 2 || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXUINT64, &value, NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 1, MAX_MKI_LENGTH, &length, NULL))
    return MEDIA_CRYPTO_MALFORMED;
  if (length > MEDIA_CRYPTO_MAX_MKI)
    return MEDIA_CRYPTO_UNUSABLE;
  if (length < MEDIA_CRYPTO_MAX_MKI && value >> (8 * length) != 0)
    return MEDIA_CRYPTO_MALFORMED;
  self->mki_size = length;
  for (guint i = 0; i < length; i++)
    self->mki[i] = value >> (8 * (length - 1 - i));

  return MEDIA_CRYPTO_READ;
}

/* "inline:KEY[|LIFETIME][|MKI:LENGTH]"; several of them, with a semicolon between, are more than we keep. */
static MediaCryptoVerdict
read_parameters (MediaCrypto *self,
                 const char  *text)
{
  g_auto (GStrv) parts = NULL;
  guint n_parts, next = 1;
  MediaCryptoVerdict verdict = MEDIA_CRYPTO_READ;

  if (!g_str_has_prefix (text, "inline:"))
    return MEDIA_CRYPTO_MALFORMED;
  if (strchr (text, ';') != NULL)
    return MEDIA_CRYPTO_UNUSABLE;
  parts = g_strsplit (text + strlen ("inline:"), "|", 4);
  n_parts = g_strv_length (parts);
  if (n_parts == 0 || !read_key (self, parts[0]))
    verdict = MEDIA_CRYPTO_MALFORMED;
  if (next < n_parts && strchr (parts[next], ':') == NULL && !check_lifetime (parts[next++]))
    verdict = MEDIA_CRYPTO_MALFORMED;
  if (next < n_parts && verdict == MEDIA_CRYPTO_READ)
    verdict = read_mki (self, parts[next++]);
  if (verdict == MEDIA_CRYPTO_READ && next < n_parts)
    verdict = MEDIA_CRYPTO_MALFORMED;
  if (n_parts > 0)
    gnutls_memset (parts[0], 0, strlen (parts[0]));

  return verdict;
}

/* The window is theirs to choose, and what begins with a dash may be ignored; everything else would take protection
 * away or needs more than we do (RFC 4568 6.3). */
static gboolean
is_harmless (const char *parameter)
{
  return parameter[0] == '\0' || parameter[0] == '-' || g_ascii_strncasecmp (parameter, "WSH=", 4) == 0;
}

static MediaCryptoVerdict
read_words (MediaCrypto *self,
            GStrv        words)
{
  guint64 tag;

  if (g_strv_length (words) < 3 || !g_ascii_string_to_unsigned (words[0], 10, 0, MAX_TAG, &tag, NULL))
    return MEDIA_CRYPTO_MALFORMED;
  self->tag = tag;
  self->suite = find_suite (words[1]);
  if (self->suite == NULL)
    return MEDIA_CRYPTO_UNUSABLE;
  for (guint i = 3; words[i] != NULL; i++)
    {
      if (!is_harmless (words[i]))
        return MEDIA_CRYPTO_UNUSABLE;
    }

  return read_parameters (self, words[2]);
}

/**
 * media_crypto_parse:
 * @value: what stands behind "a=crypto:"
 * @crypto: (out) (transfer full) (nullable): what it says, if we can use it
 *
 * Reads a key of theirs (RFC 4568 §9.1).
 *
 * Returns: whether it can be used
 */
MediaCryptoVerdict
media_crypto_parse (const char   *value,
                    MediaCrypto **crypto)
{
  g_autoptr (MediaCrypto) self = g_new0 (MediaCrypto, 1);
  g_auto (GStrv) words = NULL;
  MediaCryptoVerdict verdict;

  g_return_val_if_fail (value != NULL && crypto != NULL, MEDIA_CRYPTO_MALFORMED);

  words = g_strsplit (value, " ", -1);
  verdict = read_words (self, words);
  for (guint i = 0; words[i] != NULL; i++)
    gnutls_memset (words[i], 0, strlen (words[i]));
  *crypto = verdict == MEDIA_CRYPTO_READ ? g_steal_pointer (&self) : NULL;

  return verdict;
}

/**
 * media_crypto_new:
 * @tag: its number in the description
 * @suite: a row of the table
 *
 * Makes a key of ours.
 *
 * Returns: (transfer full) (nullable): the key; NULL when no randomness is to be had
 */
MediaCrypto *
media_crypto_new (guint             tag,
                  const MediaSuite *suite)
{
  g_autoptr (MediaCrypto) self = NULL;

  g_return_val_if_fail (suite != NULL, NULL);

  self = g_new0 (MediaCrypto, 1);
  self->tag = tag;
  self->suite = suite;
  if (gnutls_rnd (GNUTLS_RND_KEY, self->key, suite->key_size) < 0)
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * media_crypto_copy:
 * @self: the key
 *
 * Copies a key; the copy is as secret.
 *
 * Returns: (transfer full): the copy
 */
MediaCrypto *
media_crypto_copy (const MediaCrypto *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_memdup2 (self, sizeof *self);
}

/**
 * media_crypto_free:
 * @self: (transfer full) (nullable): the key
 *
 * Wipes and frees it.
 */
void
media_crypto_free (MediaCrypto *self)
{
  if (self == NULL)
    return;
  gnutls_memset (self, 0, sizeof *self);
  g_free (self);
}

/**
 * media_crypto_write:
 * @self: the key
 *
 * Writes it for a description.
 *
 * Returns: (transfer full): what stands behind "a=crypto:"
 */
char *
media_crypto_write (const MediaCrypto *self)
{
  g_autofree char *key = NULL;
  g_autofree char *mark = NULL;
  guint64 mki = 0;
  char *value;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->mki_size; i++)
    mki = mki << 8 | self->mki[i];
  mark = self->mki_size > 0 ? g_strdup_printf ("|%" G_GUINT64_FORMAT ":%u", mki, self->mki_size) : g_strdup ("");
  key = g_base64_encode (self->key, self->suite->key_size);
  value = g_strdup_printf ("%u %s inline:%s%s", self->tag, self->suite->name, key, mark);
  gnutls_memset (key, 0, strlen (key));

  return value;
}

/**
 * media_crypto_is_same:
 * @self: a key
 * @other: another
 *
 * Compares two keys but for their tags.
 *
 * Returns: TRUE when packets of one are packets of the other
 */
gboolean
media_crypto_is_same (const MediaCrypto *self,
                      const MediaCrypto *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return self->suite == other->suite && self->mki_size == other->mki_size &&
         gnutls_memcmp (self->key, other->key, sizeof self->key) == 0 &&
         memcmp (self->mki, other->mki, sizeof self->mki) == 0;
}
