/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-sdp.h"

G_BEGIN_DECLS

#define MEDIA_FRAGMENT_MAX_LENGTH (16 * 1024)
#define MEDIA_FRAGMENT_MAX_LINES 256

/* Candidates that follow a description, for the one line that is ours (application/trickle-ice-sdpfrag, RFC 8840 §9). */
typedef struct
{
  char      *ufrag;
  char      *pwd;
  char      *mid;        /* nullable: nothing is said of our line */
  GPtrArray *candidates; /* of MediaCandidate */
  gboolean   complete;   /* no other will follow */
} MediaFragment;

/* @mid is the name of our line; what is said of others is checked and dropped. */
MediaFragment *media_fragment_parse       (const char          *text,
                                           const char          *mid,
                                           GError             **error);
void           media_fragment_free        (MediaFragment       *self);
/* Whether it is of that description, and not of one before or after. */
gboolean       media_fragment_belongs     (const MediaFragment *self,
                                           const MediaSdp      *sdp);
/* All the candidates of @sdp (transfer full). */
char          *media_fragment_write       (const MediaSdp      *sdp);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaFragment, media_fragment_free)

G_END_DECLS
