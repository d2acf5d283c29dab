/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One way of writing sound down, and the parts of GStreamer that do it. These rows are the allow-list: no
 * other depayloader or decoder ever touches bytes from the network. */
typedef struct
{
  const char *name;        /* as in a=rtpmap */
  guint       clock_rate;  /* of RTP, Hz; G.722 says 8000 for historical reasons (RFC 3551 4.5.2) */
  guint       channels;    /* of a=rtpmap */
  guint       payload;     /* the one we offer */
  gboolean    is_static;   /* the number means this codec even without a=rtpmap (RFC 3551 6) */
  const char *parameters;  /* our a=fmtp; nullable */
  const char *encoder;     /* gst-launch description from raw sound to RTP; NULL: no sound */
  const char *decoder;     /* and back */
  const char *title;       /* for people */
  gboolean    is_only_taken; /* not offered */
} MediaCodec;

/* In the order of our preference; what is no sound comes last. */
const MediaCodec *media_codec_list       (guint      *n_codecs);
/* NULL when it is none of ours; @name nullable: by static number alone. */
const MediaCodec *media_codec_find       (guint       payload,
                                          const char *name,
                                          guint       clock_rate,
                                          guint       channels);
gboolean          media_codec_is_tones   (const MediaCodec *self);
gboolean          media_codec_is_noise   (const MediaCodec *self);
gboolean          media_codec_is_sound   (const MediaCodec *self);
/* What an offer names when a person wants @names (nullable) in that order. */
GPtrArray        *media_codec_list_offered (const char *const *names);
/* "Opus, 48 kHz" for the name that media_session_get_codec() gives. */
const char       *media_codec_get_title  (const char       *name);

G_END_DECLS
