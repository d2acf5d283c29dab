/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Branches, tags, Call-IDs and cnonces must not be guessed (RFC 3261 §19.3), so chance comes from the
 * kernel. A test that wants the same call flow twice gives a seed instead: octets are then SHA-256 (seed,
 * counter). */

#include "sip-tokens.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define TOKEN_OCTETS 16
#define TOKEN_LETTERS 26 /* ⌈128 bits / 5 bits⌉ */
#define DIGEST_OCTETS 32

struct _SipTokens
{
  GObject parent_instance;

  gboolean seeded;
  guint64  seed;
  guint64  counter; /* blocks drawn so far; seeded only */
};

G_DEFINE_FINAL_TYPE (SipTokens, sip_tokens, G_TYPE_OBJECT)

static void
draw_from_kernel (guint8 *octets,
                  gsize   n_octets)
{
  ssize_t drawn;

  do
    drawn = getrandom (octets, n_octets, 0);
  while (drawn < 0 && errno == EINTR);

  /* The kernel never gives less than asked up to 256 octets; without chance no token is safe to use. */
  if (drawn != (ssize_t) n_octets)
    g_error ("getrandom() failed: %s", g_strerror (errno));
}

static void
draw_from_seed (SipTokens *self,
                guint8    *octets,
                gsize      n_octets)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint64 count = self->counter++;
  guint64 block[2] = { GUINT64_TO_BE (self->seed), GUINT64_TO_BE (count) };
  guint8 digest[DIGEST_OCTETS];
  gsize length = sizeof digest;

  g_assert (n_octets <= sizeof digest);

  g_checksum_update (checksum, (const guchar *) block, sizeof block);
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (octets, digest, n_octets);
}

static void
draw (SipTokens *self,
      guint8    *octets,
      gsize      n_octets)
{
  if (self->seeded)
    draw_from_seed (self, octets, n_octets);
  else
    draw_from_kernel (octets, n_octets);
}

static void
sip_tokens_class_init (SipTokensClass *klass)
{
}

static void
sip_tokens_init (SipTokens *self)
{
}

/**
 * sip_tokens_new:
 *
 * Makes a source of tokens that nobody can foretell.
 *
 * Returns: (transfer full): a new source
 */
SipTokens *
sip_tokens_new (void)
{
  return g_object_new (SIP_TYPE_TOKENS, NULL);
}

/**
 * sip_tokens_new_seeded:
 * @seed: any number
 *
 * Makes a source that gives the same tokens in the same order each time, for tests.
 *
 * Returns: (transfer full): a new source
 */
SipTokens *
sip_tokens_new_seeded (guint64 seed)
{
  SipTokens *self = sip_tokens_new ();

  self->seeded = TRUE;
  self->seed = seed;

  return self;
}

/**
 * sip_tokens_next:
 * @self: a source of tokens
 *
 * Draws a token of 128 bits, fit for a tag, a Call-ID or a cnonce.
 *
 * Returns: (transfer full): 26 lower-case letters and digits
 */
char *
sip_tokens_next (SipTokens *self)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
  guint8 octets[TOKEN_OCTETS + 1] = { 0 };

  g_return_val_if_fail (SIP_IS_TOKENS (self), NULL);

  draw (self, octets, TOKEN_OCTETS);

  char *token = g_malloc (TOKEN_LETTERS + 1);
  for (guint i = 0; i < TOKEN_LETTERS; i++)
    {
      guint bit = i * 5;
      guint window = (guint) octets[bit / 8] << 8 | octets[bit / 8 + 1];

      token[i] = letters[window >> (11 - bit % 8) & 31];
    }
  token[TOKEN_LETTERS] = '\0';

  return token;
}

/**
 * sip_tokens_next_branch:
 * @self: a source of tokens
 *
 * Draws a Via branch with the magic cookie of RFC 3261 §8.1.1.7.
 *
 * Returns: (transfer full): a branch starting with `z9hG4bK`
 */
char *
sip_tokens_next_branch (SipTokens *self)
{
  g_return_val_if_fail (SIP_IS_TOKENS (self), NULL);

  g_autofree char *token = sip_tokens_next (self);

  return g_strconcat ("z9hG4bK", token, NULL);
}

/**
 * sip_tokens_next_uuid:
 * @self: a source of tokens
 *
 * Draws a random UUID (RFC 9562 §5.4), as `+sip.instance` wants one (RFC 5626 §4.1).
 *
 * Returns: (transfer full): 36 characters, without `urn:uuid:`
 */
char *
sip_tokens_next_uuid (SipTokens *self)
{
  guint8 o[TOKEN_OCTETS];

  g_return_val_if_fail (SIP_IS_TOKENS (self), NULL);

  draw (self, o, sizeof o);
  o[6] = (o[6] & 0x0f) | 0x40; /* version 4 */
  o[8] = (o[8] & 0x3f) | 0x80; /* variant 10 */

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          o[0], o[1], o[2], o[3], o[4], o[5], o[6], o[7],
                          o[8], o[9], o[10], o[11], o[12], o[13], o[14], o[15]);
}

/**
 * sip_tokens_next_below:
 * @self: a source of tokens
 * @limit: one more than the largest number wanted; above zero
 *
 * Draws a number without favouring any, for jitter and back-off.
 *
 * Returns: a number of 0 ≤ n < @limit
 */
guint
sip_tokens_next_below (SipTokens *self,
                       guint      limit)
{
  g_return_val_if_fail (SIP_IS_TOKENS (self), 0);
  g_return_val_if_fail (limit > 0, 0);

  /* Numbers of the last, incomplete round would come up more often than the rest: draw again. */
  guint32 surplus = (guint32) (((guint64) G_MAXUINT32 + 1) % limit);
  guint32 number;

  do
    draw (self, (guint8 *) &number, sizeof number);
  while (number > G_MAXUINT32 - surplus);

  return number % limit;
}
