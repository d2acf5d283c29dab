/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-stats.h"

G_BEGIN_DECLS

/* How a call is kept from others, as far as the sound itself goes; immutable. Whether what carried the key or the
 * fingerprint was protected is another question, for who knows the line. */
typedef struct
{
  MediaSecrecyKind kind;
  char            *cipher; /* as SDES names suites; nullable */
  char            *words;  /* four of them, the same at both ends, for DTLS; nullable */
} MediaSecrecy;

/* One end of a DTLS association, as its description names it. */
typedef struct
{
  const char *hash;        /* "sha-256" */
  const char *fingerprint; /* "AB:CD:…" */
} MediaIdentity;

#define MEDIA_TYPE_SECRECY (media_secrecy_get_type ())
GType media_secrecy_get_type (void) G_GNUC_CONST;

/* @local, @remote: nullable, for there is none without DTLS. */
MediaSecrecy *media_secrecy_new   (const MediaStats    *stats,
                                   const MediaIdentity *local,
                                   const MediaIdentity *remote);
gboolean      media_secrecy_equal (const MediaSecrecy  *self,
                                   const MediaSecrecy  *other);
MediaSecrecy *media_secrecy_ref   (MediaSecrecy        *self);
void          media_secrecy_unref (MediaSecrecy        *self);

/* What two people read to each other, whichever of them asks (transfer full). */
char         *media_secrecy_compare_words (const MediaIdentity *one,
                                           const MediaIdentity *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaSecrecy, media_secrecy_unref)

G_END_DECLS
