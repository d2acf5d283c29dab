/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-rtp.h"
#include "media-socket.h"

G_BEGIN_DECLS

/* Telephones change their SSRC once or twice in a call. What is beyond that is not heard: to forget one would be to forget
 * which of its packets have been heard already. */
#define MEDIA_RTP_MAX_PROVEN 64

enum
{
  MEDIA_RTP_KIND_RTP,
  MEDIA_RTP_KIND_RTCP,
  MEDIA_RTP_N_KINDS
};

struct _MediaRtp
{
  GstElement  *pipeline;
  GstElement  *rtpbin;
  MediaSocket *socket;
  GstPad      *pads[MEDIA_RTP_N_KINDS]; /* what the thread of the socket pushes into */
  GstPad      *entry;
  GstElement  *decoder;       /* of SRTP; borrowed, nullable */
  GMutex       mutex;         /* over the key */
  MediaCrypto *theirs;        /* nullable */
  gboolean     taken[128];    /* payload types */
  gboolean     passed;        /* the packet at hand was decrypted and is theirs; the thread's alone */
  guint32      proven[MEDIA_RTP_MAX_PROVEN]; /* SSRCs of theirs */
  guint        n_proven;
  gint64       heard_at;      /* under the mutex */
};

/* media-rtp-receive.c: links what is between the ports and rtpbin, and begins to read. */
void media_rtp_start_receiving (MediaRtp *self, const GArray *formats);

G_END_DECLS
