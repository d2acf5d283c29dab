/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-picture-codec.h"
#include "media-sdp.h"

#include <gst/sdp/sdp.h>

G_BEGIN_DECLS

typedef struct
{
  guint                    payload;
  const MediaPictureCodec *codec;
} MediaPictureFormat;

/* What a description says of pictures: one m= line that goes the way of the sound (BUNDLE) in formats of ours. A
 * description without it wants no picture, or one that we cannot have: that line is refused. */
struct _MediaSdpVideo
{
  guint          line;         /* which m= line */
  MediaDirection direction;
  gboolean       only_bundled; /* offered to somebody who may not know BUNDLE */
  GArray        *formats;      /* of MediaPictureFormat, in the order of the m= line */
};

MediaSdpVideo            *media_sdp_video_new    (void);
MediaSdpVideo            *media_sdp_video_copy   (const MediaSdpVideo  *self);
void                      media_sdp_video_free   (MediaSdpVideo        *self);
/* The format to show pictures in. Never NULL. */
const MediaPictureFormat *media_sdp_video_choose (const MediaSdpVideo  *self);
const MediaPictureFormat *media_sdp_video_find   (const MediaSdpVideo     *self,
                                                  const MediaPictureFormat *format);
/* Leaves that format alone. */
void                      media_sdp_video_settle (MediaSdpVideo            *self,
                                                  const MediaPictureFormat *format);
/* Looks for pictures in a description whose lines and sound have been read. FALSE: malformed. */
gboolean                  media_sdp_video_read   (MediaSdp             *sdp,
                                                  const GstSDPMessage  *message,
                                                  GError              **error);
/* The line of it, without what it shares with the sound. @candidate: the default one of the sound; nullable. */
void                      media_sdp_video_write  (const MediaSdp       *sdp,
                                                  const MediaCandidate *candidate,
                                                  GString              *text);
/* In one path a number means one thing. */
gboolean                  media_sdp_video_is_number_of_sound (const MediaSdp *sdp,
                                                              guint           payload);
/* Offers pictures in @sdp: in a line that is refused, or else in a new one. */
void                      media_sdp_video_add    (MediaSdp             *sdp,
                                                  MediaDirection        direction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaSdpVideo, media_sdp_video_free)

G_END_DECLS
