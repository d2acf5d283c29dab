/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What we can say and hear, as one table. An offer is made from it, an answer is held against it, and the
 * pipeline is built from its last two columns; a codec is added here and nowhere else. */

#include "media-codec.h"

#define ENCODER_OPUS \
  "opusenc audio-type=voice bitrate=40000 frame-size=20 inband-fec=true packet-loss-percentage=5 ! rtpopuspay"
/* Error correction would make the decoder hold back 120 ms, the longest frame there is; concealment costs
 * nothing. */
#define DECODER_OPUS "rtpopusdepay ! opusdec plc=true"
/* Packets of 20 ms: what every gateway expects (RFC 3551 4.2). */
#define PTIME "min-ptime=20000000 max-ptime=20000000"

static const MediaCodec codecs[] = {
  { "opus", 48000, 2, 111, FALSE, "minptime=10", ENCODER_OPUS, DECODER_OPUS },
  { "G722", 8000, 1, 9, TRUE, NULL, "avenc_g722 ! rtpg722pay " PTIME, "rtpg722depay ! avdec_g722" },
  { "PCMU", 8000, 1, 0, TRUE, NULL, "mulawenc ! rtppcmupay " PTIME, "rtppcmudepay ! mulawdec" },
  { "PCMA", 8000, 1, 8, TRUE, NULL, "alawenc ! rtppcmapay " PTIME, "rtppcmadepay ! alawdec" },
  { "telephone-event", 48000, 1, 110, FALSE, "0-15", NULL, NULL },
  { "telephone-event", 8000, 1, 126, FALSE, "0-15", NULL, NULL },
};

/**
 * media_codec_list:
 * @n_codecs: (out): how many there are
 *
 * Lists what we can speak, best first.
 *
 * Returns: (transfer none) (array length=n_codecs): the table
 */
const MediaCodec *
media_codec_list (guint *n_codecs)
{
  g_return_val_if_fail (n_codecs != NULL, NULL);

  *n_codecs = G_N_ELEMENTS (codecs);
  return codecs;
}

/**
 * media_codec_find:
 * @payload: the payload type
 * @name: (nullable): the name of a=rtpmap; NULL when there was no such line
 * @clock_rate: Hz
 * @channels: 1 when a=rtpmap named none
 *
 * Looks up the codec of a payload type.
 *
 * Returns: (transfer none) (nullable): the row
 */
const MediaCodec *
media_codec_find (guint       payload,
                  const char *name,
                  guint       clock_rate,
                  guint       channels)
{
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    {
      const MediaCodec *codec = &codecs[i];

      if (name == NULL)
        {
          if (codec->is_static && codec->payload == payload)
            return codec;
        }
      else if (g_ascii_strcasecmp (codec->name, name) == 0 &&
               codec->clock_rate == clock_rate && codec->channels == channels)
        {
          return codec;
        }
    }

  return NULL;
}

/**
 * media_codec_is_tones:
 * @self: the row
 *
 * Whether it carries key presses (RFC 4733) rather than sound.
 *
 * Returns: TRUE for telephone-event
 */
gboolean
media_codec_is_tones (const MediaCodec *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->encoder == NULL;
}
