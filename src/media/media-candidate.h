/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One way to reach a peer (RFC 8839 5.1): RTP over UDP at a numeric address. */
typedef struct
{
  char       *foundation;
  guint32     priority;
  char       *address;
  guint       port;
  const char *type;            /* host, srflx, prflx or relay; static */
  char       *related_address; /* nullable */
  guint       related_port;
} MediaCandidate;

/* From the value of a=candidate, without "candidate:". NULL: nothing we could use (transfer full). */
MediaCandidate *media_candidate_parse       (const char           *value);
MediaCandidate *media_candidate_copy        (const MediaCandidate *self);
void            media_candidate_free        (MediaCandidate       *self);
/* The value again (transfer full). */
char           *media_candidate_write       (const MediaCandidate *self);
gboolean        media_candidate_is_loopback (const MediaCandidate *self);
gboolean        media_candidate_is_ipv6     (const MediaCandidate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaCandidate, media_candidate_free)

G_END_DECLS
