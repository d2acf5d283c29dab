/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What we can show and see, as one table (RFC 7742: VP8 and H.264 in its constrained baseline). A description is
 * read and written with it and the pipeline built from it; a codec is added here and nowhere else. */

#include "media-picture-codec.h"

#include <gst/gst.h>

#define START_BITS "600000"
#define MTU "mtu=1200"

/* Real time before beauty: an encoder that does not keep up is a picture that lags. A key frame comes when somebody
 * asks for it, and now and then for those who do not know how to ask. */
#define ENCODER_VP8 \
  "vp8enc name=encoder deadline=1 cpu-used=8 threads=2 end-usage=cbr error-resilient=partitions " \
  "keyframe-max-dist=300 lag-in-frames=0 buffer-initial-size=300 buffer-optimal-size=400 buffer-size=600 " \
  "target-bitrate=" START_BITS " ! rtpvp8pay picture-id-mode=15-bit " MTU
#define DECODER_VP8 "rtpvp8depay request-keyframe=true wait-for-keyframe=true ! vp8dec"

/* A parser in between would name a profile of its own making, and webrtcbin refuse it. */
/* A parser in between would name a profile of its own making, and webrtcbin refuse it. */
#define ENCODER_H264 \
  "openh264enc name=encoder usage-type=camera complexity=low rate-control=bitrate gop-size=300 bitrate=" START_BITS \
  " ! rtph264pay aggregate-mode=zero-latency config-interval=-1 " MTU
#define DECODER_H264 "rtph264depay request-keyframe=true wait-for-keyframe=true ! h264parse ! openh264dec"

static const MediaPictureCodec codecs[] = {
  { "VP8", 96, NULL, ENCODER_VP8, "target-bitrate", 1, DECODER_VP8, { "vp8enc", "vp8dec", "rtpvp8pay" } },
  { "H264", 102, "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f", ENCODER_H264, "bitrate", 1,
    DECODER_H264, { "openh264enc", "openh264dec", "h264parse" } },
};

G_STATIC_ASSERT (G_N_ELEMENTS (codecs) <= MEDIA_PICTURE_CODECS_MAX);

static gboolean
is_installed (const MediaPictureCodec *codec)
{
  for (guint i = 0; i < G_N_ELEMENTS (codec->needs); i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (codec->needs[i]);

      if (factory == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * media_picture_codec_list:
 * @list: (out caller-allocates): the rows whose elements are installed
 *
 * Lists what we can show and see, best first.
 *
 * Returns: how many there are
 */
guint
media_picture_codec_list (const MediaPictureCodec *list[MEDIA_PICTURE_CODECS_MAX])
{
  guint n = 0;

  g_return_val_if_fail (list != NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    {
      if (is_installed (&codecs[i]))
        list[n++] = &codecs[i];
    }

  return n;
}

/* The value of one of "name=value;name=value", in any case of letters; nullable. */
static char *
dup_parameter (const char *parameters,
               const char *name)
{
  g_auto (GStrv) words = g_strsplit (parameters, ";", 32);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *value = strchr (g_strstrip (words[i]), '=');

      if (value == NULL)
        continue;
      *value++ = '\0';
      if (g_ascii_strcasecmp (words[i], name) == 0)
        return g_strdup (value);
    }

  return NULL;
}

/* RFC 6184 8.1: the profile is told by the first byte and by one bit of the second; what is not named is baseline
 * in single packets, which we do not send. */
static gboolean
is_constrained_baseline (const char *parameters)
{
  g_autofree char *mode = parameters != NULL ? dup_parameter (parameters, "packetization-mode") : NULL;
  g_autofree char *profile = parameters != NULL ? dup_parameter (parameters, "profile-level-id") : NULL;
  guint64 bits;

  if (g_strcmp0 (mode, "1") != 0 || profile == NULL || strlen (profile) != 6 ||
      !g_ascii_string_to_unsigned (profile, 16, 0, 0xffffff, &bits, NULL))
    return FALSE;

  return bits >> 16 == 0x42 && (bits & 0x4000) != 0;
}

/**
 * media_picture_codec_find:
 * @name: as in a=rtpmap
 * @clock_rate: Hz
 * @parameters: (nullable): those of a=fmtp
 *
 * Looks up what a format of a description is.
 *
 * Returns: (transfer none) (nullable): the row; NULL: none of ours, or not installed
 */
const MediaPictureCodec *
media_picture_codec_find (const char *name,
                          guint       clock_rate,
                          const char *parameters)
{
  g_return_val_if_fail (name != NULL, NULL);

  if (clock_rate != MEDIA_PICTURE_CLOCK_RATE)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    {
      if (g_ascii_strcasecmp (codecs[i].name, name) != 0)
        continue;
      if (g_str_equal (codecs[i].name, "H264") && !is_constrained_baseline (parameters))
        return NULL;
      return is_installed (&codecs[i]) ? &codecs[i] : NULL;
    }

  return NULL;
}
