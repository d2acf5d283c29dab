/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MEDIA_CRYPTO_MAX_KEY 46
#define MEDIA_CRYPTO_MAX_MKI 8

/* One way of encrypting RTP (RFC 4568 6.2, RFC 6188, RFC 7714). */
typedef struct
{
  const char *name;
  guint       key_size;    /* octets of key and salt */
  const char *cipher;      /* as GStreamer's srtpenc names it, like the next two */
  const char *rtp_auth;
  const char *rtcp_auth;
  gboolean    is_offered;  /* FALSE: only taken */
} MediaSuite;

/* One a=crypto line: a secret, wiped when it is freed, and never to be logged. */
typedef struct
{
  guint             tag;
  const MediaSuite *suite;
  guint8            key[MEDIA_CRYPTO_MAX_KEY];
  guint8            mki[MEDIA_CRYPTO_MAX_MKI]; /* what its packets are marked with */
  guint             mki_size;                  /* 0: with nothing */
} MediaCrypto;

typedef enum
{
  MEDIA_CRYPTO_READ,
  MEDIA_CRYPTO_UNUSABLE,  /* well-formed, and not for us: the next line may be */
  MEDIA_CRYPTO_MALFORMED,
} MediaCryptoVerdict;

/* Strongest first. */
const MediaSuite  *media_crypto_list_suites (guint              *n_suites);
/* From the value of a=crypto; *@crypto is set (transfer full) if it can be used. */
MediaCryptoVerdict media_crypto_parse       (const char         *value,
                                             MediaCrypto       **crypto);
/* With a key nobody else has; NULL: there is no chance to be had on this machine (transfer full). */
MediaCrypto       *media_crypto_new         (guint               tag,
                                             const MediaSuite   *suite);
MediaCrypto       *media_crypto_copy        (const MediaCrypto  *self);
void               media_crypto_free        (MediaCrypto        *self);
/* The value again, as we say it (transfer full). */
char              *media_crypto_write       (const MediaCrypto  *self);
/* Whether both mean the same packets, whatever their tags. */
gboolean           media_crypto_is_same     (const MediaCrypto  *self,
                                             const MediaCrypto  *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaCrypto, media_crypto_free)

G_END_DECLS
