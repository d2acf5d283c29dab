/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What we can say and hear, as one table. An offer is made from it, an answer is held against it, and the
 * pipeline is built from its last two columns; a codec is added here and nowhere else. */

#include "media-codec.h"

/* How it is to encode is set by media-encoder, which finds it by this name. */
#define ENCODER_OPUS "opusenc name=encoder audio-type=voice frame-size=20 ! rtpopuspay name=payloader"
/* With correction the decoder waits for one packet more, and says that it waits for 120 ms, the longest frame there
 * is: media-playout knows better. */
#define DECODER_OPUS "rtpopusdepay ! opusdec name=decoder plc=true use-inband-fec=true"
/* Packets of 20 ms: what every gateway expects (RFC 3551 4.2). */
#define PTIME "name=payloader min-ptime=20000000 max-ptime=20000000"

static const MediaCodec codecs[] = {
  { "opus", 48000, 2, 111, FALSE, "minptime=10;useinbandfec=1", ENCODER_OPUS, DECODER_OPUS, "Opus, 48 kHz" },
  { "G722", 8000, 1, 9, TRUE, NULL, "avenc_g722 ! rtpg722pay " PTIME, "rtpg722depay ! avdec_g722",
    "G.722, 16 kHz" },
  { "PCMU", 8000, 1, 0, TRUE, NULL, "mulawenc ! rtppcmupay " PTIME, "rtppcmudepay ! mulawdec",
    "G.711 µ-law, 8 kHz" },
  { "PCMA", 8000, 1, 8, TRUE, NULL, "alawenc ! rtppcmapay " PTIME, "rtppcmadepay ! alawdec",
    "G.711 A-law, 8 kHz" },
  { "CN", 8000, 1, 13, TRUE, NULL, NULL, NULL, "Comfort noise" },
  { "telephone-event", 48000, 1, 110, FALSE, "0-15", NULL, NULL, "Key presses" },
  { "telephone-event", 8000, 1, 126, FALSE, "0-15", NULL, NULL, "Key presses" },
  /* No codec of ours has this clock, so we take it and do not ask for it. */
  { "telephone-event", 16000, 1, 112, FALSE, "0-15", NULL, NULL, "Key presses", .is_only_taken = TRUE },
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

  return g_str_equal (self->name, "telephone-event");
}

/**
 * media_codec_is_noise:
 * @self: the row
 *
 * Whether it says how loud the silence is (RFC 3389) rather than carrying sound.
 *
 * Returns: TRUE for comfort noise
 */
gboolean
media_codec_is_noise (const MediaCodec *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_str_equal (self->name, "CN");
}

/**
 * media_codec_is_sound:
 * @self: the row
 *
 * Whether one can talk in it.
 *
 * Returns: TRUE when there is an encoder and a decoder
 */
gboolean
media_codec_is_sound (const MediaCodec *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->encoder != NULL;
}

static void
add_named (GPtrArray  *offered,
           const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    {
      if (media_codec_is_sound (&codecs[i]) && g_ascii_strcasecmp (codecs[i].name, name) == 0 &&
          !g_ptr_array_find (offered, &codecs[i], NULL))
        g_ptr_array_add (offered, (gpointer) &codecs[i]);
    }
}

/**
 * media_codec_list_offered:
 * @names: (nullable) (array zero-terminated=1): what a person wants to talk in, best first; NULL: all, in our order
 *
 * Lists what an offer names: codecs, and behind them comfort noise, where one of them has its clock (RFC 3389 §4),
 * and key presses. A name that is none of ours is passed over; if all are, the list is as for NULL, for an offer
 * of nothing is none.
 *
 * Returns: (transfer container): an array of [struct@MediaCodec]
 */
GPtrArray *
media_codec_list_offered (const char *const *names)
{
  GPtrArray *offered = g_ptr_array_new ();
  gboolean has_noise = FALSE, any;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    add_named (offered, names[i]);
  any = offered->len == 0;
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    {
      if (any && media_codec_is_sound (&codecs[i]))
        g_ptr_array_add (offered, (gpointer) &codecs[i]);
    }
  for (guint i = 0; i < offered->len; i++)
    has_noise = has_noise || ((const MediaCodec *) g_ptr_array_index (offered, i))->clock_rate == 8000;
  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    {
      if ((media_codec_is_noise (&codecs[i]) && has_noise) ||
          (media_codec_is_tones (&codecs[i]) && !codecs[i].is_only_taken))
        g_ptr_array_add (offered, (gpointer) &codecs[i]);
    }

  return offered;
}

/**
 * media_codec_get_title:
 * @name: as media_session_get_codec() says it
 *
 * Gets what a person may read.
 *
 * Returns: (transfer none): "Opus, 48 kHz"; @name itself when it is none of ours
 */
const char *
media_codec_get_title (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (codecs); i++)
    {
      if (g_ascii_strcasecmp (codecs[i].name, name) == 0)
        return codecs[i].title;
    }

  return name;
}
