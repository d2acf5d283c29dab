/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A gateway that stops sending while nobody speaks says once how loud the room behind it is. Silence in its place would
 * sound like a dead line. The noise is a source of its own behind a valve, made when the first such packet comes;
 * which of the two is heard is decided by which packet came last. Only the level is taken from the packet: the colour
 * of the noise, which may follow it (RFC 3389 3.1), nobody misses. */

#include "media-comfort.h"

#include <gst/rtp/rtp.h>

#include <math.h>

#define NAME "comfort"
#define PLAYING "media-comfort-playing"
/* In dBov below the loudest; the first bit of the level is nothing (RFC 3389 3.1). */
#define LEVEL_MASK 0x7f
/* White noise of audiotestsrc at volume 1 is 4.8 dB below a full-scale square, which is 0 dBov. */
#define NOISE_DB 4.77

static GstElement *
make_noise (void)
{
  /* It has the bandwidth of the telephone whose silence it is. */
  return gst_parse_bin_from_description (
    "audiotestsrc name=noise is-live=true wave=white-noise samplesperbuffer=160 volume=0 ! "
    "audio/x-raw,format=S16LE,rate=8000,channels=1 ! valve name=gate drop=true ! audioconvert ! audioresample ! "
    "audio/x-raw,format=S16LE,rate=48000,channels=1,layout=interleaved", TRUE, NULL);
}

static void
set_gate (GstElement *pipeline,
          gboolean    open)
{
  g_autoptr (GstElement) comfort = gst_bin_get_by_name (GST_BIN (pipeline), NAME);
  g_autoptr (GstElement) gate = comfort != NULL ? gst_bin_get_by_name (GST_BIN (comfort), "gate") : NULL;

  if (gate != NULL)
    g_object_set (gate, "drop", !open, NULL);
}

static void
set_volume (GstElement *pipeline,
            guint8      level)
{
  g_autoptr (GstElement) comfort = gst_bin_get_by_name (GST_BIN (pipeline), NAME);
  g_autoptr (GstElement) noise = comfort != NULL ? gst_bin_get_by_name (GST_BIN (comfort), "noise") : NULL;
  double decibel = NOISE_DB - (level & LEVEL_MASK);

  if (noise != NULL)
    g_object_set (noise, "volume", CLAMP (pow (10, decibel / 20), 0, 1), NULL);
}

/* A packet without a level says that there is noise and not how much (RFC 3389 has at least one byte): nothing is
 * changed by it. */
static GstPadProbeReturn
packets_cb (GstPad          *pad,
            GstPadProbeInfo *info,
            gpointer         user_data)
{
  GstElement *pipeline = user_data;
  GstRTPBuffer rtp = GST_RTP_BUFFER_INIT;

  if (!gst_rtp_buffer_map (GST_PAD_PROBE_INFO_BUFFER (info), GST_MAP_READ, &rtp))
    return GST_PAD_PROBE_OK;
  if (gst_rtp_buffer_get_payload_len (&rtp) > 0)
    {
      set_volume (pipeline, *(const guint8 *) gst_rtp_buffer_get_payload (&rtp));
      set_gate (pipeline, TRUE);
      g_object_set_data (G_OBJECT (pipeline), PLAYING, GINT_TO_POINTER (TRUE));
    }
  gst_rtp_buffer_unmap (&rtp);

  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
sound_cb (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         user_data)
{
  GstElement *pipeline = user_data;

  if (g_object_get_data (G_OBJECT (pipeline), PLAYING) != NULL)
    {
      g_object_set_data (G_OBJECT (pipeline), PLAYING, NULL);
      set_gate (pipeline, FALSE);
    }

  return GST_PAD_PROBE_OK;
}

/**
 * media_comfort_attach:
 * @pipeline: where the noise is made
 * @heard: where it goes
 * @packets: a pad that comfort noise comes from
 *
 * Lets a noise be heard for packets of comfort noise.
 */
void
media_comfort_attach (GstElement *pipeline,
                      GstElement *heard,
                      GstPad     *packets)
{
  g_autoptr (GstElement) there = NULL;

  g_return_if_fail (GST_IS_BIN (pipeline));
  g_return_if_fail (GST_IS_ELEMENT (heard));
  g_return_if_fail (GST_IS_PAD (packets));

  there = gst_bin_get_by_name (GST_BIN (pipeline), NAME);
  if (there == NULL)
    {
      GstElement *noise = make_noise ();

      g_return_if_fail (noise != NULL);
      gst_object_set_name (GST_OBJECT (noise), NAME);
      gst_bin_add (GST_BIN (pipeline), noise);
      gst_element_link (noise, heard);
      gst_element_sync_state_with_parent (noise);
    }
  gst_pad_add_probe (packets, GST_PAD_PROBE_TYPE_BUFFER, packets_cb, pipeline, NULL);
}

/**
 * media_comfort_watch_sound:
 * @pipeline: where noise may be made
 * @sound: a pad that decoded sound comes from
 *
 * Lets sound end the noise.
 */
void
media_comfort_watch_sound (GstElement *pipeline,
                           GstPad     *sound)
{
  g_return_if_fail (GST_IS_BIN (pipeline));
  g_return_if_fail (GST_IS_PAD (sound));

  gst_pad_add_probe (sound, GST_PAD_PROBE_TYPE_BUFFER, sound_cb, pipeline, NULL);
}

/**
 * media_comfort_is_playing:
 * @pipeline: where noise may be made
 *
 * Tells whether the far end has said that it pauses, and nothing since. From any thread.
 *
 * Returns: TRUE while nothing need come from it
 */
gboolean
media_comfort_is_playing (GstElement *pipeline)
{
  g_return_val_if_fail (GST_IS_BIN (pipeline), FALSE);

  return g_object_get_data (G_OBJECT (pipeline), PLAYING) != NULL;
}
