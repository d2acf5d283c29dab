/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How we encode is as much the far end's matter as ours: it says what it can use and, by RTCP, how much of it gets
 * lost. The table of codecs only says which encoder; this file turns its knobs. */

#include "media-encoder.h"

#include "media-sdp-codecs.h"
#define BITRATE 40000
#define MIN_BITRATE 6000
/* Without this Opus writes no correction at all, and the first loss is told of only after seconds. */
#define LEAST_LOSS 5
/* Beyond this more correction takes more from the sound than it gives back. */
#define MOST_LOSS 30

static GstElement *
dup_encoder (GstElement *bin)
{
  return gst_bin_get_by_name (GST_BIN (bin), "encoder");
}

/* RFC 7587 3.1.1: the bandwidths of Opus and the rates at which they are worth playing. */
static const char *
find_bandwidth (guint playback_hz)
{
  const struct { guint below_hz; const char *bandwidth; } rows[] = {
    { 12000, "narrowband" }, { 16000, "mediumband" }, { 24000, "wideband" }, { 48000, "superwideband" },
  };

  for (guint i = 0; playback_hz > 0 && i < G_N_ELEMENTS (rows); i++)
    {
      if (playback_hz < rows[i].below_hz)
        return rows[i].bandwidth;
    }

  return "auto";
}

static void
set_up_opus (GstElement            *encoder,
             const MediaParameters *wishes,
             const MediaSettings   *settings)
{
  gboolean fec = wishes->fec && !settings->without_correction;
  guint bitrate = wishes->bitrate > 0 ? MIN (wishes->bitrate, BITRATE) : BITRATE;

  g_object_set (encoder,
                "bitrate", (int) MAX (bitrate, MIN_BITRATE),
                "inband-fec", fec,
                "packet-loss-percentage", fec ? LEAST_LOSS : 0,
                "dtx", settings->dtx,
                NULL);
  gst_util_set_object_arg (G_OBJECT (encoder), "bitrate-type", wishes->cbr ? "cbr" : "constrained-vbr");
  gst_util_set_object_arg (G_OBJECT (encoder), "bandwidth", find_bandwidth (wishes->playback_hz));
}

/**
 * media_encoder_set_up:
 * @bin: the encoder and payloader of the codec that was agreed on
 * @theirs: what the far end says
 * @settings: what the person wants
 *
 * Tells the encoder how to encode, and how much sound goes into a packet.
 */
void
media_encoder_set_up (GstElement          *bin,
                      const MediaSdp      *theirs,
                      const MediaSettings *settings)
{
  g_autoptr (GstElement) encoder = NULL;
  g_autoptr (GstElement) payloader = NULL;
  guint ptime;

  g_return_if_fail (GST_IS_BIN (bin));
  g_return_if_fail (theirs != NULL && settings != NULL);

  encoder = dup_encoder (bin);
  payloader = gst_bin_get_by_name (GST_BIN (bin), "payloader");
  ptime = media_sdp_choose_ptime (theirs);
  if (encoder != NULL)
    {
      g_autofree char *frame_size = g_strdup_printf ("%u", ptime);

      set_up_opus (encoder, &media_sdp_choose_format (theirs)->wishes, settings);
      gst_util_set_object_arg (G_OBJECT (encoder), "frame-size", frame_size);
      /* An encoder with nothing to say makes packets of a byte or two; those need not be sent (RFC 7587 3.1.3). */
      if (payloader != NULL)
        g_object_set (payloader, "dtx", settings->dtx, NULL);
    }
  else if (payloader != NULL)
    {
      g_object_set (payloader, "min-ptime", (gint64) ptime * GST_MSECOND, "max-ptime", (gint64) ptime * GST_MSECOND,
                    NULL);
    }
}

/**
 * media_encoder_set_loss:
 * @bin: the encoder and payloader of the codec that was agreed on
 * @loss: the share of our packets that the far end misses, 0 to 1
 *
 * Lets the correction grow with the loss. Does nothing where there is none.
 */
void
media_encoder_set_loss (GstElement *bin,
                        double      loss)
{
  g_autoptr (GstElement) encoder = NULL;
  gboolean fec;
  int wanted, now;

  g_return_if_fail (GST_IS_BIN (bin));

  encoder = dup_encoder (bin);
  if (encoder == NULL)
    return;
  g_object_get (encoder, "inband-fec", &fec, "packet-loss-percentage", &now, NULL);
  wanted = CLAMP ((int) (loss * 100 + 0.5), LEAST_LOSS, MOST_LOSS);
  if (fec && wanted != now)
    g_object_set (encoder, "packet-loss-percentage", wanted, NULL);
}
