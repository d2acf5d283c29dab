/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the far end asks for is what the encoder does. */

#include "media-encoder.h"
#include "media-threads.h"

static GstElement *
make_bin (const char *name)
{
  const MediaCodec *codec = NULL;
  g_autoptr (GError) error = NULL;
  GstElement *bin;
  guint n_codecs;
  const MediaCodec *codecs = media_codec_list (&n_codecs);

  for (guint i = 0; i < n_codecs && codec == NULL; i++)
    codec = g_str_equal (codecs[i].name, name) ? &codecs[i] : NULL;
  bin = gst_parse_bin_from_description (codec->encoder, TRUE, &error);
  g_assert_no_error (error);

  return g_object_ref_sink (bin);
}

static MediaSdp *
make_sdp (const char *name,
          const char *wishes)
{
  MediaSdp *sdp = media_sdp_new ();
  MediaFormat format = { 0 };
  guint n_codecs;
  const MediaCodec *codecs = media_codec_list (&n_codecs);

  for (guint i = 0; i < n_codecs && format.codec == NULL; i++)
    format.codec = g_str_equal (codecs[i].name, name) ? &codecs[i] : NULL;
  media_parameters_read (&format.wishes, wishes);
  g_array_append_val (sdp->formats, format);

  return sdp;
}

/* "name=value" of the properties that matter, as one text. */
static char *
describe (GstElement *bin)
{
  g_autoptr (GstElement) encoder = gst_bin_get_by_name (GST_BIN (bin), "encoder");
  gboolean fec, dtx;
  int bitrate, loss, bandwidth, frame_size, bitrate_type;

  g_object_get (encoder, "inband-fec", &fec, "dtx", &dtx, "bitrate", &bitrate, "packet-loss-percentage", &loss,
                "bandwidth", &bandwidth, "frame-size", &frame_size, "bitrate-type", &bitrate_type, NULL);
  return g_strdup_printf ("fec=%d dtx=%d bitrate=%d loss=%d bandwidth=%d frame=%d type=%d", fec, dtx, bitrate, loss,
                          bandwidth, frame_size, bitrate_type);
}

static const struct
{
  const char *wishes;
  guint       ptime;
  gboolean    dtx;
  gboolean    without_correction;
  const char *done;
} rows[] = {
  { NULL, 0, FALSE, FALSE, "fec=0 dtx=0 bitrate=40000 loss=0 bandwidth=-1000 frame=20 type=2" },
  { "useinbandfec=1", 0, FALSE, FALSE, "fec=1 dtx=0 bitrate=40000 loss=5 bandwidth=-1000 frame=20 type=2" },
  { "useinbandfec=1", 0, TRUE, TRUE, "fec=0 dtx=1 bitrate=40000 loss=0 bandwidth=-1000 frame=20 type=2" },
  { "maxaveragebitrate=16000;cbr=1", 60, FALSE, FALSE, "fec=0 dtx=0 bitrate=16000 loss=0 bandwidth=-1000 frame=60 type=0" },
  { "maxplaybackrate=8000;maxaveragebitrate=64000", 10, FALSE, FALSE,
    "fec=0 dtx=0 bitrate=40000 loss=0 bandwidth=1101 frame=10 type=2" },
};

/* RFC 7587 6.1 */
static void
test_wishes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GstElement) bin = make_bin ("opus");
      g_autoptr (MediaSdp) sdp = make_sdp ("opus", rows[i].wishes);
      g_autoptr (MediaSettings) settings = media_settings_new ("silence", "none");
      g_autofree char *done = NULL;

      sdp->ptime = rows[i].ptime;
      settings->dtx = rows[i].dtx;
      settings->without_correction = rows[i].without_correction;
      media_encoder_set_up (bin, sdp, settings);
      done = describe (bin);
      g_assert_cmpstr (done, ==, rows[i].done);
    }
}

/* As much correction as the far end's reports ask for, within reason. */
static void
test_loss (void)
{
  g_autoptr (GstElement) bin = make_bin ("opus");
  g_autoptr (GstElement) encoder = gst_bin_get_by_name (GST_BIN (bin), "encoder");
  g_autoptr (MediaSdp) sdp = make_sdp ("opus", "useinbandfec=1");
  g_autoptr (MediaSettings) settings = media_settings_new ("silence", "none");
  const struct { double loss; int percentage; } reports[] = { { 0.12, 12 }, { 0.9, 30 }, { 0, 5 } };

  media_encoder_set_up (bin, sdp, settings);
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      int percentage;

      media_encoder_set_loss (bin, reports[i].loss);
      g_object_get (encoder, "packet-loss-percentage", &percentage, NULL);
      g_assert_cmpint (percentage, ==, reports[i].percentage);
    }
}

/* RFC 8866 6.4 */
static void
test_ptime (void)
{
  g_autoptr (GstElement) bin = make_bin ("PCMA");
  g_autoptr (GstElement) payloader = gst_bin_get_by_name (GST_BIN (bin), "payloader");
  g_autoptr (MediaSdp) sdp = make_sdp ("PCMA", NULL);
  g_autoptr (MediaSettings) settings = media_settings_new ("silence", "none");
  gint64 least, most;

  sdp->ptime = 40;
  media_encoder_set_up (bin, sdp, settings);
  media_encoder_set_loss (bin, 0.5);
  g_object_get (payloader, "min-ptime", &least, "max-ptime", &most, NULL);
  g_assert_cmpint (least, ==, 40 * GST_MSECOND);
  g_assert_cmpint (most, ==, 40 * GST_MSECOND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  g_test_add_func ("/media-encoder/wishes", test_wishes);
  g_test_add_func ("/media-encoder/loss", test_loss);
  g_test_add_func ("/media-encoder/ptime", test_ptime);

  return media_threads_run_tests ();
}
