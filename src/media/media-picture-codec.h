/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MEDIA_PICTURE_CLOCK_RATE 90000
/* How many rows the table has at most; more formats than that no description of ours names. */
#define MEDIA_PICTURE_CODECS_MAX 4

/* One way of writing pictures down, and the parts of GStreamer that do it. As with sound these rows are the
 * allow-list: no other depayloader or decoder ever touches bytes from the network. */
typedef struct
{
  const char *name;       /* as in a=rtpmap */
  guint       payload;    /* the one we offer */
  const char *parameters; /* our a=fmtp; nullable */
  const char *encoder;    /* gst-launch description from raw pictures to RTP; the encoder is named "encoder" */
  const char *rate;       /* the encoder's property for bits, or kilobits, per second */
  guint       rate_unit;  /* how many bits per second its one is */
  const char *decoder;    /* and back */
  const char *needs[3];   /* elements that are not in every installation */
} MediaPictureCodec;

/* Those that are installed, best first; GStreamer must have been started. */
guint                    media_picture_codec_list      (const MediaPictureCodec *codecs[MEDIA_PICTURE_CODECS_MAX]);
/* NULL when it is none of ours, or not installed; @parameters as in a=fmtp, nullable. */
const MediaPictureCodec *media_picture_codec_find      (const char              *name,
                                                        guint                    clock_rate,
                                                        const char              *parameters);

G_END_DECLS
