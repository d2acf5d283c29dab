/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long after a description a stranger's packet may show where the far end really is, behind its router. */
#define MEDIA_LATCH_WINDOW_US (10 * G_USEC_PER_SEC)

/* Where packets of the far end come from, and where ours go (symmetric RTP, RFC 4961; TRUST 3.8). No thread is known here. */
typedef struct
{
  GSocketAddress *described; /* by them; nullable */
  GSocketAddress *locked;    /* where they really speak from; nullable */
  GSocketAddress *former;    /* the one before their last description; nullable */
  gboolean        firm;      /* nobody else is believed any more */
  gint64          since;     /* of the description, monotonic time, µs */
  gint64          heard_at;  /* from where it is locked to */
} MediaLatch;

void            media_latch_clear      (MediaLatch     *self);
/* They say that they are at @described now (nullable). */
void            media_latch_describe   (MediaLatch     *self,
                                        GSocketAddress *described,
                                        gint64          now);
/* Whether a packet from @from is theirs. @proven: it could be decrypted. */
gboolean        media_latch_admits     (MediaLatch     *self,
                                        GSocketAddress *from,
                                        gboolean        proven,
                                        gint64          now);
/* Where to send to; borrowed, nullable. */
GSocketAddress *media_latch_get_target (MediaLatch     *self);

G_END_DECLS
