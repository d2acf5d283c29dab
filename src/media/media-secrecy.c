/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a padlock may say, and the words that prove it. Whoever sits between two ends has a certificate of its own
 * towards each, so the ends see other fingerprints and other words. Four words are 44 bits. To make them agree, whoever
 * sits between must find a certificate that fits while the call is being set up: both ends make theirs anew for each
 * call, so nothing can be prepared. */

#include "media-secrecy.h"

#include "media-words.h"

#include <string.h>

#define N_WORDS 4u

G_DEFINE_BOXED_TYPE (MediaSecrecy, media_secrecy, media_secrecy_ref, media_secrecy_unref)

static void
secrecy_clear (gpointer data)
{
  MediaSecrecy *self = data;

  g_free (self->cipher);
  g_free (self->words);
}

/* One spelling for all (RFC 8122 §5 leaves the case of the hash open). */
static char *
spell (const MediaIdentity *identity)
{
  g_autofree char *hash = g_ascii_strdown (identity->hash, -1);
  g_autofree char *fingerprint = g_ascii_strup (identity->fingerprint, -1);

  return g_strconcat (hash, " ", fingerprint, NULL);
}

static guint64
digest (const char *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[32];
  gsize length = sizeof bytes;
  guint64 bits = 0;

  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, bytes, &length);
  for (guint i = 0; i < sizeof bits; i++)
    bits = bits << 8 | bytes[i];

  return bits;
}

/**
 * media_secrecy_compare_words:
 * @one: one end
 * @other: the other end
 *
 * Makes four words out of both fingerprints: the first 44 bits of the SHA-256 of both lines, in the order of their
 * letters, with a line feed between.
 *
 * Returns: (transfer full): the words with spaces between, the same in whichever order the ends are given
 */
char *
media_secrecy_compare_words (const MediaIdentity *one,
                             const MediaIdentity *other)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *both = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  guint64 bits;

  g_return_val_if_fail (one != NULL && one->hash != NULL && one->fingerprint != NULL, NULL);
  g_return_val_if_fail (other != NULL && other->hash != NULL && other->fingerprint != NULL, NULL);

  first = spell (one);
  second = spell (other);
  both = strcmp (first, second) < 0 ? g_strconcat (first, "\n", second, NULL) : g_strconcat (second, "\n", first, NULL);
  bits = digest (both);
  for (guint i = 0; i < N_WORDS; i++)
    {
      guint index = bits >> (64 - MEDIA_WORD_BITS) & (MEDIA_WORDS - 1);

      g_string_append_printf (words, "%s%s", i > 0 ? " " : "", media_words_get (index));
      bits <<= MEDIA_WORD_BITS;
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
is_known (const MediaIdentity *identity)
{
  return identity != NULL && identity->hash != NULL && identity->fingerprint != NULL;
}

/**
 * media_secrecy_new:
 * @stats: what the call measures
 * @local: (nullable): our end
 * @remote: (nullable): their end
 *
 * Says how the sound is kept from others.
 *
 * Returns: (transfer full): the facts
 */
MediaSecrecy *
media_secrecy_new (const MediaStats    *stats,
                   const MediaIdentity *local,
                   const MediaIdentity *remote)
{
  MediaSecrecy *self;

  g_return_val_if_fail (stats != NULL, NULL);

  self = g_atomic_rc_box_new0 (MediaSecrecy);
  self->kind = stats->secrecy;
  self->cipher = g_strdup (stats->cipher);
  if (self->kind == MEDIA_SECRECY_DTLS && is_known (local) && is_known (remote))
    self->words = media_secrecy_compare_words (local, remote);

  return self;
}

/**
 * media_secrecy_equal:
 * @self: (nullable): facts
 * @other: (nullable): facts
 *
 * Compares.
 *
 * Returns: TRUE when they say the same
 */
gboolean
media_secrecy_equal (const MediaSecrecy *self,
                     const MediaSecrecy *other)
{
  if (self == NULL || other == NULL)
    return self == other;

  return self->kind == other->kind && g_strcmp0 (self->cipher, other->cipher) == 0 &&
         g_strcmp0 (self->words, other->words) == 0;
}

/**
 * media_secrecy_ref:
 * @self: the facts
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 */
MediaSecrecy *
media_secrecy_ref (MediaSecrecy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * media_secrecy_unref:
 * @self: (transfer full): the facts
 *
 * Gives a reference back.
 */
void
media_secrecy_unref (MediaSecrecy *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, secrecy_clear);
}
